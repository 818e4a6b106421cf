namespace PartyBuilding.Recognizers.Dates;

/// <summary>Which of several possible days is taken.</summary>
internal enum Pick : byte
{
    /// <summary>The nearest that has begun by today.</summary>
    Past,

    /// <summary>The nearest that is not over before today.</summary>
    Future,

    /// <summary>The reference model's past: before today, before this month.</summary>
    Before,

    /// <summary>The reference model's future: today or later, this month or later.</summary>
    NotBefore,
}

/// <summary>Consecutive days; <paramref name="Until"/> is the first that is not included.</summary>
internal readonly record struct DaySpan(DateOnly From, DateOnly Until);

/// <summary>Places what was named in the calendar, seen from one day.</summary>
/// <param name="today">The day it is seen from.</param>
/// <param name="literal">Lunar dates keep their numbers instead of being converted, as in the reference model.</param>
internal readonly struct Calendar(DateOnly today, bool literal = false)
{
    private const int Reach = 9; // years that 29 February may be away, months and weeks more than enough

    public DateOnly Today => today;

    /// <summary>The span, or null when there is no such day (2月30日).</summary>
    public DaySpan? Resolve(in Dated dated, Pick pick)
    {
        if (!IsOpen(dated))
            return Adjust(Instances.At(dated, 0, today, literal), dated);

        var steps = Reach;
        var forward = pick is Pick.Future or Pick.NotBefore;
        for (int i = 0, k = forward ? -2 : 2; i <= steps + 2; i++, k += forward ? 1 : -1)
        {
            if (Adjust(Instances.At(dated, k, today, literal), dated) is { } span && Fits(dated, span, pick))
                return span;
        }

        return null;
    }

    /// <summary>Whether the text leaves the year, month or week open, so that past and future differ.</summary>
    public static bool IsOpen(in Dated dated) => dated.Kind switch
    {
        DatedKind.Day => dated.Month is null ? dated.MonthBy is null : !dated.HasYear && dated.MonthBy is null,
        DatedKind.Weekday or DatedKind.Weekend => dated.WeekBy is null,
        DatedKind.MonthPart => dated.MonthBy is null && !(dated.Month is not null && dated.HasYear),
        DatedKind.Month or DatedKind.NthWeekday or DatedKind.WeekOfMonth => dated.MonthBy is null && !dated.HasYear,
        DatedKind.Lunar or DatedKind.Festival or DatedKind.Holiday or DatedKind.HalfYear or DatedKind.Season or DatedKind.YearPart => !dated.HasYear,
        DatedKind.Quarter => !dated.HasYear && dated.By is null,
        DatedKind.Decade => dated.Nth == 0 && dated.By is null,
        DatedKind.Run => dated.By == 0,
        _ => false,
    };

    private bool Fits(in Dated dated, DaySpan span, Pick pick)
    {
        var month = new DateOnly(today.Year, today.Month, 1);
        var pivot = dated.Kind == DatedKind.Month ? month : today;
        return pick switch
        {
            Pick.Past => span.From <= today,
            Pick.Future => span.Until > today,
            Pick.Before => span.From < pivot,
            _ => span.From >= pivot,
        };
    }

    private static DaySpan? Adjust(DaySpan? found, in Dated dated)
    {
        if (found is not { } span)
            return null;
        if (dated.Shift != 0)
            span = new DaySpan(span.From.AddDays(dated.Shift), span.Until.AddDays(dated.Shift));
        return dated.Edge switch
        {
            Edge.Eve or Edge.WeekBefore => new DaySpan(span.From.AddDays(-7), span.From),
            Edge.WeekAfter => new DaySpan(span.Until, span.Until.AddDays(7)),
            Edge.Around => new DaySpan(span.From.AddDays(-3), span.Until.AddDays(3)),
            _ => span,
        };
    }
}
