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
}
