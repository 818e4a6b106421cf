namespace PartyBuilding.Plan;

/// <summary>What a rule's value is given for.</summary>
public enum PointUnit
{
    /// <summary>Each time.</summary>
    Time,

    /// <summary>Each hour; parts of an hour count as parts.</summary>
    Hour,

    /// <summary>The stated number itself (加 2 分), the rule's value being what is usual.</summary>
    Stated,
}
