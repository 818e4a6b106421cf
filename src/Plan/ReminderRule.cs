namespace PartyBuilding.Plan;

/// <summary>When what is said to whom without being asked.</summary>
/// <param name="Key">Its name in data.</param>
/// <param name="When">On which days.</param>
/// <param name="At">At what local time.</param>
/// <param name="To">To whom.</param>
/// <param name="Text">What is said, with places such as {gaps} to be filled; a clause whose place stays empty is left out.</param>
public sealed record ReminderRule(string Key, When When, TimeOnly At, Audience To, string Text)
{
    /// <summary>How late it may still go out after an outage.</summary>
    public TimeSpan Late { get; init; }

    /// <summary>Whose gaps it speaks of: those due in the period of this unit that its day lies in; null when it speaks of none.</summary>
    public PeriodUnit? Gaps { get; init; }

    /// <summary>True when the period before that one is meant.</summary>
    public bool IsPrevious { get; init; }

    /// <summary>Keys of the obligations it speaks of; empty for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Keys of the kinds of planned activity it precedes; empty for all.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>False while it is switched off.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>Whether it speaks of a duty.</summary>
    public bool Concerns(Obligation obligation) => Only.Count == 0 || Only.Contains(obligation.Key);
}
