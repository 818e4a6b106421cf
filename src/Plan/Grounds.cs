namespace PartyBuilding.Plan;

/// <summary>The grounds' names.</summary>
public static class Grounds
{
    /// <summary>Every ground by its name in Chinese, in the order of the card.</summary>
    public static IReadOnlyDictionary<string, Ground> ByName { get; } = new Dictionary<string, Ground>
    {
        ["组织活动"] = Ground.Organisation, ["学习活动"] = Ground.Study, ["中心工作"] = Ground.Work, ["党费缴纳"] = Ground.Dues,
    };

    /// <summary>Its name in Chinese.</summary>
    public static string Name(this Ground ground) => ByName.First(named => named.Value == ground).Key;
}
