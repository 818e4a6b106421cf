using System.Text.Json.Nodes;
using PartyBuilding.Dialogue;
using PartyBuilding.Plan;
using PartyBuilding.Recognizers;

namespace PartyBuilding.Bot.Features;

/// <summary>A kind's own facts, read out of the sentence: 基本形式, 议定事项, 听众人数 … Only what is said is kept; nothing is asked.</summary>
internal static class KindFields
{
    private const string Ends = "。；;\n！!";
    private const string Joins = "：: 是为叫了";

    private static readonly string[] All = ["全部", "都", "四项", "七项", "六个方面", "六方面", "齐全", "两份", "两项"];

    /// <summary>The fields as JSON, and as the answer repeats them; null when none was said.</summary>
    public static (string Json, string? Said) Read(Kind kind, string text, DateTimeOffset now)
    {
        var json = new JsonObject();
        var said = new List<string>();
        foreach (var field in kind.Fields.Where(field => !field.IsItem))
        {
            if (Value(kind, field, text, now) is not var (value, shown))
                continue;
            json[field.Key] = value;
            said.Add($"{field.Label}：{shown}");
        }
        return (json.ToJsonString(), said.Count == 0 ? null : string.Join('；', said));
    }

    /// <summary>What a report says that stands in no slot: which things were done, and the kind's own facts.</summary>
    public static IReadOnlyDictionary<string, string> Apart(WorkPlan plan, string intent, Slots slots, string text, DateTimeOffset now)
    {
        var apart = new Dictionary<string, string>();
        if (intent is not ("report_activity" or "record_duty") || slots.ActivityType is not { } name || plan.KindNamed(name) is not { } kind)
            return apart;
        if (ItemsIn(kind, text) is { Count: > 0 } items)
            apart["Items"] = string.Join('、', items);
        if (Read(kind, text, now) is { Json: var json, Said: not null })
            apart["Fields"] = json;
        return apart;
    }

    /// <summary>Which of several things a kind distinguishes were done; empty when none is named.</summary>
    public static IReadOnlyList<string> ItemsIn(Kind kind, string text)
    {
        if (kind.ItemField is not { } field)
            return [];
        var rest = kind.Aliases.Append(kind.Name).Aggregate(text, (left, name) => left.Replace(name, "", StringComparison.Ordinal));
        // 党旗 for 一旗, 制度 for 一制度.
        var named = field.Choices.Where(choice => rest.Contains(choice.TrimStart('一'), StringComparison.Ordinal) || IsSplit(rest, choice)).ToList();
        return named.Count == 0 && All.Any(word => text.Contains(word, StringComparison.Ordinal)) ? field.Choices : named;
    }

    /// <summary>听了徒弟的课 for 听课, 谈了一次心 for 谈心.</summary>
    private static bool IsSplit(string text, string choice)
    {
        const int Apart = 10;
        var at = choice.Length == 2 ? text.IndexOf(choice[0] + "了", StringComparison.Ordinal) : -1;
        return at >= 0 && text.AsSpan(at + 2, Math.Min(Apart, text.Length - at - 2)).Contains(choice[1]);
    }

    private static (JsonNode Value, string Shown)? Value(Kind kind, Field field, string text, DateTimeOffset now) => field.Type switch
    {
        FieldType.Ticks => Ticks(field, text),
        FieldType.Choice => field.Choices.Where(choice => text.Contains(choice, StringComparison.Ordinal)).MaxBy(choice => choice.Length) is { } choice ? (choice, choice) : null,
        FieldType.YesNo => YesNo(field, text),
        FieldType.Count => Number(kind, field, text, now) is { } count && count == decimal.Truncate(count) && count is >= 0 and < 100_000 ? ((int)count, Wording.Number(count)) : null,
        FieldType.Number => Number(kind, field, text, now) is { } number ? (number, Wording.Number(number)) : null,
        FieldType.Text when !kind.Privacy.HasFlag(Privacy.NoText) => Passage(kind, field, text) is { Length: > 0 } passage ? (passage, passage) : null,
        _ => null,
    };

    /// <summary>A tick's last two characters are enough: 国歌 for 唱国歌.</summary>
    private static (JsonNode, string)? Ticks(Field field, string text)
    {
        var ticked = text.Contains(field.Label, StringComparison.Ordinal) && All.Any(word => text.Contains(word, StringComparison.Ordinal))
            ? field.Choices
            : [.. field.Choices.Where(choice => text.Contains(choice[Math.Max(0, choice.Length - 2)..], StringComparison.Ordinal))];
        return ticked.Count == 0 ? null : (new JsonArray([.. ticked.Select(tick => (JsonNode)tick)]), string.Join('、', ticked));
    }

