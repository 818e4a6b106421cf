using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>Puts notices, and what changes them afterwards, on their way: one message for each chat.</summary>
internal sealed class Notices(Broadcasts broadcasts, Deliveries deliveries, NoticeReaching reaching, TimeProvider time)
{
    private const string Asks = "\n（收到请回“收到”）";
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);

    /// <summary>The first moment at or after this one at which something may be said: out of quiet hours and days off unless it is urgent.</summary>
    public static DateTimeOffset Allowed(WorkPlan plan, DateTimeOffset wanted, bool isUrgent) =>
        isUrgent ? wanted : new DateTimeOffset(plan.Calendar.Open(County.Local(wanted).DateTime), County.Offset);

    /// <summary>Queues it for those it is for now; a correction for those who got what it corrects. Whom the bot can no longer reach is kept as gone.</summary>
    /// <returns>How many chats it goes to.</returns>
    public async Task<int> SendAsync(BroadcastRow notice, CountyRoster roster, DateOnly today, CancellationToken cancel)
    {
        if (notice.Change == "correct")
            return await CorrectAsync(notice, cancel);
        var reach = await reaching.OfAsync(NoticeTargets.Read(notice.Targets), roster, today, cancel);
        var now = time.GetUtcNow();
        var message = Written(notice.Content);
        await deliveries.GoneAsync(notice.Id, [.. reach.Left], message, now, cancel);
        return await deliveries.QueueAsync(
            notice.Id, [.. reach.Chats.Select(c => c.Id)], [.. reach.Chats.Select(_ => message)], Lanes.Notice, now, now + Life, now, cancel);
    }

    /// <summary>Takes a notice back where it has arrived, and stops it where it has not.</summary>
    /// <returns>In how many chats it is taken back, and in how many it never arrives.</returns>
    public async Task<(int Recalled, int Stopped)> RecallAsync(BroadcastRow notice, long recall, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var stopped = await deliveries.CancelAsync(notice.Id, now, cancel);
        var instead = Composer.Write(Outgoings.Message($"撤回通知：前面发的“{Short(notice.Content)}”作废，请不要再按它办理。", []));
        return (await deliveries.ChangeAsync(recall, notice.Id, "delete", null, instead, now, now + Life, cancel), stopped);
    }

    /// <summary>Puts a notice right where it has arrived; where it has not, the right text goes at once.</summary>
    /// <returns>In how many chats it is put right.</returns>
    private async Task<int> CorrectAsync(BroadcastRow correction, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var corrected = Written("更正通知：" + correction.Content);
        await deliveries.RewriteAsync(correction.Follows!.Value, Written(correction.Content), cancel);
        await broadcasts.RewriteAsync(correction.Follows.Value, correction.Content, cancel);
        return await deliveries.ChangeAsync(correction.Id, correction.Follows.Value, "update", corrected, corrected, now, now + Life, cancel);
    }

    /// <summary>Tries again where it failed.</summary>
    /// <returns>How many.</returns>
    public Task<int> ResendAsync(long id, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        return deliveries.ResendFailedAsync(id, now, now + Life, cancel);
    }

    /// <summary>A notice in a few words, to say which is meant.</summary>
    public static string Short(string content) => content.Length <= 24 ? content : content[..24] + "……";

    private static string Written(string content) => Composer.Write(Outgoings.Message(content + Asks, ["收到"]));
}
