using Npgsql;

namespace PartyBuilding.Data;

/// <summary>A message on its way, with where it goes.</summary>
/// <param name="Activity">JSON of the message without its address.</param>
/// <param name="Reference">JSON of what a message there needs.</param>
/// <param name="Tries">This one included.</param>
/// <param name="Act"><c>send</c>; <c>update</c> or <c>delete</c> for what changes an earlier message.</param>
/// <param name="ChangedWireId">The channel's id of that one.</param>
/// <param name="Changed">JSON of what it is to say.</param>
public sealed record DeliveryRow(
    long Id, long? BroadcastId, long ConversationId, string Lane, string Activity, int Tries, DateTimeOffset ExpiresAt, string Channel, string Account,
    string Key, string Kind, string Reference, DateTimeOffset LeaseUntil, string Act, string? ChangedWireId, string? Changed);

/// <summary>What messages may not wait for each other: answers, and what many get at once.</summary>
public static class Lanes
{
    /// <summary>Answers to somebody.</summary>
    public const string Reply = "reply";

    /// <summary>Notices and reminders.</summary>
    public const string Notice = "notice";
}

/// <summary>What became of one try.</summary>
/// <param name="State"><c>queued</c> to try again at <paramref name="DueAt"/>, or where it ends.</param>
/// <param name="Reason">What went wrong; a row queued again without one was not tried.</param>
/// <param name="SaysAnew">The earlier message cannot be changed there: from now on it is said in a new one.</param>
public sealed record DeliveryEnd(long Id, string State, string? WireId, string? Reason, DateTimeOffset? DueAt, bool SaysAnew = false);

/// <summary>How many deliveries of a broadcast are in which state.</summary>
public sealed record StateCount(string State, long Count);

/// <summary>Messages to conversations, each in exactly one state: queued, sending, sent, failed, gone, unknown or cancelled.</summary>
public sealed class Deliveries(NpgsqlConnection db)
{
    private const string Row = """
        d.id, d.broadcast_id, d.conversation_id, d.lane, d.activity::text as activity, d.tries, d.expires_at, c.channel, c.account, c.key, c.kind,
        c.reference::text as reference, d.lease_until, d.act, (select o.wire_id from deliveries o where o.id = d.changes) as changed_wire_id,
        d.changed::text as changed
        """;

    // In each conversation the oldest first, and no second one of a lane while one is under way. Rows that another sender is taking are passed over.
    private const string Next = """
        select d.id
        from deliveries d
        where d.state = 'queued' and d.due_at <= @now
          and (d.changes is null or exists (select from deliveries o where o.id = d.changes and o.state = 'sent'))
          and not exists (
              select from deliveries o
              where o.conversation_id = d.conversation_id and o.id < d.id and o.lane = d.lane and o.state in ('queued', 'sending')
                -- What only waits for the end of the quiet hours holds up nobody.
                and not (o.changes is not null and o.act = 'send' and o.due_at > @now))
        """;

    /// <summary>Leases what is due in a lane.</summary>
    public Task<IReadOnlyList<DeliveryRow>> ClaimAsync(Lease lease, string lane, int most, DateTimeOffset now, CancellationToken cancel) =>
        db.ListAsync<DeliveryRow>($"""
            with due as (
                {Next} and d.lane = @lane
                order by d.due_at, d.id
                limit @most
                for update skip locked),
            taken as (
                update deliveries d
                set state = 'sending', lease_by = @By, lease_until = @Until, tries = d.tries + 1
                from due
                where d.id = due.id
                returning d.*)
            select {Row}
            from taken d
            join conversations c on c.id = d.conversation_id
            order by d.id
            """, new { lease.By, lease.Until, lane, most, now }, cancel);

    /// <summary>The same rows as leased by their writer.</summary>
    public Task<IReadOnlyList<DeliveryRow>> LeasedAsync(long[] ids, string by, CancellationToken cancel) =>
        db.ListAsync<DeliveryRow>($"""
            select {Row}
            from deliveries d
            join conversations c on c.id = d.conversation_id
            where d.id = any(@ids) and d.state = 'sending' and d.lease_by = @by
            order by d.id
            """, new { ids, by }, cancel);

