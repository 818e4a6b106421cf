namespace PartyBuilding.Recognizers.Dates;

/// <summary>On which day a feast or a lunar date falls, and the days off around it.</summary>
internal static class FeastDays
{
    private const int Qingming = 4; // 4 April, the reference model's fixed day

    /// <param name="feast">The feast.</param>
    /// <param name="said">The year that the text names; a feast of the last lunar months is then the one within it.</param>
    /// <param name="year">The year to look in.</param>
    /// <param name="literal">Lunar numbers are taken as they stand.</param>
    public static DateOnly? Of(Feast feast, int? said, int year, bool literal) => feast.Rule switch
    {
        FeastRule.Solar => new DateOnly(year, feast.Month, feast.Day),
        FeastRule.NthWeekday => Instances.NthWeekday(new DateOnly(year, feast.Month, 1), feast.Day, feast.Weekday),
        FeastRule.Term => literal && feast.Month == SolarTerms.Qingming ? new DateOnly(year, Qingming, Qingming) : SolarTerms.Day(year, feast.Month),
        FeastRule.LastOfLunarYear when literal => new DateOnly(said is null ? year - 1 : year, 12, 31),
        FeastRule.LastOfLunarYear => LunarCalendar.LastDay(said is null ? year : year - 1),
        _ when literal => new DateOnly(year, feast.Month, Math.Min(feast.Day, 28)),
        _ => InLunarYear(feast, said, year),
    };

    /// <summary>The days off: as many as custom has from the day on (春节 from its eve on), else the day with a weekend that touches it.</summary>
    public static DaySpan? Off(Feast feast, int? said, int year)
    {
        if (Of(feast, said, year, false) is not { } day)
            return null;
        if (feast.Off > 1)
            return feast.Rule == FeastRule.Lunar ? new DaySpan(day.AddDays(-1), day.AddDays(feast.Off - 1)) : new DaySpan(day, day.AddDays(feast.Off));
        return day.DayOfWeek switch
        {
            DayOfWeek.Monday => new DaySpan(day.AddDays(-2), day.AddDays(1)),
            DayOfWeek.Friday => new DaySpan(day, day.AddDays(3)),
            DayOfWeek.Saturday => new DaySpan(day, day.AddDays(3)),
            DayOfWeek.Sunday => new DaySpan(day.AddDays(-1), day.AddDays(2)),
            _ => new DaySpan(day, day.AddDays(1)),
        };
    }

    /// <summary>A lunar date or month; with no year said, the k-th lunar year from the present one.</summary>
    public static DaySpan? Lunar(in Dated dated, int year, int k, DateOnly today, bool literal)
    {
        if (literal)
            return Literal(dated, year);
        var lunarYear = dated.HasYear ? year : LunarCalendar.YearOf(today) + k;
        if (dated.Part == Part.End)
            return LunarCalendar.LastDay(dated.HasYear ? year - 1 : lunarYear) is { } eve ? new DaySpan(eve, eve.AddDays(1)) : null;
        if (dated.Month is not { } month)
            return null;
        if (dated.Day == 0)
            return LunarCalendar.Month(lunarYear, month, dated.Leap) is { } days ? new DaySpan(days.From, days.Until) : null;
        return LunarCalendar.Day(lunarYear, month, dated.Day, dated.Leap) is { } day ? new DaySpan(day, day.AddDays(1)) : null;
    }

    private static DateOnly? InLunarYear(Feast feast, int? said, int year)
    {
        var day = LunarCalendar.Day(year, feast.Month, feast.Day, false);
        return said is not null && day?.Year > year ? LunarCalendar.Day(year - 1, feast.Month, feast.Day, false) : day;
    }

    private static DaySpan? Literal(in Dated dated, int year)
    {
        if (dated.Month is not (>= 1 and <= 12) || dated.Day > DateTime.DaysInMonth(year, dated.Month.Value))
            return null;
        var first = new DateOnly(year, dated.Month.Value, Math.Max(dated.Day, 1));
        return new DaySpan(first, dated.Day == 0 ? first.AddMonths(1) : first.AddDays(1));
    }
}
