namespace PartyBuilding.Plan;

/// <summary>One time a reminder is due.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="At">Local time, moved off holidays and quiet hours. With <see cref="Key"/> unique for ever.</param>
/// <param name="Period">The period whose gaps are meant; null when none are.</param>
/// <param name="Planned">The planned activity; null when there is none.</param>
public sealed record Firing(ReminderRule Rule, DateTime At, Period? Period, Planned? Planned)
{
    /// <summary>First of the days it stands for, days off before it included: anniversaries from here to the day of <see cref="At"/> are meant.</summary>
    public DateOnly FirstDay { get; init; }

    /// <summary>The reminder's key; with the planned activity's where there is one: <c>theme-day-before#17</c>.</summary>
    public string Key => Planned is null ? Rule.Key : FormattableString.Invariant($"{Rule.Key}#{Planned.Id}");
}
