using Npgsql;

namespace PartyBuilding.Data;

/// <summary>A member as the roster knows them.</summary>
/// <param name="IsExempt">Not held to attendance on the day the roster was read.</param>
/// <param name="GroupId">The Party group; null where the branch has none.</param>
public sealed record MemberRow(long Id, string Name, long BranchId, string Branch, string Standing, bool IsExempt, string[] Roles, long? GroupId);

/// <summary>A branch as the roster knows it.</summary>
/// <param name="Kind"><c>branch</c>, or <c>bureau</c> for the bureau's own.</param>
/// <param name="Groups">How many Party groups it has.</param>
/// <param name="TermEndsOn">Last day of its present term of office, where somebody has said.</param>
public sealed record BranchRow(long Id, string Name, string Kind, string[] ShortForms, int Groups, DateOnly? TermEndsOn);

/// <summary>Who belongs where.</summary>
public sealed class Members(NpgsqlConnection db)
{
    /// <summary>Everybody in scope, in the order of the roster.</summary>
    public Task<IReadOnlyList<MemberRow>> AllAsync(DateOnly today, CancellationToken cancel) =>
        db.ListAsync<MemberRow>("""
            select m.id, m.name, m.branch_id, o.name as branch, m.standing,
                   exists (select from exemptions x where x.member_id = m.id and x.from_on <= @today and (x.until_on is null or x.until_on >= @today)) as is_exempt,
                   coalesce((select array_agg(distinct r.role order by r.role) from roles r where r.member_id = m.id), '{}') as roles, m.group_id
            from members m
            join organisations o on o.id = m.branch_id
            where m.active
            order by m.id
            """, new { today }, cancel);

    /// <summary>Every branch.</summary>
    public Task<IReadOnlyList<BranchRow>> BranchesAsync(CancellationToken cancel) =>
        db.ListAsync<BranchRow>("""
            select o.id, o.name, o.kind, o.short_forms, (select count(*)::integer from organisations g where g.parent_id = o.id and g.kind = 'group' and g.active) as groups,
                   o.term_ends_on
            from organisations o
            where o.kind in ('branch', 'bureau') and o.active
            order by o.id
            """, cancel: cancel);

    /// <summary>States the county as this transaction's scope: for jobs and for reading the roster, never for a person's turn.</summary>
    public Task ScopeToCountyAsync(CancellationToken cancel) => db.RunAsync("select set_config('party.scope', 'county', true)", cancel: cancel);
}
