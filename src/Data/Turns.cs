using System.Data;
using Npgsql;

namespace PartyBuilding.Data;

/// <summary>What makes a message the same message, and whose it is.</summary>
/// <param name="Channel">Channel that keys bindings and conversations.</param>
/// <param name="Account">The bot's own account there.</param>
/// <param name="Conversation">The channel's id of the conversation.</param>
/// <param name="ActivityId">The channel's id of the message.</param>
/// <param name="UserId">The channel's id of the speaker.</param>
public sealed record TurnKey(string Channel, string Account, string Conversation, string ActivityId, string UserId);

/// <summary>What a turn starts from.</summary>
/// <param name="EarlierReplies">JSON of what was answered, when this message has been handled before.</param>
/// <param name="Who">The member speaking; null for strangers.</param>
/// <param name="Conversation">Null when nothing was ever said in it.</param>
/// <param name="State">JSON of the open dialogue with this person here, if any.</param>
/// <param name="RosterVersion">Moves with every change of names.</param>
/// <param name="ClockOffset">How far a demo's clock is shifted.</param>
public sealed record OpenedTurn(
    string? EarlierReplies, Person? Who, ConversationRow? Conversation, string? State, long RosterVersion, TimeSpan ClockOffset);

/// <summary>A member who speaks.</summary>
public sealed record Person(
    long MemberId, string Name, long BranchId, string Branch, IReadOnlyList<string> Roles, bool ToldPrivacy, bool InBureau);

/// <summary>What a turn leaves behind.</summary>
/// <param name="Key">The message.</param>
/// <param name="TextHash">SHA-256 of the text; the text itself is not kept.</param>
/// <param name="RepliesJson">What was answered, for a second delivery of the same message.</param>
/// <param name="ConversationId">Where.</param>
/// <param name="State">JSON of the dialogue; null forgets it.</param>
/// <param name="Lines">For the transcripts of Direct Line conversations.</param>
/// <param name="Deliveries">Messages to be carried.</param>
/// <param name="Lease">Who sends those that are <see cref="NewDelivery.Leased"/>, and until when nobody else does.</param>
/// <param name="Now">The business time of the message.</param>
/// <param name="ReceivedAt">Real time: transcripts, retention and leases go by it.</param>
public sealed record TurnClose(
    TurnKey Key, byte[] TextHash, string RepliesJson, long ConversationId, string? State, IReadOnlyList<NewLine> Lines,
    IReadOnlyList<NewDelivery> Deliveries, Lease Lease, DateTimeOffset Now, DateTimeOffset ReceivedAt)
{
    /// <summary>JSON of what the message made, for its later edit or deletion.</summary>
    public string? Made { get; init; }

    /// <summary>The earlier message whose question this one answered.</summary>
    public string? Origin { get; init; }
}

/// <summary>A sender's claim on rows.</summary>
public sealed record Lease(string By, DateTimeOffset Until);

/// <summary>A line of a transcript.</summary>
public sealed record NewLine(long ConversationId, string ActivityId, string ActivityJson, bool SmallTalk);

/// <summary>A message to one conversation.</summary>
/// <param name="Lane"><c>reply</c> or <c>notice</c>.</param>
/// <param name="DueAt">Real time from which it may leave.</param>
/// <param name="Leased">True when the process that writes it sends it at once.</param>
public sealed record NewDelivery(
    long ConversationId, long? BroadcastId, string Lane, string ActivityJson, DateTimeOffset DueAt, DateTimeOffset ExpiresAt, bool Leased);

/// <summary>What closing gave out.</summary>
/// <param name="DeliveryIds">In the order of <see cref="TurnClose.Deliveries"/>.</param>
/// <param name="LastLine">Number of the last transcript line; 0 without lines.</param>
public sealed record ClosedTurn(IReadOnlyList<long> DeliveryIds, long LastLine);

/// <summary>
/// The two ends of every turn, each one round trip, for one turn or for several that travel together. Written without Dapper and with numbered
/// parameters because every message pays for them; all statements are prepared by the driver.
/// </summary>
public sealed class Turns(NpgsqlConnection db)
{
    // One person's messages in one conversation one after the other, also when no row is there to lock yet.
    private const string Lock = "select pg_advisory_xact_lock(hashtextextended($1, 0))";

    private const string TryLock = "select pg_try_advisory_xact_lock(hashtextextended(key, 0)) from unnest($1) with ordinality as t (key, place) order by place";

    // One statement for all that is read: five small ones cost the server twice as much.
    private static readonly string Open = Reading("(select $1 as channel, $2 as account, $3 as conversation, $4 as activity_id, $5 as person) k", "enter($1, $5) e on true");

    private static readonly string OpenAll = Reading(
        "unnest($1, $2, $3, $4, $5) with ordinality as k (channel, account, conversation, activity_id, person, place)", "enter_together($1, $5) e on e.place = k.place") + " order by k.place";

