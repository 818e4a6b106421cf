using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>The bureau says who inspects which branches; whoever inspects sees no others. Dialog: dialogs/assign_inspector.yaml.</summary>
[Intent("assign_inspector")]
internal sealed class AssignInspector(Inspectors inspectors, Settings settings, Audit audit, Whispers whispers, Standing standing) : IFeature
{
    public async Task<Reply> DoAsync(Request request, CancellationToken cancel)
    {
        if (!standing.May(request.Who, "inspectors-set", Scope.System))
            return Reply.With("refused");
        if (request.Slots.Members is not [var named])
            return await ListAsync(request, cancel);
        var (found, _) = request.Roster.Resolve([named], request.Who.Branch);
        if (found is not [var member])
            return Reply.With("unknown", ("names", named));
        var branches = request.Slots.Branch is ["全部"] ? request.Roster.Branches.Where(b => b.Kind == "branch").ToList() : [];
        foreach (var name in branches.Count > 0 ? [] : request.Slots.Branch ?? [])
        {
            if (request.Roster.BranchNamed(name) is not { } branch)
                return Reply.With("unknown_branch", ("names", name));
            branches.Add(branch);
        }
        await inspectors.AssignAsync(member.Id, [.. branches.Select(b => b.Id)], cancel);
        await settings.MoveRosterAsync(request.Who.MemberId, request.Now, cancel);
        await audit.AddAsync(request.Now, request.Who.MemberId, "inspector", $"member:{member.Id}", null, string.Join('、', branches.Select(b => b.Name)), cancel);
        var list = Wording.Names([.. branches.Select(b => b.Name)], most: 20);
        return Reply.With("done", ("who", member.Name), ("list", list)) with
        {
            Others = await whispers.ToAsync([member.Id], $"{request.Who.Name}安排您督导：{list}。督查发现的问题说一句就能记，例如“青禾小学党务公开栏没有更新，11月10日前整改”。", [], cancel),
        };
    }

    private async Task<Reply> ListAsync(Request request, CancellationToken cancel) =>
        await SharesAsync(inspectors, request.Roster, cancel) is { Count: > 0 } shares ? Reply.With("list", ("list", string.Join('\n', shares))) : Reply.With("none");

    /// <summary>Who inspects what, a line each.</summary>
    public static async Task<IReadOnlyList<string>> SharesAsync(Inspectors inspectors, CountyRoster roster, CancellationToken cancel)
    {
        var lines = new List<string>();
        foreach (var member in roster.Branches.SelectMany(b => roster.Holding(b.Id, "inspector")))
        {
            var branches = (await inspectors.AssignedAsync(member.Id, cancel)).Select(id => roster.Branch(id).Name).ToList();
            lines.Add($"· {member.Name}：{(branches.Count > 0 ? string.Join('、', branches) : "还没有指定支部")}");
        }
        return lines;
    }
}
