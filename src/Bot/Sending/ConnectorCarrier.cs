using System.Text.Json;
using Npgsql;
using PartyBuilding.Bot.Turns;
using PartyBuilding.Channels;
using PartyBuilding.Channels.BotFramework;
using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Sending;

/// <summary>Carries messages to the channels of the Bot Framework.</summary>
internal sealed class ConnectorCarrier(
    ConnectorClient connector, NpgsqlDataSource database, WorkPlan plan, BusinessClock clock, TimeProvider time) : ICarrier
{
    private const double LongestDelay = 300;

    public bool Serves(string channel) => channel != ChannelNames.DirectLine;

    public async Task<DeliveryEnd> CarryAsync(DeliveryRow delivery, CancellationToken cancel)
    {
        var where = Reference.Read(delivery.Reference);
        if (string.IsNullOrEmpty(where.ServiceUrl))
            return new DeliveryEnd(delivery.Id, "failed", null, "没有这个会话的服务地址", null);
        if (delivery.Act != "send")
            return await ChangeAsync(delivery, where, cancel);
        var message = Read(delivery.Activity);
        var outcome = await connector.SendAsync(where.ServiceUrl, delivery.Key, message.ReplyToId, Addressed(message, delivery, where), cancel);
        if (outcome is SendOutcome.Gone gone)
            await ForgetAsync(delivery.ConversationId, gone.Reason, cancel);
        return EndOf(delivery, outcome, time.GetUtcNow());
    }

    /// <summary>
    /// Changes an earlier message. Where that cannot be, for the channel does not do it or the message is no longer there, the row goes back and is
    /// said as a new one: which of both was under way is thus always known.
    /// </summary>
    private async Task<DeliveryEnd> ChangeAsync(DeliveryRow delivery, Reference where, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (delivery.ChangedWireId is not { Length: > 0 } id)
            return await AnewAsync(delivery, now, cancel);
        var outcome = delivery.Act == "delete"
            ? await connector.DeleteAsync(where.ServiceUrl!, delivery.Key, id, cancel)
            : await connector.UpdateAsync(where.ServiceUrl!, delivery.Key, id, Addressed(Read(delivery.Changed!), delivery, where), cancel);
        return outcome switch
        {
            SendOutcome.Sent => new DeliveryEnd(delivery.Id, "sent", id, null, null),
            // Of how far something has got nobody wants a new message each time.
            SendOutcome.Rejected or SendOutcome.Gone when delivery.Lane == Lanes.Reply => new DeliveryEnd(delivery.Id, "failed", null, "渠道不能改已发的消息", null),
            SendOutcome.Rejected or SendOutcome.Gone => await AnewAsync(delivery, now, cancel),
            // Twice changed is as good as once.
            SendOutcome.Unknown unknown => Again(delivery, unknown.Reason, now + Delay(delivery.Tries), now),
            _ => EndOf(delivery, outcome, now),
        };
    }

    /// <summary>Changing a message wakes nobody, saying a new one does: unless the notice was urgent, it waits for the end of the quiet hours.</summary>
    private async Task<DeliveryEnd> AnewAsync(DeliveryRow delivery, DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = await database.OpenConnectionAsync(cancel);
        var county = clock.Now(await new Settings(db).ClockOffsetAsync(cancel)).DateTime;
        var isUrgent = delivery.BroadcastId is { } id && await new Broadcasts(db).FindAsync(id, cancel) is { Urgent: true };
        var wait = isUrgent ? TimeSpan.Zero : plan.Calendar.Open(county) - county;
        return new DeliveryEnd(delivery.Id, "queued", null, null, now + wait, SaysAnew: true);
    }

    private static Activity Read(string activity) => JsonSerializer.Deserialize(activity, ActivityJson.Wire.Activity)!;

    private static Activity Addressed(Activity message, DeliveryRow delivery, Reference where) =>
        Cards.Shown(message, delivery.Channel, $"d-{delivery.Id}") with { ChannelId = delivery.Channel, From = where.Bot is { } bot ? bot with { Role = "bot" } : null, Recipient = message.Recipient ?? where.User };

    /// <summary>What follows from an outcome; only what surely did not arrive is tried again by itself, a doubtful reply once.</summary>
    internal static DeliveryEnd EndOf(DeliveryRow delivery, SendOutcome outcome, DateTimeOffset now) => outcome switch
    {
        SendOutcome.Sent sent => new DeliveryEnd(delivery.Id, "sent", sent.MessageId, null, null),
        SendOutcome.Throttled throttled => Again(delivery, "渠道要求放慢", now + throttled.RetryAfter + Jitter(0.2), now),
        SendOutcome.Failed failed => Again(delivery, failed.Reason, now + Delay(delivery.Tries), now),
        SendOutcome.Gone gone => new DeliveryEnd(delivery.Id, "gone", null, gone.Reason, null),
        SendOutcome.Rejected rejected => new DeliveryEnd(delivery.Id, "failed", null, rejected.Reason, null),
        SendOutcome.Unknown unknown when delivery.Lane == "reply" && delivery.Tries < 2 => Again(delivery, unknown.Reason, now + Delay(1), now),
        SendOutcome.Unknown unknown => new DeliveryEnd(delivery.Id, "unknown", null, unknown.Reason, null),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    private static DeliveryEnd Again(DeliveryRow delivery, string reason, DateTimeOffset at, DateTimeOffset now) =>
        at < delivery.ExpiresAt && now < delivery.ExpiresAt
            ? new DeliveryEnd(delivery.Id, "queued", null, reason, at)
            : new DeliveryEnd(delivery.Id, "failed", null, reason + "；过了时限", null);

    /// <summary>1 s, 2 s, 4 s … 5 minutes, each up to half as much longer, so that many do not come back at once.</summary>
    private static TimeSpan Delay(int tries)
    {
        var seconds = Math.Min(LongestDelay, Math.Pow(2, Math.Clamp(tries, 1, 20) - 1));
        return TimeSpan.FromSeconds(seconds) + Jitter(seconds / 2);
    }

    private static TimeSpan Jitter(double most) => TimeSpan.FromSeconds(Random.Shared.NextDouble() * most);

    private async Task ForgetAsync(long conversationId, string reason, CancellationToken cancel)
    {
        await using var db = await database.OpenConnectionAsync(cancel);
        await new Conversations(db).GoneAsync(conversationId, reason, time.GetUtcNow(), cancel);
    }
}