    private static (JsonNode, string)? YesNo(Field field, string text)
    {
        var word = field.Label.Replace("是否", "", StringComparison.Ordinal);
        if (!text.Contains(word, StringComparison.Ordinal))
            return null;
        var isNo = text.Contains("没" + word, StringComparison.Ordinal) || text.Contains("未" + word, StringComparison.Ordinal) || text.Contains("没有" + word, StringComparison.Ordinal);
        return (!isNo, isNo ? "否" : "是");
    }

    /// <summary>听众60人, 60名听众, 共12项 (for 计划项数), 自评86分.</summary>
    private static decimal? Number(Kind kind, Field field, string text, DateTimeOffset now)
    {
        // The kind's own name may hold the label: 家长开放日来了86个家长.
        text = text.Replace(kind.Name, "，", StringComparison.Ordinal);
        var (label, unit) = field.Label switch
        {
            [.. var name, var one, '数'] => (name, $"{one}"),
            [.. var name, '分'] => (name, "分"),
            var name => (name, ""),
        };
        var at = text.IndexOf(label, StringComparison.Ordinal);
        if (at < 0 && (unit.Length == 0 || !text.Contains(unit, StringComparison.Ordinal)))
            return null;
        decimal? counted = null;
        foreach (var reading in ChineseReader.Read(text, now, Bias.Past))
        {
            if (reading.Value is not Value.Number { Amount: var amount })
                continue;
            var follows = at >= 0 && reading.Start >= at + label.Length && reading.Start - at - label.Length <= 3;
            var precedes = at >= 0 && reading.End <= at && at - reading.End <= 2;
            if (follows || precedes)
                return amount;
            if (unit.Length > 0 && text.AsSpan(reading.End).StartsWith(unit, StringComparison.Ordinal))
                counted ??= amount;
        }
        return counted;
    }

    /// <summary>
    /// What follows the field's label, or the kind's name and a colon where it is the first text of its kind: 公开承诺：…… Without the colon the
    /// name is only the name: 主题党日 应到18.
    /// </summary>
    private static string? Passage(Kind kind, Field field, string text)
    {
        var texts = kind.Fields.Where(one => one.Type == FieldType.Text).ToList();
        foreach (var (word, isName) in Leads(kind, field, isFirst: texts[0] == field))
        {
            var at = text.IndexOf(word, StringComparison.Ordinal);
            if (at < 0)
                continue;
            var rest = text.AsSpan(at + word.Length);
            var passage = rest.TrimStart(Joins);
            if (isName && !rest.StartsWith("：") && !rest.StartsWith(":"))
                continue;
            var end = passage.IndexOfAny(texts.Count > 1 ? Ends + "，," : Ends);
            var found = (end < 0 ? passage : passage[..end]).Trim("“”\"《》「」 ，,").ToString();
            if (found.Length > 0)
                return found.Length <= field.Longest ? found : found[..field.Longest];
        }
        return null;
    }

    private static IEnumerable<(string Word, bool IsName)> Leads(Kind kind, Field field, bool isFirst)
    {
        yield return (field.Label, false);
        if (field.Label.Length >= 4)
            yield return (field.Label[..2], false);
        if (isFirst)
            foreach (var name in kind.Aliases.Append(kind.Name).OrderByDescending(name => name.Length))
                yield return (name, true);
    }

    /// <summary>Whether enough with a vote, or enough of the committee, were there; null where the kind does not ask or the figures are not known.</summary>
    /// <param name="kind">The kind of meeting.</param>
    /// <param name="json">Its own fields.</param>
    /// <param name="attendees">How many were there.</param>
    /// <param name="known">How many the roster knows.</param>
    public static (int Present, int Due)? LackingQuorum(Kind kind, string json, int? attendees, int known)
    {
        if (kind.Quorum == Quorum.None)
            return null;
        var fields = JsonNode.Parse(json)!;
        var present = (int?)fields["voters"] ?? attendees;
        var due = (int?)fields["voters_due"] ?? known;
        return present is { } there && due > 0 && !kind.IsQuorate(there, due) ? (there, due) : null;
    }
}
