using System.Buffers;
using System.Globalization;
using System.Text;

namespace PartyBuilding.Dialogue;

/// <summary>Fills reply templates. A clause whose value is missing is dropped, and the sentence closes neatly.</summary>
public static class Rendering
{
    /// <summary>The finished text.</summary>
    /// <param name="template">Chinese text with <c>{name}</c> placeholders.</param>
    /// <param name="values">Values by placeholder; null or empty drops the clause that needs it.</param>
    public static string Render(string template, IReadOnlyDictionary<string, string?> values)
    {
        var done = new StringBuilder(template.Length * 2);
        foreach (var (text, end) in Clauses(template))
        {
            if (Fill(text, values) is { } filled)
                done.Append(filled).Append(end);
            else
                Close(done, end);
        }

        // A line whose clauses were all dropped leaves no gap.
        var whole = done.ToString().Trim();
        while (whole.Contains("\n\n", StringComparison.Ordinal))
            whole = whole.Replace("\n\n", "\n", StringComparison.Ordinal);
        return whole;
    }

    /// <summary>Names of all placeholders of a template.</summary>
    public static IReadOnlyList<string> Placeholders(string template)
    {
        var names = new List<string>();
        for (var at = template.IndexOf('{', StringComparison.Ordinal); at >= 0; at = template.IndexOf('{', at + 1))
            if (template.IndexOf('}', at) is > 0 and var end)
                names.Add(template[(at + 1)..end]);
        return names;
    }

    /// <summary>Slots as people read them, by their names in data; what is not known is null.</summary>
    public static Dictionary<string, string?> Values(Slots slots) => new()
    {
        ["activity_type"] = slots.ActivityType,
        ["date"] = slots.Date?.ToString("M月d日", CultureInfo.InvariantCulture),
        ["start"] = slots.Start?.ToString("HH:mm", CultureInfo.InvariantCulture),
        ["end"] = slots.End?.ToString("HH:mm", CultureInfo.InvariantCulture),
        ["duration_minutes"] = slots.DurationMinutes?.ToString(CultureInfo.InvariantCulture),
        ["place"] = slots.Place,
        ["due"] = slots.Due?.ToString(CultureInfo.InvariantCulture),
        ["attendees"] = slots.Attendees?.ToString(CultureInfo.InvariantCulture),
        ["absent"] = slots.Absent?.ToString(CultureInfo.InvariantCulture),
        ["topic"] = slots.Topic,
        ["hours"] = Number(slots.Hours),
        ["points"] = Number(slots.Points),
        ["reason"] = slots.Reason,
        ["members"] = slots.Members is { Count: > 0 } members ? string.Join("、", members) : null,
        ["branch"] = slots.Branch is { Count: > 0 } branches ? string.Join("、", branches) : null,
        ["period"] = slots.Period is { } period ? PeriodName(period) : null,
        ["amount"] = Number(slots.Amount),
        ["audience"] = slots.Audience,
        ["content"] = slots.Content,
    };

    /// <summary><c>2023Q3</c> as 2023年三季度 and so on.</summary>
    public static string PeriodName(string period) => period.Split('/') switch
    {
        [var from, var to] => $"{PeriodName(from)}至{PeriodName(to)}",
        _ when period.Length == 4 => $"{period}年",
        _ when period[4] == 'H' => $"{period[..4]}年{(period[5] == '1' ? "上" : "下")}半年",
        _ when period[4] == 'Q' => $"{period[..4]}年{"一二三四"[period[5] - '1']}季度",
        _ => $"{period[..4]}年{int.Parse(period.AsSpan(5), CultureInfo.InvariantCulture)}月",
    };

    private static readonly SearchValues<char> ClauseEnds = SearchValues.Create("，。；！？\n");

    private static string? Number(decimal? number) => number?.ToString("0.##", CultureInfo.InvariantCulture);

    private static IEnumerable<(string Text, string End)> Clauses(string template)
    {
        for (var start = 0; start < template.Length;)
        {
            var end = template.AsSpan(start).IndexOfAny(ClauseEnds);
            var stop = end < 0 ? template.Length : start + end;
            yield return (template[start..stop], stop < template.Length ? template[stop].ToString() : "");
            start = stop + 1;
        }
    }

    private static string? Fill(string text, IReadOnlyDictionary<string, string?> values)
    {
        foreach (var name in Placeholders(text))
        {
            if (!values.TryGetValue(name, out var value) || string.IsNullOrEmpty(value))
                return null;
            text = text.Replace($"{{{name}}}", value, StringComparison.Ordinal);
        }

        return text;
    }

    // 「A，B。」 without B is 「A。」; a sentence dropped whole leaves nothing behind.
    private static void Close(StringBuilder done, string end)
    {
        if (done.Length > 0 && done[^1] is '，' or '；' && end is "。" or "！" or "？" or "\n")
            done[^1] = end[0];
    }
}
