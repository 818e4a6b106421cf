using Npgsql;

namespace PartyBuilding.Data;

/// <summary>A message that was handled.</summary>
/// <param name="Made">JSON of what it made; null when nothing was done.</param>
/// <param name="IsAnswer">Whether it answered the question of an earlier message.</param>
public sealed record HandledRow(string Conversation, string ActivityId, string? Made, bool IsAnswer);

/// <summary>Messages handled lately, by their keys: what an edit or a deletion of one of them is about.</summary>
public sealed class Inbox(NpgsqlConnection db)
{
    /// <summary>The message with this id; where it only opened a question, the message that answered it and made something.</summary>
    /// <returns>Null when it was never handled, or too long ago.</returns>
    public Task<HandledRow?> FindAsync(string channel, string account, string conversation, string activityId, CancellationToken cancel) =>
        db.MaybeAsync<HandledRow>("""
            select conversation, activity_id, made::text as made, origin is not null as is_answer
            from (
                select conversation, activity_id, made, origin, received_at
                from inbox
                where channel = @channel and account = @account and conversation = @conversation and activity_id = @activityId
                union all
                select conversation, activity_id, made, origin, received_at
                from inbox
                where channel = @channel and account = @account and origin = @origin) handled
            order by (made -> 'Record') is null, received_at desc
            limit 1
            """, new { channel, account, conversation, activityId, origin = Origin(conversation, activityId) }, cancel);

    /// <summary>What a tap on a card was answered; null when it was not tapped before.</summary>
    public Task<string?> TappedAsync(string channel, string account, string conversation, string tap, CancellationToken cancel) =>
        db.MaybeAsync<string?>("""
            select replies::jsonb ->> 0
            from inbox
            where channel = @channel and account = @account and conversation = @conversation and activity_id = @tap
            """, new { channel, account, conversation, tap }, cancel);

    /// <summary>Remembers what a tap was answered: a card can be tapped for ever, and is acted on once.</summary>
    public Task KeepTapAsync(string channel, string account, string conversation, string tap, string said, DateTimeOffset now, CancellationToken cancel) =>
        db.RunAsync("""
            insert into inbox (channel, account, conversation, activity_id, text_hash, replies, received_at)
            values (@channel, @account, @conversation, @tap, '', jsonb_build_array(@said::text), @now)
            """, new { channel, account, conversation, tap, said, now }, cancel);

    /// <summary>Says anew what a message made.</summary>
    public Task RemakeAsync(string channel, string account, HandledRow message, string made, CancellationToken cancel) =>
        db.RunAsync("""
            update inbox
            set made = @made::jsonb
            where channel = @channel and account = @account and conversation = @Conversation and activity_id = @ActivityId
            """, new { channel, account, message.Conversation, message.ActivityId, made }, cancel);

    /// <summary>How a message is named by those that answer its question.</summary>
    public static string Origin(string conversation, string activityId) => $"{conversation}|{activityId}";
}
