using Npgsql;

namespace PartyBuilding.Data;

/// <summary>Views and proposals.</summary>
public sealed class Suggestions(NpgsqlConnection db)
{
    /// <summary>Keeps one.</summary>
    public Task<long> AddAsync(long branchId, long memberId, string content, DateTimeOffset now, CancellationToken cancel) =>
        db.OneAsync<long>("""
            insert into suggestions (branch_id, member_id, content, told_at) values (@branchId, @memberId, @content, @now) returning id
            """, new { branchId, memberId, content, now }, cancel);

    /// <summary>Takes one's own back.</summary>
    /// <returns>False when it is somebody else's, was answered, or was taken back before.</returns>
    public async Task<bool> WithdrawAsync(long id, long memberId, CancellationToken cancel) =>
        await db.RunAsync("update suggestions set withdrawn = true where id = @id and member_id = @memberId and state = 'open' and not withdrawn", new { id, memberId }, cancel) > 0;

    /// <summary>What these branches' people have said since a moment, newest first; taken back ones left out.</summary>
    public Task<IReadOnlyList<SuggestionRow>> SinceAsync(long[] branches, DateTimeOffset since, CancellationToken cancel) =>
        db.ListAsync<SuggestionRow>($"""
            {Rows}
            where branch_id = any(@branches) and not withdrawn and (told_at >= @since or state = 'open')
            order by id desc
            """, new { branches, since }, cancel);

    /// <summary>What one person has said, newest first.</summary>
    public Task<IReadOnlyList<SuggestionRow>> OfMemberAsync(long memberId, int most, CancellationToken cancel) =>
        db.ListAsync<SuggestionRow>($"{Rows} where member_id = @memberId and not withdrawn order by id desc limit @most", new { memberId, most }, cancel);

    /// <summary>One of them.</summary>
    public Task<SuggestionRow?> FindAsync(long id, CancellationToken cancel) =>
        db.MaybeAsync<SuggestionRow>($"{Rows} where id = @id and not withdrawn", new { id }, cancel);

    /// <summary>Answers one; the later word counts.</summary>
    /// <param name="state"><c>done</c> or <c>declined</c>.</param>
    public async Task<bool> AnswerAsync(long id, string state, string? answer, long by, DateTimeOffset now, CancellationToken cancel) =>
        await db.RunAsync("""
            update suggestions set state = @state, answer = @answer, answered_by = @by, answered_at = @now where id = @id and not withdrawn
            """, new { id, state, answer, by, now }, cancel) > 0;

    private const string Rows = "select id, branch_id, member_id, content, told_at, state, answer from suggestions";
}

/// <summary>A view or proposal and what became of it.</summary>
/// <param name="State"><c>open</c>, <c>done</c> or <c>declined</c>.</param>
public sealed record SuggestionRow(long Id, long BranchId, long MemberId, string Content, DateTimeOffset ToldAt, string State, string? Answer);
