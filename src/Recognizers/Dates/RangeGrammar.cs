namespace PartyBuilding.Recognizers.Dates;

/// <summary>Reads points, ranges of two points and ranges open on one side: 25号到27号, 两点半到四点, 从9月份到现在, 25号以前.</summary>
internal static class RangeGrammar
{
    private static readonly string[] Now = ["现在", "目前", "如今", "今天", "今日", "今"];
    private static readonly string[] Between = ["之间", "之内", "期间", "中间", "为止", "间", "止"];
    private static readonly string[] UntilWords = ["截止到", "截至到", "截止", "截至", "直到", "直至"];
    private static readonly string[] SinceWords = ["自从", "自打", "自", "从"];

    public static bool TryRead(ref Cursor c, ref Expression found)
    {
        var start = c.At;
        var until = c.TakeAny(UntilWords) >= 0;
        var since = !until && c.TakeAny(SinceWords) >= 0;
        if (until || since)
            c.SkipBlanks();
        var prefix = c.At - start;
        if (!Points.TryRead(ref c, since, out found.From))
        {
            c.At = start;
            return false;
        }

        found.Prefix = since ? prefix : 0;
        found.Weak = found.From.Doubt == Doubt.Weak;
        found.Shape = Shape.Point;
        if (!until && TryEnd(ref c, ref found))
        {
            found.Shape = Shape.Range;
            return true;
        }

        ReadBound(ref c, ref found, since, until);
        return true;
    }

    private static bool TryEnd(ref Cursor c, ref Expression found)
    {
        var start = c.At;
        if (found.From.HasDate && !found.From.HasTime && !c.AsReference && TryDaysBehind(ref c, ref found))
            return true;
        if (found.From is { HasTime: false, Date: { Kind: DatedKind.Month, Month: { } month } } && !c.AsReference && Months.TakeListed(ref c, month, out var last))
        {
            found.To.Date = found.From.Date with { Month = last };
            return true;
        }

        var listed = false;
        var loose = false;
        var byVerb = !c.AsReference && found.From.HasClock && Connectors.TryReadWithVerb(ref c);
        if (!byVerb && !c.AsReference && c.TakeOneOf("、,"))
            listed = true;
        else if (!byVerb && (c.AsReference && c.Sees("起到") || !Connectors.TryRead(ref c, out loose)))
            return false;

        c.SkipBlanks();
        if (!listed && !loose && TryNow(ref c, ref found))
            return true;
        c.AllowsDottedTime = found.From.HasClock && found.From.Clock.Part != DayPart.None;
        if ((Points.TryRead(ref c, true, out found.To) || TryBareDay(ref c, ref found)) && Agree(ref found))
        {
            listed |= loose && c.TakeAny(Between) < 0;
            if (!listed || IsNextDay(found) && !c.AsReference)
            {
                ReadCountBehind(ref c, found);
                if (!listed && !loose)
                    TakeBetween(ref c, found);
                return true;
            }
        }

        found.To = default;
        c.AllowsDottedTime = false;
        c.At = start;
        return false;
    }

    // 从9月份到现在, 8月至今.
    private static bool TryNow(ref Cursor c, ref Expression found)
    {
        if (c.AsReference || !found.From.HasDate || c.Next == '今' && (c.Peek(1) is '年' or '晚' or '早' or '晨' or '后') || c.TakeAny(Now) < 0)
            return false;
        found.To.Date = new Dated { Kind = DatedKind.Present };
        c.Take("为止");
        return true;
    }

    // 11.25-27, 11月25-27: the second end is a bare number.
    private static bool TryBareDay(ref Cursor c, ref Expression found)
    {
        var start = c.At;
        if (found.From is { HasTime: false, Date: { Kind: DatedKind.Day, Month: not null } } && c.Before is '-' or '~'
            && c.TakeDigits(1, 2, out var day, out _) && day is >= 1 and <= 31 && (c.AtEnd || c.Next is ' ' or '\n' or '，' or '。' or ',' || c.Next > '\u4E00' && !c.SeesOneOf("人个点时年月")))
        {
            found.To.Date = new Dated { Kind = DatedKind.Day, Day = day };
            return true;
        }

        c.At = start;
        return false;
    }

    // 11月25、26两天, 25、26两天: the number of days says that both are meant.
    private static bool TryDaysBehind(ref Cursor c, ref Expression found)
    {
        var start = c.At;
        if (found.From.Date.Kind == DatedKind.Day && (c.TakeOneOf("、,和跟与及-~") || c.Take('至') || c.Take('到')))
        {
            c.SkipBlanks();
            if (c.TakeNumber(out var day, out var digits) && digits <= 3 && day is >= 1 and <= 31
                && c.TakeNumber(out var count, out _) && count == day - found.From.Date.Day + 1 && c.Take('天'))
            {
                found.To.Date = found.From.Date with { Day = day };
                return true;
            }
        }

        c.At = start;
        found.To = default;
        return false;
    }

