namespace PartyBuilding.Recognizers.Dates;

/// <summary>Reads the day of a month: 25日, 二十五号, 初八, 11月25; and the first of several days, 25、26号.</summary>
internal static class MonthDays
{
    private const int MostListed = 31;

    // 3号楼, 12号线: a number of a thing, not of a day.
    private const string Numbered = "楼线门院房桌车机厅馆店仓库床窗井码段台厂站柜栋幢橱墙船舰弹箱球坑岗馆展教宿公选文病卷桥";

    // 〔2023〕12号, 12排6号, 人民路25号.
    private const string Numbering = "〕]】排座楼栋幢路街巷弄线";

    // 11月3次, 10月12人: what is counted there is not days.
    private const string Counted = "人名位次个场元块件条篇本份期班校所家岁分%级届章节课点时:年月天周小倍套项支门台/.多余几张楼";

    /// <param name="c">Where the day begins.</param>
    /// <param name="dated">Gets the day; its Month tells whether one was named before.</param>
    public static bool TryRead(ref Cursor c, ref Dated dated)
    {
        var start = c.At;
        if (c.Next == '初' && TryLunarDay(ref c, ref dated))
            return true;

        var hasMonth = dated.Month is not null || dated.MonthBy is not null;
        if (c.TakeNumber(out var day, out var digits) && digits <= 3 && EndsWell(ref c, hasMonth, start, day))
        {
            dated.Bare = c.Before is not ('日' or '号') && !char.IsAsciiDigit(c.Text[start]);
            dated.Day = day;
            if (dated.Kind != DatedKind.Lunar)
                dated.Kind = DatedKind.Day;
            return true;
        }

        c.At = start;
        return false;
    }

    private static bool TryLunarDay(ref Cursor c, ref Dated dated)
    {
        var start = c.At++;
        if (c.TakeNumber(out var day, out var digits) && digits == 1 && day is >= 1 and <= 10 && (c.Sees("中午") || !c.SeesOneOf("中小高班年级")))
        {
            dated.Kind = DatedKind.Lunar;
            dated.SaysLunar |= day == 1;
            dated.Day = day;
            return true;
        }

        c.At = start;
        return false;
    }

    private static bool EndsWell(ref Cursor c, bool hasMonth, int start, int day)
    {
        if (hasMonth && c.Next == ' ' && (c.Peek(1) is '日' or '号'))
            c.At++;
        if (c.Next == '日')
            return TakeMark(ref c, hasMonth || !IsLength(ref c, start, day));
        if (c.Next == '号')
            return TakeMark(ref c, hasMonth || !IsLabel(ref c, start, day));
        if (day is < 1 or > 31)
            return false;
        return EndsList(ref c) || hasMonth && !c.SeesOneOf(Counted) && !char.IsAsciiLetter(c.Next) && !IsWord(ref c)
            // 腊月二十三16:10: who writes the day in characters and the time in figures leaves no gap.
            && !(char.IsAsciiDigit(c.Next) && char.IsAsciiDigit(c.Before));
    }

    // 九月到十一月一共, 10月一直: the 一 belongs to the word behind the month.
    private static bool IsWord(ref Cursor c) => c.Before == '一' && c.SeesOneOf("共起直样同切般律下并");

    private static bool TakeMark(ref Cursor c, bool fits)
    {
        c.At += fits ? 1 : 0;
        return fits;
    }

    // 三日内, 五日游: a length; 302号: a room; 星期日 never comes here.
    private static bool IsLength(ref Cursor c, int start, int day)
    {
        var before = start > 0 ? c.Text[start - 1] : '\0';
        return day > 99 || before is '朝' or '第' or '近' || c.Peek(1) is '内' or '游' or '间' or '均' or '千' or '夫' or '谈' or '子'
            || c.Peek(1) == '三' && c.Peek(2) == '餐' || c.Peek(1) == '之' && c.Peek(2) is '内' or '间';
    }

    private static bool IsLabel(ref Cursor c, int start, int day)
    {
        var before = start > 0 ? c.Text[start - 1] : '\0';
        if (day > 99 || before is '第' or '#' || char.IsAsciiLetter(before) || before != '\0' && Numbering.Contains(before))
            return true;
        var next = c.Peek(1);
        if (next == '公' || next == '教' || next == '文')
            return c.Peek(2) is '寓' or '馆' or '室' or '学' or '件';
        if (next == '会' && c.Peek(2) == '议' && c.Peek(3) == '室')
            return day <= 12;
        return next != '\0' && Numbered.Contains(next);
    }

    // 25、26号, 25-27日, 25和26两天: the mark comes with the last one.
    private static bool EndsList(ref Cursor c)
    {
        var start = c.At;
        var fits = false;
        for (var i = 0; i < MostListed && TakeSeparator(ref c); i++)
        {
            c.SkipBlanks();
            if (!c.TakeNumber(out var day, out var digits) || digits > 3 || day is < 1 or > 31)
                break;
            if (c.SeesOneOf("日号") && c.Peek(1) != '内' || c.SeesOneOf("两二三四五六七八九十") && c.Peek(1) == '天')
            {
                fits = true;
                break;
            }
        }

        c.At = start;
        return fits;
    }

    private static bool TakeSeparator(ref Cursor c) => c.TakeOneOf("、,和及跟与") || Connectors.TryRead(ref c, out _);
}
