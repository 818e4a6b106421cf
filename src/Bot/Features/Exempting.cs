using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>
/// Old, frail or ill members are not held to attendance and study: out of 应到, of reminders and of rankings. The secretary says so, nobody else sees it, and
/// no reason is asked for or kept. Dialog: dialogs/exempt.yaml.
/// </summary>
[Intent("exempt")]
internal sealed class Exempting(Exemptions exemptions, Settings settings, Audit audit, Standing standing) : IFeature
{
    public async Task<Reply> DoAsync(Request request, CancellationToken cancel)
    {
        if (!standing.May(request.Who, "exempt-set", Scope.Branch))
            return Reply.With("refused");
        if (request.Slots.Members is not { Count: > 0 } named)
            return await ListAsync(request, cancel);
        var (found, unknown) = request.Roster.Resolve(named, request.Who.Branch);
        if (unknown.Count > 0)
            return Reply.With("unknown", ("names", Wording.Names(unknown)), ("own", request.Who.Branch));
        var ends = request.Text.Contains("恢复", StringComparison.Ordinal) || request.Text.Contains("取消", StringComparison.Ordinal) || request.Text.Contains("不再", StringComparison.Ordinal);
        var until = FindingText.DueIn(request.Text, request.Today);
        foreach (var member in found)
        {
            if (ends)
                await exemptions.EndAsync(member.Id, request.Today.AddDays(-1), cancel);
            else
                await exemptions.SetAsync(member.Id, request.Today, until, request.Who.MemberId, cancel);
            await audit.AddAsync(request.Now, request.Who.MemberId, ends ? "exempt-end" : "exempt-set", $"member:{member.Id}", member.BranchId, null, cancel);
        }
        await settings.MoveRosterAsync(request.Who.MemberId, request.Now, cancel);
        var names = Wording.Names([.. found.Select(m => m.Name)]);
        return ends ? Reply.With("ended", ("names", names)) : Reply.With("done", ("names", names), ("until", until is { } day ? Wording.Day(day, request.Today) : null));
    }

    private async Task<Reply> ListAsync(Request request, CancellationToken cancel)
    {
        var now = await exemptions.OnAsync(request.Who.BranchId, request.Today, cancel);
        return now.Count == 0 ? Reply.With("none") : Reply.With("list", ("list", string.Join('\n', now.Select(x =>
            $"· {request.Roster.Member(x.MemberId)?.Name}{(x.UntilOn is { } until ? $"，到 {Wording.Day(until, request.Today)}" : "，没有定期限")}"))));
    }
}
