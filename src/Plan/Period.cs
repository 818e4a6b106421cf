namespace PartyBuilding.Plan;

/// <summary>A stretch of days that duties, points and questions are counted in.</summary>
public sealed record Period
{
    private Period(PeriodUnit unit, DateOnly from, DateOnly until) => (Unit, From, Until) = (unit, from, until);

    /// <summary>How long it is.</summary>
    public PeriodUnit Unit { get; }

    /// <summary>First day.</summary>
    public DateOnly From { get; }

    /// <summary>First day after it.</summary>
    public DateOnly Until { get; }

    /// <summary>A term's: the calendar year in which its school year begins, and 1 or 2.</summary>
    public (int SchoolYear, int Number) TermNumber { get; private init; }

    /// <summary>Last day.</summary>
    public DateOnly Last => Until.AddDays(-1);

    /// <summary>How many days it has.</summary>
    public int Days => Until.DayNumber - From.DayNumber;

    /// <summary>
    /// <c>2023</c>, <c>2023H1</c>, <c>2023Q3</c>, <c>2023-10</c>, <c>2023-10/2023-12</c>, <c>2023-W43</c>,
    /// <c>2023-2024T1</c> (first term of that school year). <see cref="Parse"/> reads these back; <c>once</c> it does not.
    /// </summary>
    public string Code => PeriodCode.Write(this);

    /// <summary>As people say it: 2023年10月, 2023年第三季度, 2023—2024学年第一学期.</summary>
    public string Label => PeriodLabel.Of(this);

    /// <summary>Duties owed once and then kept.</summary>
    public static Period Once { get; } = new(PeriodUnit.Once, DateOnly.MinValue, DateOnly.MaxValue);

    /// <summary>How many years a school branch's committee or secretary is elected for.</summary>
    public const int TenureYears = 3;

    /// <summary>The half year before a term of office ends, its last day included: the time for an election.</summary>
    public static Period Tenure(DateOnly ends) => new(PeriodUnit.Tenure, ends.AddMonths(-6).AddDays(1), ends.AddDays(1));

    /// <summary>A calendar year.</summary>
    public static Period Year(int year) => new(PeriodUnit.Year, new(year, 1, 1), new(year + 1, 1, 1));

    /// <summary>Half a year; <paramref name="half"/> is 1 or 2.</summary>
    public static Period Half(int year, int half) => OfMonths(PeriodUnit.Half, year, (half - 1) * 6 + 1, 6);

    /// <summary>A calendar quarter, 1 to 4.</summary>
    public static Period Quarter(int year, int quarter) => OfMonths(PeriodUnit.Quarter, year, (quarter - 1) * 3 + 1, 3);

    /// <summary>A calendar month.</summary>
    public static Period Month(int year, int month) => OfMonths(PeriodUnit.Month, year, month, 1);

    /// <summary>The months from one to another, both included; whole quarters, halves and years come back as such.</summary>
    /// <param name="from">Any day of the first month.</param>
    /// <param name="to">Any day of the last month.</param>
    public static Period Months(DateOnly from, DateOnly to)
    {
        var count = (to.Year - from.Year) * 12 + to.Month - from.Month + 1;
        var unit = (count, (from.Month - 1) % count) switch
        {
            (1, _) => PeriodUnit.Month,
            (3, 0) => PeriodUnit.Quarter,
            (6, 0) => PeriodUnit.Half,
            (12, 0) => PeriodUnit.Year,
            _ => PeriodUnit.Months,
        };
        return OfMonths(unit, from.Year, from.Month, count);
    }

    /// <summary>The week, Monday to Sunday, that <paramref name="day"/> lies in.</summary>
    public static Period Week(DateOnly day)
    {
        var monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        return new(PeriodUnit.Week, monday, monday.AddDays(7));
    }

    /// <summary>A school term.</summary>
    /// <param name="schoolYear">The calendar year in which the school year begins.</param>
    /// <param name="number">1 (from autumn) or 2 (from spring).</param>
    /// <param name="from">First day.</param>
    /// <param name="last">Last day.</param>
    public static Period Term(int schoolYear, int number, DateOnly from, DateOnly last) =>
        new(PeriodUnit.Term, from, last.AddDays(1)) { TermNumber = (schoolYear, number) };

    /// <summary>The period of a unit that <paramref name="day"/> lies in.</summary>
    /// <returns>Null for a day in no term, and for <see cref="PeriodUnit.Months"/>, which has no fixed places.</returns>
    public static Period? Of(PeriodUnit unit, DateOnly day, Calendar calendar) => unit switch
    {
        PeriodUnit.Week => Week(day),
        PeriodUnit.Month => Month(day.Year, day.Month),
        PeriodUnit.Quarter => Quarter(day.Year, (day.Month + 2) / 3),
        PeriodUnit.Half => Half(day.Year, (day.Month + 5) / 6),
        PeriodUnit.Year => Year(day.Year),
        PeriodUnit.Term => calendar.TermOf(day),
        PeriodUnit.Once => Once,
        _ => null,
    };

    /// <summary>Every period of a unit that shares a day with this one, in order.</summary>
    public IEnumerable<Period> Split(PeriodUnit unit, Calendar calendar)
    {
        if (unit == PeriodUnit.Once)
        {
            yield return Once;
            yield break;
        }

        for (var day = From; day < Until;)
        {
            if (Of(unit, day, calendar) is { } part)
            {
                yield return part;
                day = part.Until;
            }
            else
            {
                day = day.AddDays(1);
            }
        }
    }

    /// <summary>Reads a code.</summary>
    /// <param name="code">As <see cref="Code"/> describes.</param>
    /// <param name="calendar">Knows the terms.</param>
    /// <returns>Null when it is no period.</returns>
    public static Period? Parse(string? code, Calendar calendar) => PeriodCode.Read(code, calendar);

    /// <summary>Whether a day lies in it.</summary>
    public bool Contains(DateOnly day) => day >= From && day < Until;

    /// <summary>Whether another period lies wholly in it.</summary>
    public bool Contains(Period other) => other.From >= From && other.Until <= Until;

    /// <summary>The label.</summary>
    public override string ToString() => Label;

    private static Period OfMonths(PeriodUnit unit, int year, int month, int count)
    {
        var from = new DateOnly(year, month, 1);
        return new(unit, from, from.AddMonths(count));
    }
}
