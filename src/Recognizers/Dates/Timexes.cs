using System.Globalization;

namespace PartyBuilding.Recognizers.Dates;

/// <summary>Writes TIMEX3: 2023-11-25, XXXX-WXX-3, T14:30, P8DT20H, (T14,T16,PT2H).</summary>
internal static class Timexes
{
    /// <summary>A single date or period; <paramref name="span"/> is where it was found, for dates counted from today.</summary>
    public static string Of(in Dated dated, DaySpan? span)
    {
        if (dated.Shift != 0 || dated.Edge != Edge.None)
            return span is { } moved ? dated.Edge == Edge.None ? Day(moved.From) : Between(moved, Unit.Day) : "";
        var year = YearOf(dated, span);
        var month = dated.Month is { } named ? $"{named:D2}" : dated.MonthBy is not null && span is { } m ? $"{Middle(dated, m).Month:D2}" : "XX";
        return dated.Kind switch
        {
            DatedKind.Day => $"{year}-{month}-{dated.Day:D2}",
            DatedKind.Lunar => dated.Day == 0 ? $"{year}-{month}" : $"{year}-{month}-{dated.Day:D2}",
            DatedKind.Weekday when dated.WeekBy is null => $"XXXX-WXX-{dated.Weekday}",
            DatedKind.NthWeekday => $"{year}-{month}-WXX-{dated.Weekday}-#{Place(dated, span)}",
            DatedKind.Festival => OfFeast(dated.Feast!, year),
            DatedKind.Year => year,
            DatedKind.Month => $"{year}-{month}",
            DatedKind.WeekOfMonth => $"{year}-{month}-W{(dated.Nth < 0 ? 5 : dated.Nth):D2}",
            DatedKind.WeekOfYear when dated.Nth > 0 => $"{year}-W{dated.Nth:D2}",
            DatedKind.Season => dated.HasYear ? $"{year}-{Season(dated.Nth)}" : Season(dated.Nth),
            DatedKind.Week or DatedKind.WeekOfYear => span is { } week ? Week(week.From) : "",
            DatedKind.Weekend => span is { } end ? Week(end.From) + "-WE" : "",
            DatedKind.Decade when dated.Nth == 0 && dated.By is null => $"(XX{dated.Count:D2}-01-01,XX{(dated.Count + 10) % 100:D2}-01-01,P10Y)",
            _ when span is null => "",
            DatedKind.Shifted or DatedKind.Weekday or DatedKind.Present => Day(span.Value.From),
            DatedKind.HalfYear or DatedKind.Quarter or DatedKind.YearPart => Between(span.Value, Unit.Month),
            DatedKind.Decade or DatedKind.Century => Between(span.Value, Unit.Year),
            DatedKind.Run or DatedKind.RunOfYear => $"({Day(span.Value.From)},{Day(span.Value.Until)},P{dated.Count}{Letter(dated.Unit)})",
            _ => Between(span.Value, Unit.Day),
        };
    }

    public static string Of(in Clock clock, int hour) =>
        clock.Second >= 0 ? $"T{hour:D2}:{Math.Max(clock.Minute, 0):D2}:{clock.Second:D2}" : clock.Minute >= 0 ? $"T{hour:D2}:{clock.Minute:D2}" : $"T{hour:D2}";

    public static string Of(in Lengths length)
    {
        var days = Amount(length.Years, 'Y') + Amount(length.Months, 'M') + Amount(length.Weeks, 'W') + Amount(length.Days, 'D');
        return length.HasTime ? $"P{days}T{Amount(length.Hours, 'H')}{Amount(length.Minutes, 'M')}{Amount(length.Seconds, 'S')}" : $"P{days}";
    }

    /// <summary>What recurs: <c>P1W</c>, <c>XXXX-WXX-3T14</c>, <c>XXXX-XX-25</c>.</summary>
    public static string Recurring(in Expression e)
    {
        var time = e.From.HasClock ? Of(e.From.Clock, Hours.Seconds(e.From.Clock) / 3600 % 24) : "";
        if (e.From.Part != DayPart.None && !e.From.HasClock)
            time = "T" + PartCode(e.From.Part);
        return e.EveryLength ? time.Length > 0 ? time : Of(e.Length) : Of(e.From.Date, null) + time;
    }

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>(start,end,length) in one unit.</summary>
    public static string Between(DaySpan span, Unit unit)
    {
        var months = (span.Until.Year - span.From.Year) * 12 + span.Until.Month - span.From.Month;
        var length = unit switch { Unit.Year => $"P{span.Until.Year - span.From.Year}Y", Unit.Month => $"P{months}M", _ => $"P{span.Until.DayNumber - span.From.DayNumber}D" };
        return $"({Day(span.From)},{Day(span.Until)},{length})";
    }

    /// <summary>PT2H30M.</summary>
    public static string Span(TimeSpan span)
    {
        var hours = (long)span.TotalHours;
        return $"PT{(hours > 0 ? $"{hours}H" : "")}{(span.Minutes > 0 ? $"{span.Minutes}M" : "")}{(span.Seconds > 0 ? $"{span.Seconds}S" : "")}";
    }

    public static string PartCode(DayPart part) => part switch
    {
        DayPart.Noon => "MI",
        DayPart.Afternoon or DayPart.Dusk => "AF",
        DayPart.Evening or DayPart.Night => "EV",
        DayPart.DeepNight => "NI",
        DayPart.Daytime => "DT",
        _ => "MO",
    };

    private static string YearOf(in Dated dated, DaySpan? span)
    {
        if (dated.Year is { } year)
            return $"{year:D4}";
        return span is { } found && (dated.YearBy is not null || dated.MonthBy is not null) ? $"{Middle(dated, found).Year:D4}" : "XXXX";
    }

    // The first week of a month may begin in the month before.
    private static DateOnly Middle(in Dated dated, DaySpan span) => dated.Kind == DatedKind.WeekOfMonth ? span.From.AddDays(3) : span.From;

    // Which one it really is: the last Monday may be the fourth or the fifth.
    private static int Place(in Dated dated, DaySpan? span) => dated.Nth > 0 && dated.Nth < 5 || span is null ? dated.Nth : (span.Value.From.Day - 1) / 7 + 1;

    private static string OfFeast(Feast feast, string year) => feast.Rule switch
    {
        FeastRule.NthWeekday => $"{year}-{feast.Month:D2}-WXX-{(feast.Name == "父亲节" ? 6 : feast.Weekday)}-{feast.Day}",
        FeastRule.LastOfLunarYear => $"{year}-12-31",
        FeastRule.Term => feast.Month == SolarTerms.Qingming ? $"{year}-04-04" : $"{year}-{feast.Month / 2 + 1:D2}",
        _ => $"{year}-{feast.Month:D2}-{feast.Day:D2}",
    };

    private static string Week(DateOnly monday)
    {
        var day = monday.ToDateTime(TimeOnly.MinValue);
        return $"{ISOWeek.GetYear(day):D4}-W{ISOWeek.GetWeekOfYear(day):D2}";
    }

    private static string Season(int nth) => nth switch { 1 => "SP", 2 => "SU", 3 => "FA", _ => "WI" };

    private static char Letter(Unit unit) => unit switch { Unit.Year => 'Y', Unit.Month or Unit.Quarter => 'M', Unit.Week => 'W', _ => 'D' };

    private static string Amount(double amount, char unit) => amount == 0 ? "" : amount.ToString("0.##", CultureInfo.InvariantCulture) + unit;
}
