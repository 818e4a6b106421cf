namespace PartyBuilding.Recognizers.Dates;

/// <summary>Reads runs and steps of counted days: 最近三天, 未来两周, 2021年的前2周, 三天前, 两年以后.</summary>
internal static class Runs
{
    private static readonly string[] Past = ["刚过去的", "过去的", "过去", "最近的", "最近", "之前的", "近", "前", "上"];
    private static readonly string[] Future = ["接下来的", "接下来", "未来的", "未来", "今后", "往后", "之后的", "后", "下"];
    private static readonly string[] Ago = ["以前", "之前", "前"];
    private static readonly string[] Later = ["以后", "之后", "过后", "后"];

    public static bool TryRead(ref Cursor c, out Dated dated, ref Doubt doubt) =>
        TryRun(ref c, out dated, ref doubt) || TryStep(ref c, out dated);

    /// <summary>Reads the first or last days, weeks or months of a year just read.</summary>
    public static bool TryOfYear(ref Cursor c, ref Dated dated, ref Doubt doubt)
    {
        var start = c.At;
        var by = c.Take('前') || c.Take('头') ? 1 : c.Take("最后") || c.Take('后') ? -1 : 0;
        c.SkipBlanks();
        if (by != 0 && (TryCount(ref c, out var count, out var unit) && unit != Unit.Year || by > 0 && TryQuarters(ref c, out count, out unit)))
        {
            (dated.Kind, dated.By, dated.Count, dated.Unit) = (DatedKind.RunOfYear, by, count, unit);
            if (unit == Unit.Quarter)
                doubt = Doubt.Ours;
            return true;
        }

        c.At = start;
        return false;
    }

    private static bool TryQuarters(ref Cursor c, out int count, out Unit unit)
    {
        unit = Unit.Quarter;
        return c.TakeNumber(out count, out _) && count is >= 1 and <= 4 && c.Take("季度");
    }

    private static bool TryRun(ref Cursor c, out Dated dated, ref Doubt doubt)
    {
        var start = c.At;
        dated = default;
        if (!c.SeesOneOf("刚过最之近前上接未今往后下这"))
            return false;
        if (IsBehindNoun(ref c))
            return false;
        if (TryFirstQuarters(ref c, ref dated))
        {
            doubt = Doubt.Ours;
            return true;
        }

        var these = c.Take('这');
        var by = these ? 0 : c.TakeAny(Past) >= 0 ? -1 : c.TakeAny(Future) >= 0 ? 1 : 2;
        c.SkipBlanks();

        // 上半年 is the first half of the year, not the last six months.
        if (by == 2 || c.Next == '半' && (c.Before is '上' or '下' or '前' or '后') || !TryCount(ref c, out var count, out var unit) || c.SeesOneOf("班课前后级") || these && count == 1)
        {
            c.At = start;
            return false;
        }

        dated = new Dated { Kind = DatedKind.Run, By = by, Count = count, Unit = unit };
        if (these || unit == Unit.Quarter)
            doubt = Doubt.Ours;
        return true;
    }

    // 前三季度: the first nine months of this year.
    private static bool TryFirstQuarters(ref Cursor c, ref Dated dated)
    {
        var start = c.At;
        if (c.Take('前') && c.TakeNumber(out var count, out _) && count is >= 1 and <= 4)
        {
            c.Take('个');
            if (c.Take("季度"))
            {
                dated = new Dated { Kind = DatedKind.RunOfYear, YearBy = 0, By = 1, Count = count, Unit = Unit.Quarter };
                return true;
            }
        }

        c.At = start;
        return false;
    }

    // 三天前, 两年以后, 半个月前.
    private static bool TryStep(ref Cursor c, out Dated dated)
    {
        var start = c.At;
        dated = default;
        if (Figures.CanBegin(c.Next) && !(c.Before is '第' or '.') && !char.IsAsciiDigit(c.Before) && TryCount(ref c, out var count, out var unit))
        {
            c.SkipBlanks();
            var by = !IsOtherWord(ref c) && c.TakeAny(Ago) >= 0 ? -1 : !IsOtherWord(ref c) && c.TakeAny(Later) >= 0 ? 1 : 0;
            if (by != 0)
            {
                dated = new Dated { Kind = DatedKind.Shifted, Count = by * count, Unit = unit };
                return true;
            }
        }

        c.At = start;
        return false;
    }

    /// <summary>前 and 后 that begin another word: 前往, 后勤, 后来.</summary>
    public static bool IsOtherWord(ref Cursor c) => c.Next switch
    {
        '前' => c.Peek(1) is '往' or '进' or '面' or '方' or '夕' or '提' or '台' or '景' or '辈' or '列' or '任' or '沿' or '言' or '途' or '程' or '后',
        '后' => c.Peek(1) is '勤' or '面' or '续' or '备' or '台' or '方' or '果' or '来' or '期' or '者' or '悔' or '辈' or '半',
        _ => false,
    };

    /// <summary>前, 后, 上, 下 behind a noun: 会前10分钟, 课后半小时, 节后三天.</summary>
    public static bool IsBehindNoun(ref Cursor c) =>
        c.SeesOneOf("前后上下") && c.Before >= '\u4E00' && !"的在于从我你他她们了是和与这那把请用".Contains(c.Before);

    private static bool TryCount(ref Cursor c, out int count, out Unit unit)
    {
        var start = c.At;
        (count, unit) = (0, Unit.None);
        if (c.Take('半'))
        {
            if (c.Take('年'))
                (count, unit) = (6, Unit.Month);
            else if (c.Take("个月"))
                (count, unit) = (15, Unit.Day);
        }
        else if (c.TakeNumber(out count, out var digits) && digits <= 5 && count is > 0 and < 1000)
        {
            var isSpoken = c.Before is '两' or '俩' or '仨';
            c.Take('多');
            c.SkipBlanks();
            unit = Units.Days(ref c, isSpoken);
            if (unit == Unit.None && c.Next == '日' && c.Peek(1) == '后')
            {
                c.At++;
                unit = Unit.Day;
            }
        }

        // 2015年前 is before that year; 三年半前 is left to lengths.
        if (unit == Unit.None || c.Next == '半')
        {
            c.At = start;
            return false;
        }

        return true;
    }
}
