using System.Globalization;
using PartyBuilding.Data;
using PartyBuilding.Recognizers;

namespace PartyBuilding.Bot.Features;

/// <summary>What is the finding, and what was done about it, in the sentence that says so.</summary>
internal static class FindingText
{
    private const string Ends = "，,。；;\n";

    private static readonly string[] Openings = ["督查发现", "督导发现", "检查发现", "督查", "督导", "检查", "发现", "存在", "通报表扬", "表扬一下", "点赞一下", "点个赞", "表扬", "点赞", "给", "对", "看了", "了解了", "了", "过"];

    private static readonly string[] Orders = ["前整改", "内整改", "整改到位", "整改完", "限期", "之前改", "前改", "整改期限", "前完成", "内完成", "前补齐", "前补", "前弄", "前更新", "前上墙", "前报", "前改好", "前办结", "请整改", "要整改", "求整改", "周整改", "天整改", "月整改", "周内", "天内", "月内"];

    // What makes two weeks a limit: 缺三个月 is what was found.
    private static readonly string[] Limits = ["限期", "限", "要求", "给", "请", "必须", "务必", "须", "争取"];
    private static readonly string[] Within = ["内", "之内", "以内", "整改", "改", "补", "完成", "纠正", "完善", "办结", "后复查"];

    /// <summary>The finding without the branch it was found in and without the order to put it right.</summary>
    public static string? Of(string text, BranchRow branch)
    {
        var rest = text.AsSpan();
        foreach (var name in branch.ShortForms.Prepend(branch.Name).OrderByDescending(name => name.Length))
            if (rest.IndexOf(name) is >= 0 and var at)
            {
                rest = rest[(at + name.Length)..];
                break;
            }
        var clauses = rest.ToString().Split(Ends.ToCharArray(), StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(Bare)
            .Where(clause => clause.Length > 0)
            .ToList();
        // 会议记录要整改 says both in one.
        var found = clauses.Where(clause => !Orders.Any(order => clause.Contains(order, StringComparison.Ordinal))).ToList();
        if (found.Count == 0)
            found = [.. clauses.Where(clause => !clause.Contains('前', StringComparison.Ordinal) && !clause.Contains('内', StringComparison.Ordinal))];
        return string.Join('，', found) is { Length: > 0 } content ? content : null;
    }

    /// <summary>What follows 整改完成 or 退回, and its number.</summary>
    public static string? Done(string text, long id)
    {
        // The number alone, not the figures of what was done.
        var number = id.ToString(CultureInfo.InvariantCulture);
        var rest = NumberIn(text) == id && text.IndexOf(number, StringComparison.Ordinal) is var place ? text.Remove(place, number.Length) : text;
        foreach (var word in new[] { "整改情况", "整改完成", "整改已完成", "整改已经完成", "整改到位", "整改做完", "整改好", "已经整改", "已整改", "整改退回", "退回整改", "整改打回", "整改不通过", "整改不合格" })
            if (rest.IndexOf(word, StringComparison.Ordinal) is >= 0 and var at)
            {
                rest = rest[..at] + rest[(at + word.Length)..];
                break;
            }
        rest = rest.Trim([.. "了：:，,。 号第编 的"]);
        return rest.Length >= 2 ? rest : null;
    }

    /// <summary>The finding's number in 整改完成 5：补了3份记录: before any stop, so that 3 is none.</summary>
    public static long? NumberIn(string text)
    {
        var at = text.AsSpan().IndexOfAnyInRange('0', '9');
        if (at < 0 || text.AsSpan(0, at).IndexOfAny(Ends + "：:") >= 0)
            return null;
        var digits = text.AsSpan(at);
        var end = digits.IndexOfAnyExceptInRange('0', '9');
        return long.TryParse(end < 0 ? digits : digits[..end], CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>4月30日前, 一周内, 月底前: the last day; what is said to be a limit before any other day named, null when there is none.</summary>
    public static DateOnly? DueIn(string text, DateOnly today)
    {
        var now = new DateTimeOffset(today, new TimeOnly(12, 0), County.Offset);
        foreach (var reading in ChineseReader.Read(text, now, Bias.Future).OrderByDescending(IsLimit))
            switch (reading.Value)
            {
                case Value.Length { Time.TotalDays: >= 1 and <= 366 and var days } when IsLimit(reading):
                    return today.AddDays((int)days);
                // 今天去检查了 says when it was found.
                case Value.Day day when day.Date > today || day.Date == today && IsLimit(reading):
                    return day.Date;
                // 月底前 is open towards the past and ends where the end of the month begins.
                case Value.Days { Until: { } until } when text.AsSpan(reading.Start, reading.End - reading.Start).Contains('底'):
                    return new DateOnly(until.Year, until.Month, 1).AddMonths(until.Day == 1 ? 0 : 1).AddDays(-1);
                // 11月10日前: the 10th is the last day that counts.
                case Value.Days { From: null, Until: { } until } when until >= today:
                    return until;
                case Value.Days { From: not null, Until: { } until } when until > today && until < today.AddYears(1):
                    return until.AddDays(-1);
            }
        return null;

        bool IsLimit(Reading reading) => reading.Value is Value.Days { From: null }
            || text.AsSpan(reading.End).TrimStart("之以").StartsWith("前")
            || reading.Value is Value.Length or Value.Days
                && (Limits.Any(word => text.AsSpan(0, reading.Start).EndsWith(word)) || Within.Any(word => text.AsSpan(reading.End).StartsWith(word)));
    }

    private static string Bare(string clause)
    {
        var text = clause.AsSpan().TrimStart("：: ");
        foreach (var ending in new[] { "党支部", "支部" })
            if (text.StartsWith(ending))
                text = text[ending.Length..];
        for (string? opening = ""; opening is not null;)
        {
            text = text[opening.Length..].TrimStart("：: ");
            opening = null;
            foreach (var word in Openings)
                if (opening is null && text.StartsWith(word))
                    opening = word;
        }
        return text.ToString();
    }
}
