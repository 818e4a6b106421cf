namespace PartyBuilding.Plan;

/// <summary>Reports that decide whether a duty is met: of one kind, held in a stretch of days.</summary>
/// <param name="Kind">Key of the kind.</param>
/// <param name="From">First day.</param>
/// <param name="Until">First day after it.</param>
/// <param name="Enough">With so many of them it is met, whatever else there is; null when all must be looked at (hours, different items).</param>
public sealed record Decisive(string Kind, DateOnly From, DateOnly Until, int? Enough);