    /// <summary>
    /// Says how tries ended, many at once. A row that somebody else has leased since is left alone; one that was given up as unknown meanwhile is
    /// known after all.
    /// </summary>
    public Task<int> FinishAsync(string by, IReadOnlyList<DeliveryEnd> ends, DateTimeOffset now, CancellationToken cancel) =>
        db.RunAsync("""
            update deliveries d
            set state = e.state, wire_id = e.wire_id, reason = e.reason, due_at = coalesce(e.due_at, d.due_at), lease_by = null, lease_until = null,
                tries = d.tries - case when e.state = 'queued' and e.reason is null then 1 else 0 end,
                done_at = case when e.state <> 'queued' then @now end, act = case when e.says_anew then 'send' else d.act end,
                expires_at = case when e.says_anew then greatest(d.expires_at, e.due_at + interval '24 hours') else d.expires_at end
            from unnest(@ids, @states, @wireIds, @reasons, @dueAts::timestamptz[], @anew) as e (id, state, wire_id, reason, due_at, says_anew)
            where d.id = e.id and d.lease_by = @by and (d.state = 'sending' or d.state = 'unknown' and e.state <> 'queued')
            """, new
        {
            by, now,
            ids = ends.Select(e => e.Id).ToArray(),
            states = ends.Select(e => e.State).ToArray(),
            wireIds = ends.Select(e => e.WireId).ToArray(),
            reasons = ends.Select(e => e.Reason).ToArray(),
            dueAts = ends.Select(e => e.DueAt?.UtcDateTime).ToArray(),
            anew = ends.Select(e => e.SaysAnew).ToArray(),
        }, cancel);

    /// <summary>Gives back what this sender holds and has not begun to send, so that another need not wait for the lease to lapse.</summary>
    /// <returns>How many.</returns>
    public Task<int> HandBackAsync(string by, DateTimeOffset now, CancellationToken cancel) =>
        db.RunAsync("""
            update deliveries
            set state = 'queued', due_at = @now, lease_by = null, lease_until = null, tries = tries - 1
            where lease_by = @by and state = 'sending'
            """, new { by, now }, cancel);

    /// <summary>
    /// Says messages in Direct Line conversations: the line and the state change are one, so that none is lost or said twice. Lines stay as they were
    /// shown, but a recalled one no longer says what it said to whoever opens the conversation later.
    /// </summary>
    /// <returns>Conversations that have new lines.</returns>
    public Task<IReadOnlyList<string>> SayAsync(string by, long[] ids, string[] activityIds, DateTimeOffset now, CancellationToken cancel) =>
        db.ListAsync<string>("""
            with said as (
                update deliveries d
                set state = 'sent', wire_id = w.activity_id, done_at = @now, lease_by = null, lease_until = null
                from unnest(@ids, @activityIds) as w (id, activity_id)
                where d.id = w.id and d.state = 'sending' and d.lease_by = @by
                returning d.id, d.conversation_id, d.activity, d.wire_id, d.act, d.changes),
            emptied as (
                update transcript t
                set activity = t.activity - 'suggestedActions' || jsonb_build_object('text', '（这条通知已撤回）')
                from said s
                join deliveries o on o.id = s.changes
                where s.act = 'delete' and t.conversation_id = s.conversation_id and t.activity_id = o.wire_id),
            placed as (
                select s.*, row_number() over (partition by s.conversation_id order by s.id) as place, count(*) over (partition by s.conversation_id) as lines
                from said s),
            numbered as (
                update conversations c
                set last_line = c.last_line + p.lines, last_said_at = greatest(@now, c.last_said_at + interval '1 millisecond' * p.lines)
                from (select distinct conversation_id, lines from placed) p
                where c.id = p.conversation_id
                returning c.id, c.key, c.account, c.last_line, c.last_said_at),
            written as (
                insert into transcript (conversation_id, line, activity_id, activity, small_talk, said_at)
                select p.conversation_id, n.last_line - p.lines + p.place, p.wire_id,
                       p.activity || jsonb_build_object('id', p.wire_id, 'conversation', jsonb_build_object('id', n.key),
                           'from', jsonb_build_object('id', n.account, 'role', 'bot')), false,
                       n.last_said_at - interval '1 millisecond' * (p.lines - p.place)
                from placed p
                join numbered n on n.id = p.conversation_id)
            select key from numbered
            """, new { by, ids, activityIds, now }, cancel);

