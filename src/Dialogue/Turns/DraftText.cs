namespace PartyBuilding.Dialogue.Turns;

/// <summary>The words of a text that is read back before it goes: where they stand, and the text without or with others in their place.</summary>
internal static class DraftText
{
    private const int Neighbours = 4;
    private const string Numerals = "零一二三四五六七八九";
    private const string Ends = "。！？；!?;\n";
    private const string Commas = "，,";

    /// <summary>Every place where the words stand: as typed, else written otherwise (3点 for 三点, 星期三 for 周三).</summary>
    public static IReadOnlyList<(int Start, int End)> Find(string text, string words)
    {
        var exact = FindIn(text, words).Select(start => (start, start + words.Length)).Where(place => IsWhole(text, place)).ToList();
        if (exact.Count > 0 || words.Length == 0)
            return exact;
        var (plain, from, to) = Plain(text);
        var sought = Plain(words).Text;
        return sought.Length == 0 ? [] : [.. FindIn(plain, sought).Select(start => (from[start], to[start + sought.Length - 1])).Where(place => IsWhole(text, place))];
    }

    /// <summary>The text with other words in one place.</summary>
    public static string With(string text, (int Start, int End) place, string words) => text[..place.Start] + words + text[place.End..];

    /// <summary>The words at a place and as many of their neighbours as tell it from the other places.</summary>
    public static (int Start, int End) Around(string text, (int Start, int End) place)
    {
        var (start, end) = place;
        while (FindIn(text, text[start..end]).Count() > 1)
        {
            if (end < text.Length && !IsSign(text[end]))
                end++;
            else if (start > 0 && !IsSign(text[start - 1]))
                start--;
            else if (end < text.Length)
                end++;
            else
                break;
        }
        // Whole words are easier to recognise.
        for (var more = 0; more < Neighbours && end < text.Length && !IsSign(text[end]); more++)
            end++;
        return (start, end);
    }

    /// <summary>Its sentences with what ends them; of a single sentence, its parts between commas.</summary>
    public static IReadOnlyList<(int Start, int End)> Sentences(string text)
    {
        var sentences = Split(text, Ends);
        return sentences.Count > 1 ? sentences : Split(text, Ends + Commas);
    }

    /// <summary>The text without one of its sentences.</summary>
    public static string Without(string text, (int Start, int End) sentence)
    {
        var (before, behind) = (text[..sentence.Start].TrimEnd(), text[sentence.End..].TrimStart());
        // A comma leads to nothing any more.
        return behind.Length > 0 ? before + behind : before.TrimEnd([.. Commas, '、', '；', ';', ' ']);
    }

    /// <summary>The text without some words, and without the sign that set them apart.</summary>
    public static string Cut(string text, (int Start, int End) place)
    {
        var (start, end) = place;
        if ((start == 0 || IsSign(text[start - 1])) && end < text.Length && IsSign(text[end]))
        {
            // Of two signs the stronger stays.
            if (start > 0 && Commas.Contains(text[start - 1], StringComparison.Ordinal) && Ends.Contains(text[end], StringComparison.Ordinal))
                start--;
            else
                end++;
        }
        return Without(text, (start, end));
    }

    private static List<(int Start, int End)> Split(string text, string signs)
    {
        var parts = new List<(int, int)>();
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
            if (i == text.Length || signs.Contains(text[i], StringComparison.Ordinal))
            {
                var end = Math.Min(i + 1, text.Length);
                if (text.AsSpan(start, end - start).ContainsAnyExcept(signs + " \r") && end > start)
                    parts.Add((start, end));
                else if (parts.Count > 0)
                    parts[^1] = (parts[^1].Item1, end);
                start = end;
            }
        return parts;
    }

    private static IEnumerable<int> FindIn(string text, string words)
    {
        for (var at = text.IndexOf(words, StringComparison.Ordinal); at >= 0 && words.Length > 0; at = text.IndexOf(words, at + words.Length, StringComparison.Ordinal))
            yield return at;
    }

    // 3点 is no part of 13点, nor 三点 of 十三点.
    private static bool IsWhole(string text, (int Start, int End) place) =>
        !(place.Start > 0 && IsFigure(text[place.Start]) && IsFigure(text[place.Start - 1])) && !(place.End < text.Length && IsFigure(text[place.End - 1]) && IsFigure(text[place.End]));

    private static bool IsFigure(char c) => char.IsAsciiDigit(c) || c == '十' || Numerals.Contains(c, StringComparison.Ordinal);

    private static bool IsSign(char c) => !char.IsLetterOrDigit(c);

    /// <summary>The text in one way of writing, with where each character stood.</summary>
    private static (string Text, List<int> From, List<int> To) Plain(string text)
    {
        var plain = new System.Text.StringBuilder();
        var (from, to) = (new List<int>(), new List<int>());
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is ' ' or '\u3000')
                continue;
            var (written, length) = Plainly(text, i);
            foreach (var c in written)
            {
                plain.Append(c);
                from.Add(i);
                to.Add(i + length);
            }
            i += length - 1;
        }
        return (plain.ToString(), from, to);
    }

    private static (string Written, int Length) Plainly(string text, int at)
    {
        var rest = text.AsSpan(at);
        if (rest.StartsWith("星期") || rest.StartsWith("礼拜"))
            return ("周", 2);
        if (rest.StartsWith("点钟") || rest.StartsWith("点整"))
            return ("点", 2);
        return rest[0] switch
        {
            '十' => ((at > 0 && IsFigure(text[at - 1]) ? "" : "1") + (rest.Length > 1 && IsFigure(rest[1]) ? "" : "0"), 1),
            '两' => ("2", 1),
            '号' => ("日", 1),
            '天' when at > 0 && text[at - 1] is '周' or '期' or '拜' => ("日", 1),
            var c when Numerals.IndexOf(c, StringComparison.Ordinal) is >= 0 and var digit => ($"{digit}", 1),
            var c => ($"{Reading.PlainText.Fold(c)}", 1),
        };
    }
}
