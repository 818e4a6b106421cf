using Npgsql;

namespace PartyBuilding.Data;

/// <summary>A mentor and the young teacher they have taken on.</summary>
/// <param name="Apprentice">By name; need not be a member.</param>
/// <param name="UntilOn">Last day; null while it lasts.</param>
public sealed record PairRow(long Id, long BranchId, long MentorId, string Mentor, string Apprentice, DateOnly FromOn, DateOnly? UntilOn);

/// <summary>A fact of a pair.</summary>
public sealed record PairFactRow(long PairId, string Kind, DateOnly HeldOn, string? CountsFor, string? Item);

/// <summary>师徒结对: who mentors whom, and what they have done together.</summary>
public sealed class Pairs(NpgsqlConnection db)
{
    /// <summary>Pairs that last on a day, of one branch or of all in scope.</summary>
    public Task<IReadOnlyList<PairRow>> OnAsync(long? branchId, DateOnly day, CancellationToken cancel) => BetweenAsync(branchId, day, day, cancel);

    /// <summary>Pairs that last on any of these days.</summary>
    public Task<IReadOnlyList<PairRow>> BetweenAsync(long? branchId, DateOnly from, DateOnly to, CancellationToken cancel) =>
        db.ListAsync<PairRow>("""
            select p.id, p.branch_id, p.mentor_id, m.name as mentor, p.apprentice, p.from_on, p.until_on
            from pairs p
            join members m on m.id = p.mentor_id and m.active
            where (@branchId::bigint is null or p.branch_id = @branchId) and p.from_on <= @to and (p.until_on is null or p.until_on >= @from)
            order by p.branch_id, p.id
            """, new { branchId, from, to }, cancel);

    /// <summary>Makes a pair.</summary>
    /// <returns>Its id; null when these two are one already.</returns>
    public Task<long?> AddAsync(long branchId, long mentorId, string apprentice, DateOnly from, long toldBy, DateTimeOffset now, CancellationToken cancel) =>
        db.MaybeAsync<long?>("""
            insert into pairs (branch_id, mentor_id, apprentice, from_on, told_by, told_at)
            values (@branchId, @mentorId, @apprentice, @from, @toldBy, @now)
            on conflict (branch_id, mentor_id, apprentice) where until_on is null do nothing
            returning id
            """, new { branchId, mentorId, apprentice, from, toldBy, now }, cancel);

    /// <summary>Ends a pair; what it did stays.</summary>
    /// <param name="lastOn">Its last day.</param>
    public async Task<bool> EndAsync(long id, DateOnly lastOn, CancellationToken cancel) =>
        await db.RunAsync("update pairs set until_on = greatest(@lastOn, from_on) where id = @id and until_on is null", new { id, lastOn }, cancel) > 0;

    /// <summary>Says whose a report is.</summary>
    public Task CreditAsync(long reportId, long pairId, CancellationToken cancel) =>
        db.RunAsync("update reports set pair_id = @pairId where id = @reportId", new { reportId, pairId }, cancel);

    /// <summary>Whose a report is; null when it is no pair's.</summary>
    public Task<long?> OfReportAsync(long reportId, CancellationToken cancel) =>
        db.MaybeAsync<long?>("select pair_id from reports where id = @reportId", new { reportId }, cancel);

    /// <summary>What these pairs have done since a day.</summary>
    public Task<IReadOnlyList<PairFactRow>> FactsAsync(long[] pairs, DateOnly from, CancellationToken cancel) =>
        db.ListAsync<PairFactRow>("""
            select pair_id, kind, held_on, counts_for, item
            from reports
            where pair_id = any(@pairs) and state = 'kept' and held_on >= @from
            """, new { pairs, from }, cancel);
}