    /// <summary>
    /// Tidies what nobody finished: a lapsed reply is tried once more, a lapsed notice becomes unknown, a lapsed change is made again, for twice is
    /// as good as once; what is past its time is given up, and what would change a message that never arrived is dropped.
    /// </summary>
    public Task<int> ReapAsync(DateTimeOffset now, CancellationToken cancel) =>
        db.RunAsync("""
            with lapsed as (
                select id from deliveries where state = 'sending' and lease_until < @now order by id limit 1000 for update skip locked),
            late as (
                select id from deliveries where state = 'queued' and expires_at < @now order by id limit 1000 for update skip locked),
            settled as (
                update deliveries d
                set state = case when d.lane = 'notice' and d.act = 'send' then 'unknown' when d.lane = 'reply' and d.tries >= 2 then 'failed' else 'queued' end,
                    reason = case when d.lane = 'notice' and d.act = 'send' then '发送途中断开，不知道对方是否收到' else '发送途中断开' end,
                    due_at = @now, lease_by = case when d.lane = 'notice' and d.act = 'send' then d.lease_by end, lease_until = null,
                    done_at = case when d.lane = 'notice' and d.act = 'send' or d.lane = 'reply' and d.tries >= 2 then @now end
                from lapsed
                where d.id = lapsed.id),
            moot as (
                update deliveries d
                set state = 'cancelled', reason = '原来的通知没有送到那里', done_at = @now
                from deliveries o
                where d.state = 'queued' and d.changes is not null and o.id = d.changes and o.state in ('failed', 'gone', 'unknown', 'cancelled'))
            update deliveries d
            set state = 'failed', reason = coalesce(d.reason || '；', '') || '过了时限', done_at = @now
            from late
            where d.id = late.id
            """, new { now }, cancel);

    /// <summary>A broadcast's figures; the states sum to all of it.</summary>
    public Task<IReadOnlyList<StateCount>> CountAsync(long broadcastId, CancellationToken cancel) =>
        db.ListAsync<StateCount>("select state, count(*) as count from deliveries where broadcast_id = @broadcastId group by state order by state", new { broadcastId }, cancel);

    /// <summary>Where a broadcast did not arrive, with the reason.</summary>
    public Task<IReadOnlyList<Undelivered>> UndeliveredAsync(long broadcastId, int most, CancellationToken cancel) =>
        db.ListAsync<Undelivered>("""
            select coalesce(m.name, o.name, c.title, c.key) as name, d.state, d.reason
            from deliveries d
            join conversations c on c.id = d.conversation_id
            left join organisations o on o.id = c.branch_id
            left join members m on m.id = c.member_id and c.kind = 'private'
            where d.broadcast_id = @broadcastId and d.state in ('failed', 'gone', 'unknown')
            order by d.state, d.id
            limit @most
            """, new { broadcastId, most }, cancel);

    /// <summary>Tries failed ones again, only those, and those whose group has the bot back.</summary>
    /// <returns>How many.</returns>
    public Task<int> ResendFailedAsync(long broadcastId, DateTimeOffset now, DateTimeOffset expiresAt, CancellationToken cancel) =>
        db.RunAsync("""
            update deliveries d
            set state = 'queued', due_at = @now, expires_at = @expiresAt, tries = 0, reason = null, done_at = null
            from conversations c
            where d.broadcast_id = @broadcastId and c.id = d.conversation_id
              and (d.state = 'failed' or d.state = 'gone' and c.gone_at is null)
            """, new { broadcastId, now, expiresAt }, cancel);

    /// <summary>Notes where a broadcast cannot go, for the bot was removed there: it counts like the others.</summary>
    public Task GoneAsync(long broadcastId, long[] conversations, string activity, DateTimeOffset now, CancellationToken cancel) =>
        db.RunAsync("""
            insert into deliveries (broadcast_id, conversation_id, lane, activity, state, due_at, expires_at, created_at, done_at)
            select @broadcastId, c, 'notice', @activity::jsonb, 'gone', @now, @now, @now, @now from unnest(@conversations) c
            on conflict (broadcast_id, conversation_id) where broadcast_id is not null do nothing
            """, new { broadcastId, conversations, activity, now }, cancel);

