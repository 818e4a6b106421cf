using Npgsql;

namespace PartyBuilding.Data;

/// <summary>Somebody's or a branch's points in a stretch of days.</summary>
public sealed record Scored(long Id, string Name, decimal Points);

/// <summary>Points side by side. Costs as much as there are people or branches, not as much as there is history.</summary>
public sealed class Rankings(NpgsqlConnection db)
{
    /// <summary>Members of a branch over a whole year, most points first; those exempt on <paramref name="today"/> are left out.</summary>
    public Task<IReadOnlyList<Scored>> MembersAsync(long branchId, short year, DateOnly today, CancellationToken cancel) =>
        db.ListAsync<Scored>($"""
            select m.id, m.name, coalesce(sum(t.points), 0) as points
            from members m
            left join totals t on t.branch_id = m.branch_id and t.year = @year and t.member_id = m.id
            where {Ranked}
            group by m.id, m.name
            order by points desc, m.id
            """, new { branchId, year, today }, cancel);

    /// <summary>The same over part of a year, from the lines themselves.</summary>
    public Task<IReadOnlyList<Scored>> MembersAsync(long branchId, DateOnly from, DateOnly until, DateOnly today, CancellationToken cancel) =>
        db.ListAsync<Scored>($"""
            select m.id, m.name, coalesce(sum(e.points), 0) as points
            from members m
            left join entries e on e.branch_id = m.branch_id and e.year = any(@years) and e.member_id = m.id and e.on_day >= @from and e.on_day < @until
                                and e.state = 'kept'
            where {Ranked}
            group by m.id, m.name
            order by points desc, m.id
            """, new { branchId, from, until, today, years = Years(from, until) }, cancel);

    /// <summary>Branches over a whole year, most points first.</summary>
    public Task<IReadOnlyList<Scored>> BranchesAsync(short year, CancellationToken cancel) =>
        db.ListAsync<Scored>("""
            select o.id, o.name, coalesce(sum(t.points), 0) as points
            from organisations o
            left join totals t on t.branch_id = o.id and t.year = @year and t.member_id = 0
            where o.kind = 'branch' and o.active
            group by o.id, o.name
            order by points desc, o.id
            """, new { year }, cancel);

    /// <summary>The same over part of a year.</summary>
    public Task<IReadOnlyList<Scored>> BranchesAsync(DateOnly from, DateOnly until, CancellationToken cancel) =>
        db.ListAsync<Scored>("""
            select o.id, o.name, coalesce(sum(e.points), 0) as points
            from organisations o
            left join entries e on e.branch_id = o.id and e.year = any(@years) and e.member_id = 0 and e.on_day >= @from and e.on_day < @until
                                and e.state = 'kept'
            where o.kind = 'branch' and o.active
            group by o.id, o.name
            order by points desc, o.id
            """, new { from, until, years = Years(from, until) }, cancel);

    /// <summary>One member's sum of a year.</summary>
    public Task<decimal> OfMemberAsync(long memberId, short year, CancellationToken cancel) =>
        db.OneAsync<decimal>("select coalesce(sum(points), 0) from totals where member_id = @memberId and member_id <> 0 and year = @year", new { memberId, year }, cancel);

    private const string Ranked = """
        m.branch_id = @branchId and m.active and m.standing in ('full', 'probationary')
        and not exists (select from exemptions x where x.member_id = m.id and x.from_on <= @today and (x.until_on is null or x.until_on >= @today))
        """;

    private static short[] Years(DateOnly from, DateOnly until) =>
        [.. Enumerable.Range(from.Year, until.AddDays(-1).Year - from.Year + 1).Select(year => (short)year)];
}
