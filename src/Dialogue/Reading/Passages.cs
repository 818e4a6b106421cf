namespace PartyBuilding.Dialogue.Reading;

/// <summary>Free text as it is kept: without the words that only lead to it or away from it.</summary>
internal static class Passages
{
    private static readonly char[] Outer = [.. " ,，。.!！?？;；:：、\n\r\t“”\"「」『』()（）【】~～…—-"];
    private static readonly char[] Particles = [.. "了啦吧呢啊哈呀哦嘛哟咯的"];

    /// <returns>Null when nothing of substance is left.</returns>
    public static string? Clean(string passage)
    {
        var text = passage.Trim(Outer).TrimEnd(Particles).Trim(Outer);
        // Pictures at the ends are decoration.
        while (text.Length > 0 && IsPicture(text[^1]))
            text = text[..^1].TrimEnd(Outer);
        while (text.Length > 0 && IsPicture(text[0]))
            text = text[1..].TrimStart(Outer);
        return text.Length == 0 ? null : text;
    }

    /// <summary>A text that is passed on to others: as it was written, but for what only leads to it.</summary>
    /// <returns>Null when nothing of substance is left.</returns>
    public static string? Whole(string passage)
    {
        if (Clean(passage) is null)
            return null;
        var text = passage.TrimStart([.. " ,，。;；:：、\n\r\t"]).TrimEnd();
        return text is ['“', .. var inside, '”'] && !inside.Contains('“', StringComparison.Ordinal) ? inside : text;
    }

    /// <summary>A text and a sentence more.</summary>
    public static string Joined(string text, string more) => text is [.., '。' or '！' or '？' or '；' or '!' or '?' or ';'] ? text + more : $"{text}。{more}";

    private static bool IsPicture(char c) => char.IsSurrogate(c) || c is '\uFE0F' or '\u200D' or >= '\u2600' and <= '\u27BF';
}
