using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>When a branch's term of office ends: reminders and gaps of 换届 follow from it. Dialog: dialogs/set_term.yaml.</summary>
[Intent("set_term")]
internal sealed class TermOfOffice(BranchDuties duties, Settings settings, Standing standing) : IFeature
{
    private const int MostYears = 6;

    public async Task<Reply> DoAsync(Request request, CancellationToken cancel)
    {
        var right = standing.Right(request.Who, "term-set");
        var branch = request.Slots.Branch is [var named] && named != "全部" ? request.Roster.BranchNamed(named) : request.Roster.Branch(request.Who.BranchId);
        if (branch is null)
            return Reply.With("unknown_branch");
        var ends = request.Slots.Date ?? FindingText.DueIn(request.Text, request.Today);
        if (ends is null)
            return branch.TermEndsOn is { } known ? Reply.With("known", ("name", branch.Name), ("day", Wording.Day(known, request.Today))) : Reply.With("unknown", ("name", branch.Name));
        if (!right.Reaches(branch.Id == request.Who.BranchId ? Scope.Branch : Scope.System))
            return Reply.With("refused");
        if (ends > request.Today.AddYears(MostYears) || ends < request.Today.AddYears(-MostYears))
            return Reply.With("absurd");
        await duties.EndTermAsync(branch.Id, ends.Value, cancel);
        await settings.MoveRosterAsync(request.Who.MemberId, request.Now, cancel);
        return Reply.With("done", ("name", branch.Name), ("day", Wording.Day(ends.Value, request.Today)));
    }
}
