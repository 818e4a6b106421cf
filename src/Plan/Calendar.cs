using System.Collections.Concurrent;

namespace PartyBuilding.Plan;

/// <summary>Which days are worked, when it is quiet, and when terms begin and end.</summary>
public sealed class Calendar
{
    private readonly HashSet<DateOnly> off;
    private readonly HashSet<DateOnly> worked;
    private readonly HashSet<int> years;
    private readonly Dictionary<(int Year, int Number), TermDates> own;
    private readonly ConcurrentDictionary<(int Year, int Number), Period?> terms = [];
    private readonly TermRule firstTerm;
    private readonly TermRule secondTerm;

    /// <summary>Weekends are off except <paramref name="worked"/>; other days are worked except <paramref name="off"/>.</summary>
    /// <param name="off">Statutory days off, those on weekends included or not.</param>
    /// <param name="worked">Make-up workdays on weekends (调休上班).</param>
    /// <param name="years">Years whose days off are known; in others only weekends are.</param>
    /// <param name="quiet">When nothing is said unasked.</param>
    /// <param name="firstTerm">The usual first term (autumn); its end lies in the next calendar year.</param>
    /// <param name="secondTerm">The usual second term.</param>
    /// <param name="terms">Terms with days of their own.</param>
    public Calendar(
        IEnumerable<DateOnly> off, IEnumerable<DateOnly> worked, IEnumerable<int> years, QuietHours quiet,
        TermRule firstTerm, TermRule secondTerm, IEnumerable<TermDates> terms)
    {
        this.off = [.. off];
        this.worked = [.. worked];
        this.years = [.. years];
        this.firstTerm = firstTerm;
        this.secondTerm = secondTerm;
        own = terms.ToDictionary(term => (term.SchoolYear, term.Number));
        Quiet = quiet;
    }

    /// <summary>When nothing is said unasked.</summary>
    public QuietHours Quiet { get; }

    /// <summary>Whether the State Council's days off of that year are in the file; where not, only weekends are days off.</summary>
    public bool Knows(int year) => years.Contains(year);

    /// <summary>The last year so known; null when there is none.</summary>
    public int? LastKnownYear => years.Count == 0 ? null : years.Max();

    /// <summary>Whether people work that day.</summary>
    public bool IsWorkday(DateOnly day) =>
        worked.Contains(day) || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !off.Contains(day));

    /// <summary>The day itself when it is worked, else the next one that is.</summary>
    public DateOnly WorkdayFrom(DateOnly day)
    {
        while (!IsWorkday(day))
            day = day.AddDays(1);
        return day;
    }

    /// <summary>The day itself when it is worked, else the last one before that is.</summary>
    public DateOnly WorkdayUpTo(DateOnly day)
    {
        while (!IsWorkday(day))
            day = day.AddDays(-1);
        return day;
    }

    /// <summary>The working day nearest to a day and in the same month; of two equally near, the earlier one.</summary>
    /// <param name="year">The year.</param>
    /// <param name="month">The month.</param>
    /// <param name="day">About when; 31 means the last day of a shorter month.</param>
    public DateOnly NearestWorkday(int year, int month, int day)
    {
        var wanted = new DateOnly(year, month, Math.Min(day, DateTime.DaysInMonth(year, month)));
        for (var distance = 0; distance < 31; distance++)
        {
            if (Fits(wanted.AddDays(-distance)))
                return wanted.AddDays(-distance);
            if (Fits(wanted.AddDays(distance)))
                return wanted.AddDays(distance);
        }

        return wanted;

        bool Fits(DateOnly candidate) => candidate.Month == month && IsWorkday(candidate);
    }

    /// <summary>When something meant for a moment may be said: not on a day off (next working day, same hour), not in quiet hours (their end).</summary>
    public DateTime Open(DateTime wanted)
    {
        var (day, time) = (DateOnly.FromDateTime(wanted), TimeOnly.FromDateTime(wanted));
        if (Quiet.Contains(time))
        {
            // The evening's quiet ends tomorrow, the morning's today.
            if (time >= Quiet.From && Quiet.From > Quiet.To)
                day = day.AddDays(1);
            time = Quiet.To;
        }

        return WorkdayFrom(day).ToDateTime(time);
    }

    /// <summary>A term by its number; null when its days make no sense (the file's reader has then said so).</summary>
    /// <param name="schoolYear">The calendar year in which the school year begins.</param>
    /// <param name="number">1 or 2.</param>
    public Period? Term(int schoolYear, int number) => terms.GetOrAdd((schoolYear, number), Build);

    /// <summary>How many working days of a period lie in a term.</summary>
    public int SchoolDays(Period period)
    {
        var days = 0;
        for (var day = period.From; day < period.Until; day = day.AddDays(1))
            if (IsWorkday(day) && TermOf(day) is not null)
                days++;
        return days;
    }

    /// <summary>The term a day lies in; null in the holidays.</summary>
    public Period? TermOf(DateOnly day) =>
        Holding(Term(day.Year - 1, 1), day) ?? Holding(Term(day.Year - 1, 2), day) ?? Holding(Term(day.Year, 1), day);

    private static Period? Holding(Period? term, DateOnly day) => term?.Contains(day) == true ? term : null;

    private Period? Build((int Year, int Number) key)
    {
        var (from, last) = own.TryGetValue(key, out var fixedDays)
            ? (fixedDays.From, fixedDays.Last)
            : key.Number == 1 ? firstTerm.In(key.Year) : secondTerm.In(key.Year + 1);
        return from <= last ? Period.Term(key.Year, key.Number, from, last) : null;
    }
}
