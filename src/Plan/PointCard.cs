namespace PartyBuilding.Plan;

/// <summary>The yearly points card.</summary>
/// <param name="Base">What everybody begins the year with.</param>
/// <param name="Floor">The score never falls below.</param>
/// <param name="Ceiling">The score never rises above.</param>
/// <param name="Freeze">Last day of the year on which entries still change the year's score.</param>
public sealed record PointCard(decimal Base, decimal Floor, decimal Ceiling, MonthDay Freeze)
{
    /// <summary>A year's score.</summary>
    /// <param name="entries">The sum of all entries of the year, reversals included.</param>
    public decimal Score(decimal entries) => Math.Clamp(Base + entries, Floor, Ceiling);

    /// <summary>Whether entries for a deed of <paramref name="day"/> may still be made.</summary>
    /// <param name="day">The day of the deed; its year is the card's.</param>
    /// <param name="today">When the entry is made.</param>
    public bool IsOpen(DateOnly day, DateOnly today) => today <= Freeze.In(day.Year);
}
