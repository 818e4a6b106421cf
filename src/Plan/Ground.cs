namespace PartyBuilding.Plan;

/// <summary>What points are given for: the four grounds of the founding document.</summary>
public enum Ground
{
    /// <summary>组织活动.</summary>
    Organisation,

    /// <summary>学习活动.</summary>
    Study,

    /// <summary>中心工作.</summary>
    Work,

    /// <summary>党费缴纳.</summary>
    Dues,
}
