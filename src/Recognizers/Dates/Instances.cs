namespace PartyBuilding.Recognizers.Dates;

/// <summary>One occurrence of what was named: the k-th year, month, week or century from the present one where the text leaves that open.</summary>
internal static class Instances
{
    public static DaySpan? At(in Dated dated, int k, DateOnly today, bool literal)
    {
        var year = dated.Year ?? today.Year + (dated.YearBy ?? (dated.MonthBy is null ? k : 0));
        if (year is < 1 or > 9990)
            return null;
        return dated.Kind switch
        {
            DatedKind.Day => OfDay(dated, k, year, today),
            DatedKind.Shifted => OfDay(Step(today, dated.Count, dated.Unit)),
            DatedKind.Weekday => OfDay(Monday(today).AddDays(7 * (dated.WeekBy ?? k) + dated.Weekday - 1)),
            DatedKind.Weekend => Days(Monday(today).AddDays(7 * (dated.WeekBy ?? k) + 5), 2),
            DatedKind.Week => Days(Monday(today).AddDays(7 * dated.WeekBy!.Value), 7),
            DatedKind.HalfWeek => dated.Nth == 1 ? Days(Monday(today), 3) : Days(Monday(today).AddDays(3), 4),
            DatedKind.NthWeekday or DatedKind.WeekOfMonth or DatedKind.MonthPart or DatedKind.Month => OfMonth(dated, k, year, today),
            DatedKind.Lunar => FeastDays.Lunar(dated, year, k, today, literal),
            DatedKind.Festival => FeastDays.Of(dated.Feast!, dated.HasYear ? year : null, year, literal) is { } day ? OfDay(day) : null,
            DatedKind.Holiday => FeastDays.Off(dated.Feast!, dated.HasYear ? year : null, year),
            DatedKind.Year => Months(year, 1, 12),
            DatedKind.HalfYear => Months(year, dated.Nth == 1 ? 1 : 7, 6),
            DatedKind.Quarter => OfQuarter(dated, year, today),
            DatedKind.Season => Months(year, dated.Nth * 3, 3),
            DatedKind.YearPart => Months(year, dated.Part switch { Part.Start => 1, Part.Middle => 6, _ => 12 }, 1),
            DatedKind.WeekOfYear => OfWeek(year, dated.Nth),
            DatedKind.Decade => OfDecade(dated, k, today),
            DatedKind.Century => Years(CenturyStart(dated, today), 100),
            DatedKind.Run => OfRun(dated, k, today, literal),
            DatedKind.RunOfYear => OfYearRun(dated, year),
            DatedKind.Present => OfDay(today),
            _ => null,
        };
    }

    public static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    /// <summary>The Monday of the first week that has its Thursday in the month.</summary>
    public static DateOnly FirstMonday(int year, int month)
    {
        var first = new DateOnly(year, month, 1);
        var thursday = first.AddDays(((int)DayOfWeek.Thursday - (int)first.DayOfWeek + 7) % 7);
        return thursday.AddDays(-3);
    }

    public static DateOnly Step(DateOnly day, int count, Unit unit) => unit switch
    {
        Unit.Year => day.AddYears(count),
        Unit.Quarter => day.AddMonths(3 * count),
        Unit.Month => day.AddMonths(count),
        Unit.Week => day.AddDays(7 * count),
        _ => day.AddDays(count),
    };

    private static DaySpan? OfDay(in Dated dated, int k, int year, DateOnly today)
    {
        var month = dated.Month ?? 0;
        if (dated.Month is null)
        {
            var first = FirstOf(today, dated.MonthBy ?? k);
            (year, month) = (first.Year, first.Month);
        }

        return month is >= 1 and <= 12 && dated.Day >= 1 && dated.Day <= DateTime.DaysInMonth(year, month) ? OfDay(new DateOnly(year, month, dated.Day)) : null;
    }

    private static DaySpan? OfMonth(in Dated dated, int k, int year, DateOnly today)
    {
        var month = dated.Month ?? 0;
        if (dated.Month is null)
        {
            var relative = FirstOf(today, dated.MonthBy ?? k);
            (year, month) = (relative.Year, relative.Month);
        }

        if (month is < 1 or > 12)
            return null;
        var first = new DateOnly(year, month, 1);
        return dated.Kind switch
        {
            DatedKind.Month => new DaySpan(first, first.AddMonths(1)),
            DatedKind.MonthPart => OfPart(first, dated.Part),
            DatedKind.WeekOfMonth => Days(NthWeek(year, month, dated.Nth), 7),
            _ => NthWeekday(first, dated.Nth, dated.Weekday) is { } day ? OfDay(day) : null,
        };
    }

