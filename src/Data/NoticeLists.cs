using Npgsql;

namespace PartyBuilding.Data;

/// <summary>A list of branches or people kept under a name.</summary>
public sealed record NoticeList(long Id, string Name, long[] Branches, long[] Members);

/// <summary>Lists that notices can be sent to: the bureau's own, and each branch's own.</summary>
public sealed class NoticeLists(NpgsqlConnection db)
{
    /// <summary>Keeps a list; one of the same name is replaced.</summary>
    /// <param name="branchId">Whose; null for the bureau.</param>
    /// <returns>True when there was one of that name.</returns>
    public Task<bool> SaveAsync(long? branchId, string name, long[] branches, long[] members, long by, DateTimeOffset now, CancellationToken cancel) =>
        db.OneAsync<bool>("""
            insert into lists (branch_id, name, branches, members, saved_by, saved_at)
            values (@branchId, @name, @branches, @members, @by, @now)
            on conflict (coalesce(branch_id, 0), name) do update
            set branches = excluded.branches, members = excluded.members, saved_by = excluded.saved_by, saved_at = excluded.saved_at
            returning xmax <> 0
            """, new { branchId, name, branches, members, by, now }, cancel);

    /// <summary>All lists of a branch, or of the bureau, by name.</summary>
    public Task<IReadOnlyList<NoticeList>> AllAsync(long? branchId, CancellationToken cancel) =>
        db.ListAsync<NoticeList>("""
            select id, name, branches, members
            from lists
            where branch_id is not distinct from @branchId
            order by name
            """, new { branchId }, cancel);

    /// <summary>Forgets a list.</summary>
    /// <returns>False when there is none of that name.</returns>
    public async Task<bool> DeleteAsync(long? branchId, string name, CancellationToken cancel) =>
        await db.RunAsync("delete from lists where branch_id is not distinct from @branchId and name = @name", new { branchId, name }, cancel) > 0;
}
