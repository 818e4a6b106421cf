namespace PartyBuilding.Bot.Demo;

/// <summary>A report of the demo's past.</summary>
/// <param name="Present">Members known by name to have taken part; empty where only their number is known.</param>
/// <param name="Attendance">Who was there and who was not, where a list was kept.</param>
internal sealed record DemoReport(
    long Id, DateOnly HeldOn, long Branch, long? Member, string Kind, string? Item, TimeOnly? StartsAt, int? Minutes, string? Place, string? Topic,
    int? Due, int? Attendees, decimal? Hours, decimal? Amount, string Fields, bool IsClaimed, long ToldBy, DateTimeOffset ToldAt, long? ApprovedBy,
    IReadOnlyList<long> Present, IReadOnlyList<(long Member, string State)> Attendance)
{
    public int? Absent => Due - Attendees;

    public DateTimeOffset? ApprovedAt => ApprovedBy is null ? null : ToldAt.AddMinutes(30);
}
