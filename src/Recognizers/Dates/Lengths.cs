namespace PartyBuilding.Recognizers.Dates;

/// <summary>A length of time by units, as said: 8天又20个小时 keeps 8 and 20.</summary>
internal record struct Lengths
{
    private const int DaysOfYear = 365, DaysOfMonth = 30;

    public double Years, Months, Weeks, Days, Hours, Minutes, Seconds;

    public static Lengths Of(double amount, Unit unit)
    {
        var one = default(Lengths);
        one.Add(amount, unit);
        return one;
    }

    public readonly double TotalSeconds =>
        (((Years * DaysOfYear + Months * DaysOfMonth + Weeks * 7 + Days) * 24 + Hours) * 60 + Minutes) * 60 + Seconds;

    public readonly bool HasDays => Years != 0 || Months != 0 || Weeks != 0 || Days != 0;

    public readonly bool HasTime => Hours != 0 || Minutes != 0 || Seconds != 0;

    public void Add(double amount, Unit unit)
    {
        switch (unit)
        {
            case Unit.Year: Years += amount; break;
            case Unit.Quarter: Months += amount * 3; break;
            case Unit.Month: Months += amount; break;
            case Unit.Week: Weeks += amount; break;
            case Unit.Day: Days += amount; break;
            case Unit.Hour: Hours += amount; break;
            case Unit.Minute: Minutes += amount; break;
            case Unit.Second: Seconds += amount; break;
        }
    }

    /// <summary>The moment this long after (or before) <paramref name="start"/>; whole years and months go by the calendar.</summary>
    public readonly DateTime From(DateTime start, int direction)
    {
        var (years, months) = (Math.Truncate(Years), Math.Truncate(Months));
        var rest = ((Years - years) * DaysOfYear + (Months - months) * DaysOfMonth + Weeks * 7 + Days) * 24 * 60 * 60
            + Hours * 3600 + Minutes * 60 + Seconds;
        try
        {
            return start.AddMonths(direction * (int)(years * 12 + months)).AddSeconds(direction * rest);
        }
        catch (ArgumentOutOfRangeException)
        {
            return direction < 0 ? DateTime.MinValue : DateTime.MaxValue;
        }
    }
}
