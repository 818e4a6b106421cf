namespace PartyBuilding.Recognizers.Dates;

/// <summary>Times of day as the reference model resolves them.</summary>
internal static class ReferenceTimes
{
    public static string? Mod(Bound bound) => bound switch { Bound.Before => "before", Bound.After => "after", Bound.Since => "since", Bound.Until => "until", _ => null };

    /// <summary>Which side of a passage stays when it becomes an open range.</summary>
    public static (string? Start, string? End) Sides(Bound bound, string start, string end) => bound switch
    {
        Bound.Before => (null, start),
        Bound.Until => (null, end),
        Bound.After => (end, null),
        Bound.Since => (start, null),
        _ => (start, end),
    };

    /// <summary>The hour with its part of the day: below the part's lowest hour twelve are added.</summary>
    public static int Hour(in Clock clock)
    {
        var lowest = clock.Part switch
        {
            DayPart.Noon => 11,
            DayPart.Afternoon => 12,
            DayPart.Dusk or DayPart.Evening or DayPart.Night => 18,
            _ => 0,
        };
        var hour = clock.Hour < lowest ? clock.Hour + 12 : clock.Hour;
        return hour >= 24 ? hour - 24 : hour;
    }

    public static void Of(in Point point, Bound bound, List<ReferenceValue> values)
    {
        if (!point.HasClock)
        {
            var (from, until) = Part(point.Part, alone: true);
            var code = "T" + (point.Part == DayPart.Dusk ? "EV" : Timexes.PartCode(point.Part));
            var (start, end) = Sides(bound, Time(from * 3600), Time(until));
            values.Add(new ReferenceValue(code, "timerange") { Start = start, End = end, Mod = Mod(bound) });
            return;
        }

        var hour = Hour(point.Clock);
        values.Add(At(point.Clock, hour, bound));
        if (point.Clock.IsOpen)
            values.Add(At(point.Clock, (hour + 12) % 24, bound));
    }

    /// <summary>A part of one day.</summary>
    public static ReferenceValue PartOf(DateOnly day, DayPart part, string timex)
    {
        var (from, until) = Part(part, alone: false);
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new ReferenceValue(timex + "T" + Timexes.PartCode(part), "datetimerange")
        {
            Start = ReferenceForm.Stamp(midnight.AddHours(from)),
            End = ReferenceForm.Stamp(midnight.AddSeconds(until)),
        };
    }

    public static string Time(int seconds) => new TimeOnly(seconds % 86400 * TimeSpan.TicksPerSecond).ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);

    private static ReferenceValue At(in Clock clock, int hour, Bound bound)
    {
        var (timex, time) = (Timexes.Of(clock, hour), Time(hour * 3600 + clock.Seconds));
        if (bound == Bound.None)
            return new ReferenceValue(timex, "time") { Value = time };
        var (start, end) = Sides(bound, time, time);
        return new ReferenceValue(timex, "timerange") { Start = start, End = end, Mod = Mod(bound), SourceEntity = "datetimepoint" };
    }

    // First hour, and last second from midnight.
    private static (int From, int Until) Part(DayPart part, bool alone) => part switch
    {
        DayPart.Noon => (11, 13 * 3600),
        DayPart.Dusk when alone => (16, 20 * 3600),
        DayPart.Afternoon or DayPart.Dusk => (12, 16 * 3600),
        DayPart.Evening or DayPart.Night => (16, 20 * 3600),
        DayPart.DeepNight => (20, 24 * 3600 - 1),
        DayPart.Daytime => (8, 18 * 3600),
        _ => (8, 12 * 3600),
    };
}
