namespace PartyBuilding.Recognizers.Dates;

/// <summary>Reads what may follow a date and belongs to it: its weekday, 当天, 前两天, 前夕, 期间.</summary>
internal static class DatedTail
{
    private static readonly string[] Same = ["当天", "当日", "那天", "这天", "这一天", "那一天"];
    private static readonly string[] Holidays = ["小长假", "长假", "假期", "假日", "期间", "黄金周", "放假期间", "放假"];

    public static void Read(ref Cursor c, ref Dated dated)
    {
        if (!dated.IsDay)
            return;
        if (dated.Kind == DatedKind.Festival && !(c.Sees("放假前") && c.Take("放假")) && c.TakeAny(Holidays) >= 0)
        {
            dated.Kind = DatedKind.Holiday;
            return;
        }

        ReadWeekday(ref c, ref dated);
        if (c.TakeAny(Same) >= 0)
            return;
        ReadShift(ref c, ref dated);
    }

    // 11月25日(星期一), 10月12号，星期一, 周六(25号).
    private static void ReadWeekday(ref Cursor c, ref Dated dated)
    {
        var start = c.At;
        c.SkipBlanks();
        if (dated.Kind is DatedKind.Shifted && c.Next is not ('(' or '（'))
        {
            c.At = start;
            return;
        }

        var bracket = c.Take('(') || c.Take('（');
        if (!bracket && dated.Kind != DatedKind.Weekday)
            _ = c.TakeOneOf(",，、");
        c.SkipBlanks();
        var said = dated;
        var fits = dated.Kind == DatedKind.Weekday ? bracket && TryDayOfMonth(ref c, ref said) : TryWeekday(ref c, bracket, ref said);
        if (fits && (!bracket || c.Take(')') || c.Take('）')))
            dated = said;
        else
            c.At = start;
    }

    // The weekday tells which year is meant, so it is kept.
    private static bool TryWeekday(ref Cursor c, bool bracket, ref Dated dated)
    {
        if (bracket)
            Relatives.TryRead(ref c, out _);
        if (!Weekdays.TryRead(ref c, out var weekday) || c.Next is '到' or '至')
            return false;
        if (dated.Kind == DatedKind.Day)
            dated.Weekday = weekday;
        return true;
    }

    private static bool TryDayOfMonth(ref Cursor c, ref Dated dated)
    {
        var day = default(Dated);
        Months.TryRead(ref c, ref day);
        if (!MonthDays.TryRead(ref c, ref day) || day.Kind != DatedKind.Day)
            return false;
        if (dated.WeekBy is null)
            dated = day with { Weekday = dated.Weekday };
        return true;
    }

    // 春节前两天, 国庆节前一天, 中秋后第二天, 七一前夕, 国庆前后, 春节前一周.
    private static void ReadShift(ref Cursor c, ref Dated dated)
    {
        var start = c.At;
        if (c.Take("前夕"))
        {
            dated.Edge = Edge.Eve;
            return;
        }

        if (c.Take("前后"))
        {
            dated.Edge = Edge.Around;
            return;
        }

        c.Take('的');
        var by = c.Take("之前") || c.Take("前") ? -1 : c.Take("之后") || c.Take("后") ? 1 : 0;
        if (by == 0 && c.Take("第二天"))
        {
            dated.Shift = 1;
            return;
        }

        c.Take('的');
        c.Take('第');
        if (by != 0 && c.TakeNumber(out var days, out var digits) && digits <= 3 && days is > 0 and < 100)
        {
            if (c.Take('天') && !c.SeesOneOf("前后"))
            {
                dated.Shift = by * days;
                return;
            }

            if (days == 1 && c.Take('周'))
            {
                dated.Edge = by < 0 ? Edge.WeekBefore : Edge.WeekAfter;
                return;
            }
        }

        c.At = start;
    }
}
