namespace PartyBuilding.Recognizers.Dates;

/// <summary>A part of the day, in the order in which it comes.</summary>
internal enum DayPart : byte { None, Dawn, Early, Morning, Forenoon, Noon, Afternoon, Dusk, Evening, Night, DeepNight, Daytime }

/// <summary>A time of day as written: 两点半, 14:30, 晚上七点. Minute and second are -1 where they are not said.</summary>
internal record struct Clock(int Hour, int Minute, int Second)
{
    /// <summary>The part of the day said before the hour, or 上午/下午 for am and pm.</summary>
    public DayPart Part;

    /// <summary>Written 06:30, so the hour means itself.</summary>
    public bool IsPadded;

    /// <summary>Hour 1 to 12 with nothing that says which half of the day.</summary>
    public readonly bool IsOpen => Part == DayPart.None && Hour is >= 1 and <= 12;

    public readonly bool IsPossible =>
        Hour is >= 0 and <= 24 && Minute < 60 && Second < 60 && (Hour < 24 || Minute <= 0 && Second <= 0);

    /// <summary>Minutes that are not said count as none.</summary>
    public readonly int Seconds => Math.Max(Minute, 0) * 60 + Math.Max(Second, 0);
}
