using System.Globalization;
using System.Text.RegularExpressions;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.DataFiles;

/// <summary>Forms of value that only <c>plan/</c> knows.</summary>
internal static partial class PlanNodes
{
    /// <summary>A day of every year as <c>"09-30"</c>.</summary>
    public static MonthDay MonthDay(this Node node)
    {
        // 2024 has a 29 February.
        if (DateOnly.TryParseExact("2024-" + node.Text(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return new(day.Month, day.Day);
        node.Wrong("这里要写每年的一天，如 \"09-30\"（带引号）。");
        return new(1, 1);
    }

    /// <summary>A key of our own: lower case, digits and hyphens.</summary>
    public static string Key(this Keys keys, string name)
    {
        if (keys.Need(name) is not { } node)
            return "";
        node.CheckKey(name);
        return node.Text();
    }

    /// <summary>Notes a key that is not in our form.</summary>
    public static void CheckKey(this Node node, string what)
    {
        if (node.IsText && !node.IsEmpty && !KeyForm().IsMatch(node.Text()))
            node.Wrong($"“{node.Text()}”不能作{what}：只用小写英文字母、数字和连字符，以字母开头。");
    }

    /// <summary>A key that must be among those known already.</summary>
    public static string Known(this Node node, IReadOnlySet<string> known, string file)
    {
        var key = node.Text();
        if (key.Length > 0 && !known.Contains(key))
            node.Wrong($"{file} 里没有“{key}”。{Near(key, known)}");
        return key;
    }

    /// <summary>Notes items whose key has been seen before.</summary>
    public static void RefuseTwice(this HashSet<string> seen, Node at, string what, string key)
    {
        if (key.Length > 0 && !seen.Add(key))
            at.Wrong($"{what}“{key}”写了两次。");
    }

    /// <summary>The first and last day something is in force.</summary>
    public static (DateOnly From, DateOnly? To) Valid(this Keys keys)
    {
        var from = keys.Maybe("from")?.Day();
        var toNode = keys.Maybe("to");
        var to = toNode?.Day();
        if (to < from)
            toNode!.Wrong("to 不能早于 from。");
        return (from ?? DateOnly.MinValue, to);
    }

    private static string Near(string key, IReadOnlySet<string> known)
    {
        var near = known.Where(other => other.Contains(key, StringComparison.Ordinal) || key.Contains(other, StringComparison.Ordinal)
            || (other.Length > 3 && key.Length > 3 && other[..3] == key[..3])).Take(3).ToList();
        return near.Count == 0 ? "" : $"是不是：{string.Join("、", near)}？";
    }

    [GeneratedRegex("^[a-z][a-z0-9-]*$", RegexOptions.NonBacktracking)]
    private static partial Regex KeyForm();
}
