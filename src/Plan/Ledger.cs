namespace PartyBuilding.Plan;

/// <summary>Whose points a rule speaks of.</summary>
public enum Ledger
{
    /// <summary>A member's card.</summary>
    Member,

    /// <summary>A branch's account.</summary>
    Branch,
}
