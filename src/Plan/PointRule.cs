namespace PartyBuilding.Plan;

/// <summary>One rule of the points card, in one version.</summary>
/// <param name="Code">Its name in data; entries keep it together with <paramref name="Version"/>.</param>
/// <param name="Version">From 1; a changed value is a new version with its own first day.</param>
/// <param name="Name">Its name in Chinese.</param>
/// <param name="Ledger">Whose points.</param>
/// <param name="Ground">Under which of the four grounds.</param>
/// <param name="Unit">What <paramref name="Value"/> is given for.</param>
/// <param name="Value">Points, negative to deduct.</param>
public sealed record PointRule(string Code, int Version, string Name, Ledger Ledger, Ground Ground, PointUnit Unit, decimal Value)
{
    /// <summary>Keys of the kinds whose report earns it without anybody asking; empty for rules applied by hand.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>Keys of the obligations that must all be met in time for it; empty for other rules.</summary>
    public IReadOnlyList<string> Completes { get; init; } = [];

    /// <summary>Within what the obligations of <see cref="Completes"/> must be met.</summary>
    public PeriodUnit? CompletesIn { get; init; }

    /// <summary>Rules with the same cap share it.</summary>
    public Cap Cap { get; init; } = Cap.None;

    /// <summary>Most points, in either direction, that one entry may carry; null when only the cap limits it.</summary>
    public decimal? Most { get; init; }

    /// <summary>Who may claim it for themselves; null when it is only given.</summary>
    public string? ClaimedBy { get; init; }

    /// <summary>Roles of which one must approve a claim; empty when it counts at once.</summary>
    public IReadOnlyList<string> ApprovedBy { get; init; } = [];

    /// <summary>What should be there to show for it; null when the report is enough.</summary>
    public string? Evidence { get; init; }

    /// <summary>Words in a free-text reason that mean this rule.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>True for the rule that takes reasons no other rule fits (其他).</summary>
    public bool IsFallback { get; init; }

    /// <summary>First day it is in force.</summary>
    public DateOnly From { get; init; } = DateOnly.MinValue;

    /// <summary>Last day it is in force; null while no newer version follows.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Under which name its points are summed: rules that share a cap share it, deductions apart from additions.</summary>
    /// <param name="points">The points in question; only their sign matters.</param>
    public string AccountOf(decimal points) => (Cap.Key.Length > 0 ? Cap.Key : Code) + (points < 0 ? "-" : "+");

    /// <summary>Whether it is in force on a day.</summary>
    public bool IsValidOn(DateOnly day) => From <= day && !(To < day);
}
