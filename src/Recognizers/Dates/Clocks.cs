namespace PartyBuilding.Recognizers.Dates;

/// <summary>Reads a time of day: 八点, 8点20, 三点一刻, 差五分八点, 14:30, 2:00pm; and the left side of 8-11点.</summary>
internal static class Clocks
{
    /// <summary>25点 is a slip, 50点 are points.</summary>
    public const int MostBrokenHour = 30;

    /// <param name="c">Where the time begins, behind the part of the day if there is one.</param>
    /// <param name="part">The part of the day said before; with one, or with <paramref name="sure"/>, 一点 is an hour.</param>
    /// <param name="sure">A date or 到 stands before.</param>
    /// <param name="clock">The time.</param>
    public static bool TryRead(ref Cursor c, DayPart part, bool sure, out Clock clock)
    {
        var start = c.At;
        clock = default;
        c.SkipBlanks();
        if (!char.IsAsciiDigit(c.Before) && (TryLess(ref c, out clock) || DigitClocks.TryRead(ref c, part, out clock) || WordClocks.TryRead(ref c, part, sure, out clock)))
        {
            clock.Part = clock.Part == DayPart.None ? part : clock.Part;
            return true;
        }

        c.At = start;
        return false;
    }

    // 差五分八点, 差一刻八点.
    private static bool TryLess(ref Cursor c, out Clock clock)
    {
        var start = c.At;
        clock = default;
        if (c.Take('差') && TryMinutes(ref c, out var less) && c.TakeNumber(out var hour, out _) && hour is >= 0 and <= 24 && c.TakeOneOf("点时"))
        {
            c.Take('钟');
            clock = Minus(hour, less);
            return true;
        }

        c.At = start;
        return false;
    }

    /// <summary>So many minutes before the hour.</summary>
    public static Clock Minus(int hour, int less)
    {
        var all = (hour * 60 - less + 24 * 60) % (24 * 60);
        return new Clock(all / 60, all % 60, -1);
    }

    /// <summary>Reads 五分, 十分钟, 一刻 as minutes.</summary>
    public static bool TryMinutes(ref Cursor c, out int minutes)
    {
        minutes = 0;
        if (!c.TakeNumber(out var number, out _))
            return false;
        if (c.Take("刻钟") || c.Take('刻'))
            minutes = number * 15;
        else if (c.Take("分钟") || c.Take('分'))
            minutes = number;
        else
            return false;
        return minutes is > 0 and < 60;
    }
}
