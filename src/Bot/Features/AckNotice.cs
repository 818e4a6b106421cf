using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;

namespace PartyBuilding.Bot.Features;

/// <summary>收到 in any form answers the notice it replies to, else the newest unanswered one, once and without a word in the group. Dialog: dialogs/ack_notice.yaml.</summary>
[Intent("ack_notice")]
internal sealed class AckNotice(Receipts receipts, Conversations conversations, TimeProvider time) : IFeature
{
    private static readonly TimeSpan Reach = TimeSpan.FromDays(7);

    public async Task<Reply> DoAsync(Request request, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var where = request.Where;
        if (request.RepliesTo is { Length: > 0 } message
            && await receipts.AcknowledgeAsync(where.Channel, where.Account, where.Key, message, where.UserId ?? $"{request.Who.MemberId}", request.Who.MemberId, now, cancel) is not null)
            return request.InGroup ? Reply.Quiet : Reply.With("done");
        if (await receipts.AcknowledgeAsync(request.Where.Id, request.Where.UserId ?? $"{request.Who.MemberId}", request.Who.MemberId, now - Reach, now, cancel) is not null)
            return request.InGroup ? Reply.Quiet : Reply.With("done");
        if (request.InGroup)
            return Reply.Quiet;
        // In private people answer what they have just read in their group.
        foreach (var group in await conversations.GroupsOfAsync([request.Who.BranchId], cancel))
        {
            if (await receipts.AcknowledgeAsync(group.Id, $"{request.Who.MemberId}", request.Who.MemberId, now - Reach, now, cancel) is not null)
                return Reply.With("done");
        }
        return Reply.With("none");
    }
}
