using Npgsql;

namespace PartyBuilding.Data;

/// <summary>What an inspection found in a branch.</summary>
/// <param name="Reply">What the branch says it has done.</param>
/// <param name="Note">Why the last reply was sent back.</param>
/// <param name="State"><c>open</c>, <c>answered</c> (to be looked at) or <c>closed</c>.</param>
public sealed record FindingRow(
    long Id, long BranchId, string Content, bool Praise, DateOnly? DueOn, string? Reply, string? Note, string State, long ToldBy, DateTimeOffset ToldAt);

/// <summary>督查 → 整改: found, answered by the branch, taken as done by whoever inspects.</summary>
public sealed class Findings(NpgsqlConnection db)
{
    private const string Rows = "select id, branch_id, content, praise, due_on, reply, note, state, told_by, told_at from findings";

    /// <summary>Keeps one. Praise is closed from the start.</summary>
    public Task<long> AddAsync(long branchId, string content, bool praise, DateOnly? dueOn, long toldBy, DateTimeOffset now, CancellationToken cancel) =>
        db.OneAsync<long>("""
            insert into findings (branch_id, content, praise, due_on, state, told_by, told_at, closed_at)
            values (@branchId, @content, @praise, @dueOn, case when @praise then 'closed' else 'open' end, @toldBy, @now, case when @praise then @now end)
            returning id
            """, new { branchId, content, praise, dueOn, toldBy, now }, cancel);

    /// <summary>One finding.</summary>
    public Task<FindingRow?> FindAsync(long id, CancellationToken cancel) => db.MaybeAsync<FindingRow>($"{Rows} where id = @id", new { id }, cancel);

    /// <summary>What these branches have not finished, soonest due first.</summary>
    public Task<IReadOnlyList<FindingRow>> OpenAsync(long[] branches, CancellationToken cancel) =>
        db.ListAsync<FindingRow>($"{Rows} where branch_id = any(@branches) and state <> 'closed' order by due_on nulls last, id", new { branches }, cancel);

    /// <summary>How many of these branches' findings were closed since a moment; what was praise or taken back is not counted.</summary>
    public Task<long> ClosedSinceAsync(long[] branches, DateTimeOffset since, CancellationToken cancel) =>
        db.OneAsync<long>(
            "select count(*) from findings where branch_id = any(@branches) and state = 'closed' and reply is not null and closed_at >= @since", new { branches, since }, cancel);

    /// <summary>The branch says what it has done; said again, the later word counts.</summary>
    /// <returns>False when it is closed.</returns>
    public async Task<bool> ReplyAsync(long id, string reply, long by, DateTimeOffset now, CancellationToken cancel) =>
        await db.RunAsync("""
            update findings set reply = @reply, replied_by = @by, replied_at = @now, state = 'answered' where id = @id and state <> 'closed' and not praise
            """, new { id, reply, by, now }, cancel) > 0;

    /// <summary>Takes it as done. Nobody confirms what they themselves said was done.</summary>
    /// <returns>False when there is nothing to confirm.</returns>
    public async Task<bool> CloseAsync(long id, long by, DateTimeOffset now, CancellationToken cancel) =>
        await db.RunAsync("""
            update findings set state = 'closed', closed_by = @by, closed_at = @now where id = @id and state = 'answered' and replied_by <> @by
            """, new { id, by, now }, cancel) > 0;

    /// <summary>Sends it back.</summary>
    public async Task<bool> ReturnAsync(long id, string? note, DateOnly? dueOn, CancellationToken cancel) =>
        await db.RunAsync("""
            update findings set state = 'open', note = @note, due_on = coalesce(@dueOn, due_on) where id = @id and state = 'answered'
            """, new { id, note, dueOn }, cancel) > 0;

    /// <summary>Takes one's own finding back while nobody has answered it.</summary>
    public async Task<bool> WithdrawAsync(long id, long by, DateTimeOffset now, CancellationToken cancel) =>
        await db.RunAsync("""
            update findings set state = 'closed', note = '撤回', closed_by = @by, closed_at = @now where id = @id and told_by = @by and reply is null and (state = 'open' or praise)
            """, new { id, by, now }, cancel) > 0;
}