    /// <summary>Begins the transaction, waits for this person's earlier turn here, and reads what the turn starts from.</summary>
    public async Task<OpenedTurn> OpenAsync(TurnKey key, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(db);
        batch.Add("begin");
        batch.Add(Lock, Batch.Text(LockOf(key)));
        batch.Add(Open, Batch.Text(key.Channel), Batch.Text(key.Account), Batch.Text(key.Conversation), Batch.Text(key.ActivityId), Batch.Text(key.UserId));
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        await reader.ReadAsync(cancel);
        return Read(reader);
    }

    /// <summary>Begins one transaction for several turns.</summary>
    /// <param name="keys">Of different people, or in different conversations.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>In the same order; null where another turn of this person is running.</returns>
    internal async Task<OpenedTurn?[]> OpenAsync(IReadOnlyList<TurnKey> keys, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(db);
        batch.Add("begin");
        batch.Add(TryLock, Of(keys, LockOf));
        batch.Add(OpenAll, Of(keys, k => k.Channel), Of(keys, k => k.Account), Of(keys, k => k.Conversation), Of(keys, k => k.ActivityId), Of(keys, k => k.UserId));
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        var free = new bool[keys.Count];
        for (var i = 0; await reader.ReadAsync(cancel); i++)
            free[i] = reader.GetBoolean(0);
        await reader.NextResultAsync(cancel);
        var opened = new OpenedTurn?[keys.Count];
        for (var i = 0; await reader.ReadAsync(cancel); i++)
            opened[i] = free[i] ? Read(reader) : null;
        return opened;
    }

    /// <summary>Keeps everything and commits.</summary>
    public async Task<ClosedTurn> CloseAsync(TurnClose close, CancellationToken cancel) => (await CloseAsync([close], cancel))[0];

    /// <summary>Keeps everything of several turns and commits.</summary>
    /// <returns>In the same order.</returns>
    internal async Task<ClosedTurn[]> CloseAsync(IReadOnlyList<TurnClose> closes, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(db);
        AddKept(batch, closes);
        AddGone(batch, closes);
        var speaking = closes.Where(close => close.Lines.Count > 0).OrderBy(close => close.Lines[0].ConversationId).ToList();
        foreach (var close in speaking)
            AddLines(batch, close);
        if (closes.Any(close => close.Deliveries.Count > 0))
            AddDeliveries(batch, closes);
        batch.Add("commit");

        await using var reader = await batch.ExecuteReaderAsync(cancel);
        var last = new Dictionary<TurnClose, long>(ReferenceEqualityComparer.Instance);
        foreach (var close in speaking)
        {
            last[close] = await reader.ReadAsync(cancel) ? reader.GetInt64(0) : 0;
            await reader.NextResultAsync(cancel);
        }
        var ids = new Queue<long>();
        while (await reader.ReadAsync(cancel))
            ids.Enqueue(reader.GetInt64(0));
        // Faults of later statements surface only when their results are asked for.
        while (await reader.NextResultAsync(cancel))
        {
        }
        return [.. closes.Select(close => new ClosedTurn([.. close.Deliveries.Select(_ => ids.Dequeue())], last.GetValueOrDefault(close)))];
    }

