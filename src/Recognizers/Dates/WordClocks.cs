namespace PartyBuilding.Recognizers.Dates;

/// <summary>Reads times of day with 点 or 时: 八点, 三点一刻, 10点45, 八点差五分; and the left side of 8-11点.</summary>
internal static class WordClocks
{
    // 三点意见: points of a list, not an hour.
    private static readonly string[] Points =
    [
        "意见", "建议", "要求", "希望", "体会", "感想", "内容", "思考", "看法", "启示", "共识", "经验", "措施", "原因", "说明", "想法", "感受", "认识",
        "做法", "不足", "问题", "注意", "工作", "任务", "打算", "思路", "收获", "心得", "好处", "优势", "理由", "提示", "提醒", "事项", "建言", "承诺",
        "水", "钱", "儿", "心", "滴", "评", "赞", "击", "都不", "也不", "也没", "都没", "积分", "分数",
    ];

    // 小数点, 时间, 时候: 时 that is no hour.
    private const string NotAfterHourMark = "间候代期光刻装事常而不尚段长政髦";

    // 8点20人到场: twenty people, not minutes.
    private const string NotAfterMinute = "人名位个场元块件条篇份岁级届章节课点:号日月年%小公里米楼班所家多几";

    public static bool TryRead(ref Cursor c, DayPart part, bool sure, out Clock clock)
    {
        var start = c.At;
        clock = default;
        var isChinese = !char.IsAsciiDigit(c.Next);
        if (!TryHour(ref c, out var hour, ref sure))
            return Back(ref c, start);
        var digits = c.At - start;
        clock = new Clock(hour, -1, -1);
        var markAt = c.At;
        c.SkipBlanks();
        if (!c.TakeOneOf("点时"))
        {
            c.At = markAt;
            return hour <= 24 && IsLeftSide(ref c) || Back(ref c, start);
        }

        if (c.Before == '时' && (c.SeesOneOf(NotAfterHourMark) || isChinese && hour == 1 && part == DayPart.None))
            return Back(ref c, start);
        if (TryTail(ref c, ref clock))
            return true;
        return part != DayPart.None || (sure ? !isChinese || hour > 1 || !MeansPoints(ref c) : !IsDoubtful(ref c, start, isChinese && digits == 1, hour))
            || Back(ref c, start);
    }

    private static bool IsDoubtful(ref Cursor c, int start, bool isShort, int hour) =>
        MeansList(ref c, start) || MeansPoints(ref c) || isShort && hour <= 2 && IsVague(ref c, start, hour);

    private static bool MeansPoints(ref Cursor c)
    {
        var start = c.At;
        var fits = c.Next == '点' && c.Peek(1) != '名' || c.TakeAny(Points) >= 0;
        c.At = start;
        return fits;
    }

    // 七八点 is about seven.
    private static bool TryHour(ref Cursor c, out int hour, ref bool sure)
    {
        var start = c.At;
        if (About.TryRead(ref c, out hour, out _) && c.Next == '点')
            return sure = true;
        c.At = start;
        return c.Before is not ('第' or '.') && c.TakeNumber(out hour, out var digits) && digits <= 3 && hour <= Clocks.MostBrokenHour;
    }

    // What follows 点: 半, 一刻, 二十, 20分30秒, 差五分, 整.
    private static bool TryTail(ref Cursor c, ref Clock clock)
    {
        if (c.Take("过半") || c.Next == '半' && c.Peek(1) is not ('天' or '个') && c.Take('半'))
        {
            clock.Minute = 30;
            return true;
        }

        var start = c.At;
        if (c.Take("差") || c.Take("欠"))
        {
            if (Clocks.TryMinutes(ref c, out var less))
            {
                clock = Clocks.Minus(clock.Hour, less);
                return true;
            }

            c.At = start;
        }

        return TryMinuteTail(ref c, ref clock) || c.Take('整') || c.Take('钟') || c.Next == '多' && c.Peek(1) is not ('个' or '人' or '名') && c.Take('多');
    }

    private static bool TryMinuteTail(ref Cursor c, ref Clock clock)
    {
        var start = c.At;
        c.SkipBlanks();
        var isSaid = c.Take('过') || c.Take('又');
        var isChinese = !char.IsAsciiDigit(c.Next);
        if (!c.TakeNumber(out var minute, out var digits) || minute > 99)
            return Back(ref c, start);
        if (minute is >= 1 and <= 3 && (c.Take("刻钟") || c.Take('刻')))
        {
            clock.Minute = minute * 15;
            return true;
        }

        if (c.Next == ' ' && c.Peek(1) == '分')
            c.At++;
        if (c.Next == '分' && !c.Sees("分之") && !(isChinese && digits == 1 && c.Sees("分钟")))
        {
            c.At++;
            c.Take('钟');
        }
        else if (digits < 2 && !isSaid || c.SeesOneOf(NotAfterMinute) || c.Sees("分钟") || digits == 2 && char.IsAsciiDigit(c.Next))
        {
            return Back(ref c, start);
        }

        clock.Minute = minute;
        var secondAt = c.At;
        if (c.TakeNumber(out var second, out _) && second < 60 && c.Take('秒'))
        {
            c.Take('钟');
            clock.Second = second;
        }
        else
        {
            c.At = secondAt;
        }

        return true;
    }

    // 8-11点, 八到十点半: the mark comes with the second one.
    private static bool IsLeftSide(ref Cursor c)
    {
        var start = c.At;
        var fits = Connectors.TryRead(ref c, out var loose) && !loose;
        c.SkipBlanks();
        DayParts.TryRead(ref c, out _, afterDate: false);
        fits = fits && c.TakeNumber(out var hour, out var digits) && hour <= 24 && digits <= 3
            && (c.Next == '点' && c.TakeOneOf("点") && c.TakeAny(Points) < 0 || c.Next == '时' && c.Peek(1) != '间' || c.Next == ':' && char.IsAsciiDigit(c.Peek(2)));
        c.At = start;
        return fits;
    }

    // 讲了三点。 ends; 说三点开会 goes on.
    private static bool MeansList(ref Cursor c, int start)
    {
        var before = start > 0 ? c.Text[start - 1] : '\0';
        return (before is '讲' or '说' or '提' or '谈' or '了' or '出' or '有' or '这' or '那' or '几' or '下' or '百' or '做')
            && (c.AtEnd || c.SeesOneOf("。,，：:；;!！\n"));
    }

    // 一点 is "a little", 两点 often "two things", unless the text goes on as one does after a time.
    private static bool IsVague(ref Cursor c, int start, int hour)
    {
        var before = start > 0 ? c.Text[start - 1] : '\0';
        if (c.SeesOneOf("前后左准集出-~到至") || c.Sees("开会") || c.Sees("开始") || c.Sees("以") || c.Sees("之") || before is '在' or '到' or '至' or '从' or '约')
            return false;
        return hour == 1 || c.SeesOneOf("。,，：:；");
    }

    private static bool Back(ref Cursor c, int start)
    {
        c.At = start;
        return false;
    }
}
