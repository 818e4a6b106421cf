using Npgsql;

namespace PartyBuilding.Data;

/// <summary>One notice, or one firing of a reminder.</summary>
/// <param name="BranchId">The author's scope; null when it is the bureau's.</param>
/// <param name="Targets">JSON: the branches meant, null for all of them.</param>
/// <param name="State"><c>draft</c>, <c>review</c>, <c>scheduled</c>, <c>sending</c>, <c>done</c> or <c>cancelled</c>.</param>
/// <param name="SendAt">Business time.</param>
public sealed record BroadcastRow(
    long Id, string? Reminder, long? AuthorId, long? BranchId, string Targets, string Content, bool Urgent, string State, DateTimeOffset? SendAt,
    DateTimeOffset CreatedAt);

/// <summary>A notice as its author wants it.</summary>
public sealed record NewNotice(
    long AuthorId, long? BranchId, string Targets, string Content, bool Urgent, string State, DateTimeOffset SendAt, DateTimeOffset CreatedAt);

/// <summary>Notices and reminders. Their deliveries say who got them.</summary>
public sealed class Broadcasts(NpgsqlConnection db)
{
    private const string Columns = "id, reminder, author_id, branch_id, targets::text as targets, content, urgent, state, send_at, created_at";

    /// <summary>Keeps a notice.</summary>
    public Task<long> AddAsync(NewNotice notice, CancellationToken cancel) =>
        db.OneAsync<long>("""
            insert into broadcasts (author_id, branch_id, targets, content, urgent, state, send_at, created_at)
            values (@AuthorId, @BranchId, @Targets::jsonb, @Content, @Urgent, @State, @SendAt, @CreatedAt)
            returning id
            """, notice, cancel);

    /// <summary>Keeps one firing of a reminder, however often and by however many processes it is fired.</summary>
    /// <returns>Its id the first time; null afterwards.</returns>
    public Task<long?> FireAsync(string reminder, DateTimeOffset scheduledFor, string content, DateTimeOffset now, CancellationToken cancel) =>
        db.MaybeAsync<long?>("""
            insert into broadcasts (reminder, scheduled_for, content, state, send_at, created_at)
            values (@reminder, @scheduledFor, @content, 'sending', @scheduledFor, @now)
            on conflict (reminder, scheduled_for) do nothing
            returning id
            """, new { reminder, scheduledFor, content, now }, cancel);

    /// <summary>One of them.</summary>
    public Task<BroadcastRow?> FindAsync(long id, CancellationToken cancel) =>
        db.MaybeAsync<BroadcastRow>($"select {Columns} from broadcasts where id = @id", new { id }, cancel);

    /// <summary>Moves it from one state to another.</summary>
    /// <returns>False when it was no longer in the first.</returns>
    public async Task<bool> MoveAsync(long id, string from, string to, CancellationToken cancel) =>
        await db.RunAsync("update broadcasts set state = @to where id = @id and state = @from", new { id, from, to }, cancel) > 0;

    /// <summary>Notes that somebody has checked it; the author cannot.</summary>
    /// <returns>False when it is the author, or the step is done already.</returns>
    public async Task<bool> ReviewAsync(long id, string step, long memberId, DateTimeOffset now, CancellationToken cancel) =>
        await db.RunAsync("""
            insert into reviews (broadcast_id, step, member_id, said_at)
            select id, @step, @memberId, @now from broadcasts where id = @id and state = 'review' and author_id <> @memberId
            on conflict do nothing
            """, new { id, step, memberId, now }, cancel) > 0;

    /// <summary>The newest notices of an author, or of the bureau.</summary>
    public Task<IReadOnlyList<BroadcastRow>> NewestAsync(long authorId, bool bureaus, int most, CancellationToken cancel) =>
        db.ListAsync<BroadcastRow>($"""
            select {Columns}
            from broadcasts
            where reminder is null and (author_id = @authorId or (@bureaus and branch_id is null))
            order by id desc
            limit @most
            """, new { authorId, bureaus, most }, cancel);

    /// <summary>Which reminders have fired for times since <paramref name="from"/>.</summary>
    public Task<IReadOnlyList<FiredRow>> FiredAsync(DateTimeOffset from, CancellationToken cancel) =>
        db.ListAsync<FiredRow>(
            "select reminder, scheduled_for from broadcasts where reminder is not null and scheduled_for >= @from", new { from }, cancel);

    /// <summary>Closes what has nothing left on its way.</summary>
    public Task<int> SettleAsync(CancellationToken cancel) =>
        db.RunAsync("""
            update broadcasts b
            set state = 'done'
            where b.state = 'sending'
              and not exists (select from deliveries d where d.broadcast_id = b.id and d.state in ('queued', 'sending'))
            """, cancel: cancel);

    /// <summary>Notices whose time has come, taken by this transaction alone.</summary>
    public Task<IReadOnlyList<BroadcastRow>> DueAsync(DateTimeOffset now, CancellationToken cancel) =>
        db.ListAsync<BroadcastRow>($"""
            select {Columns}
            from broadcasts
            where state = 'scheduled' and send_at <= @now
            order by send_at
            limit 20
            for update skip locked
            """, new { now }, cancel);
}

/// <summary>A time at which a reminder fired.</summary>
public sealed record FiredRow(string Reminder, DateTimeOffset ScheduledFor);
