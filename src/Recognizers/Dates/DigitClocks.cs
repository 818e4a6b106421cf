namespace PartyBuilding.Recognizers.Dates;

/// <summary>Reads times of day written in digits: 14:30, 11:30:10 p.m., 3pm, and behind 上午 or 下午 also 2.30.</summary>
internal static class DigitClocks
{
    public static bool TryRead(ref Cursor c, DayPart part, out Clock clock)
    {
        var start = c.At;
        clock = default;
        if ((c.Before is ':' or '.') && char.IsAsciiDigit(c.Peek(-2)) || !c.TakeDigits(1, 2, out var hour, out _))
            return false;
        if (c.Take(':') || (part != DayPart.None || c.AllowsDottedTime) && IsDotted(ref c) && c.Take('.'))
        {
            if (c.TakeDigits(2, 2, out var minute, out _))
            {
                clock = new Clock(hour, minute, -1) { IsPadded = c.Text[start] == '0' };
                if (c.Next == ':' && TrySeconds(ref c, out var second))
                    clock.Second = second;
                if (!char.IsAsciiDigit(c.Next) && !(c.Next is ':' or '.' && char.IsAsciiDigit(c.Peek(1))) && hour <= Clocks.MostBrokenHour && minute < 100)
                {
                    TakeHalfDay(ref c, ref clock);
                    if (c.Next is '分' or '时' && c.Peek(1) is not ('钟' or '间' or '候'))
                        c.At++;
                    return true;
                }
            }
        }
        else
        {
            clock = new Clock(hour, -1, -1);
            if (hour is >= 1 and <= 12 && TakeHalfDay(ref c, ref clock))
                return true;
        }

        c.At = start;
        return false;
    }

    private static bool IsDotted(ref Cursor c) =>
        char.IsAsciiDigit(c.Peek(1)) && char.IsAsciiDigit(c.Peek(2)) && !char.IsAsciiDigit(c.Peek(3)) && c.Peek(1) < '6';

    private static bool TrySeconds(ref Cursor c, out int second)
    {
        var start = c.At++;
        if (c.TakeDigits(2, 2, out second, out _))
            return true;
        c.At = start;
        return false;
    }

    private static bool TakeHalfDay(ref Cursor c, ref Clock clock)
    {
        var start = c.At;
        c.SkipBlanks();
        var half = c.Next switch { 'a' => DayPart.Forenoon, 'p' => DayPart.Afternoon, _ => DayPart.None };
        if (half != DayPart.None)
        {
            c.At++;
            if (c.Take("m") || c.Take(".m.") || c.Take(".m") || c.Take(" m") || c.Take(". m."))
            {
                if (!char.IsAsciiLetterOrDigit(c.Next))
                {
                    clock.Part = half;
                    return true;
                }
            }
        }

        c.At = start;
        return false;
    }
}