    /// <summary>Ends the transaction without a trace. Safe to call when none is open or the connection is broken.</summary>
    public async Task RollBackAsync(CancellationToken cancel)
    {
        if (db.FullState.HasFlag(ConnectionState.Open) && !db.FullState.HasFlag(ConnectionState.Broken))
        {
            await using var command = new NpgsqlCommand("rollback", db);
            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    private static string Reading(string keys, string people) => $"""
        select i.replies, e.member_id, e.name, e.branch_id, e.branch, e.roles, e.told_privacy, e.in_bureau, v.version, v.clock_offset, s.state,
               c.id, c.channel, c.account, c.key, c.kind, c.title, c.branch_id, c.member_id, c.user_id, c.reference::text, c.settings::text,
               c.gone_at is not null
        from {keys}
        cross join (select coalesce((select value::bigint from settings where key = 'roster_version'), 0) as version,
                           coalesce((select value::double precision from settings where key = 'clock_offset'), 0) as clock_offset) v
        left join inbox i on i.channel = k.channel and i.account = k.account and i.conversation = k.conversation and i.activity_id = k.activity_id
        left join {people}
        left join conversations c on c.channel = k.channel and c.account = k.account and c.key = k.conversation
        left join dialogue_states s on s.conversation_id = c.id and s.person = k.person
        """;

    private static OpenedTurn Read(NpgsqlDataReader reader)
    {
        var who = reader.IsDBNull(1)
            ? null
            : new Person(reader.GetInt64(1), reader.GetString(2), reader.GetInt64(3), reader.GetString(4),
                reader.GetFieldValue<string[]>(5), reader.GetBoolean(6), reader.GetBoolean(7));
        return new OpenedTurn(
            Text(reader, 0), who, reader.IsDBNull(11) ? null : ConversationRow.Read(reader, 11), Text(reader, 10), reader.GetInt64(8),
            TimeSpan.FromSeconds(reader.GetDouble(9)));
    }

    private static string LockOf(TurnKey key) => $"{key.Channel}|{key.Account}|{key.Conversation}|{key.UserId}";

    /// <summary>The inbox and the dialogues' states in one statement: starting a second one costs more than what it does.</summary>
    private static void AddKept(NpgsqlBatch batch, IReadOnlyList<TurnClose> closes)
    {
        var kept = closes.Where(close => close.State is not null).ToList();
        batch.Add("""
            with heard as (
                insert into inbox (channel, account, conversation, activity_id, text_hash, replies, received_at, made, origin)
                select i.channel, i.account, i.conversation, i.activity_id, i.text_hash, i.replies, i.received_at, i.made::jsonb, i.origin
                from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
                    as i (channel, account, conversation, activity_id, text_hash, replies, received_at, made, origin)
                order by 1, 2, 3, 4)
            insert into dialogue_states (conversation_id, person, state, updated_at)
            select * from unnest($10, $11, $12, $13) order by 1, 2
            on conflict (conversation_id, person) do update set state = excluded.state, updated_at = excluded.updated_at
            """,
            Of(closes, c => c.Key.Channel), Of(closes, c => c.Key.Account), Of(closes, c => c.Key.Conversation), Of(closes, c => c.Key.ActivityId),
            Of(closes, c => c.TextHash), Of(closes, c => c.RepliesJson), Of(closes, c => c.ReceivedAt.UtcDateTime), Of(closes, c => c.Made), Of(closes, c => c.Origin),
            Of(kept, c => c.ConversationId), Of(kept, c => c.Key.UserId), Of(kept, c => c.State), Of(kept, c => c.Now.UtcDateTime));
    }

    private static void AddGone(NpgsqlBatch batch, IReadOnlyList<TurnClose> closes)
    {
        var gone = closes.Where(close => close.State is null).ToList();
        if (gone.Count > 0)
            batch.Add("delete from dialogue_states s using unnest($1, $2) as g (conversation_id, person) where s.conversation_id = g.conversation_id and s.person = g.person",
                Of(gone, c => c.ConversationId), Of(gone, c => c.Key.UserId));
    }

    /// <summary>Numbers are given under the lock of the conversation's row, so that readers never see a later line before an earlier one.</summary>
    private static void AddLines(NpgsqlBatch batch, TurnClose close) => batch.Add("""
        with numbered as (
            update conversations
            set last_line = last_line + cardinality($2::text[]), last_said_at = greatest($5, last_said_at + interval '1 millisecond' * cardinality($2::text[]))
            where id = $1
            returning last_line, last_said_at),
        said as (
            insert into transcript (conversation_id, line, activity_id, activity, small_talk, said_at)
            select $1, n.last_line - cardinality($2::text[]) + l.place, l.id, l.activity::jsonb, l.small_talk,
                   n.last_said_at - interval '1 millisecond' * (cardinality($2::text[]) - l.place)
            from numbered n
            cross join unnest($2::text[], $3::text[], $4::boolean[]) with ordinality as l (id, activity, small_talk, place))
        select last_line from numbered
        """,
        Batch.Long(close.Lines[0].ConversationId),
        Batch.Array(close.Lines.Select(line => line.ActivityId).ToArray()),
        Batch.Array(close.Lines.Select(line => line.ActivityJson).ToArray()),
        Batch.Array(close.Lines.Select(line => line.SmallTalk).ToArray()),
        Batch.Instant(close.ReceivedAt));

    private static void AddDeliveries(NpgsqlBatch batch, IReadOnlyList<TurnClose> closes)
    {
        var deliveries = closes.SelectMany(close => close.Deliveries.Select(delivery => (Delivery: delivery, close.Lease, close.ReceivedAt))).ToList();
        batch.Add("""
            insert into deliveries (broadcast_id, conversation_id, lane, activity, state, due_at, expires_at, lease_by, lease_until, tries, created_at)
            select d.broadcast_id, d.conversation_id, d.lane, d.activity::jsonb, case when d.leased then 'sending' else 'queued' end,
                   d.due_at, d.expires_at, case when d.leased then d.lease_by end, case when d.leased then d.lease_until end,
                   case when d.leased then 1 else 0 end, d.created_at
            from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) with ordinality
                as d (broadcast_id, conversation_id, lane, activity, due_at, expires_at, leased, lease_by, lease_until, created_at, place)
            order by d.place
            returning id
            """,
            Of(deliveries, d => d.Delivery.BroadcastId), Of(deliveries, d => d.Delivery.ConversationId), Of(deliveries, d => d.Delivery.Lane),
            Of(deliveries, d => d.Delivery.ActivityJson), Of(deliveries, d => d.Delivery.DueAt.UtcDateTime), Of(deliveries, d => d.Delivery.ExpiresAt.UtcDateTime),
            Of(deliveries, d => d.Delivery.Leased), Of(deliveries, d => d.Lease.By), Of(deliveries, d => d.Lease.Until.UtcDateTime),
            Of(deliveries, d => d.ReceivedAt.UtcDateTime));
    }

    private static NpgsqlParameter Of<TItem, T>(IReadOnlyList<TItem> items, Func<TItem, T> value) => Batch.Array(items.Select(value).ToArray());

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
