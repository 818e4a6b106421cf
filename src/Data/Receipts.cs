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
            join broadcasts b on b.id = d.broadcast_id and b.reminder is null
            where d.conversation_id = @conversationId and d.created_at >= @since and d.state in ('sent', 'sending', 'unknown')
              and not exists (
                  select from receipts r where r.broadcast_id = d.broadcast_id and r.member_id = @memberId)
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

    /// <summary>Groups a notice reached from which nobody has answered.</summary>
    public Task<IReadOnlyList<string>> SilentAsync(long broadcastId, int most, CancellationToken cancel) =>
        db.ListAsync<string>("""
            select coalesce(o.name, c.title, c.key)
            from deliveries d
            join conversations c on c.id = d.conversation_id
            left join organisations o on o.id = c.branch_id
            where d.broadcast_id = @broadcastId and d.state = 'sent'
              and not exists (select from receipts r where r.broadcast_id = d.broadcast_id and r.conversation_id = d.conversation_id)
            order by d.id
            limit @most
            """, new { broadcastId, most }, cancel);

    /// <summary>Members of a branch who have not answered, for the sender alone.</summary>
    public Task<IReadOnlyList<string>> UnconfirmedAsync(long broadcastId, long branchId, DateOnly today, int most, CancellationToken cancel) =>
        db.ListAsync<string>("""
            select m.name
            from members m
            where m.branch_id = @branchId and m.active and m.standing in ('full', 'probationary')
              and not exists (select from exemptions x where x.member_id = m.id and x.from_on <= @today and (x.until_on is null or x.until_on >= @today))
              and not exists (select from receipts r where r.broadcast_id = @broadcastId and r.member_id = m.id)
            order by m.id
            limit @most
            """, new { broadcastId, branchId, today, most }, cancel);
}

/// <summary>How many answered.</summary>
public sealed record ReceiptCount(long People, long Conversations);
