namespace PartyBuilding.Plan;

/// <summary>Who owes an obligation.</summary>
public enum Who
{
    /// <summary>Every branch.</summary>
    EveryBranch,

    /// <summary>Branches large enough for a committee.</summary>
    BranchesWithCommittee,

    /// <summary>Each Party group of a branch; the branch answers for them together.</summary>
    EveryGroup,

    /// <summary>Each member.</summary>
    EachMember,

    /// <summary>Each branch's secretary in person.</summary>
    EachSecretary,

    /// <summary>Each pair of mentor and young teacher.</summary>
    EachPair,
}
