namespace PartyBuilding.Recognizers.Dates;

/// <summary>Reads what recurs: 每天, 每周三下午两点, 每月25号, 每年7月1日, 每两周.</summary>
internal static class RecurringGrammar
{
    public static bool TryRead(ref Cursor c, ref Expression found)
    {
        var start = c.At;
        if (!(c.Take("每逢") || c.Take('每') || c.Next == '逢' && c.Take('逢')))
            return false;
        found.Shape = Shape.Recurring;
        var fits = TryWeekday(ref c, ref found) || TryUnit(ref c, ref found) || TryCounted(ref c, ref found) || TryPoint(ref c, ref found);
        if (fits)
            return true;
        c.At = start;
        found = default;
        return false;
    }

    // 每周三, 每个星期五下午.
    private static bool TryWeekday(ref Cursor c, ref Expression found)
    {
        var start = c.At;
        c.Take('个');
        if (Weekdays.TryRead(ref c, out var weekday))
        {
            found.From.Date = new Dated { Kind = DatedKind.Weekday, Weekday = weekday };
            ReadTime(ref c, ref found);
            return true;
        }

        c.At = start;
        return false;
    }

    private static bool TryUnit(ref Cursor c, ref Expression found)
    {
        var start = c.At;
        c.SkipBlanks();
        _ = c.Take("一个") || c.Take('个') || c.Take('一');
        var unit = c.Take("工作日") || c.Take('天') || c.Take('日') ? Unit.Day
            : Weekdays.TakeWeek(ref c) ? Unit.Week
            : c.Take('月') ? Unit.Month
            : c.Take("季度") ? Unit.Quarter
            : c.Next == '年' && c.Peek(1) != '级' && c.Take('年') ? Unit.Year
            : Units.Time(ref c);
        if (unit == Unit.None)
        {
            c.At = start;
            return false;
        }

        found.EveryLength = true;
        found.Length = Lengths.Of(1, unit);
        if (unit is Unit.Day)
            ReadTime(ref c, ref found);
        else if (!c.AsReference && unit is Unit.Month or Unit.Year)
            ReadDay(ref c, ref found, unit);
        return true;
    }

    // 每月25号, 每月最后一个周五, 每年7月1日, 每年春节.
    private static void ReadDay(ref Cursor c, ref Expression found, Unit unit)
    {
        var start = c.At;
        c.Take('的');
        var dated = default(Dated);
        var fits = unit == Unit.Month
            ? Periods.TryAfterMonth(ref c, ref dated) || MonthDays.TryRead(ref c, ref dated)
            : DatedGrammar.TryRead(ref c, out dated, out _) && !dated.HasYear && dated.Kind is DatedKind.Day or DatedKind.Festival or DatedKind.Month;
        if (!fits)
        {
            c.At = start;
            return;
        }

        found.EveryLength = false;
        found.From.Date = dated;
        ReadTime(ref c, ref found);
    }

    // 每两周, 每隔三天, 每三个月.
    private static bool TryCounted(ref Cursor c, ref Expression found)
    {
        var start = c.At;
        var apart = c.Take('隔');
        if (LengthWords.TryRead(ref c, out found.Length))
        {
            if (apart && found.Length is { Days: > 0, HasTime: false })
                found.Length.Days++;
            found.EveryLength = true;
            return true;
        }

        c.At = start;
        return false;
    }

    // 每晚, 每早, 逢周三 is read above.
    private static bool TryPoint(ref Cursor c, ref Expression found)
    {
        if (!DayParts.TryRead(ref c, out found.From.Part, afterDate: true))
            return false;
        found.EveryLength = true;
        found.Length = Lengths.Of(1, Unit.Day);
        if (Clocks.TryRead(ref c, found.From.Part, true, out found.From.Clock))
            found.From.HasClock = true;
        return true;
    }

    private static void ReadTime(ref Cursor c, ref Expression found)
    {
        var start = c.At;
        c.SkipBlanks();
        c.Take('的');
        var hasPart = DayParts.TryRead(ref c, out found.From.Part, afterDate: true);
        found.From.HasClock = Clocks.TryRead(ref c, found.From.Part, true, out found.From.Clock);
        if (found.From.HasClock || hasPart && !c.AsReference)
            return;
        found.From.Part = DayPart.None;
        c.At = start;
    }
}
