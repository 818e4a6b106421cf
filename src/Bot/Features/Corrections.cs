using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Dialogue;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>Changes or takes back a record. Dialogs: dialogs/correct_record.yaml, dialogs/withdraw_record.yaml.</summary>
[Intent("correct_record", "withdraw_record")]
internal sealed class Corrections(
    MeantReports reportsMeant, CorrectedReports corrected, WithdrawnReports withdrawn, CorrectedPoints points, Plans plans, Attendance attendance, Findings findings,
    Suggestions suggestions, Standing standing, WorkPlan plan) : IFeature
{
    public async Task<Reply> DoAsync(Request request, CancellationToken cancel)
    {
        var isDrop = request.Intent == "withdraw_record";
        if (isDrop && request.Target is { Type: "earlier" } earlier)
            return Reply.With("earlier", ("day", Wording.ShortDay(earlier.Day!.Value)), ("kind", earlier.Kind));
        if (request.Target is { Type: not ("report" or "earlier") } other)
            return isDrop || other.Type == "entry" ? await OtherAsync(request, other, isDrop, cancel) : Reply.With("only_reports");
        var meant = await reportsMeant.FindAsync(request, cancel);
        if (meant.Reports.Count == 0)
            return Reply.With("none");
        if (meant.Reports.Count > 1 && !meant.AreOne)
            return Which(request, meant.Reports);
        var counting = meant.Reports.Where(report => report.State is "kept" or "claimed").ToList();
        if (counting.Count == 0)
            return Reply.With("gone");
        // What one sentence made is changed whole or not at all.
        if (!counting.All(report => MayChange(request, report)))
            return Reply.With("refused");
        return isDrop ? await withdrawn.WithdrawAsync(request, counting, cancel) : await corrected.CorrectAsync(request, counting, cancel);
    }

    /// <summary>Asks which one; where the days differ, the day alone is answer enough.</summary>
    private Reply Which(Request request, IReadOnlyList<ReportRow> meant)
    {
        var reply = Reply.With("which", ("list", reportsMeant.List(meant, request.Today)));
        return meant.Select(r => r.HeldOn).Distinct().Count() < meant.Count ? reply : reply with
        {
            Opens = new OpenDialogue(request.Intent, request.Slots with { ActivityType = plan.Kind(meant[0].Kind).Name }, ["date"], Awaits.Facts, null, request.Now),
        };
    }

    /// <summary>One's own before it was confirmed, the branch's by those entitled.</summary>
    private bool MayChange(Request request, ReportRow report)
    {
        if (report.BranchId != request.Who.BranchId)
            return false;
        if (standing.May(request.Who, "correct", Scope.Group) && report.MemberId != request.Who.MemberId)
            return true;
        var isOwn = report.ToldBy == request.Who.MemberId || report.MemberId == request.Who.MemberId;
        // What nobody had to confirm stays its teller's own.
        var isStillOwn = report.State == "claimed" || (!report.IsApproved && report.MemberId == request.Who.MemberId && report.ToldBy == request.Who.MemberId);
        return isOwn && (isStillOwn || standing.May(request.Who, "correct", Scope.Group));
    }

    private async Task<Reply> OtherAsync(Request request, RecordRef target, bool isDrop, CancellationToken cancel)
    {
        switch (target.Type)
        {
            case "entry":
                return isDrop ? await points.WithdrawAsync(request, target, cancel) : await points.CorrectAsync(request, target, cancel);
            case "plan" when await plans.CancelAsync(target.Id, request.Who.BranchId, cancel):
                return Reply.With("done", ("what", $"{Wording.Day(target.Day!.Value, request.Today)}{target.Kind}的安排")) with { Dropped = target };
            case "leave" when await attendance.WithdrawLeaveAsync([.. target.Ids()], target.Day!.Value, plan.KindNamed(target.Kind ?? "")?.Key ?? "", cancel):
                return Reply.With("done", ("what", $"{Wording.Day(target.Day!.Value, request.Today)}{target.Kind}的请假")) with { Dropped = target };
            case "suggestion" when await suggestions.WithdrawAsync(target.Id, request.Who.MemberId, cancel):
                return Reply.With("done", ("what", "那条建议")) with { Dropped = target };
            case "finding" when await findings.WithdrawAsync(target.Id, request.Who.MemberId, request.Now, cancel):
                return Reply.With("done", ("what", "刚才记的督查问题")) with { Dropped = target };
            default:
                return Reply.With("gone");
        }
    }
}
