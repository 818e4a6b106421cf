namespace PartyBuilding.Recognizers.Dates;

/// <summary>Reads dates counted from today: 大后天, 昨晚's 昨, 上周三, 本月25号, 下个周末, 上季度.</summary>
internal static class RelativeDates
{
    private static readonly (string Word, int Days)[] DayWords =
    [
        ("大前天", -3), ("大前儿", -3), ("大后天", 3), ("大后儿", 3), ("前天", -2), ("前儿个", -2), ("前儿", -2), ("后天", 2), ("后儿个", 2), ("后儿", 2),
        ("昨天", -1), ("昨日", -1), ("昨儿个", -1), ("昨儿", -1), ("昨个", -1), ("今天", 0), ("今日", 0), ("今儿个", 0), ("今儿", 0), ("今个", 0),
        ("明天", 1), ("明日", 1), ("明儿个", 1), ("明儿", 1), ("明个", 1),
    ];

    public static bool TryDayWord(ref Cursor c, out Dated dated)
    {
        dated = default;
        if (!c.SeesOneOf("大前后昨今明最"))
            return false;
        foreach (var (word, days) in DayWords)
        {
            if (!c.Sees(word) || IsTitle(ref c, word))
                continue;
            c.At += word.Length;
            dated = DaysFromToday(days);
            return true;
        }

        if (c.AsReference && c.Take("最近"))
        {
            // For the reference model lately is today.
            var recent = c.At;
            c.SkipBlanks();
            if (!Figures.CanBegin(c.Next) && c.Next != '的')
            {
                (dated, c.At) = (DaysFromToday(0), recent);
                return true;
            }

            c.At = recent - "最近".Length;
        }

        return TryShort(ref c, ref dated);
    }

    public static Dated DaysFromToday(int days) => new() { Kind = DatedKind.Shifted, Count = days, Unit = Unit.Day };

    // 今晚, 明早, 昨夜: the part of the day is left to be read.
    private static bool TryShort(ref Cursor c, ref Dated dated)
    {
        var start = c.At;
        int? days = c.Next switch { '今' => 0, '明' => 1, '昨' => -1, _ => null };
        if (days is not { } by)
            return false;
        c.At++;
        if (DayParts.TryRead(ref c, out _, afterDate: true) || DayParts.TryShortAfterDay(ref c, out _))
        {
            c.At = start + 1;
            dated = DaysFromToday(by);
            return true;
        }

        // 今开支委会 is short for today, 如今开 is not.
        var held = c.At;
        if (by == 0 && !c.AsReference && (start == 0 || !char.IsLetter(c.Text[start - 1])) && c.TakeAny(Held) >= 0)
        {
            c.At = held;
            dated = DaysFromToday(by);
            return true;
        }

        c.At = start;
        return false;
    }

    private static readonly string[] Held = ["开", "召开", "举行", "组织", "在", "到", "赴"];

    // 今日头条 is a name, 《明日之后》 a title, 今天 in 今天天气 a day.
    private static bool IsTitle(ref Cursor c, string word) =>
        word[1] == '日' && (c.Peek(2) == '头' && c.Peek(3) == '条' || c.Before == '《');

    /// <summary>Reads what begins with 上, 下, 本, 这 or 周: weeks, weekdays, months, quarters.</summary>
    public static bool TryWeekOrMonth(ref Cursor c, out Dated dated, ref Doubt doubt)
    {
        var start = c.At;
        dated = default;
        if (TryLastWeekday(ref c, ref dated))
            return true;
        var relative = Relatives.TryRead(ref c, out var by);
        c.SkipBlanks();
        if (TryWeek(ref c, relative ? by : null, ref dated))
            return true;
        if (relative && (TryHalf(ref c, by, ref dated) || TryMonth(ref c, by, ref dated) || TryOther(ref c, by, ref dated)))
            return true;

        c.At = start;
        return false;
    }

    // 最后一个周五 with no month is this month's; for the reference model last week's.
    private static bool TryLastWeekday(ref Cursor c, ref Dated dated)
    {
        var start = c.At;
        if (c.Take("最后"))
        {
            c.Take("一个");
            if (Weekdays.TryRead(ref c, out var weekday))
            {
                dated = c.AsReference
                    ? new Dated { Kind = DatedKind.Weekday, WeekBy = -1, Weekday = weekday }
                    : new Dated { Kind = DatedKind.NthWeekday, MonthBy = 0, Nth = -1, Weekday = weekday };
                return true;
            }
        }

        c.At = start;
        return false;
    }

    private static bool TryWeek(ref Cursor c, int? by, ref Dated dated)
    {
        var start = c.At;
        if (by is not null)
            c.Take('的');
        if (c.Take("双休日") || c.Take("周末") || c.Take("周六日"))
        {
            (dated.Kind, dated.WeekBy) = (DatedKind.Weekend, by);
            return true;
        }

        if (Weekdays.TryRead(ref c, out var weekday))
        {
            (dated.Kind, dated.WeekBy, dated.Weekday) = (DatedKind.Weekday, by, weekday);
            return true;
        }

        if (by is not null && Weekdays.TakeWeek(ref c) && c.Next is not ('岁' or '年' or '围' or '边'))
        {
            (dated.Kind, dated.WeekBy) = (DatedKind.Week, by);
            return true;
        }

        c.At = start;
        return false;
    }

    // 上半月, 下半周, 上个半月.
    private static bool TryHalf(ref Cursor c, int by, ref Dated dated)
    {
        var start = c.At;
        if (by is -1 or 1 && c.Take('半'))
        {
            if (Weekdays.TakeWeek(ref c))
            {
                (dated.Kind, dated.Nth) = (DatedKind.HalfWeek, by < 0 ? 1 : 2);
                return true;
            }

            if (c.Take('月'))
            {
                (dated.Kind, dated.MonthBy, dated.Part) = (DatedKind.MonthPart, 0, by < 0 ? Part.FirstHalf : Part.SecondHalf);
                return true;
            }
        }

        c.At = start;
        return false;
    }

    private static bool TryMonth(ref Cursor c, int by, ref Dated dated)
    {
        if (!c.Take('月'))
            return false;
        c.Take('份');
        dated.MonthBy = by;
        DatedGrammar.AfterMonth(ref c, ref dated);
        return true;
    }

    private static bool TryOther(ref Cursor c, int by, ref Dated dated)
    {
        if (c.Take("季度"))
            (dated.Kind, dated.By) = (DatedKind.Quarter, by);
        else if (c.Take("世纪"))
            ReadCentury(ref c, by, ref dated);
        else if (c.Next == '年' && c.Before is '个' or '一' or '上' or '下' && Math.Abs(by) == 1 && c.Take('年'))
            (dated.Kind, dated.YearBy) = (DatedKind.Year, by);
        else
            return false;
        return true;
    }

    private static void ReadCentury(ref Cursor c, int by, ref Dated dated)
    {
        (dated.Kind, dated.By) = (DatedKind.Century, by);
        var start = c.At;
        c.Take('的');
        if (c.TakeNumber(out var decade, out _) && decade is >= 10 and <= 90 && decade % 10 == 0 && c.Take("年代"))
            (dated.Kind, dated.Count) = (DatedKind.Decade, decade);
        else
            c.At = start;
    }
}
