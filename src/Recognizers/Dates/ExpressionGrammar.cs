using System.Buffers;

namespace PartyBuilding.Recognizers.Dates;

/// <summary>Finds every expression of time in a text, from left to right, the longest at each place.</summary>
internal static class ExpressionGrammar
{
    private static readonly SearchValues<char> Starters = SearchValues.Create(
        "个0123456789零一二三四五六七八九十两俩仨半廿卅〇千百壹贰叁肆伍陆柒捌玖拾"
        + "第今明昨前后大上下本这去来周星礼每逢正腊冬闰初农阴旧夏年岁月春秋晚早凌清黄傍中午晌深夜白日晨底季"
        + "从自截直最近过刚未接往差约可也不超几将快至起少还现马立当此同翌次隔全之q"
        + Feasts.FirstCharacters
        + "贞开神洪建永景天成嘉万崇顺康雍乾道咸同光宣民");

    private static readonly (string Word, bool Ours)[] Presents =
    [
        ("刚刚才", false), ("刚刚", false), ("刚才", false), ("现在", true), ("马上", false), ("立刻", false), ("这会儿", false), ("当下", false), ("此刻", true),
    ];

    /// <summary>Reads the next expression that begins at or behind <paramref name="from"/>.</summary>
    public static bool TryNext(ReadOnlySpan<char> text, int from, bool asReference, out Expression found)
    {
        for (var at = from; at < text.Length;)
        {
            var skip = text[at..].IndexOfAny(Starters);
            if (skip < 0)
                break;
            at += skip;
            if (Numerals.IsTail(text, at))
            {
                at++;
                continue;
            }
            if (TryAt(text, at, asReference, out found))
                return true;
            at = AfterNumber(text, at);
        }

        found = default;
        return false;
    }

    // A number that begins nothing must not be read from its middle: 二十 of 二十大, 32 of 32.5. Nobody writes one as 一29.
    private static int AfterNumber(ReadOnlySpan<char> text, int at)
    {
        if (!Figures.CanBegin(text[at]) || text[at] == '半')
            return at + 1;
        var start = at;
        while (at < text.Length && Figures.CanBegin(text[at]) && text[at] != '半' && !(at > start && char.IsAsciiDigit(text[at]) && Figures.Digit(text[at - 1]) >= 0))
            at++;
        return at;
    }

    private static bool TryAt(ReadOnlySpan<char> text, int at, bool asReference, out Expression best)
    {
        best = default;
        var c = new Cursor(text, at, asReference);
        if (TryPresent(ref c, ref best))
            return Keep(at, c.At, ref best);

        if (c.Next is '每' or '逢' && RecurringGrammar.TryRead(ref c, ref best))
            return Keep(at, c.At, ref best);

        if (Terms.TryRead(ref c, ref best))
            return Keep(at, c.At, ref best);

        var length = default(Expression);
        c.At = at;
        var lengthEnd = LengthGrammar.TryRead(ref c, ref length) ? c.At : at;
        c.At = at;
        var pointEnd = RangeGrammar.TryRead(ref c, ref best) ? c.At : at;
        if (lengthEnd > pointEnd || lengthEnd == pointEnd && lengthEnd > at && PrefersLength(text, at, asReference, best))
        {
            best = length;
            return Keep(at, lengthEnd, ref best);
        }

        return pointEnd > at && !(asReference && best.Weak) && Keep(at, pointEnd, ref best);
    }

    private static bool Keep(int start, int end, ref Expression found)
    {
        (found.Start, found.End) = (start, end);
        return true;
    }

    // 23年 said today is the year, 10年 are ten years; 20年了, 近20年, 20年来 are a length whatever the number.
    private static bool PrefersLength(ReadOnlySpan<char> text, int at, bool asReference, in Expression point)
    {
        if (point is not { Shape: Shape.Point, From: { Date.Kind: DatedKind.Year } })
            return false;

        // 九八年 and 二三年 are years, 三四年 and 七八年 are three or four, seven or eight.
        if (!char.IsAsciiDigit(text[at]))
        {
            var digits = new Cursor(text, at);
            return text[at] is not ('一' or '二') && About.TryRead(ref digits, out _, out _);
        }

        if (asReference || point.From.Date.Year is not (>= 2013 and < 2040))
            return true;
        var before = at > 0 ? text[at - 1] : '\0';
        var next = new Cursor(text, at + 3).Next;
        return before is '龄' or '了' or '有' or '近' or '满' or '达' or '约' || next is '了' or '来' or '多' or '内' or '间' or '前' or '后' or '党' or '教';
    }

    private static bool TryPresent(ref Cursor c, ref Expression found)
    {
        if (!c.SeesOneOf("刚现马立这当此"))
            return false;
        foreach (var (word, ours) in Presents)
        {
            if (!(ours || c.AsReference) || !c.Take(word))
                continue;
            found.Shape = Shape.Present;
            found.Direction = word[0] switch { '刚' => -1, '马' or '立' => 1, _ => 0 };
            return true;
        }

        return false;
    }
}
