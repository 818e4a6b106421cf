namespace PartyBuilding.Recognizers.Dates;

/// <summary>Reads a month: 11月, 十一月份, 正月, 腊月, 闰六月; and the left side of 10～12月.</summary>
internal static class Months
{
    /// <summary>Reads into Month, Leap and SaysLunar; impossible months (13月) are read too and found out later.</summary>
    public static bool TryRead(ref Cursor c, ref Dated dated)
    {
        var start = c.At;
        if (TryLunarName(ref c, ref dated))
            return true;

        var leap = c.Take('闰');
        var isAbout = About.TryRead(ref c, out var month, out _);
        if ((isAbout || c.TakeNumber(out month, out var digits) && digits <= 3) && IsMonth(ref c, month, start))
        {
            dated.Month = month;
            dated.Leap = leap;
            return true;
        }

        c.At = start;
        return false;
    }

    private static bool TryLunarName(ref Cursor c, ref Dated dated)
    {
        var month = c.Next switch { '正' => 1, '冬' => 11, '腊' => 12, _ => 0 };
        if (month == 0 || c.Peek(1) != '月')
            return false;
        c.At += 2;
        dated.Month = month;
        dated.Kind = DatedKind.Lunar;
        dated.SaysLunar = month == 1;
        return true;
    }

    private static bool IsMonth(ref Cursor c, int month, int start)
    {
        var blankAt = c.At;
        c.SkipBlanks();
        if (c.Take('月'))
        {
            // 月饼, 月嫂, 月光 are no months; 月月 is every month.
            if (c.SeesOneOf("饼嫂光亮月刊经"))
                return false;
            c.Take('份');
            return true;
        }

        // 10～12月, 9、10月: the mark comes with the last one.
        c.At = blankAt;
        if (!c.AsReference && TakeListed(ref c, month, out _))
        {
            c.At = blankAt;
            return true;
        }

        // 8块3，4月: the number belongs to the sum before it.
        if (start > 0 && c.Text[start - 1] is '块' or '元' or '毛' or '角' or '点' or '.' || month is < 1 or > 12 || !Connectors.TryRead(ref c, out _) && !c.TakeOneOf("、,"))
            return false;
        c.SkipBlanks();
        var fits = c.TakeNumber(out var other, out _) && other is >= 1 and <= 12 && c.Next == '月' && c.Peek(1) != '日';
        c.At = blankAt;
        return fits;
    }

    /// <summary>Takes the months listed behind the first: the 、10两个月 of 9、10两个月, where the count proves that months are meant.</summary>
    public static bool TakeListed(ref Cursor c, int first, out int last)
    {
        var start = c.At;
        last = first;
        while (last < 12 && c.TakeOneOf("、,和"))
        {
            c.SkipBlanks();
            if (!c.TakeNumber(out var month, out var digits))
                break;
            if (month != last + 1 || digits > 2)
                break;
            last = month;
            c.Take("月份");
            c.SkipBlanks();
            c.Take('这');
            var behind = c.At;
            if (c.TakeNumber(out var count, out _) && count == last - first + 1 && c.Take("个月"))
                return last > first;
            c.At = behind;
        }

        c.At = start;
        return false;
    }
}
