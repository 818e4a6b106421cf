using Npgsql;

namespace PartyBuilding.Data;

/// <summary>One notice, or one firing of a reminder.</summary>
/// <param name="BranchId">The author's scope; null when it is the bureau's.</param>
/// <param name="Targets">JSON: whom it is for.</param>
/// <param name="State"><c>draft</c>, <c>review</c>, <c>scheduled</c>, <c>sending</c>, <c>done</c> or <c>cancelled</c>.</param>
/// <param name="SendAt">Business time.</param>
/// <param name="Review">JSON: the words that have to be given on it, in order.</param>
/// <param name="Edition">Moves with each edit of the text.</param>
/// <param name="Follows">The notice it recalls or corrects.</param>
/// <param name="Change"><c>recall</c> or <c>correct</c>.</param>
public sealed record BroadcastRow(
    long Id, string? Reminder, long? AuthorId, long? BranchId, string Targets, string Content, bool Urgent, string State, DateTimeOffset? SendAt,
    DateTimeOffset CreatedAt, string Review, int Edition, long? Follows, string? Change);

/// <summary>A notice as its author wants it.</summary>
public sealed record NewNotice(
    long AuthorId, long? BranchId, string Targets, string Content, bool Urgent, string State, DateTimeOffset SendAt, DateTimeOffset CreatedAt, string Review = "[]",
    long? Follows = null, string? Change = null);

/// <summary>A word given on a notice.</summary>
public sealed record ReviewRow(string Step, long MemberId, DateTimeOffset SaidAt);

/// <summary>How far a broadcast has got.</summary>
/// <param name="ToldBy">The message that tells its author so.</param>
/// <param name="ChatId">The author's private chat.</param>
/// <param name="ToldState">State of that message; empty when there is none.</param>
/// <param name="IsTelling">That message is being changed just now.</param>
public sealed record Tally(
    long Id, long? AuthorId, long? ToldBy, string? Change, string Content, long? ChatId, string? ChatChannel, long Total, long Sent, long Failed, long Gone,
    long Unknown, long Cancelled, string ToldState, bool IsTelling)
{
    /// <summary>Nothing of it is on its way any more.</summary>
    public bool IsOver => Sent + Failed + Gone + Unknown + Cancelled == Total;

    /// <summary>Where it did not arrive.</summary>
    public long Missed => Failed + Gone + Unknown;
}

/// <summary>Notices and reminders. Their deliveries say who got them.</summary>
public sealed class Broadcasts(NpgsqlConnection db)
{
    private const string Columns = """
        id, reminder, author_id, branch_id, targets::text as targets, content, urgent, state, send_at, created_at,
        review::text as review, edition, follows, change
        """;

