namespace PartyBuilding.Plan;

/// <summary>Hours in which nothing is said unasked; they may run over midnight.</summary>
/// <param name="From">First quiet minute.</param>
/// <param name="To">First minute that is not quiet any more.</param>
public readonly record struct QuietHours(TimeOnly From, TimeOnly To)
{
    /// <summary>Whether it is quiet then.</summary>
    public bool Contains(TimeOnly time) => From <= To ? time >= From && time < To : time >= From || time < To;
}
