namespace PartyBuilding.Recognizers.Dates;

/// <summary>What stands between the two ends of a range.</summary>
internal static class Connectors
{
    private const int MostVerb = 4;

    private static readonly string[] Words = ["一直到", "持续到", "开始到", "直到", "直至", "起至", "起到", "到", "至"];

    // 八点半干到十一点: what people do from one time to another.
    private static readonly string[] Verbs = ["进行", "活动", "学习", "劳动", "打扫", "开会", "干", "开", "忙", "学", "做", "讲", "搞", "上", "谈", "聊", "坐", "走", "弄", "听", "看", "排", "练"];

    /// <summary>Reads 到, 至, -, ——, ~. <paramref name="loose"/> is true for 和, 与, 跟, which need 之间 behind the second end.</summary>
    public static bool TryRead(ref Cursor c, out bool loose)
    {
        var start = c.At;
        loose = false;
        c.SkipBlanks();
        if (c.TakeAny(Words) >= 0)
            return true;
        if (TakeDash(ref c))
            return true;
        if (c.TakeOneOf("和与跟"))
            return loose = true;

        c.At = start;
        return false;
    }

    /// <summary>Reads 到 with a verb before it, as between two times of day: 干到, 一直忙到.</summary>
    public static bool TryReadWithVerb(ref Cursor c)
    {
        var start = c.At;
        if (!c.SeesOneOf("一开干忙学做讲搞上谈聊坐走弄听看排练进活劳打持"))
            return false;
        c.Take("一直");
        var verb = c.TakeAny(Verbs);
        if (verb >= 0 && c.At - start <= MostVerb && (c.Take('到') || c.Take('至')))
            return true;

        c.At = start;
        return false;
    }

    private static bool TakeDash(ref Cursor c)
    {
        var start = c.At;
        while (c.At - start < 4 && (c.Take('-') || c.Take('~')))
        {
        }

        return c.At > start;
    }
}
