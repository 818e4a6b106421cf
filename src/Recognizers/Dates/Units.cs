namespace PartyBuilding.Recognizers.Dates;

/// <summary>Reads the units that dates and lengths are counted in.</summary>
internal static class Units
{
    /// <summary>Reads 年, 个月, 周, 天 and the like; 月 alone only behind 两, 俩, 仨, 半.</summary>
    /// <param name="c">Stands behind the number.</param>
    /// <param name="chineseCount">The number was 两, 俩, 仨 or 半, which never name a month.</param>
    public static Unit Days(ref Cursor c, bool chineseCount)
    {
        if (c.Take("个月") || chineseCount && c.Take('月'))
            return Unit.Month;
        if (c.Take("个星期") || c.Take("个礼拜") || c.Take("星期") || c.Take("礼拜"))
            return Unit.Week;
        if (c.Next == '周' && c.Peek(1) is not ('岁' or '年' or '围' or '边' or '期' or '末') && !(c.Before == ' ' && c.Peek(1) is '一' or '二' or '三' or '四' or '五' or '六' or '日') && c.Take('周') || c.Take("个周"))
            return Unit.Week;
        if (c.Next == '天' && c.Peek(1) is not '安' && c.Take('天') || c.Take("整天") || c.Take("个整天") || c.Take("个工作日"))
            return Unit.Day;
        if (c.Next == '年' && !"级龄代限轮货均制纪画".Contains(c.Peek(1)) && c.Take('年'))
            return Unit.Year;
        return c.Take("个季度") ? Unit.Quarter : Unit.None;
    }

    /// <summary>Reads 小时, 钟头, 分钟, 秒, h, min.</summary>
    public static Unit Time(ref Cursor c)
    {
        if (c.Take("个小时") || c.Take("小时") || c.Take("个钟头") || c.Take("钟头") || TakeLatin(ref c, "hours", "hour", "hrs", "hr", "h"))
            return Unit.Hour;
        if (c.Take("个钟"))
            return Unit.Hour;
        if (c.Take("分钟") || TakeLatin(ref c, "minutes", "minute", "mins", "min"))
            return Unit.Minute;
        return c.Take("秒钟") || c.Take('秒') || TakeLatin(ref c, "seconds", "second", "sec", "s") ? Unit.Second : Unit.None;
    }

    private static bool TakeLatin(ref Cursor c, params ReadOnlySpan<string> words)
    {
        if (!char.IsAsciiLetter(c.Next))
            return false;
        foreach (var word in words)
        {
            if (c.Sees(word) && !char.IsAsciiLetter(c.Peek(word.Length)))
            {
                c.At += word.Length;
                return true;
            }
        }

        return false;
    }
}
