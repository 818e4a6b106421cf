using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>
/// Points of those known to have been at a meeting: by checking in, or because the report says that everybody was there but those it names. Each has
/// them once for a report, whichever came first, and loses them with it.
/// </summary>
internal sealed class Presence(Attendance attendance, Entries entries, WorkPlan plan)
{
    /// <summary>Credits those there whom the report has not credited yet.</summary>
    /// <param name="report">A branch's report that counts; nothing is done for another.</param>
    /// <param name="by">Who caused it.</param>
    /// <param name="now">When.</param>
    /// <param name="cancel">Ends the wait.</param>
    public async Task<IReadOnlyList<Credited>> CreditAsync(ReportRow report, long by, DateTimeOffset now, CancellationToken cancel)
    {
        if (report is not { MemberId: null, State: "kept" } || Earns(report.Kind, report.HeldOn, report.Hours).EachMember.Count == 0)
            return [];
        var there = await attendance.PresentAsync(report.BranchId, report.HeldOn, report.Kind, cancel);
        var credited = there.Count == 0 ? [] : await entries.CreditedByAsync(report.Id, cancel);
        return await CreditAsync(report.Id, report.BranchId, report.Kind, report.HeldOn, report.Hours, report.Attendees, there, credited, by, now, cancel);
    }

    /// <summary>The same for a report just made, which has credited those it knows to have been there; who it names as away was not.</summary>
    /// <returns>The lines, and how many are noted as there.</returns>
    public async Task<(IReadOnlyList<Credited> Lines, int There)> TakeAsync(BranchReport report, long reportId, CancellationToken cancel)
    {
        var (request, kind, day) = (report.Request, report.Kind, report.ToAdd.Report.HeldOn);
        var (away, _) = request.Roster.Resolve([.. (report.Slots.Absences ?? []).Select(a => a.Name)], request.Who.Branch);
        var there = await attendance.TakeAsync(
            request.Who.BranchId, day, kind.Key, [.. away.Select(m => m.Id)], request.Who.MemberId, request.Now, cancel);
        var lines = await CreditAsync(
            reportId, request.Who.BranchId, kind.Key, day, null, report.Slots.Attendees, there, report.ToAdd.Present, request.Who.MemberId, request.Now, cancel);
        return (lines, there.Count);
    }

    private async Task<IReadOnlyList<Credited>> CreditAsync(
        long reportId, long branchId, string kind, DateOnly day, decimal? hours, int? attendees, IReadOnlyList<long> there, IReadOnlyList<long> credited, long by,
        DateTimeOffset now, CancellationToken cancel)
    {
        var whose = there.Except(credited).ToList();
        // More than were there by the report: then it is not known who.
        return whose.Count == 0 || Earns(kind, day, hours).EachMember.Count == 0 || whose.Count + credited.Count > attendees
            ? []
            : await entries.CreditAsync(
                Credits.Of(Earns(kind, day, hours) with { Branch = [] }, branchId, whose, day, plan.Kind(kind).Name), reportId, by, now, cancel);
    }

    private Earnings Earns(string kind, DateOnly day, decimal? hours) => plan.PointsFor(plan.Kind(kind), day, hours);
}
