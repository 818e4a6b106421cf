using Npgsql;

namespace PartyBuilding.Data;

/// <summary>A duty that a branch has set itself.</summary>
/// <param name="Kind">Key of the kind.</param>
/// <param name="Per"><c>week</c>, <c>month</c>, <c>quarter</c>, <c>half</c>, <c>term</c> or <c>year</c>.</param>
public sealed record BranchDutyRow(long Id, long BranchId, string Kind, string Per, short Times, DateOnly FromOn);

/// <summary>What branches have set themselves beyond the county's plan, and when their terms of office end.</summary>
public sealed class BranchDuties(NpgsqlConnection db)
{
    /// <summary>Every duty in force, of the branches in scope.</summary>
    public Task<IReadOnlyList<BranchDutyRow>> AllAsync(CancellationToken cancel) =>
        db.ListAsync<BranchDutyRow>("""
            select id, branch_id, kind, per, times, from_on
            from branch_duties
            where until_on is null
            order by branch_id, id
            """, cancel: cancel);

    /// <summary>Adds a duty; said again for the same kind, the new one replaces the old.</summary>
    public Task<long> AddAsync(long branchId, string kind, string per, short times, DateOnly from, long toldBy, DateTimeOffset now, CancellationToken cancel) =>
        db.OneAsync<long>("""
            insert into branch_duties (branch_id, kind, per, times, from_on, told_by, told_at)
            values (@branchId, @kind, @per, @times, @from, @toldBy, @now)
            on conflict (branch_id, kind) where until_on is null do update
            set per = excluded.per, times = excluded.times, told_by = excluded.told_by, told_at = excluded.told_at
            returning id
            """, new { branchId, kind, per, times, from, toldBy, now }, cancel);

    /// <summary>Ends a duty.</summary>
    /// <returns>False when the branch had none of that kind.</returns>
    public async Task<bool> EndAsync(long branchId, string kind, DateOnly lastOn, CancellationToken cancel) =>
        await db.RunAsync("""
            update branch_duties set until_on = greatest(@lastOn, from_on) where branch_id = @branchId and kind = @kind and until_on is null
            """, new { branchId, kind, lastOn }, cancel) > 0;

    /// <summary>Begins a term of office with an election, and remembers with its report when the term before it would have ended.</summary>
    public Task BeginTermAsync(long reportId, long branchId, DateOnly endsOn, CancellationToken cancel) =>
        db.RunAsync("""
            with before as (
                update reports r
                set fields = r.fields || jsonb_build_object('term_before', o.term_ends_on)
                from organisations o
                where r.id = @reportId and o.id = @branchId)
            update organisations set term_ends_on = @endsOn where id = @branchId
            """, new { reportId, branchId, endsOn }, cancel);

    /// <summary>Puts back the end of term that stood before an election, unless somebody has set another one since.</summary>
    /// <param name="endsOn">The end the election had set.</param>
    /// <returns>False when nothing was put back.</returns>
    public async Task<bool> UndoTermAsync(long reportId, DateOnly endsOn, CancellationToken cancel) =>
        await db.RunAsync("""
            update organisations o
            set term_ends_on = (r.fields ->> 'term_before')::date
            from reports r
            where r.id = @reportId and o.id = r.branch_id and r.fields ? 'term_before' and o.term_ends_on = @endsOn
            """, new { reportId, endsOn }, cancel) > 0;

    /// <summary>Says when a branch's term of office ends.</summary>
    public Task EndTermAsync(long branchId, DateOnly endsOn, CancellationToken cancel) =>
        db.RunAsync("update organisations set term_ends_on = @endsOn where id = @branchId", new { branchId, endsOn }, cancel);
}
