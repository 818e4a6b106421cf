namespace PartyBuilding.Recognizers.Numbers;

/// <summary>Reads intervals of numbers: 20到30人, 5-10个, 不少于3次, 不超过20, 100以上, 15到20之间.</summary>
internal static class Ranges
{
    private enum Side { AtLeast, Above, AtMost, Below }

    private static readonly (string Word, Side Side)[] InFront =
    [
        ("不少于", Side.AtLeast), ("不低于", Side.AtLeast), ("不小于", Side.AtLeast), ("至少", Side.AtLeast), ("最少", Side.AtLeast), ("不多于", Side.AtMost), ("不高于", Side.AtMost),
        ("不大于", Side.AtMost), ("不超过", Side.AtMost), ("不得超过", Side.AtMost), ("至多", Side.AtMost), ("最多", Side.AtMost), ("大于等于", Side.AtLeast), ("小于等于", Side.AtMost),
        ("超过", Side.Above), ("多于", Side.Above), ("大于", Side.Above), ("高于", Side.Above), ("少于", Side.Below), ("小于", Side.Below), ("低于", Side.Below), ("不足", Side.Below), ("不到", Side.Below),
        ("≥", Side.AtLeast), ("≤", Side.AtMost), (">", Side.Above), ("<", Side.Below),
    ];

    private static readonly Vocabulary<Side> BehindIt = new(
        ("以上|及以上|或以上|或者以上", Side.AtLeast), ("以下", Side.Below), ("以内|之内|及以下|或以下|或者以下", Side.AtMost));

    /// <summary>An open interval around one numeral.</summary>
    public static bool TryReadOpen(in Figure figure, int unitEnd, out int start, out int end, out Value.NumberRange range)
    {
        (start, end, range) = (figure.Start, figure.End, null!);
        if (BehindIt.TryMatch(figure.Text, unitEnd, out var side, out var length))
        {
            (end, range) = (unitEnd + length, Of(side, figure.Value));
            return true;
        }

        var before = figure.Text[..figure.Start].TrimEnd(" 了有");
        foreach (var (word, sideInFront) in InFront)
        {
            if (!before.EndsWith(word, StringComparison.Ordinal))
                continue;
            (start, range) = (before.Length - word.Length, Of(sideInFront, figure.Value));
            return true;
        }

        return false;
    }

    /// <summary>Whether the text between two numerals makes them the ends of an interval.</summary>
    public static bool Joins(ReadOnlySpan<char> between, in Figure to, decimal from)
    {
        // 138-1234-5678 and 2023-10-25 are no intervals.
        return Joins(between, from, to.Value) && (to.After() is not ('-' or '/' or ':') || between.Trim(' ') is "到" or "至");
    }

    /// <summary>Whether the text between two amounts makes them the ends of an interval.</summary>
    public static bool Joins(ReadOnlySpan<char> between, decimal from, decimal to) =>
        from < to && between.Trim(' ') is "到" or "至" or "-" or "~" or "--";

    private static Value.NumberRange Of(Side side, decimal bound) => side switch
    {
        Side.AtLeast => new(bound, true, null, false),
        Side.Above => new(bound, false, null, false),
        Side.AtMost => new(null, false, bound, true),
        _ => new(null, false, bound, false),
    };
}
