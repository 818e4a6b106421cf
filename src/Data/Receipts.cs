using Npgsql;

namespace PartyBuilding.Data;

/// <summary>Who has said 收到.</summary>
public sealed class Receipts(NpgsqlConnection db)
{
    /// <summary>Answers the newest notice of a conversation that this person has not answered yet and that is not older than <paramref name="since"/>.</summary>
    /// <returns>The notice; null when there is none to answer.</returns>
    public Task<long?> AcknowledgeAsync(long conversationId, string person, long memberId, DateTimeOffset since, DateTimeOffset now, CancellationToken cancel) =>
        db.MaybeAsync<long?>("""
            insert into receipts (broadcast_id, conversation_id, person, member_id, received_at)
            select d.broadcast_id, d.conversation_id, @person, @memberId, @now
            from deliveries d
            join broadcasts b on b.id = d.broadcast_id and b.reminder is null and b.change is distinct from 'recall'
            where d.conversation_id = @conversationId and d.created_at >= @since and d.state in ('sent', 'sending', 'unknown')
              and not exists (
                  select from receipts r where r.broadcast_id = d.broadcast_id and r.member_id = @memberId)
              and not exists (select from broadcasts f where f.follows = b.id and f.change = 'recall')
            order by d.id desc
            limit 1
            on conflict do nothing
            returning broadcast_id
            """, new { conversationId, person, memberId, since, now }, cancel);

    /// <summary>How many people and how many groups have answered a notice.</summary>
    public Task<ReceiptCount> CountAsync(long broadcastId, CancellationToken cancel) =>
        db.OneAsync<ReceiptCount>("""
            select count(distinct coalesce(member_id::text, person)) as people, count(distinct conversation_id) as conversations
            from receipts
            where broadcast_id = @broadcastId
            """, new { broadcastId }, cancel);

    /// <summary>Answers the very message that somebody reacted or replied to.</summary>
    /// <param name="wireId">The channel's id of it.</param>
    /// <param name="person">The channel's id of the person.</param>
    /// <param name="memberId">Who that is; null when we do not know.</param>
    /// <returns>The notice; null when it is none of ours, or was answered before.</returns>
    public Task<long?> AcknowledgeAsync(
        string channel, string account, string conversation, string wireId, string person, long? memberId, DateTimeOffset now, CancellationToken cancel) =>
        db.MaybeAsync<long?>("""
            insert into receipts (broadcast_id, conversation_id, person, member_id, received_at)
            select d.broadcast_id, d.conversation_id, @person, @memberId, @now
            from conversations c
            join deliveries d on d.conversation_id = c.id and d.broadcast_id is not null and d.wire_id = @wireId
            join broadcasts b on b.id = d.broadcast_id and b.reminder is null and b.change is distinct from 'recall'
            where c.channel = @channel and c.account = @account and c.key = @conversation
              and not exists (select from receipts r where r.broadcast_id = d.broadcast_id and r.member_id = @memberId)
            order by d.id desc
            limit 1
            on conflict do nothing
            returning broadcast_id
            """, new { channel, account, conversation, wireId, person, memberId, now }, cancel);

    /// <summary>Chats a notice reached from which nobody has answered: groups by their branch, private chats by their owner.</summary>
    public Task<IReadOnlyList<SilentRow>> SilentAsync(long broadcastId, int most, CancellationToken cancel) =>
        db.ListAsync<SilentRow>("""
            select c.id as conversation_id, coalesce(m.name, o.name, c.title, c.key) as name, c.branch_id, c.member_id
            from deliveries d
            join conversations c on c.id = d.conversation_id
            left join organisations o on o.id = c.branch_id
            left join members m on m.id = c.member_id and c.kind = 'private'
            where d.broadcast_id = @broadcastId and d.state = 'sent'
              and not exists (select from receipts r where r.broadcast_id = d.broadcast_id and r.conversation_id = d.conversation_id)
            order by d.id
            limit @most
            """, new { broadcastId, most }, cancel);

    /// <summary>Members of a branch who have not answered, for the sender alone; whoever wrote it need not.</summary>
    public Task<IReadOnlyList<UnconfirmedRow>> UnconfirmedAsync(long broadcastId, long branchId, DateOnly today, int most, CancellationToken cancel) =>
        db.ListAsync<UnconfirmedRow>("""
            select m.id, m.name
            from members m
            where m.branch_id = @branchId and m.active and m.standing in ('full', 'probationary')
              and not exists (select from exemptions x where x.member_id = m.id and x.from_on <= @today and (x.until_on is null or x.until_on >= @today))
              and not exists (select from receipts r where r.broadcast_id = @broadcastId and r.member_id = m.id)
              and not exists (select from broadcasts b where b.id = @broadcastId and b.author_id = m.id)
            order by m.id
            limit @most
            """, new { broadcastId, branchId, today, most }, cancel);
}

/// <summary>A member who has not answered.</summary>
public sealed record UnconfirmedRow(long Id, string Name);

/// <summary>A chat from which nobody has answered.</summary>
public sealed record SilentRow(long ConversationId, string Name, long? BranchId, long? MemberId);

/// <summary>How many answered.</summary>
public sealed record ReceiptCount(long People, long Conversations);
