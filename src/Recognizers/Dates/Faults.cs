namespace PartyBuilding.Recognizers.Dates;

/// <summary>Says in Chinese why something written like a date or a time cannot be one, so that the bot can ask.</summary>
internal static class Faults
{
    public const string Backwards = "结束早于开始";

    public static string Of(in Clock clock) =>
        clock.Hour > 24 || clock.Minute <= 0 ? $"没有{clock.Hour}点" : $"没有{clock.Hour}点{clock.Minute}分";

    public static string Of(in Dated dated)
    {
        if (dated.Kind is DatedKind.Lunar)
            return dated.Leap ? $"那一年没有闰{dated.Month}月" : "没有这个农历日子";
        if (dated.Month is < 1 or > 12)
            return $"没有{dated.Month}月";
        if (dated.Kind != DatedKind.Day)
            return "没有这个日子";
        if (dated.Day is < 1 or > 31 || dated.Month is null)
            return $"没有{dated.Day}号";
        return dated.Year is { } year ? $"{year}年{dated.Month}月没有{dated.Day}日" : $"{dated.Month}月没有{dated.Day}日";
    }
}
