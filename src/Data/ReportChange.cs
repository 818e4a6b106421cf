namespace PartyBuilding.Data;

/// <summary>New values for a report; null leaves a value as it is.</summary>
public sealed record ReportChange(
    DateOnly? HeldOn, string? Kind, TimeOnly? StartsAt, TimeOnly? EndsAt, int? Minutes, string? Place, string? Topic, int? Due, int? Attendees, int? Absent,
    decimal? Hours, decimal? Amount)
{
    /// <summary>Columns that are to say nothing any more.</summary>
    public IReadOnlyList<string> Dropped { get; init; } = [];
}
