using Npgsql;
using PartyBuilding.Bot.Turns;
using PartyBuilding.Channels;
using PartyBuilding.Data;

namespace PartyBuilding.Bot.Features;

/// <summary>A reaction to a notice, or a reply to it, is a 收到 for that very notice. Nobody is told, nothing is said.</summary>
internal sealed class NoticeReactions(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>Takes an activity whose <c>replyToId</c> names one of our messages. Told twice, it counts once; what is no notice counts for nothing.</summary>
    /// <returns>True when it was a receipt.</returns>
    public async Task<bool> TakeAsync(Activity activity, CancellationToken cancel)
    {
        if (activity is not { ReplyToId: { Length: > 0 } message, From.Id: { Length: > 0 } person, Conversation.Id: { Length: > 0 } conversation })
            return false;
        var channel = ChannelNames.Of(activity);
        await using var db = await database.OpenConnectionAsync(cancel);
        var member = await new Bindings(db).MemberOfAsync(channel, person, cancel);
        return await new Receipts(db).AcknowledgeAsync(
            channel, ChannelNames.AccountOf(activity), conversation, message, person, member, time.GetUtcNow(), cancel) is not null;
    }
}