    private static DateOnly FirstOf(DateOnly today, int months) => new DateOnly(today.Year, today.Month, 1).AddMonths(months);

    private static DaySpan OfPart(DateOnly first, Part part)
    {
        var next = first.AddMonths(1);
        var half = first.AddDays((next.DayNumber - first.DayNumber) / 2);
        return part switch
        {
            Part.FirstTen or Part.Start => new DaySpan(first, first.AddDays(10)),
            Part.SecondTen or Part.Middle => new DaySpan(first.AddDays(10), first.AddDays(20)),
            Part.FirstHalf => new DaySpan(first, half),
            Part.SecondHalf => new DaySpan(half, next),
            _ => new DaySpan(first.AddDays(20), next),
        };
    }

    private static DateOnly NthWeek(int year, int month, int nth)
    {
        if (nth > 0)
            return FirstMonday(year, month).AddDays(7 * (nth - 1));
        var next = new DateOnly(year, month, 1).AddMonths(1);
        return FirstMonday(next.Year, next.Month).AddDays(-7);
    }

    private static DaySpan OfWeek(int year, int nth) =>
        Days(nth > 0 ? FirstMonday(year, 1).AddDays(7 * (nth - 1)) : FirstMonday(year + 1, 1).AddDays(-7), 7);

    /// <summary>The n-th such weekday of the month, the last for -1; one too many (第五个周三) is the last as well.</summary>
    public static DateOnly? NthWeekday(DateOnly first, int nth, int weekday)
    {
        var day = first.AddDays((weekday % 7 - (int)first.DayOfWeek + 7) % 7);
        var wanted = day.AddDays(7 * ((nth < 0 ? 5 : nth) - 1));
        if (wanted.Month != first.Month && nth is 5 or < 0)
            wanted = wanted.AddDays(-7);
        return wanted.Month == first.Month ? wanted : null;
    }

    private static DaySpan OfQuarter(in Dated dated, int year, DateOnly today)
    {
        if (dated.By is not { } by)
            return Months(year, dated.Nth * 3 - 2, 3);
        var first = new DateOnly(today.Year, (today.Month - 1) / 3 * 3 + 1, 1).AddMonths(3 * by);
        return new DaySpan(first, first.AddMonths(3));
    }

    private static int CenturyStart(in Dated dated, DateOnly today) =>
        dated.Nth > 0 ? (dated.Nth - 1) * 100 : today.Year / 100 * 100 + 100 * (dated.By ?? 0);

    private static DaySpan? OfDecade(in Dated dated, int k, DateOnly today)
    {
        var open = dated.Nth == 0 && dated.By is null;
        return Years(CenturyStart(dated, today) + dated.Count + (open ? 100 * k : 0), 10);
    }

    private static DaySpan? Years(int first, int count) =>
        first is >= 0 and < 9000 ? new DaySpan(new DateOnly(Math.Max(first, 1), 1, 1), new DateOnly(first + count, 1, 1)) : null;

    // 最近三天 takes today in; the reference model ends before it. These days (这三天) look back or ahead.
    private static DaySpan OfRun(in Dated dated, int k, DateOnly today, bool literal)
    {
        var by = dated.By == 0 ? Math.Sign(k) : dated.By!.Value;
        if (by > 0)
            return new DaySpan(today.AddDays(1), Step(today.AddDays(1), dated.Count, dated.Unit));
        var end = literal ? today : today.AddDays(1);
        return by == 0 ? new DaySpan(Step(today, 1 - dated.Count, dated.Unit), end) : new DaySpan(Step(end, -dated.Count, dated.Unit), end);
    }

    private static DaySpan? OfYearRun(in Dated dated, int year)
    {
        if (dated.Unit == Unit.Week)
        {
            var (first, end) = (FirstMonday(year, 1), FirstMonday(year + 1, 1));
            return dated.By > 0 ? Days(first, 7 * dated.Count) : new DaySpan(end.AddDays(-7 * dated.Count), end);
        }

        var (start, next) = (new DateOnly(year, 1, 1), new DateOnly(year + 1, 1, 1));
        return dated.By > 0 ? new DaySpan(start, Step(start, dated.Count, dated.Unit)) : new DaySpan(Step(next, -dated.Count, dated.Unit), next);
    }

    private static DaySpan OfDay(DateOnly day) => Days(day, 1);

    private static DaySpan Days(DateOnly from, int count) => new(from, from.AddDays(count));

    private static DaySpan Months(int year, int month, int count)
    {
        var from = new DateOnly(year, month, 1);
        return new DaySpan(from, from.AddMonths(count));
    }
}
