namespace PartyBuilding.Recognizers.Dates;

/// <summary>Reads lengths and what is counted by them: 一个半小时, 1h20min, 三天内, 2小时前, 最近两小时, 还剩5分钟.</summary>
internal static class LengthGrammar
{
    private const int MostParts = 7;

    private static readonly string[] Idioms = ["一天到晚", "一年一度", "三天两头", "一年到头", "一天天", "一年四季", "一天比一天", "一年比一年"];
    private static readonly string[] Past = ["过去的", "过去", "最近的", "最近", "刚过去的", "前", "近", "上"];
    private static readonly string[] Future = ["未来的", "未来", "接下来的", "接下来", "今后", "后", "下"];
    private static readonly string[] Inside = ["之内", "以内", "内"];

    public static bool TryRead(ref Cursor c, ref Expression found)
    {
        var start = c.At;
        if (TryWindow(ref c, ref found))
            return true;
        if (c.Before is '第' or '.' || char.IsAsciiDigit(c.Before) || IsIdiom(ref c) || !TryLength(ref c, out found.Length))
        {
            c.At = start;
            return false;
        }

        found.Shape = Shape.Length;
        ReadTail(ref c, ref found);
        return true;
    }

    /// <summary>Reads one length, perhaps of several units: 一年多三个月又20天.</summary>
    public static bool TryLength(ref Cursor c, out Lengths length)
    {
        length = default;
        var last = Unit.None;
        for (var parts = 0; parts < MostParts; parts++)
        {
            var start = c.At;
            var joined = parts > 0 && (c.TakeOneOf("多又余零") | SkipBlanks(ref c));
            if (!TryPart(ref c, last, out var amount, out var unit) || parts > 0 && !Follows(last, unit, joined))
            {
                c.At = start;
                break;
            }

            length.Add(amount, unit);
            last = unit;
        }

        if (last != Unit.None)
            c.Take("多");
        return last != Unit.None;
    }

    private static bool SkipBlanks(ref Cursor c)
    {
        c.SkipBlanks();
        return false;
    }

    private static bool Follows(Unit last, Unit unit, bool joined) => unit > last || joined && unit != last;

    private static bool TryPart(ref Cursor c, Unit last, out double amount, out Unit unit)
    {
        var start = c.At;
        (amount, unit) = (0, Unit.None);
        if (last == Unit.None && About.TryRead(ref c, out var least, out _))
        {
            unit = UnitAt(ref c, last, true);
            amount = least;
            c.At = unit == Unit.None ? start : c.At;
            if (unit != Unit.None)
                return true;
        }

        if (c.Take("个把"))
        {
            (amount, unit) = (1, UnitAt(ref c, last, true));
            return unit != Unit.None;
        }

        if (!Figures.TryAmount(c.Text, c.At, out amount, out var digits) || amount is <= 0 or > 100_000)
            return false;
        c.At += digits;
        var isSpoken = c.Before is '两' or '俩' or '仨' or '半';
        c.TakeOneOf("多来余");
        c.SkipBlanks();

        // 3个半天 are three half days, 两个半小时 two hours and a half.
        if (c.Next == '个' && c.Peek(1) == '半')
        {
            c.At += 2;
            unit = UnitAt(ref c, last, true);
            amount = unit == Unit.Day ? amount / 2 : amount + 0.5;
        }
        else if (c.Take("个多") && UnitAt(ref c, last, true) is not Unit.None and var more)
        {
            unit = more;
        }
        else
        {
            unit = UnitAt(ref c, last, isSpoken);
            if (unit == Unit.Minute && c.Before == '刻' | (c.Before == '钟' && c.Peek(-2) == '刻'))
                amount *= 15;
            if (unit == Unit.Year && amount >= 1000)
                unit = Unit.None;
            if (unit != Unit.None && c.Next == '半' && c.Peek(1) is not ('天' or '小' or '夜' or '途'))
            {
                c.At++;
                amount += 0.5;
            }
        }

        if (unit != Unit.None)
            return true;
        c.At = start;
        return false;
    }

    private static Unit UnitAt(ref Cursor c, Unit last, bool isSpoken)
    {
        var unit = Units.Days(ref c, isSpoken);
        if (unit == Unit.None)
            unit = Units.Time(ref c);
        if (unit != Unit.None)
            return unit;
        if (c.Take("刻钟"))
            return Unit.Minute;

        // Bare 时, 分 and 月 count only behind a larger unit: 8天20时, 1小时20分.
        if (last is Unit.Day or Unit.Week && c.Next == '时' && c.Peek(1) is not ('间' or '候') && c.Take('时'))
            return Unit.Hour;
        if (last == Unit.Hour && c.Next == '分' && c.Peek(1) is not ('之' or '别') && c.Take('分'))
            return Unit.Minute;
        if (c.AsReference || c.Next != '日')
            return Unit.None;
        return c.Peek(1) is '内' or '间' or '游' || c.Peek(1) == '之' && c.Peek(2) is '内' ? TakeDay(ref c) : Unit.None;
    }

    private static Unit TakeDay(ref Cursor c)
    {
        c.At++;
        return Unit.Day;
    }

    private static bool IsIdiom(ref Cursor c)
    {
        if (!c.SeesOneOf("一三"))
            return false;
        foreach (var idiom in Idioms)
            if (c.Sees(idiom))
                return true;
        return false;
    }

    private static void ReadTail(ref Cursor c, ref Expression found)
    {
        var lengthEnd = c.At;
        c.SkipBlanks();
        if (c.Next is '以' or '之' or '前' or '后' or '过' && !Runs.IsOtherWord(ref c))
        {
            found.Direction = c.Take("以前") || c.Take("之前") || c.Take("前") ? -1 : c.Take("以后") || c.Take("之后") || c.Take("过后") || c.Take("后") ? 1 : 0;
            if (found.Direction != 0)
            {
                found.Shape = Shape.Ago;
                return;
            }
        }

        if (!c.AsReference && c.TakeAny(Inside) >= 0)
            found.Shape = Shape.Within;
        else
            c.At = lengthEnd;
    }

    // 上个小时, 过去5分钟, 未来两小时, 还剩5分钟.
    private static bool TryWindow(ref Cursor c, ref Expression found)
    {
        var start = c.At;
        if (!c.SeesOneOf("过最刚前近上未接今后下还") || Runs.IsBehindNoun(ref c))
            return false;
        if (c.Take("还剩"))
        {
            c.SkipBlanks();
            if (TryLength(ref c, out found.Length) && found.Length.HasTime && !found.Length.HasDays)
            {
                (found.Shape, found.Direction, found.Remains) = (Shape.Window, 1, true);
                return true;
            }
        }
        else if (Relatives.TryRead(ref c, out var by) && by is 1 or -1 && Units.Time(ref c) is not Unit.None and var unit)
        {
            (found.Shape, found.Direction, found.Length) = (Shape.Window, by, Lengths.Of(1, unit));
            return true;
        }
        else
        {
            c.At = start;
            found.Direction = !c.AsReference && c.Next == '近' ? 0 : c.TakeAny(Past) >= 0 ? -1 : c.TakeAny(Future) >= 0 ? 1 : 0;
            c.SkipBlanks();
            if (found.Direction != 0 && TryLength(ref c, out found.Length) && found.Length.HasTime && !found.Length.HasDays && !c.SeesOneOf("前后课班"))
            {
                found.Shape = Shape.Window;
                return true;
            }
        }

        c.At = start;
        found = default;
        return false;
    }
}
