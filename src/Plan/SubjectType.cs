namespace PartyBuilding.Plan;

/// <summary>Whose duty or doing something is.</summary>
public enum SubjectType
{
    /// <summary>A branch's.</summary>
    Branch,

    /// <summary>One member's.</summary>
    Member,

    /// <summary>A mentor's and a young teacher's together.</summary>
    Pair,
}
