using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>
/// One more word to those who have not answered a notice, once a day at most: people in private, of the bureau's notices the groups nobody answered
/// from, never by name. Dialog: dialogs/remind_notice.yaml.
/// </summary>
[Intent("remind_notice")]
internal sealed class RemindNotice(
    Broadcasts broadcasts, Deliveries deliveries, Receipts receipts, Conversations conversations, NoticeMentioned mentioned, WorkPlan plan, TimeProvider time) : IFeature
{
    private const int Most = 2_000;
    private static readonly TimeSpan Life = TimeSpan.FromHours(12);

    public async Task<Reply> DoAsync(Request request, CancellationToken cancel)
    {
        if (await mentioned.FindAsync(request, cancel) is not { } notice)
            return Reply.With("none");
        if (notice.State is not ("sending" or "done") || (await broadcasts.FollowingAsync(notice.Id, cancel)).Any(f => f.Change == "recall"))
            return Reply.With("not_sent");
        if (!notice.Urgent && plan.Calendar.Open(request.Now.DateTime) > request.Now.DateTime)
            return Reply.With("quiet");
        var isPeople = notice.BranchId is not null || NoticeTargets.Read(notice.Targets).IsPrivate;
        var chats = await SilentAsync(notice, request, cancel);
        if (chats.Count == 0)
            return Reply.With((await deliveries.CountAsync(notice.Id, cancel)).Any(c => c.State is "queued" or "sending") ? "not_sent" : "all_answered");
        var text = $"前面发的“{Notices.Short(notice.Content)}”，看到请回“收到”。";
        // The day is part of its name: a second round the same day finds the first.
        if (await broadcasts.FireAsync($"notice:{notice.Id}", County.At(request.Today, TimeOnly.MinValue), text, request.Now, cancel) is not { } id)
            return Reply.With("today");
        var now = time.GetUtcNow();
        var message = Composer.Write(Outgoings.Message(text, ["收到"]));
        await deliveries.QueueAsync(id, [.. chats], [.. chats.Select(_ => message)], Lanes.Notice, now, now + Life, now, cancel);
        return Reply.With(isPeople ? "done_people" : "done_groups", ("count", $"{chats.Count}")) with { HasQueued = true };
    }

    private async Task<IReadOnlyList<long>> SilentAsync(BroadcastRow notice, Request request, CancellationToken cancel)
    {
        if (notice.BranchId is not { } branch || NoticeTargets.Read(notice.Targets).IsPrivate)
            return [.. (await receipts.SilentAsync(notice.Id, Most, cancel)).Select(s => s.ConversationId)];
        var people = await receipts.UnconfirmedAsync(notice.Id, branch, request.Today, Most, cancel);
        return [.. (await conversations.PrivateOfMembersAsync([.. people.Select(m => m.Id).Where(id => id != request.Who.MemberId)], cancel)).Select(c => c.Id)];
    }
}
