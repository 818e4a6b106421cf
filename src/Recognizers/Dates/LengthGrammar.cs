namespace PartyBuilding.Recognizers.Dates;

/// <summary>Reads lengths and what is counted by them: 一个半小时, 1h20min, 三天内, 2小时前, 最近两小时, 还剩5分钟.</summary>
internal static class LengthGrammar
{
    private static readonly string[] Idioms = ["一天到晚", "一年一度", "三天两头", "一年到头", "一天天", "一年四季", "一天比一天", "一年比一年"];
    private static readonly string[] Past = ["过去的", "过去", "最近的", "最近", "刚过去的", "前", "近", "上"];
    private static readonly string[] Future = ["未来的", "未来", "接下来的", "接下来", "今后", "后", "下"];
    private static readonly string[] Inside = ["之内", "以内", "内"];

    public static bool TryRead(ref Cursor c, ref Expression found)
    {
        var start = c.At;
        if (TryWindow(ref c, ref found))
            return true;
        if (c.Before is '第' or '.' || char.IsAsciiDigit(c.Before) || c.Before == '后' && c.Peek(-2) == '最' || IsIdiom(ref c) || !LengthWords.TryRead(ref c, out found.Length))
        {
            c.At = start;
            return false;
        }

        found.Shape = Shape.Length;
        ReadTail(ref c, ref found);
        return true;
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
        if (!c.SeesOneOf("之过最刚前近上未接今后下还") || Runs.IsBehindNoun(ref c))
            return false;
        if (c.Take("还剩"))
        {
            c.SkipBlanks();
            if (LengthWords.TryRead(ref c, out found.Length) && found.Length.HasTime && !found.Length.HasDays)
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
            found.Direction = !c.AsReference && c.Next == '近' ? 0 : c.Take("之前的") || c.Take("之前") || c.TakeAny(Past) >= 0 ? -1 : c.Take("之后的") || c.Take("之后") || c.TakeAny(Future) >= 0 ? 1 : 0;
            c.SkipBlanks();
            if (found.Direction != 0 && LengthWords.TryRead(ref c, out found.Length) && found.Length.HasTime && !found.Length.HasDays && !c.SeesOneOf("前后课班"))
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
