using Npgsql;

namespace PartyBuilding.Data;

/// <summary>Who inspects which branches.</summary>
public sealed class Inspectors(NpgsqlConnection db)
{
    /// <summary>The branches somebody has been assigned; empty when there are none.</summary>
    public Task<long[]> AssignedAsync(long memberId, CancellationToken cancel) =>
        db.OneAsync<long[]>("select assigned_branches(@memberId)", new { memberId }, cancel);

    /// <summary>Makes somebody the inspector of these branches and of no others.</summary>
    public Task AssignAsync(long memberId, long[] branches, CancellationToken cancel) =>
        db.RunAsync("""
            with gone as (
                delete from roles r
                using organisations o
                where r.member_id = @memberId and r.role = 'inspector' and o.id = r.organisation_id and o.kind <> 'bureau' and o.id <> all(@branches))
            insert into roles (member_id, role, organisation_id)
            select @memberId, 'inspector', branch from unnest(@branches) as branch
            on conflict do nothing
            """, new { memberId, branches }, cancel);

    /// <summary>Those who inspect a branch.</summary>
    public Task<IReadOnlyList<long>> OfBranchAsync(long branchId, CancellationToken cancel) =>
        db.ListAsync<long>("""
            select distinct r.member_id
            from roles r
            where r.role = 'inspector' and @branchId = any(assigned_branches(r.member_id))
            order by 1
            """, new { branchId }, cancel);
}
