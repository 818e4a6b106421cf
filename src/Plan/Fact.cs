namespace PartyBuilding.Plan;

/// <summary>What a report comes down to when duties are counted.</summary>
/// <param name="Kind">Key of the kind.</param>
/// <param name="Day">The real day it was held.</param>
public sealed record Fact(string Kind, DateOnly Day)
{
    /// <summary>The period the reporter named (“10月主题党日” told on 2 November); null when only the day counts.</summary>
    public Period? Named { get; init; }

    /// <summary>Hours, where the kind has them.</summary>
    public decimal Hours { get; init; }

    /// <summary>Value of the kind's item field, where it has one.</summary>
    public string? Item { get; init; }

    /// <summary>Whether it counts in a period: never outside the period named; where that is longer than the one asked about, the day decides.</summary>
    public bool CountsIn(Period period) => Named switch
    {
        null => period.Contains(Day),
        _ when period.Contains(Named) => true,
        _ => Named.From < period.Until && period.From < Named.Until && period.Contains(Day),
    };
}