    // 25号和26号两天: taken into the range.
    private static void ReadCountBehind(ref Cursor c, in Expression found)
    {
        var start = c.At;
        if (found.From.HasTime || c.AsReference || !(c.TakeOneOf("两二三四五六七") && c.Take('天') && !c.SeesOneOf("前后内")))
            c.At = start;
    }

    // The reference model ends at the second date, but behind years and times it takes 之间 in.
    private static void TakeBetween(ref Cursor c, in Expression found)
    {
        if (!c.AsReference || found.From.Date.Kind == DatedKind.Year || !found.From.HasDate && c.Sees("之间"))
            c.TakeAny(Between);
    }

    /// <summary>Whether two ends go together; what the second leaves out is taken from the first.</summary>
    private static bool Agree(ref Expression found)
    {
        ref var from = ref found.From;
        ref var to = ref found.To;
        if (!from.HasDate)
            return from.HasTime && to.HasTime && (!to.HasDate || !to.IsPeriod);
        if (!to.HasDate)
            return from.HasTime && to.HasTime && from.HasClock | !to.HasClock;
        if (from.HasTime && !to.HasTime || from.IsPeriod && to.HasTime || !from.HasTime && to.HasTime && !from.Date.IsDay)
            return false;
        Inherit(from.Date, ref to.Date);
        return true;
    }

    private static void Inherit(in Dated from, ref Dated to)
    {
        if (to.Kind is DatedKind.Day or DatedKind.Lunar or DatedKind.MonthPart && to.Month is null && to.MonthBy is null
            && from.Kind is DatedKind.Day or DatedKind.Lunar or DatedKind.MonthPart or DatedKind.Month)
            (to.Month, to.MonthBy, to.Inherited) = (from.Month, from.MonthBy, true);
        if (!to.HasYear && from.HasYear && to.MonthBy is null
            && to.Kind is DatedKind.Day or DatedKind.Month or DatedKind.MonthPart or DatedKind.Quarter or DatedKind.HalfYear or DatedKind.Lunar or DatedKind.Festival or DatedKind.NthWeekday or DatedKind.YearPart)
            (to.Year, to.YearBy, to.Inherited) = (from.Year, from.YearBy, true);
        if (to is { Kind: DatedKind.Weekday, WeekBy: null } && from.Kind == DatedKind.Weekday)
            to.WeekBy = from.WeekBy;
        if (from.Kind == DatedKind.Lunar && to.Kind == DatedKind.Day && to.Inherited)
            to.Kind = DatedKind.Lunar;
    }

    // 25、26号 and 周六、周日 are a range; 25、27号 are two days.
    private static bool IsNextDay(in Expression found) => (found.From.Date.Kind, found.To.Date.Kind) switch
    {
        _ when found.From.HasTime || found.To.HasTime => false,
        (DatedKind.Day, DatedKind.Day) => found.To.Date.Day == found.From.Date.Day + 1 && found.To.Date.Month == found.From.Date.Month,
        (DatedKind.Weekday, DatedKind.Weekday) => found.To.Date.Weekday == found.From.Date.Weekday + 1 && found.To.Date.WeekBy == found.From.Date.WeekBy,
        (DatedKind.Month, DatedKind.Month) => found.To.Date.Month == found.From.Date.Month + 1,
        _ => false,
    };

    // 以前, 之后, 以来, 起: what follows makes the point one side of an open range.
    private static void ReadBound(ref Cursor c, ref Expression found, bool since, bool until)
    {
        var start = c.At;
        c.SkipBlanks();
        var including = c.SeesOneOf("及或和") && c.Peek(1) is '以' or '之' && c.TakeOneOf("及或和");
        if (until)
            found.Bound = c.AsReference ? Bound.Before : Bound.Until;
        else if (c.Take("以前") || c.Take("之前") || !including && !Runs.IsOtherWord(ref c) && c.Take("前"))
            found.Bound = including ? Bound.Until : Bound.Before;
        else if (c.Take("以后") || c.Take("之后") || !including && !Runs.IsOtherWord(ref c) && c.Take("后"))
            found.Bound = including ? Bound.Since : Bound.After;
        else if (TakeSince(ref c, found.From))
            (found.Bound, found.HasSuffix) = (Bound.Since, true);
        else if (since)
            found.Bound = Bound.Since;

        if (found.Bound is Bound.None || until || since && !found.HasSuffix && found.Bound == Bound.Since)
            c.At = start;
        if (until)
            _ = !c.AsReference && (c.Take("为止") || c.Take('止'));
    }

    // 8点开始 is when it starts, not an open range; 起 begins 起来, 起床.
    private static bool TakeSince(ref Cursor c, in Point from)
    {
        if (from.HasTime && !c.AsReference)
            return false;
        if (c.Take("以来") || c.Take("开始"))
            return true;
        return c.Next == '起' && c.Peek(1) is not ('床' or '来' or '草' or '点' or '码' or '义' or '诉' or '身' or '飞' or '立' or '步' or '初' or '因' or '源') && c.Take('起');
    }
}
