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
/// The two ends of every turn, each one round trip. Written without Dapper and with numbered parameters because every message pays for
/// them; all statements are prepared by the driver.
/// </summary>
public sealed class Turns(NpgsqlConnection db)
{
    /// <summary>Begins the transaction, waits for this person's earlier turn here, and reads what the turn starts from.</summary>
    public async Task<OpenedTurn> OpenAsync(TurnKey key, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(db);
        batch.Add("begin");
        // One person's messages in one conversation one after the other, also when no row is there to lock yet.
        batch.Add("select pg_advisory_xact_lock(hashtextextended($1, 0))", Batch.Text($"{key.Channel}|{key.Account}|{key.Conversation}|{key.UserId}"));
        // One statement for all that is read: five small ones cost the server twice as much.
        batch.Add("""
            select i.replies, e.member_id, e.name, e.branch_id, e.branch, e.roles, e.told_privacy, e.in_bureau, v.version, v.clock_offset, s.state,
                   c.id, c.channel, c.account, c.key, c.kind, c.title, c.branch_id, c.member_id, c.user_id, c.reference::text, c.settings::text,
                   c.gone_at is not null
            from (select coalesce((select value::bigint from settings where key = 'roster_version'), 0) as version,
                         coalesce((select value::double precision from settings where key = 'clock_offset'), 0) as clock_offset) v
            left join inbox i on i.channel = $1 and i.account = $2 and i.conversation = $3 and i.activity_id = $4
            left join enter($1, $5) e on true
            left join conversations c on c.channel = $1 and c.account = $2 and c.key = $3
            left join dialogue_states s on s.conversation_id = c.id and s.person = $5
            """, Batch.Text(key.Channel), Batch.Text(key.Account), Batch.Text(key.Conversation), Batch.Text(key.ActivityId), Batch.Text(key.UserId));

        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        await reader.ReadAsync(cancel);
        var who = reader.IsDBNull(1)
            ? null
            : new Person(reader.GetInt64(1), reader.GetString(2), reader.GetInt64(3), reader.GetString(4),
                reader.GetFieldValue<string[]>(5), reader.GetBoolean(6), reader.GetBoolean(7));
        return new OpenedTurn(
            Text(reader, 0), who, reader.IsDBNull(11) ? null : ConversationRow.Read(reader, 11), Text(reader, 10), reader.GetInt64(8),
            TimeSpan.FromSeconds(reader.GetDouble(9)));
    }

    /// <summary>Keeps everything and commits.</summary>
    public async Task<ClosedTurn> CloseAsync(TurnClose close, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(db);
        var key = close.Key;
        batch.Add("""
            insert into inbox (channel, account, conversation, activity_id, text_hash, replies, received_at, made, origin)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            Batch.Text(key.Channel), Batch.Text(key.Account), Batch.Text(key.Conversation), Batch.Text(key.ActivityId), Batch.Array(close.TextHash),
            Batch.Text(close.RepliesJson), Batch.Instant(close.ReceivedAt), Batch.Json(close.Made), Batch.Text(close.Origin));
        AddState(batch, close.ConversationId, key.UserId, close.State, close.Now);
        if (close.Lines.Count > 0)
            AddLines(batch, close);
        if (close.Deliveries.Count > 0)
            AddDeliveries(batch, close);
        batch.Add("commit");

        await using var reader = await batch.ExecuteReaderAsync(cancel);
        var ids = new List<long>(close.Deliveries.Count);
        var last = 0L;
        if (close.Lines.Count > 0)
        {
            if (await reader.ReadAsync(cancel))
                last = reader.GetInt64(0);
            await reader.NextResultAsync(cancel);
        }
        while (await reader.ReadAsync(cancel))
            ids.Add(reader.GetInt64(0));
        // Faults of later statements surface only when their results are asked for.
        while (await reader.NextResultAsync(cancel))
        {
        }
        return new ClosedTurn(ids, last);
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

    private static void AddState(NpgsqlBatch batch, long conversation, string person, string? state, DateTimeOffset now)
    {
        if (state is null)
            batch.Add("delete from dialogue_states where conversation_id = $1 and person = $2", Batch.Long(conversation), Batch.Text(person));
        else
            batch.Add("""
                insert into dialogue_states (conversation_id, person, state, updated_at)
                values ($1, $2, $3, $4)
                on conflict (conversation_id, person) do update set state = excluded.state, updated_at = excluded.updated_at
                """, Batch.Long(conversation), Batch.Text(person), Batch.Text(state), Batch.Instant(now));
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

    private static void AddDeliveries(NpgsqlBatch batch, TurnClose close) => batch.Add("""
        insert into deliveries (broadcast_id, conversation_id, lane, activity, state, due_at, expires_at, lease_by, lease_until, tries, created_at)
        select d.broadcast_id, d.conversation_id, d.lane, d.activity::jsonb, case when d.leased then 'sending' else 'queued' end,
               d.due_at, d.expires_at, case when d.leased then $8 end, case when d.leased then $9 end, case when d.leased then 1 else 0 end, $10
        from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::boolean[])
             with ordinality as d (broadcast_id, conversation_id, lane, activity, due_at, expires_at, leased, place)
        order by d.place
        returning id
        """,
        Batch.Array(close.Deliveries.Select(d => d.BroadcastId).ToArray()),
        Batch.Array(close.Deliveries.Select(d => d.ConversationId).ToArray()),
        Batch.Array(close.Deliveries.Select(d => d.Lane).ToArray()),
        Batch.Array(close.Deliveries.Select(d => d.ActivityJson).ToArray()),
        Batch.Array(close.Deliveries.Select(d => d.DueAt.UtcDateTime).ToArray()),
        Batch.Array(close.Deliveries.Select(d => d.ExpiresAt.UtcDateTime).ToArray()),
        Batch.Array(close.Deliveries.Select(d => d.Leased).ToArray()),
        Batch.Text(close.Lease.By), Batch.Instant(close.Lease.Until), Batch.Instant(close.ReceivedAt));

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
