namespace PartyBuilding.Plan;

/// <summary>An activity, or a finding to be rectified, that lies ahead.</summary>
/// <param name="Id">Its key in the database.</param>
/// <param name="Kind">Key of the kind.</param>
/// <param name="Day">Its day.</param>
/// <param name="Start">When it begins; null when only the day is known.</param>
/// <param name="ToldAt">Local time at which it was planned: reminders due before that are not made up for.</param>
public sealed record Planned(long Id, string Kind, DateOnly Day, TimeOnly? Start, DateTime ToldAt);
