using PartyBuilding.Bot.Jobs;
using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>What an election's report does to the branch's term of office: the new term begins with it, and goes with it.</summary>
internal sealed class Elections(BranchDuties duties, Settings settings)
{
    /// <summary>Begins the new term; nothing for a report of another kind.</summary>
    public async Task BeginAsync(Request request, long reportId, long branchId, string kind, DateOnly heldOn, CancellationToken cancel)
    {
        if (kind != Addressees.Election)
            return;
        await duties.BeginTermAsync(reportId, branchId, EndOf(heldOn), cancel);
        await settings.MoveRosterAsync(request.Who.MemberId, request.Now, cancel);
    }

    /// <summary>Puts the earlier end of term back.</summary>
    /// <returns>Null for another kind; false when somebody has set the term since.</returns>
    public async Task<bool?> UndoAsync(Request request, ReportRow report, CancellationToken cancel)
    {
        if (report.Kind != Addressees.Election || report.State != "kept")
            return null;
        var isBack = await duties.UndoTermAsync(report.Id, EndOf(report.HeldOn), cancel);
        if (isBack)
            await settings.MoveRosterAsync(request.Who.MemberId, request.Now, cancel);
        return isBack;
    }

    private static DateOnly EndOf(DateOnly heldOn) => heldOn.AddYears(Period.TenureYears).AddDays(-1);
}
