namespace PartyBuilding.Plan;

/// <summary>How far a right reaches.</summary>
public enum Scope
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>One's own affairs.</summary>
    Own,

    /// <summary>One's own Party group.</summary>
    Group,

    /// <summary>One's own branch.</summary>
    Branch,

    /// <summary>Branches one has been assigned.</summary>
    Assigned,

    /// <summary>Every branch.</summary>
    System,
}
