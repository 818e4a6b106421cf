namespace PartyBuilding.Plan;

/// <summary>Points a rule gives, before caps.</summary>
/// <param name="Rule">The rule and its version.</param>
/// <param name="Points">How many.</param>
public sealed record Earning(PointRule Rule, decimal Points);
