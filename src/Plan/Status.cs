namespace PartyBuilding.Plan;

/// <summary>How one obligation stands in one of its periods.</summary>
/// <param name="Obligation">What is owed.</param>
/// <param name="Period">The obligation's own period.</param>
/// <param name="Done">Reports, items or hours so far.</param>
/// <param name="Needed">How many are owed.</param>
/// <param name="Late">How many of those done came after <paramref name="By"/>.</param>
/// <param name="By">The last day in time.</param>
/// <param name="Proposed">The day it is usually held, moved to a working day; null where there is none.</param>
public sealed record Status(
    Obligation Obligation, Period Period, decimal Done, decimal Needed, decimal Late, DateOnly By, DateOnly? Proposed)
{
    /// <summary>How many are still owed.</summary>
    public decimal Missing => Math.Max(0, Needed - Done);

    /// <summary>Whether nothing is owed any more.</summary>
    public bool IsMet => Done >= Needed;
}
