namespace PartyBuilding.Plan;

/// <summary>On which days a reminder is due, before days off move it. Closed.</summary>
public abstract record When
{
    private When() { }

    /// <summary>A day of each month; 31 means the last.</summary>
    public sealed record EachMonth(int Day) : When;

    /// <summary>A day of each week.</summary>
    public sealed record EachWeek(DayOfWeek Day) : When;

    /// <summary>A day of each year.</summary>
    public sealed record EachYear(MonthDay Day) : When;

    /// <summary>Each working day.</summary>
    public sealed record EachWorkday : When;

    /// <summary>So many days after a period's first day; 0 is that day.</summary>
    public sealed record AfterStart(int Days, PeriodUnit Unit) : When;

    /// <summary>So many days before a period's last day; 0 is that day.</summary>
    public sealed record BeforeEnd(int Days, PeriodUnit Unit) : When;

    /// <summary>So many days before a planned activity; 0 is its day, -1 the day after.</summary>
    public sealed record BeforePlanned(int Days) : When;

    /// <summary>Whether it falls on a day; never for <see cref="BeforePlanned"/>, which has no days of its own.</summary>
    public bool FallsOn(DateOnly day, Calendar calendar) => this switch
    {
        EachMonth each => day.Day == Math.Min(each.Day, DateTime.DaysInMonth(day.Year, day.Month)),
        EachWeek each => day.DayOfWeek == each.Day,
        EachYear each => day == each.Day.In(day.Year),
        EachWorkday => calendar.IsWorkday(day),
        AfterStart after => Period.Of(after.Unit, day, calendar)?.From.AddDays(after.Days) == day,
        BeforeEnd before => Period.Of(before.Unit, day, calendar)?.Last.AddDays(-before.Days) == day,
        _ => false,
    };
}
