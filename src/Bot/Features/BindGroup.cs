using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>Binds the group chat to the secretary's branch, or changes what the bot may say in it. Dialogs: bind_group, group_settings.</summary>
[Intent("bind_group", "group_settings")]
internal sealed class BindGroup(Conversations conversations, Audit audit, Standing standing) : IFeature
{
    public async Task<Reply> DoAsync(Request request, CancellationToken cancel)
    {
        if (!request.InGroup)
            return Reply.With("not_a_group");
        if (!standing.May(request.Who, "group-bind", Scope.Branch))
            return Reply.With("refused");
        if (request.Intent == "group_settings")
            return await SetAsync(request, cancel);
        if (request.Where.BranchId is { } bound)
            return Reply.With(bound == request.Who.BranchId ? "already" : "other", ("branch", request.Roster.Branch(bound).Name));
        await conversations.BindAsync(request.Where.Id, request.Who.BranchId, cancel);
        await audit.AddAsync(request.Now, request.Who.MemberId, "group-bind", $"conversation:{request.Where.Id}", request.Who.BranchId, null, cancel);
        return Reply.With("done", ("branch", request.Who.Branch));
    }

    private async Task<Reply> SetAsync(Request request, CancellationToken cancel)
    {
        var opens = !request.Text.Contains('关') && !request.Text.Contains('不');
        var settings = GroupSettings.Read(request.Where.Settings) with { Ranking = opens };
        await conversations.SetAsync(request.Where.Id, settings.Write(), cancel);
        await audit.AddAsync(request.Now, request.Who.MemberId, "group-settings", $"conversation:{request.Where.Id}", request.Who.BranchId, null, cancel);
        return Reply.With(opens ? "opened" : "closed");
    }
}
