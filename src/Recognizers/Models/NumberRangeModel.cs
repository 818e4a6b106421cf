namespace PartyBuilding.Recognizers.Models;

/// <summary>Intervals of numbers, open and closed.</summary>
internal static class NumberRangeModel
{
    private static readonly string[] Tills = ["到", "至", "--", "-", "~"];
    private static readonly string[] Betweens = ["和", "与", "到", "至", "--", "-", "~"];
    private static readonly string[] Joints = ["并且", "而且", "的同时", "同时", "且", "并", ","];

    public static void Read(ReadOnlySpan<char> text, Entities found)
    {
        for (var at = 0; at < text.Length;)
        {
            if (TryClosed(text, at, out var start, out var end, out var interval))
                found.Add("numberrange", start, end, ("value", interval));
            else if (Bound.TryRead(text, at, out var bound))
                end = AddBound(text, bound, found);
            else
                end = NumberModel.CanBegin(text[at]) && Amounts.TryRead(text, at, out var number, out _) ? number : at + 1;
            at = end;
        }
    }

    // 大于10小于20 is one interval; 大于50小于12 are two.
    private static int AddBound(ReadOnlySpan<char> text, in Bound bound, Entities found)
    {
        if (bound.Side != Side.Equal && Bound.TryRead(text, AfterJoint(text, bound.End), out var other) && (bound.Side, other.Side) is (Side.More, Side.Less) or (Side.Less, Side.More))
        {
            var (low, high) = bound.Side == Side.More ? (bound, other) : (other, bound);
            if (low.Value < high.Value)
            {
                found.Add("numberrange", bound.Start, other.End,
                    ("value", $"{(low.Included ? '[' : '(')}{Entities.Plain(low.Value)},{Entities.Plain(high.Value)}{(high.Included ? ']' : ')')}"));
                return other.End;
            }
        }

        found.Add("numberrange", bound.Start, bound.End, ("value", bound.Interval));
        return bound.End;
    }

    private static int AfterJoint(ReadOnlySpan<char> text, int at)
    {
        at = Amounts.AfterBlanks(text, at);
        return Amounts.AfterBlanks(text, AfterOneOf(text, at, Joints));
    }

    private static int AfterOneOf(ReadOnlySpan<char> text, int at, string[] words)
    {
        foreach (var word in words)
            if (text[Math.Min(at, text.Length)..].StartsWith(word, StringComparison.Ordinal))
                return at + word.Length;
        return at;
    }

    // 位于20和30之间, 10000与20000间, 一千到一千五百, 20 - 100.
    private static bool TryClosed(ReadOnlySpan<char> text, int at, out int start, out int end, out string interval)
    {
        (start, end, interval) = (at, at, "");
        var first = Amounts.AfterBlanks(text, AfterOneOf(text, at, ["位于", "在"]));
        var isIn = first > at;
        if (first >= text.Length || !NumberModel.CanBegin(text[first]) || !Amounts.TryRead(text, first, out var firstEnd, out var from))
            return false;

        var joint = Amounts.AfterBlanks(text, firstEnd);
        var second = AfterOneOf(text, joint, Betweens);
        if (second == joint || !Amounts.TryReadUnsigned(text, Amounts.AfterBlanks(text, second), out end, out var to))
            return false;

        var close = AfterOneOf(text, Amounts.AfterBlanks(text, end), ["之间", "间"]);
        if (close > end && (isIn || char.IsAsciiDigit(text[first]) || text[first] == '-'))
            end = close;
        else if (AfterOneOf(text, joint, Tills) > joint)
            start = first;
        else
            return false;
        interval = $"[{Entities.Plain(Math.Min(from, to))},{Entities.Plain(Math.Max(from, to))})";
        return true;
    }

    internal enum Side { More, Less, Equal }

