using System.Buffers;
using System.Globalization;
using System.Text;

namespace PartyBuilding.Dialogue;

/// <summary>Fills reply templates. A clause whose value is missing is dropped, and the sentence closes neatly.</summary>
public static class Rendering
{
    /// <summary>The finished text.</summary>
    /// <param name="template">Chinese text with <c>{name}</c> placeholders.</param>
    /// <param name="valueOf">The value of a placeholder, asked for only where the template has it; null or empty drops the clause that needs it.</param>
    public static string Render(string template, Func<string, string?> valueOf)
    {
        var done = new StringBuilder(template.Length * 2);
        for (var start = 0; start < template.Length;)
        {
            var length = template.AsSpan(start).IndexOfAny(ClauseEnds);
            var stop = length < 0 ? template.Length : start + length;
            var end = stop < template.Length ? template.AsSpan(stop, 1) : default;
            if (Fill(done, template.AsSpan(start, stop - start), valueOf))
                done.Append(end);
            else
                Close(done, end);
            start = stop + 1;
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

    /// <summary>A slot as people read it, by its name in data; null when it is not known.</summary>
    public static string? Value(Slots slots, string name) => name switch
    {
        "activity_type" => slots.ActivityType,
        "date" => slots.Date?.ToString("M月d日", CultureInfo.InvariantCulture),
        "start" => slots.Start?.ToString("HH:mm", CultureInfo.InvariantCulture),
        "end" => slots.End?.ToString("HH:mm", CultureInfo.InvariantCulture),
        "duration_minutes" => slots.DurationMinutes?.ToString(CultureInfo.InvariantCulture),
        "place" => slots.Place,
        "due" => slots.Due?.ToString(CultureInfo.InvariantCulture),
        "attendees" => slots.Attendees?.ToString(CultureInfo.InvariantCulture),
        "absent" => slots.Absent?.ToString(CultureInfo.InvariantCulture),
        "topic" => slots.Topic,
        "hours" => Number(slots.Hours),
        "points" => Number(slots.Points),
        "reason" => slots.Reason,
        "members" => slots.Members is { Count: > 0 } members ? string.Join("、", members) : null,
        "branch" => slots.Branch is { Count: > 0 } branches ? string.Join("、", branches) : null,
        "period" => slots.Period is { } period ? PeriodName(period) : null,
        "amount" => Number(slots.Amount),
        "audience" => slots.Audience,
        "content" => slots.Content,
        _ => null,
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

    /// <returns>False, and nothing added, when a value is missing.</returns>
    private static bool Fill(StringBuilder done, ReadOnlySpan<char> clause, Func<string, string?> valueOf)
    {
        var before = done.Length;
        while (clause.IndexOf('{') is >= 0 and var open && clause[open..].IndexOf('}') is > 0 and var length)
        {
            if (valueOf(clause.Slice(open + 1, length - 1).ToString()) is not { Length: > 0 } value)
            {
                done.Length = before;
                return false;
            }
            done.Append(clause[..open]).Append(value);
            clause = clause[(open + length + 1)..];
        }
        done.Append(clause);
        return true;
    }

    // 「A，B。」 without B is 「A。」; a sentence dropped whole leaves nothing behind.
    private static void Close(StringBuilder done, ReadOnlySpan<char> end)
    {
        if (done.Length > 0 && done[^1] is '，' or '；' && end is ['。' or '！' or '？' or '\n'])
            done[^1] = end[0];
    }
}
