using Npgsql;

namespace PartyBuilding.Data;

/// <summary>What people of a branch's committee see to, beside being of it.</summary>
public sealed class Posts(NpgsqlConnection db)
{
    /// <summary>The posts there are, as roles.</summary>
    public static IReadOnlyList<string> All { get; } = ["organising", "publicity", "discipline"];

    /// <summary>Gives a post to one person, or with null to nobody; whoever held it before no longer does.</summary>
    public Task SetAsync(long branchId, string post, long? memberId, CancellationToken cancel) =>
        db.RunAsync("""
            with gone as (delete from roles where organisation_id = @branchId and role = @post and member_id is distinct from @memberId::bigint)
            insert into roles (member_id, role, organisation_id)
            select @memberId, @post, @branchId where @memberId::bigint is not null
            on conflict do nothing
            """, new { branchId, post, memberId }, cancel);
}