    /// <summary>One end of an interval: 大于10, 不少于三次, 比三十大, 三十或者以上, 十几万.</summary>
    internal readonly record struct Bound(int Start, int End, Side Side, bool Included, double Value)
    {
        private static readonly Vocabulary<Side> Comparing = new(
            ("大于|多于|高于|超过|大于了|多于了|高于了|超过了|>", Side.More), ("小于|少于|低于|不到|不足|<", Side.Less));

        private static readonly Vocabulary<Side> Limiting = new(
            ("至少|最少|至少有|最少有|至少是|最少是|至少为|最少为|不小于|不少于|不低于|≥", Side.More),
            ("至多|最多|至多有|最多有|至多是|最多是|至多为|最多为|不大于|不多于|不高于|不超过|≤", Side.Less));

        private static readonly Vocabulary<Side> Behind = new(("以上|之上|更大|更多|更高", Side.More), ("以下|之下|更小|更少|更低", Side.Less));

        private static readonly Vocabulary<Side> Than = new(("大|多|高|更大|更多|更高", Side.More), ("小|少|低|更小|更少|更低", Side.Less));

        public string Interval => Side switch
        {
            Side.Equal => $"[{Entities.Plain(Value)},{Entities.Plain(Value)}]",
            Side.More => $"{(Included ? '[' : '(')}{Entities.Plain(Value)},)",
            _ => $"(,{Entities.Plain(Value)}{(Included ? ']' : ')')}",
        };

        public static bool TryRead(ReadOnlySpan<char> text, int at, out Bound bound)
        {
            bound = default;
            if (at >= text.Length)
                return false;
            if (TryOperator(text, at, out var side, out var included, out var next))
            {
                if (!TryValue(text, Amounts.AfterBlanks(text, next), out var end, out var value))
                    return false;
                bound = new Bound(at, end, side, included, value);
                return true;
            }

            return text[at] == '比' ? TryThan(text, at, out bound) : NumberModel.CanBegin(text[at]) && TryBehind(text, at, out bound);
        }

        private static bool TryOperator(ReadOnlySpan<char> text, int at, out Side side, out bool included, out int next)
        {
            (next, included) = (at, false);
            if (Limiting.TryMatch(text, at, out side, out var length))
            {
                (next, included) = (at + length, true);
                return true;
            }

            if (Comparing.TryMatch(text, at, out side, out length))
            {
                next = at + length;
                var equal = AfterOneOf(text, Amounts.AfterBlanks(text, AfterOneOf(text, Amounts.AfterBlanks(text, next), ["或者", "或"])), ["等于", "="]);
                included = equal > next && text[equal - 1] is '于' or '=';
                next = included ? equal : next;
                return true;
            }

            next = AfterOneOf(text, at, ["等于", "="]);
            (side, included) = (Side.Equal, true);
            return next > at;
        }

        private static bool TryValue(ReadOnlySpan<char> text, int at, out int end, out double value)
        {
            // 超过了百分之零点九 counts in hundredths.
            var share = AfterOneOf(text, at, ["百分之"]);
            return Amounts.TryRead(text, share, out end, out value);
        }

        private static bool TryThan(ReadOnlySpan<char> text, int at, out Bound bound)
        {
            bound = default;
            if (!Amounts.TryRead(text, Amounts.AfterBlanks(text, at + 1), out var end, out var value) || !Than.TryMatch(text, Amounts.AfterBlanks(text, end), out var side, out var length))
                return false;
            bound = new Bound(at, Amounts.AfterBlanks(text, end) + length, side, false, value);
            return true;
        }

        private static bool TryBehind(ReadOnlySpan<char> text, int at, out Bound bound)
        {
            bound = default;
            if (!Amounts.TryRead(text, at, out var end, out var value))
                return false;
            var next = Amounts.AfterBlanks(text, end);
            var or = Amounts.AfterBlanks(text, AfterOneOf(text, next, ["或者", "或"]));
            if (Behind.TryMatch(text, or, out var side, out var length))
                bound = new Bound(at, or + length, side, or > next, value);
            else if (Amounts.At(text, next) is '多' or '余' or '几' && Amounts.At(text, next + 1) is not ('万' or '亿'))
                bound = new Bound(at, next + 1, Side.More, false, value);
            else if (text[at..end].ContainsAny('多', '余', '几'))
                bound = new Bound(at, end, Side.More, false, value);
            return bound.End > 0;
        }
    }
}
