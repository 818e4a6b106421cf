namespace PartyBuilding.Plan;

/// <summary>Of whom more than half must be present for a meeting to decide.</summary>
public enum Quorum
{
    /// <summary>No rule.</summary>
    None,

    /// <summary>Full members (with a vote).</summary>
    Voters,

    /// <summary>Members of the committee.</summary>
    Committee,
}