    /// <summary>Keeps a notice.</summary>
    public Task<long> AddAsync(NewNotice notice, CancellationToken cancel) =>
        db.OneAsync<long>("""
            insert into broadcasts (author_id, branch_id, targets, content, urgent, state, send_at, created_at, review, follows, change)
            values (@AuthorId, @BranchId, @Targets::jsonb, @Content, @Urgent, @State, @SendAt, @CreatedAt, @Review::jsonb, @Follows, @Change)
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

    /// <summary>One of them, and nobody else changes it before this transaction ends.</summary>
    public Task<BroadcastRow?> HoldAsync(long id, CancellationToken cancel) =>
        db.MaybeAsync<BroadcastRow>($"select {Columns} from broadcasts where id = @id for update", new { id }, cancel);

    /// <summary>Gives it another text. Words given on the one before no longer count.</summary>
    public Task EditAsync(long id, string content, string state, CancellationToken cancel) =>
        db.RunAsync("update broadcasts set content = @content, state = @state, edition = edition + 1 where id = @id", new { id, content, state }, cancel);

    /// <summary>Lets it wait for its hour.</summary>
    public Task ScheduleAsync(long id, DateTimeOffset at, CancellationToken cancel) =>
        db.RunAsync("update broadcasts set state = 'scheduled', send_at = @at where id = @id", new { id, at }, cancel);

    /// <summary>The text that stands after a correction.</summary>
    public Task RewriteAsync(long id, string content, CancellationToken cancel) =>
        db.RunAsync("update broadcasts set content = @content where id = @id", new { id, content }, cancel);

    /// <summary>What recalls or corrects a notice, oldest first.</summary>
    public Task<IReadOnlyList<BroadcastRow>> FollowingAsync(long id, CancellationToken cancel) =>
        db.ListAsync<BroadcastRow>($"select {Columns} from broadcasts where follows = @id order by id", new { id }, cancel);

    /// <summary>Words given on its text as it stands, in order.</summary>
    public Task<IReadOnlyList<ReviewRow>> ReviewsAsync(long id, int edition, CancellationToken cancel) =>
        db.ListAsync<ReviewRow>("""
            select step, member_id, said_at
            from reviews
            where broadcast_id = @id and edition = @edition
            order by said_at, step
            """, new { id, edition }, cancel);

    /// <summary>Notices that wait for words, of a branch or, with null, of the bureau; oldest first.</summary>
    public Task<IReadOnlyList<BroadcastRow>> InReviewAsync(long? branchId, CancellationToken cancel) =>
        db.ListAsync<BroadcastRow>($"""
            select {Columns}
            from broadcasts
            where state = 'review' and branch_id is not distinct from @branchId
            order by id
            limit 20
            """, new { branchId }, cancel);

    /// <summary>Moves it from one state to another.</summary>
    /// <returns>False when it was no longer in the first.</returns>
    public async Task<bool> MoveAsync(long id, string from, string to, CancellationToken cancel) =>
        await db.RunAsync("update broadcasts set state = @to where id = @id and state = @from", new { id, from, to }, cancel) > 0;

    /// <summary>Notes a word on the text as it stands.</summary>
    /// <returns>False when that word is given already, or nobody waits for it any more.</returns>
    public async Task<bool> ReviewAsync(long id, string step, long memberId, DateTimeOffset now, CancellationToken cancel) =>
        await db.RunAsync("""
            insert into reviews (broadcast_id, edition, step, member_id, said_at)
            select id, edition, @step, @memberId, @now from broadcasts where id = @id and state = 'review'
            on conflict do nothing
            """, new { id, step, memberId, now }, cancel) > 0;

    /// <summary>The newest notices of an author, or of the bureau.</summary>
    public Task<IReadOnlyList<BroadcastRow>> NewestAsync(long authorId, bool bureaus, int most, CancellationToken cancel) =>
        db.ListAsync<BroadcastRow>($"""
            select {Columns}
            from broadcasts
            where reminder is null and follows is null and (author_id = @authorId or (@bureaus and branch_id is null))
            order by id desc
            limit @most
            """, new { authorId, bureaus, most }, cancel);

    /// <summary>Which reminders have fired for times since <paramref name="from"/>.</summary>
    public Task<IReadOnlyList<FiredRow>> FiredAsync(DateTimeOffset from, CancellationToken cancel) =>
        db.ListAsync<FiredRow>(
            "select reminder, scheduled_for from broadcasts where reminder is not null and scheduled_for >= @from", new { from }, cancel);

    /// <summary>What is on its way, held for this transaction alone: how far it has got and where its author is told so.</summary>
    public Task<IReadOnlyList<Tally>> UnderWayAsync(CancellationToken cancel) =>
        db.ListAsync<Tally>("""
            with under_way as (
                select id, author_id, told_by, change, content from broadcasts where state = 'sending' order by id limit 50 for update skip locked)
            select b.id, b.author_id, b.told_by, b.change, b.content, chat.id as chat_id, chat.channel as chat_channel, t.*,
                   coalesce((select o.state from deliveries o where o.id = b.told_by), '') as told_state,
                   exists (select from deliveries o where o.changes = b.told_by and o.state in ('queued', 'sending')) as is_telling
            from under_way b
            left join lateral (
                select c.id, c.channel
                from conversations c
                where c.member_id = b.author_id and c.kind = 'private' and c.gone_at is null
                order by c.id desc
                limit 1) chat on true
            cross join lateral (
                select count(*) as total, count(*) filter (where d.state = 'sent') as sent, count(*) filter (where d.state = 'failed') as failed,
                       count(*) filter (where d.state = 'gone') as gone, count(*) filter (where d.state = 'unknown') as unknown,
                       count(*) filter (where d.state = 'cancelled') as cancelled
                from deliveries d
                where d.broadcast_id = b.id) t
            order by b.id
            """, cancel: cancel);

    /// <summary>Remembers the message that tells its author how far it has got.</summary>
    public Task ToldByAsync(long id, long delivery, CancellationToken cancel) =>
        db.RunAsync("update broadcasts set told_by = @delivery where id = @id", new { id, delivery }, cancel);

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
