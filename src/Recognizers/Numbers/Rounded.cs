namespace PartyBuilding.Recognizers.Numbers;

/// <summary>Reads round numbers that say they are not exact: 近百人, 上千名, 20来人, 三十好几个, 一百多号人. The round number is what counts.</summary>
internal static class Rounded
{
    private static readonly string[] About = ["好几", "来", "多", "余", "几"];

    /// <summary>百, 千 or 万 behind 近 or 上, which stand for a number only there.</summary>
    /// <param name="text">A whole normal text.</param>
    /// <param name="at">Where 近 or 上 may stand.</param>
    /// <param name="end">First character behind the number.</param>
    /// <param name="value">The round number.</param>
    public static bool TryReadBare(ReadOnlySpan<char> text, int at, out int end, out decimal value)
    {
        (end, value) = (at, 0);
        if (text[at] is not ('近' or '上' or '成') || at + 2 >= text.Length || Numerals.Unit(text[at + 1]) is not (>= 100 and <= 10_000 and var unit))
            return false;
        end = at + 2;
        end = Behind(text, end) is > 0 and var about ? about : end;
        value = unit;
        return end > at + 2 || Counters.At(text, end) > 0;
    }

    /// <summary>Where a round number ends with what makes it vague; the same place when nothing does.</summary>
    public static int End(in Figure figure) =>
        figure.Value >= 10 && figure.Value % 10 == 0 && Behind(figure.Text, figure.End) is > 0 and var end ? end : figure.End;

    // Only before what is counted: 二十多名, not 二十来临.
    private static int Behind(ReadOnlySpan<char> text, int at)
    {
        foreach (var word in About)
        {
            if (!text[at..].StartsWith(word, StringComparison.Ordinal))
                continue;
            var end = at + word.Length;
            if (text[end..] is ['号', '人', ..])
                return end + 1;
            return Counters.At(text, end) > 0 ? end : 0;
        }

        return 0;
    }
}
