namespace PartyBuilding.Recognizers.Dates;

/// <summary>Reads parts of years and months: 上半年, 第三季度, 夏天, 年底, 11月中旬, 十月的第一周, 四月的最后一个星期一, 九十年代.</summary>
internal static class Periods
{
    private static readonly (string Word, Part Part)[] PartsOfMonth =
    [
        ("上旬", Part.FirstTen), ("中旬", Part.SecondTen), ("下旬", Part.LastTen), ("上半月", Part.FirstHalf), ("下半月", Part.SecondHalf),
        ("月底", Part.End), ("月末", Part.End), ("月初", Part.Start), ("月中", Part.Middle), ("底", Part.End), ("末", Part.End), ("初", Part.Start), ("中", Part.Middle),
    ];

    private static readonly (string Word, Part Part)[] PartsOfYear =
    [
        ("年底", Part.End), ("年末", Part.End), ("岁末", Part.End), ("年初", Part.Start), ("年中", Part.Middle), ("底", Part.End), ("末", Part.End), ("初", Part.Start),
    ];

    /// <summary>Reads what follows a year, but not a plain month.</summary>
    public static bool TryAfterYear(ref Cursor c, ref Dated dated, ref Doubt doubt)
    {
        if (TryHalfYear(ref c, ref dated) || TryQuarter(ref c, ref dated) || TrySeason(ref c, ref dated, true) || Runs.TryOfYear(ref c, ref dated, ref doubt))
            return true;

        var start = c.At;
        if (Ordinals.TryRead(ref c, out var place))
        {
            if (Weekdays.TakeWeek(ref c) && c.Next is not ('年' or '岁'))
            {
                (dated.Kind, dated.Nth) = (DatedKind.WeekOfYear, place);
                return true;
            }

            if (c.Take('月') || c.Before == '个' && c.Take("月"))
            {
                (dated.Kind, dated.Month) = (DatedKind.Month, place < 0 ? 12 : place);
                return place <= 12;
            }

            c.At = start;
        }

        return TryPart(ref c, PartsOfYear, DatedKind.YearPart, ref dated);
    }

    /// <summary>Reads what follows a month, but not a day.</summary>
    public static bool TryAfterMonth(ref Cursor c, ref Dated dated)
    {
        if (dated.Kind == DatedKind.Lunar)
            return false;

        var start = c.At;
        if (Ordinals.TryRead(ref c, out var place))
        {
            if (Weekdays.TryRead(ref c, out var weekday))
                (dated.Kind, dated.Weekday, dated.Nth) = (DatedKind.NthWeekday, weekday, place);
            else if (Weekdays.TakeWeek(ref c) && c.Next is not ('年' or '岁'))
                (dated.Kind, dated.Nth) = (DatedKind.WeekOfMonth, place);
            if (dated.Nth != 0)
                return true;
            c.At = start;
        }

        return TryPart(ref c, PartsOfMonth, DatedKind.MonthPart, ref dated);
    }

    /// <summary>Reads what needs no year before it.</summary>
    public static bool TryAlone(ref Cursor c, out Dated dated, ref Doubt doubt)
    {
        dated = default;
        if (TryHalfYear(ref c, ref dated) || TryQuarter(ref c, ref dated) || TryDecade(ref c, ref dated) || TrySeason(ref c, ref dated, false))
            return true;
        if (c.Next is '月' && TryPart(ref c, PartsOfMonth, DatedKind.MonthPart, ref dated))
            return true;
        if (c.Next is '上' or '中' or '下' && c.Peek(1) is '旬' or '半' && TryPart(ref c, PartsOfMonth, DatedKind.MonthPart, ref dated))
            return true;
        return c.Next is '年' or '岁' && !Figures.CanBegin(c.Before) && TryPart(ref c, PartsOfYear, DatedKind.YearPart, ref dated);
    }

    private static bool TryPart(ref Cursor c, (string Word, Part Part)[] parts, DatedKind kind, ref Dated dated)
    {
        foreach (var (word, part) in parts)
        {
            // 初中, 初三, 中秋, 中午 are words of their own; so is 初一, a lunar day.
            if (!c.Sees(word) || word.Length == 1 && IsOtherWord(c.Next, c.Peek(1)))
                continue;
            c.At += word.Length;
            (dated.Kind, dated.Part) = (kind, part);
            return true;
        }

        return false;
    }

    private static bool IsOtherWord(char c, char next) => c switch
    {
        '初' => next is '中' or '高' or '级' || Figures.CanBegin(next),
        '中' => next is '秋' or '午' or '国' or '学' or '小' or '共' or '心' or '考' or '央' or '层',
        '末' => next is '位' or '尾',
        '底' => next is '下' or '线' or '部',
        _ => false,
    };

    private static bool TryHalfYear(ref Cursor c, ref Dated dated)
    {
        var half = c.Take("上半年") || c.Take("前半年") || c.Take("上个半年") ? 1 : c.Take("下半年") || c.Take("后半年") || c.Take("下个半年") ? 2 : 0;
        if (half == 0)
            return false;
        (dated.Kind, dated.Nth) = (DatedKind.HalfYear, half);
        return true;
    }

    private static bool TryQuarter(ref Cursor c, ref Dated dated)
    {
        var start = c.At;
        if (c.Take('q') && !char.IsAsciiLetterOrDigit(c.Peek(-2)) | dated.HasYear && c.TakeDigits(1, 1, out var quarter, out _) && quarter is >= 1 and <= 4)
        {
            (dated.Kind, dated.Nth) = (DatedKind.Quarter, quarter);
            return true;
        }

        c.At = start;
        if (dated.HasYear && (c.Take("最后一个季度") || c.Take("最后一季度")))
        {
            (dated.Kind, dated.Nth) = (DatedKind.Quarter, 4);
            return true;
        }

        c.Take('第');
        if (c.TakeNumber(out quarter, out var digits) && digits == 1 && quarter is >= 1 and <= 4 && c.Take("季度"))
        {
            (dated.Kind, dated.Nth) = (DatedKind.Quarter, quarter);
            return true;
        }

        c.At = start;
        return false;
    }

    private static bool TrySeason(ref Cursor c, ref Dated dated, bool afterYear)
    {
        var season = c.Next switch { '春' => 1, '夏' => 2, '秋' => 3, '冬' => 4, _ => 0 };
        if (season == 0 || !(c.Peek(1) is '天' or '季' ? c.Peek(2) is not ('学' or '奥' or '里') : afterYear && c.Peek(1) is not ('节' or '分' or '至' or '月' or '运' or '游' or '耕')))
            return false;
        c.At++;
        c.TakeOneOf("天季");
        (dated.Kind, dated.Nth) = (DatedKind.Season, season);
        return true;
    }

    // 20世纪90年代, 九十年代, 上世纪八十年代, 十九世纪.
    private static bool TryDecade(ref Cursor c, ref Dated dated)
    {
        var start = c.At;
        if (c.TakeNumber(out var century, out _) && century is >= 1 and <= 30 && c.Take("世纪"))
            dated.Nth = century;
        else
            c.At = start;
        var centuryEnd = c.At;
        c.Take('的');
        if (c.TakeNumber(out var decade, out _) && decade is >= 10 and <= 90 && decade % 10 == 0 && c.Take("年代"))
        {
            (dated.Kind, dated.Count) = (DatedKind.Decade, decade);
            return true;
        }

        c.At = centuryEnd;
        if (dated.Nth > 0)
            dated.Kind = DatedKind.Century;
        return dated.Nth > 0;
    }
}
