using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>Which branches somebody inspects and what of their findings is open; to others, where they stand. Dialog: dialogs/inspected_branches.yaml.</summary>
[Intent("inspected_branches")]
internal sealed class InspectedBranches(Findings findings, Inspectors inspectors, Reach reach, Standing standing) : IFeature
{
    public async Task<Reply> DoAsync(Request request, CancellationToken cancel)
    {
        var right = standing.Right(request.Who, "inspect");
        if (right.Reaches(Scope.System))
            return await AllAsync(request, cancel);
        if (right.Reaches(Scope.Assigned))
            return await OwnAsync(request, cancel);
        if (!standing.May(request.Who, "rectify", Scope.Branch))
            return Reply.With("member", ("own", request.Who.Branch));
        var open = await findings.OpenAsync([request.Who.BranchId], cancel);
        return Reply.With("branch", ("own", request.Who.Branch), ("open", open.Count > 0 ? $"{open.Count}" : null));
    }

    private async Task<Reply> OwnAsync(Request request, CancellationToken cancel)
    {
        var branches = await reach.BranchesAsync(request, "inspect", cancel);
        if (branches.Count == 0)
            return Reply.With("none", ("who", request.Who.Name));
        long[] within = [.. branches.Select(b => b.Id)];
        var open = await findings.OpenAsync(within, cancel);
        var closed = await findings.ClosedSinceAsync(within, new DateTimeOffset(request.Today.Year, 1, 1, 0, 0, 0, request.Now.Offset), cancel);
        return Reply.With(open.Count > 0 ? "done" : "clear",
            ("count", $"{branches.Count}"), ("list", string.Join('、', branches.Select(b => b.Name))), ("open", $"{open.Count}"), ("lines", Inspection.Lines(request, open)),
            ("closed", closed > 0 ? $"{closed}" : null));
    }

    private async Task<Reply> AllAsync(Request request, CancellationToken cancel)
    {
        var shares = await AssignInspector.SharesAsync(inspectors, request.Roster, cancel);
        return Reply.With(shares.Count > 0 ? "all" : "all_alone",
            ("count", $"{request.Roster.Branches.Count(b => b.Kind == "branch")}"), ("list", string.Join('\n', shares)));
    }
}
