using PartyBuilding.Plan;

namespace PartyBuilding.Bot.DataFiles;

/// <summary>Reads everything in <c>plan/</c>.</summary>
internal static class PlanFiles
{
    /// <summary>The plan of a folder.</summary>
    /// <param name="folder">Usually <c>plan</c>.</param>
    /// <param name="faults">Takes every mistake of every file.</param>
    /// <returns>Null when there were mistakes; nothing may run on half a plan.</returns>
    public static WorkPlan? Read(string folder, Faults faults)
    {
        var before = faults.Count;
        var calendar = Open("calendar.yaml", PlanCalendar.Read);
        var (kinds, groups) = Open<(IReadOnlyList<Kind>, IReadOnlyList<KindGroup>)>("kinds.yaml", file => PlanKinds.Read(file));
        var byKey = (kinds ?? []).DistinctBy(kind => kind.Key).ToDictionary(kind => kind.Key);
        var obligations = Open("obligations.yaml", new PlanObligations(byKey).Read) ?? [];
        var duties = obligations.Select(duty => duty.Key).ToHashSet();
        var known = byKey.Keys.ToHashSet();
        var points = Open("points.yaml", new PlanPoints(known, duties).Read);
        var reminders = Open("reminders.yaml", new PlanReminders(known, obligations).Read);
        var stars = Open("stars.yaml", file => PlanStars.Read(file, duties));
        var rights = Open("rights.yaml", PlanRights.Read);
        var notices = Open("notices.yaml", PlanNotices.Read);
        return faults.Count == before
            ? new WorkPlan(kinds!, groups, obligations, points!, reminders!, stars!, rights!, calendar!, notices!)
            : null;

        T? Open<T>(string name, Func<Node, T> read) =>
            DataFile.Open(Path.Combine(folder, name), faults) is { } file ? read(file) : default;
    }

    /// <summary>Every mistake in a folder's plan; empty when the plan is sound.</summary>
    public static IReadOnlyList<Fault> Check(string folder)
    {
        var faults = new Faults();
        Read(folder, faults);
        return faults;
    }
}