    /// <summary>Has what has not left yet, or has failed so far, say something else.</summary>
    /// <returns>How many.</returns>
    public Task<int> RewriteAsync(long broadcastId, string activity, CancellationToken cancel) =>
        db.RunAsync("""
            update deliveries
            set activity = @activity::jsonb
            where broadcast_id = @broadcastId and state in ('queued', 'failed')
            """, new { broadcastId, activity }, cancel);

    /// <summary>Queues a change of what another broadcast said, in exactly those conversations that got it or are getting it just now.</summary>
    /// <param name="broadcastId">The broadcast the changes belong to.</param>
    /// <param name="changed">The broadcast whose messages change.</param>
    /// <param name="act"><c>update</c> or <c>delete</c>.</param>
    /// <param name="to">JSON of what they are to say; null for a deletion.</param>
    /// <param name="instead">JSON of what is said where they cannot be changed.</param>
    /// <param name="now">Real time.</param>
    /// <param name="expiresAt">When to give up.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>How many.</returns>
    public Task<int> ChangeAsync(
        long broadcastId, long changed, string act, string? to, string instead, DateTimeOffset now, DateTimeOffset expiresAt, CancellationToken cancel) =>
        db.RunAsync("""
            insert into deliveries (broadcast_id, conversation_id, lane, activity, state, due_at, expires_at, created_at, act, changes, changed)
            select @broadcastId, o.conversation_id, 'notice', @instead::jsonb, 'queued', @now, @expiresAt, @now, @act, o.id, @to::jsonb
            from deliveries o
            where o.broadcast_id = @changed and o.state in ('sent', 'sending')
            order by o.id
            on conflict (broadcast_id, conversation_id) where broadcast_id is not null do nothing
            """, new { broadcastId, changed, act, to, instead, now, expiresAt }, cancel);

    /// <summary>Stops what has not left yet.</summary>
    /// <returns>How many.</returns>
    public Task<int> CancelAsync(long broadcastId, DateTimeOffset now, CancellationToken cancel) =>
        db.RunAsync("update deliveries set state = 'cancelled', done_at = @now where broadcast_id = @broadcastId and state = 'queued'", new { broadcastId, now }, cancel);

    /// <summary>Queues one answer, or a change of an earlier one.</summary>
    /// <param name="changes">The delivery whose message is to say something else; null for a new message.</param>
    public Task<long> ReplyAsync(long conversation, string activity, long? changes, DateTimeOffset now, DateTimeOffset expiresAt, CancellationToken cancel) =>
        db.OneAsync<long>("""
            insert into deliveries (conversation_id, lane, activity, state, due_at, expires_at, created_at, act, changes, changed)
            values (@conversation, 'reply', @activity::jsonb, 'queued', @now, @expiresAt, @now, case when @changes::bigint is null then 'send' else 'update' end,
                    @changes, case when @changes::bigint is not null then @activity::jsonb end)
            returning id
            """, new { conversation, activity, changes, now, expiresAt }, cancel);

    /// <summary>Queues one message for each of these conversations; one that already has its message of this broadcast gets no second.</summary>
    /// <returns>How many are new.</returns>
    public Task<int> QueueAsync(
        long? broadcastId, long[] conversations, string[] activities, string lane, DateTimeOffset dueAt, DateTimeOffset expiresAt, DateTimeOffset now,
        CancellationToken cancel) =>
        db.RunAsync("""
            insert into deliveries (broadcast_id, conversation_id, lane, activity, state, due_at, expires_at, created_at)
            select @broadcastId, w.conversation_id, @lane, w.activity::jsonb, 'queued', @dueAt, @expiresAt, @now
            from unnest(@conversations, @activities) as w (conversation_id, activity)
            on conflict (broadcast_id, conversation_id) where broadcast_id is not null do nothing
            """, new { broadcastId, conversations, activities, lane, dueAt, expiresAt, now }, cancel);
}

/// <summary>A place where a broadcast did not arrive.</summary>
public sealed record Undelivered(string Name, string State, string? Reason);
