namespace PartyBuilding.Plan;

/// <summary>What is still owed in a period.</summary>
/// <param name="Obligation">Which duty.</param>
/// <param name="Period">The duty's own period.</param>
/// <param name="Done">How many there are.</param>
/// <param name="Needed">How many there should be.</param>
/// <param name="By">The last day that still counts as in time.</param>
/// <param name="Proposed">The day it is usually held, moved to a working day; null where there is none.</param>
/// <param name="IsOverdue">True when that day has passed.</param>
public sealed record Gap(
    Obligation Obligation, Period Period, decimal Done, decimal Needed, DateOnly By, DateOnly? Proposed, bool IsOverdue)
{
    /// <summary>How many are missing.</summary>
    public decimal Missing => Needed - Done;

    /// <summary>In short, without the period: 支委会 1 次.</summary>
    public string Label => FormattableString.Invariant($"{Obligation.Name} {Missing:0.##} {Obligation.Counter}");
}
