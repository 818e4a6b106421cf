using PartyBuilding.Bot.DataFiles;

namespace PartyBuilding.Tests.EndToEnd;

/// <summary>What a line of the bot must and must not hold.</summary>
/// <param name="Holds">Parts that stand in it, each maybe with alternatives separated by |. Null when there must be no line at all.</param>
/// <param name="InOrder">True when the parts are one whole text with gaps.</param>
/// <param name="Lacks">What may not stand in it.</param>
internal sealed record Wanted(IReadOnlyList<string>? Holds, bool InOrder, IReadOnlyList<string> Lacks)
{
    /// <summary>Not a word.</summary>
    public static Wanted Nothing { get; } = new(null, false, []);

    /// <summary>
    /// Reads a list of parts, or a text where … stands for anything. Null when neither key is there.
    /// </summary>
    public static Wanted? Read(Keys keys, string key, string notKey)
    {
        var wanted = keys.Maybe(key);
        var lacks = keys.Texts(notKey);
        if (wanted is null)
            return lacks.Count == 0 ? null : new Wanted([], false, lacks);
        if (!wanted.IsText)
            return new Wanted(wanted.Texts(), false, lacks);
        return wanted.Text() == "nothing" ? Nothing : new Wanted(wanted.Text().Split('…'), true, lacks);
    }

    /// <summary>What is wrong with a line; null when nothing is.</summary>
    /// <param name="line">A line of the bot.</param>
    /// <param name="fill">Puts the names of the demo county in.</param>
    public string? Complaint(string line, Func<string, string> fill)
    {
        if (Lacks.Select(fill).FirstOrDefault(part => line.Contains(part, StringComparison.Ordinal)) is { } unwanted)
            return $"“{unwanted}” must not stand there";
        return InOrder ? Order(line, [.. Holds!.Select(fill)]) : Any(line, fill);
    }

    private string? Any(string line, Func<string, string> fill) =>
        Holds!.Select(fill).FirstOrDefault(part => !part.Split('|').Any(either => line.Contains(either, StringComparison.Ordinal))) is { } missing
            ? $"“{missing}” is missing"
            : null;

    private static string? Order(string line, string[] parts)
    {
        var at = 0;
        foreach (var part in parts)
        {
            var found = line.IndexOf(part, at, StringComparison.Ordinal);
            if (found < 0)
                return $"“{part}” is missing";
            at = found + part.Length;
        }
        return line.StartsWith(parts[0], StringComparison.Ordinal) && line.EndsWith(parts[^1], StringComparison.Ordinal) ? null : "there is more than wanted";
    }
}
