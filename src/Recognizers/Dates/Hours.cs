namespace PartyBuilding.Recognizers.Dates;

/// <summary>Which hour of the day a Chinese reader understands: 两点半 is 14:30, 八点 is 08:00, 晚上十二点 is midnight.</summary>
internal static class Hours
{
    private const int Noon = 12, Midnight = 24, FirstMorning = 7;

    /// <summary>Seconds from the start of the day; 24 hours and more lie on the next day.</summary>
    public static int Seconds(in Clock clock) => Hour(clock) * 3600 + clock.Seconds;

    /// <summary>The other half of the day when the text leaves it open, else null.</summary>
    public static int? OtherSeconds(in Clock clock)
    {
        if (!clock.IsOpen)
            return null;
        var seconds = Seconds(clock);
        return (seconds >= Noon * 3600 ? seconds - Noon * 3600 : seconds + Noon * 3600) % (Midnight * 3600);
    }

    /// <summary>The end of a range: it takes the part of the day from its start and lies after it.</summary>
    /// <param name="start">Seconds of the start.</param>
    /// <param name="from">The start as written.</param>
    /// <param name="to">The end as written.</param>
    public static int EndSeconds(int start, in Clock from, in Clock to)
    {
        if (!to.IsOpen || to.IsPadded)
        {
            var end = Seconds(to);
            return end <= start ? end + Midnight * 3600 : end;
        }

        var literal = (to.Hour % Noon == 0 && from.Part == DayPart.None ? Noon : to.Hour) * 3600 + to.Seconds;
        while (literal <= start)
            literal += Noon * 3600;
        return literal;
    }

    /// <summary>The start of a range, seen with its end: 6:00-18:00 begins in the morning, 2点到下午4点 in the afternoon.</summary>
    public static int StartSeconds(in Clock from, in Clock? to)
    {
        var start = Seconds(from);
        if (to is not { } end || !from.IsOpen || end.IsOpen)
            return start;
        return start < Seconds(end) || end.Hour == 0 ? start : from.Hour % Noon * 3600 + from.Seconds;
    }

    /// <summary>The hours of a part of the day. 中午前 and 中午后 are counted from twelve.</summary>
    public static (int From, int Until) Of(DayPart part, Bound bound = Bound.None) => part switch
    {
        DayPart.Noon when bound != Bound.None => (Noon, Noon),
        DayPart.Dawn => (0, 6),
        DayPart.Early => (5, 8),
        DayPart.Morning => (6, 9),
        DayPart.Forenoon => (8, 12),
        DayPart.Noon => (11, 13),
        DayPart.Afternoon => (12, 18),
        DayPart.Dusk => (17, 19),
        DayPart.Evening => (18, 24),
        DayPart.Night => (20, 24),
        DayPart.DeepNight => (22, 24),
        _ => (8, 18),
    };

    private static int Hour(in Clock clock)
    {
        var hour = clock.Hour;
        return clock.Part switch
        {
            DayPart.None => clock.IsPadded || hour is 0 or >= FirstMorning ? hour : hour + Noon,
            DayPart.Dawn => hour == Noon ? 0 : hour,
            DayPart.Noon => hour < 10 ? hour + Noon : hour,
            DayPart.Afternoon or DayPart.Dusk => hour is > 0 and < Noon ? hour + Noon : hour,
            DayPart.Evening => hour switch { < 5 => hour + Midnight, < Noon => hour + Noon, Noon => Midnight, _ => hour },
            DayPart.Night or DayPart.DeepNight => hour switch { < 6 => hour, < Noon => hour + Noon, Noon => Midnight, _ => hour },
            _ => hour,
        };
    }
}
