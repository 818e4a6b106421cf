using System.Globalization;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>Days, times and figures as they stand in a Chinese answer.</summary>
internal static class Wording
{
    private const string Weekdays = "日一二三四五六";

    /// <summary>10月25日（周三）; the year is said only where it is not this one.</summary>
    public static string Day(DateOnly day, DateOnly today)
    {
        var year = day.Year == today.Year ? "" : Text($"{day.Year}年");
        return Text($"{year}{day.Month}月{day.Day}日（周{Weekdays[(int)day.DayOfWeek]}）");
    }

    /// <summary>10月25日（周三） 14:30.</summary>
    public static string At(DateTimeOffset at, DateOnly today) => Text($"{Day(County.Day(at), today)} {County.Local(at):HH:mm}");

    /// <summary>10月25日.</summary>
    public static string ShortDay(DateOnly day) => Text($"{day.Month}月{day.Day}日");

    /// <summary>14:30–16:00, 14:30 起, 90 分钟; null when nothing is known.</summary>
    public static string? Hours(TimeOnly? start, TimeOnly? end, int? minutes) => (start, end, minutes) switch
    {
        ({ } from, { } until, _) => Text($"{from:HH:mm}–{until:HH:mm}"),
        ({ } from, null, { } length) => Text($"{from:HH:mm} 起 {Length(length)}"),
        ({ } from, null, null) => Text($"{from:HH:mm} 起"),
        (null, { } until, _) => Text($"到 {until:HH:mm}"),
        (null, null, { } length) => Length(length),
        _ => null,
    };

    /// <summary>1 小时 30 分, 40 分钟.</summary>
    public static string Length(int minutes) => (minutes / 60, minutes % 60) switch
    {
        (0, var rest) => Text($"{rest} 分钟"),
        (var hours, 0) => Text($"{hours} 小时"),
        var (hours, rest) => Text($"{hours} 小时 {rest} 分"),
    };

    /// <summary>应到 18、实到 16、缺 2; null when nothing is known.</summary>
    public static string? Attendance(int? due, int? attendees, int? absent)
    {
        var parts = new List<string>(3);
        if (due is { } d) parts.Add(Text($"应到 {d}"));
        if (attendees is { } a) parts.Add(Text($"实到 {a}"));
        if (absent is > 0) parts.Add(Text($"缺 {absent}"));
        return parts.Count == 0 ? null : string.Join('、', parts);
    }

    /// <summary>A number without needless zeros.</summary>
    public static string Number(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>+2, -0.5.</summary>
    public static string Signed(decimal points) => points.ToString("+0.##;-0.##;0", CultureInfo.InvariantCulture);

    /// <summary>支委会 1 次（11月30日前）、党课 1 次（12月31日前）; null when nothing is owed.</summary>
    public static string? Gaps(IReadOnlyList<Gap> gaps) =>
        gaps.Count == 0 ? null : string.Join('、', gaps.Select(gap => gap.IsOverdue
            ? Text($"{gap.Label}（已过 {ShortDay(gap.By)}，请补）")
            : Text($"{gap.Label}（{ShortDay(gap.By)}前）")));

    /// <summary>党课 1 次、民主评议 1 次（12月31日前）；支部换届（2027年3月15日前）: by the last day, each said once; null when nothing lies ahead.</summary>
    public static string? Ahead(IReadOnlyList<Gap> gaps, DateOnly today) =>
        gaps.Count == 0 ? null : string.Join('；', gaps.GroupBy(gap => gap.By).OrderBy(due => due.Key).Select(due =>
            Text($"{string.Join('、', due.Select(gap => gap.Label))}（{(due.Key.Year == today.Year ? "" : Text($"{due.Key.Year}年"))}{ShortDay(due.Key)}前）")));

    /// <summary>张三、李四 等 6 人.</summary>
    public static string Names(IReadOnlyList<string> names, int most = 5) =>
        names.Count <= most ? string.Join('、', names) : Text($"{string.Join('、', names.Take(most))} 等 {names.Count} 人");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
