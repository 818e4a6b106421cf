using Npgsql;

namespace PartyBuilding.Data;

/// <summary>Something that lies ahead or was to be held lately.</summary>
/// <param name="What">Key of the kind; for a finding what was found.</param>
/// <param name="On">The day, or the last day.</param>
/// <param name="IsReported">Whether its report is there.</param>
public sealed record AheadRow(
    long Id, long BranchId, string What, DateOnly On, TimeOnly? StartsAt, string? Place, long ToldBy, DateTimeOffset ToldAt, bool IsReported);

/// <summary>A member and the day they joined the Party.</summary>
public sealed record JoinedRow(long MemberId, long BranchId, string Name, DateOnly JoinedOn);

/// <summary>The sum of a member's points.</summary>
public sealed record SumRow(long MemberId, decimal Points);

/// <summary>A line of the ledger for a duty met in full.</summary>
public sealed record CompletedRow(long MemberId, string Rule);

/// <summary>What the scheduled jobs ask about the whole county at once.</summary>
public sealed class Duties(NpgsqlConnection db)
{
    /// <summary>Activities still open, with whether they have a report.</summary>
    public Task<IReadOnlyList<AheadRow>> PlannedAsync(DateOnly from, DateOnly until, CancellationToken cancel) =>
        db.ListAsync<AheadRow>("""
            select p.id, p.branch_id, p.kind as what, p.held_on as on, p.starts_at, p.place, p.told_by, p.told_at,
                   exists (select from reports r
                           where r.branch_id = p.branch_id and r.kind = p.kind and r.held_on = p.held_on and r.state in ('claimed', 'kept')) as is_reported
            from plans p
            where p.state = 'open' and p.held_on >= @from and p.held_on < @until
            order by p.id
            """, new { from, until }, cancel);

    /// <summary>Findings to be put right.</summary>
    public Task<IReadOnlyList<AheadRow>> FindingsAsync(DateOnly from, DateOnly until, CancellationToken cancel) =>
        db.ListAsync<AheadRow>("""
            select f.id, f.branch_id, f.content as what, f.due_on as on, null::time as starts_at, null::text as place, f.told_by, f.told_at, false as is_reported
            from findings f
            where f.state = 'open' and not f.praise and f.due_on >= @from and f.due_on < @until
            order by f.id
            """, new { from, until }, cancel);

    /// <summary>Branches whose term of office ends.</summary>
    public Task<IReadOnlyList<AheadRow>> TermsAsync(DateOnly from, DateOnly until, CancellationToken cancel) =>
        db.ListAsync<AheadRow>("""
            select o.id, o.id as branch_id, 'election' as what, o.term_ends_on as on, null::time as starts_at, null::text as place,
                   0::bigint as told_by, '-infinity'::timestamptz as told_at, false as is_reported
            from organisations o
            where o.kind = 'branch' and o.active and o.term_ends_on >= @from and o.term_ends_on < @until
            order by o.id
            """, new { from, until }, cancel);

    /// <summary>Facts of every member: what they told themselves, and the meetings of these kinds they attended.</summary>
    /// <remarks>A meeting without hours of its own counts with its length.</remarks>
    public Task<IReadOnlyList<FactRow>> FactsOfMembersAsync(string[] kinds, DateOnly from, string[] lasting, CancellationToken cancel) =>
        db.ListAsync<FactRow>("""
            select branch_id, member_id, kind, held_on, counts_for, hours, item
            from reports
            where state = 'kept' and member_id is not null and kind = any(@kinds) and (held_on >= @from or kind = any(@lasting))
            union all
            select a.branch_id, a.member_id, r.kind, r.held_on, r.counts_for, coalesce(r.hours, round(r.minutes / 60.0, 2)), r.item
            from attendance a
            join reports r on r.branch_id = a.branch_id and r.kind = a.kind and r.held_on = a.held_on and r.member_id is null and r.state = 'kept'
            where a.state in ('present', 'late') and r.kind = any(@kinds) and (r.held_on >= @from or r.kind = any(@lasting))
            """, new { kinds, from, lasting }, cancel);

    /// <summary>The same for one member, of every kind.</summary>
    public Task<IReadOnlyList<FactRow>> FactsOfMemberAsync(long memberId, DateOnly from, string[] lasting, CancellationToken cancel) =>
        db.ListAsync<FactRow>("""
            select branch_id, member_id, kind, held_on, counts_for, hours, item
            from reports
            where state = 'kept' and member_id = @memberId and pair_id is null and (held_on >= @from or kind = any(@lasting))
            union all
            select a.branch_id, a.member_id, r.kind, r.held_on, r.counts_for, coalesce(r.hours, round(r.minutes / 60.0, 2)), r.item
            from attendance a
            join reports r on r.branch_id = a.branch_id and r.kind = a.kind and r.held_on = a.held_on and r.member_id is null and r.state = 'kept'
            where a.member_id = @memberId and a.state in ('present', 'late') and (r.held_on >= @from or r.kind = any(@lasting))
            """, new { memberId, from, lasting }, cancel);

    /// <summary>Members who joined the Party on one of these days of the year.</summary>
    /// <param name="days">As 04-22.</param>
    public Task<IReadOnlyList<JoinedRow>> JoinedAsync(string[] days, CancellationToken cancel) =>
        db.ListAsync<JoinedRow>("""
            select id as member_id, branch_id, name, joined_on
            from members
            where active and standing in ('full', 'probationary') and to_char(joined_on, 'MM-DD') = any(@days)
            order by id
            """, new { days }, cancel);

    /// <summary>Sums of the year, of those who have any line.</summary>
    public Task<IReadOnlyList<SumRow>> SumsAsync(short year, CancellationToken cancel) =>
        db.ListAsync<SumRow>("select member_id, sum(points) as points from totals where year = @year and member_id <> 0 group by member_id", new { year }, cancel);

    /// <summary>Which of these rules members were credited with for a period ending on a day.</summary>
    public Task<IReadOnlyList<CompletedRow>> CompletedAsync(DateOnly day, string[] rules, CancellationToken cancel) =>
        db.ListAsync<CompletedRow>("""
            select member_id, rule
            from entries
            where year = extract(year from @day::date) and on_day = @day and rule = any(@rules) and reverses is null and state = 'kept'
            """, new { day, rules }, cancel);

    /// <summary>Lets one transaction at a time do what <paramref name="what"/> names.</summary>
    public Task AloneAsync(string what, CancellationToken cancel) =>
        db.RunAsync("select pg_advisory_xact_lock(hashtextextended(@what, 0))", new { what }, cancel);
}
