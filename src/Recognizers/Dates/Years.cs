namespace PartyBuilding.Recognizers.Dates;

/// <summary>Reads a year: 2023年, 23年, 二〇二三年, 今年, 康熙三年.</summary>
internal static class Years
{
    private const int Pivot = 50; // 50–99 are of the last century

    // 年级 is a grade, 年龄 an age, 年代 a decade.
    private const string NotAfter = "级龄代限轮货均制";

    private static readonly (string Word, int By)[] Relative =
    [
        ("今年", 0), ("本年", 0), ("全年", 0), ("去年", -1), ("上一年", -1), ("上年", -1), ("明年", 1), ("来年", 1), ("下一年", 1),
        ("大前年", -3), ("大后年", 3), ("前年", -2), ("后年", 2),
    ];

    private static readonly (string Name, int First)[] Eras =
    [
        ("贞观", 627), ("开元", 713), ("神龙", 705), ("洪武", 1368), ("建文", 1399), ("永乐", 1403), ("景泰", 1450), ("天顺", 1457),
        ("成化", 1465), ("嘉靖", 1522), ("万历", 1573), ("崇祯", 1628), ("顺治", 1644), ("康熙", 1662), ("雍正", 1723), ("乾隆", 1736),
        ("嘉庆", 1796), ("道光", 1821), ("咸丰", 1851), ("同治", 1862), ("光绪", 1875), ("宣统", 1909), ("民国", 1912),
    ];

    /// <summary>Two digits mean a year near our own.</summary>
    public static int Full(int year, int digits) => digits > 2 ? year : year >= Pivot ? 1900 + year : 2000 + year;

    public static bool TryRead(ref Cursor c, ref Dated dated) => TryRelative(ref c, ref dated) || TryNumber(ref c, ref dated) || TryEra(ref c, ref dated);

    private static bool TryRelative(ref Cursor c, ref Dated dated)
    {
        if (!c.SeesOneOf("今本去上明来下大前后全"))
            return false;
        foreach (var (word, by) in Relative)
        {
            if (c.AsReference && word[0] == '全' || !c.Take(word))
                continue;
            if (c.SeesOneOf(NotAfter))
            {
                c.At -= word.Length;
                return false;
            }

            c.Take('度');
            TakeWhole(ref c);
            dated.YearBy = by;
            return true;
        }

        return false;
    }

    /// <summary>2023年全年 is 2023 and not this year too.</summary>
    private static void TakeWhole(ref Cursor c)
    {
        if (!c.AsReference)
            c.Take("全年");
    }

    private static bool TryNumber(ref Cursor c, ref Dated dated)
    {
        var start = c.At;
        if (!IsYearNumber(ref c, out var year, out var digits))
            return Back(ref c, start);

        var numberEnd = c.At;
        c.SkipBlanks();
        if (c.Take('年'))
        {
            if (c.SeesOneOf(NotAfter) || digits == 2 && c.Sees("会"))
                return Back(ref c, start);
            c.Take('度');
            TakeWhole(ref c);
        }
        else if (digits == 4 && (c.AsReference && IsBareYear(ref c, start, numberEnd, year) || year is >= 1900 and < 2100 && StandsWithoutMark(ref c)))
        {
            c.At = numberEnd;
        }
        else
        {
            return Back(ref c, start);
        }

        dated.Year = Full(year, digits);
        return true;
    }

    private static bool IsYearNumber(ref Cursor c, out int year, out int digits)
    {
        if (c.TakeDigits(2, 4, out year, out digits))
            return digits != 3;

        // 二〇二三 and 二三 are read digit by digit; 两千零八 is the only other way.
        if (!Figures.TryString(c.Text, c.At, out year, out var length) || length is not (2 or 4))
        {
            if (char.IsAsciiDigit(c.Next) || !Figures.TryWhole(c.Text, c.At, out year, out length) || year is < 1000 or >= 2200)
                return false;
        }

        digits = year < 100 ? 2 : 4;
        c.At += length;
        return true;
    }

    // 2023上半年, 2023春节, 2023Q3; and the left side of 1995-1997年.
    private static bool StandsWithoutMark(ref Cursor c)
    {
        if (c.SeesOneOf("上下") && c.Peek(1) == '半' || c.Next == 'q' && c.Peek(1) is >= '1' and <= '4' || c.Peek(1) == '季' || c.Peek(2) == '季')
            return true;
        if (c.SeesOneOf("春国中端清元重除五") && Feasts.IsNamedAt(ref c))
            return true;
        if (!Connectors.TryRead(ref c, out _) && !c.Take('、'))
            return false;

        c.SkipBlanks();
        if (!c.TakeDigits(4, 4, out _, out _))
        {
            if (!Figures.TryString(c.Text, c.At, out _, out var length) || length != 4)
                return false;
            c.At += length;
        }

        return SkipTo(ref c, '年');
    }

    // The reference model takes every number from 1500 to 2100 that stands by itself for a year.
    private static bool IsBareYear(ref Cursor c, int start, int end, int year)
    {
        var isOwn = char.IsAsciiDigit(c.Text[start]) && (start == 0 || !(char.IsAsciiLetterOrDigit(c.Text[start - 1]) || c.Text[start - 1] is '-' or '.' or '/'));
        c.At = end;
        return isOwn && year is >= 1500 and <= 2100 && (c.AtEnd || c.Next == ' ' || c.Next >= '\u4E00');
    }

    private static bool SkipTo(ref Cursor c, char mark)
    {
        c.SkipBlanks();
        return c.Next == mark;
    }

    private static bool TryEra(ref Cursor c, ref Dated dated)
    {
        var start = c.At;
        if (!c.SeesOneOf("贞开神洪建永景天成嘉万崇顺康雍乾道咸同光宣民"))
            return false;
        foreach (var (name, first) in Eras)
        {
            if (!c.Take(name))
                continue;
            if (c.Take("元年"))
                dated.Year = first;
            else if (c.TakeNumber(out var number, out _) && number is > 0 and < 200 && c.Take('年'))
                dated.Year = first + number - 1;
            else
                return Back(ref c, start);
            return true;
        }

        return false;
    }

    private static bool Back(ref Cursor c, int start)
    {
        c.At = start;
        return false;
    }
}
