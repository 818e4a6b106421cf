using PartyBuilding.Plan;

namespace PartyBuilding.Tests.Plan;

/// <summary>The shipped plan with a part of it exchanged.</summary>
internal static class Plans
{
    public static WorkPlan With(
        IReadOnlyList<ReminderRule>? reminders = null, IReadOnlyList<Obligation>? obligations = null, PointRules? points = null) =>
        new(Sample.Plan.Kinds, Sample.Plan.Groups, obligations ?? Sample.Plan.Obligations, points ?? Sample.Plan.Points,
            reminders ?? Sample.Plan.Reminders, Sample.Plan.Stars, Sample.Plan.Rights, Sample.Plan.Calendar, Sample.Plan.Notices);
}
