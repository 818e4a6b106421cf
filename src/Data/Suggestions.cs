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
}
