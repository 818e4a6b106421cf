using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Turns;

/// <summary>Which branches somebody's right reaches: the county for the bureau, an inspector's own few, else one's own branch.</summary>
internal sealed class Reach(Inspectors inspectors, Standing standing)
{
    /// <summary>The branches in which the speaker may do something; none when it is not theirs to do.</summary>
    public async Task<IReadOnlyList<BranchRow>> BranchesAsync(Request request, string action, CancellationToken cancel)
    {
        var branches = request.Roster.Branches.Where(b => b.Kind == "branch");
        switch (standing.Right(request.Who, action).Scope)
        {
            case Scope.System:
                return [.. branches];
            case Scope.Assigned:
                var assigned = await inspectors.AssignedAsync(request.Who.MemberId, cancel);
                return [.. branches.Where(b => assigned.Contains(b.Id))];
            case Scope.Branch:
                return [request.Roster.Branch(request.Who.BranchId)];
            default:
                return [];
        }
    }
}
