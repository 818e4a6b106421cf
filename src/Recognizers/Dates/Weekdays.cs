namespace PartyBuilding.Recognizers.Dates;

/// <summary>Reads a day of the week, 周三, 星期天, 礼拜五: 1 is Monday, 7 is Sunday.</summary>
internal static class Weekdays
{
    private const string Days = "一二三四五六日天";

    public static bool TryRead(ref Cursor c, out int weekday)
    {
        var start = c.At;
        weekday = 0;
        if (TakeWeek(ref c) && TryReadDay(ref c, out weekday))
            return true;

        c.At = start;
        return false;
    }

    /// <summary>The word for week without its day.</summary>
    public static bool TakeWeek(ref Cursor c) => c.Take('周') || c.Take("星期") || c.Take("礼拜");

    /// <summary>The day behind 周, unless it counts something: 每周三次, 一周五天, 上周日常工作.</summary>
    public static bool TryReadDay(ref Cursor c, out int weekday)
    {
        var index = c.AtEnd ? -1 : Days.IndexOf(c.Next);
        weekday = index >= 0 ? Math.Min(index + 1, 7) : c.Next is >= '1' and <= '7' && !char.IsAsciiDigit(c.Peek(1)) ? c.Next - '0' : 0;
        if (weekday == 0 || Counts(ref c))
            return false;
        c.At++;
        return true;
    }

    private static bool Counts(ref Cursor c)
    {
        var (day, next) = (c.Next, c.Peek(1));
        if (day == '日')
            return next is '常' or '程' or '期' or '记' || next == '志' && c.Peek(2) != '愿';
        if (day == '天')
            return next is '气' or '天';
        if (next == '次' && c.Peek(2) != '日')
            return true;

        var week = c.Before == '周' ? 1 : 2;
        var before = c.Peek(-week - 1);
        var counted = before is '每' or '个' or '一' or '两' or '二' or '三' or '四' or '五' || char.IsAsciiDigit(before);
        return counted && next is '天' or '个' or '节' or '场' or '篇' or '回' or '遍' or '堂' or '小' or '课' or '学' or '条';
    }
}
