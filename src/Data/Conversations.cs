using Npgsql;

namespace PartyBuilding.Data;

/// <summary>A chat the bot is in.</summary>
/// <param name="Key">The channel's id of it.</param>
/// <param name="Kind"><c>private</c> or <c>group</c>.</param>
/// <param name="BranchId">The branch a group chat is bound to.</param>
/// <param name="MemberId">Whose private chat.</param>
/// <param name="UserId">The same person's id in the channel.</param>
/// <param name="Reference">JSON: what a message there needs.</param>
/// <param name="Settings">JSON: what this group allows.</param>
/// <param name="IsGone">True when the bot was removed or blocked.</param>
public sealed record ConversationRow(
    long Id, string Channel, string Account, string Key, string Kind, string? Title, long? BranchId, long? MemberId, string? UserId,
    string Reference, string Settings, bool IsGone)
{
    /// <param name="at">The first of its columns.</param>
    internal static ConversationRow Read(NpgsqlDataReader row, int at) => new(
        row.GetInt64(at), row.GetString(at + 1), row.GetString(at + 2), row.GetString(at + 3), row.GetString(at + 4), Text(row, at + 5),
        Long(row, at + 6), Long(row, at + 7), Text(row, at + 8), row.GetString(at + 9), row.GetString(at + 10), row.GetBoolean(at + 11));

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static long? Long(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
}

/// <summary>A chat met for the first time.</summary>
public sealed record NewConversation(
    string Channel, string Account, string Key, string Kind, string? Title, long? MemberId, string? UserId, string Reference, DateTimeOffset Now);

/// <summary>Where the bot is.</summary>
public sealed class Conversations(NpgsqlConnection db)
{
    private const string Columns = """
        id, channel, account, key, kind, title, branch_id, member_id, user_id, reference::text as reference, settings::text as settings,
        gone_at is not null as is_gone
        """;

    /// <summary>The chat, made when it is new. A private chat belongs to the member speaking in it.</summary>
    public Task<ConversationRow> EnsureAsync(NewConversation conversation, CancellationToken cancel) =>
        db.OneAsync<ConversationRow>($"""
            insert into conversations (channel, account, key, kind, title, member_id, user_id, reference, created_at)
            values (@Channel, @Account, @Key, @Kind, @Title, case when @Kind = 'private' then @MemberId end,
                    case when @Kind = 'private' then @UserId end, @Reference::jsonb, @Now)
            on conflict (channel, account, key) do update set reference = excluded.reference, gone_at = null, gone_reason = null
            returning {Columns}
            """, conversation, cancel);

    /// <summary>Remembers where to answer; a message from a chat also says that the bot is there again.</summary>
    public Task RefreshAsync(long id, string reference, long? memberId, CancellationToken cancel) =>
        db.RunAsync("""
            update conversations
            set reference = @reference::jsonb, gone_at = null, gone_reason = null,
                member_id = case when kind = 'private' then @memberId else member_id end
            where id = @id
            """, new { id, reference, memberId }, cancel);

    /// <summary>One chat by its id.</summary>
    public Task<ConversationRow?> FindAsync(long id, CancellationToken cancel) =>
        db.MaybeAsync<ConversationRow>($"select {Columns} from conversations where id = @id", new { id }, cancel);

    /// <summary>One chat by the channel's id.</summary>
    public Task<ConversationRow?> FindAsync(string channel, string account, string key, CancellationToken cancel) =>
        db.MaybeAsync<ConversationRow>(
            $"select {Columns} from conversations where channel = @channel and account = @account and key = @key", new { channel, account, key }, cancel);

    /// <summary>The private chat with this person in this channel, the newest that still works.</summary>
    public Task<ConversationRow?> PrivateOfAsync(string channel, string account, string userId, CancellationToken cancel) =>
        db.MaybeAsync<ConversationRow>($"""
            select {Columns}
            from conversations
            where channel = @channel and account = @account and user_id = @userId and kind = 'private' and gone_at is null
            order by id desc
            limit 1
            """, new { channel, account, userId }, cancel);

    /// <summary>One private chat for each of these members who has one.</summary>
    public Task<IReadOnlyList<ConversationRow>> PrivateOfMembersAsync(long[] members, CancellationToken cancel) =>
        db.ListAsync<ConversationRow>($"""
            select distinct on (member_id) {Columns}
            from conversations
            where member_id = any(@members) and kind = 'private' and gone_at is null
            order by member_id, id desc
            """, new { members }, cancel);

    /// <summary>The group chats of these branches; of every branch when <paramref name="branches"/> is null.</summary>
    public Task<IReadOnlyList<ConversationRow>> GroupsOfAsync(long[]? branches, CancellationToken cancel) =>
        db.ListAsync<ConversationRow>($"""
            select {Columns}
            from conversations
            where kind = 'group' and gone_at is null
              and branch_id = any(array(
                  select o.id from organisations o where o.kind = 'branch' and o.active and o.id = any(coalesce(@branches::bigint[], array[o.id]))))
            order by id
            """, new { branches }, cancel);

    /// <summary>The groups of these branches from which the bot was removed, of each the newest.</summary>
    public Task<IReadOnlyList<ConversationRow>> LeftGroupsAsync(long[] branches, CancellationToken cancel) =>
        db.ListAsync<ConversationRow>($"""
            select distinct on (branch_id) {Columns}
            from conversations
            where kind = 'group' and gone_at is not null and branch_id = any(@branches)
            order by branch_id, id desc
            """, new { branches }, cancel);

    /// <summary>Whether somebody is in a Direct Line group.</summary>
    public async Task<bool> IsParticipantAsync(long id, string userId, CancellationToken cancel) =>
        await db.MaybeAsync<int?>("select 1 from participants where conversation_id = @id and user_id = @userId", new { id, userId }, cancel) is not null;

    /// <summary>Whether a message is one of the bot's own, by the channel's id of it.</summary>
    /// <remarks>Lines of our own channel are looked through as far back as people answer; an index for it would cost every line.</remarks>
    public Task<bool> IsOursAsync(long id, string message, CancellationToken cancel) =>
        db.OneAsync<bool>("""
            select exists (select from deliveries where conversation_id = @id and wire_id = @message and wire_id is not null)
                or exists (
                    select from transcript t
                    where t.conversation_id = @id and t.line > (select last_line - 200 from conversations where id = @id)
                      and t.activity_id = @message and t.activity #>> '{from,role}' = 'bot')
            """, new { id, message }, cancel);

    /// <summary>Binds a group chat to a branch.</summary>
    public Task BindAsync(long id, long branchId, CancellationToken cancel) =>
        db.RunAsync("update conversations set branch_id = @branchId where id = @id", new { id, branchId }, cancel);

    /// <summary>Keeps a group's settings.</summary>
    public Task SetAsync(long id, string settings, CancellationToken cancel) =>
        db.RunAsync("update conversations set settings = @settings::jsonb where id = @id", new { id, settings }, cancel);

    /// <summary>The bot was removed there.</summary>
    public Task GoneAsync(long id, string reason, DateTimeOffset now, CancellationToken cancel) =>
        db.RunAsync("update conversations set gone_at = @now, gone_reason = @reason where id = @id and gone_at is null", new { id, reason, now }, cancel);

    /// <summary>Marks a chat as welcomed.</summary>
    /// <returns>True the first time only.</returns>
    public async Task<bool> WelcomeAsync(long id, DateTimeOffset now, CancellationToken cancel) =>
        await db.RunAsync("update conversations set welcomed_at = @now where id = @id and welcomed_at is null", new { id, now }, cancel) > 0;
}
