using Npgsql;

namespace PartyBuilding.Data;

/// <summary>Who looked at or changed what is not their own. Lines are added, never changed.</summary>
public sealed class Audit(NpgsqlConnection db)
{
    /// <summary>Adds a line.</summary>
    /// <param name="at">When.</param>
    /// <param name="memberId">Who; null for the operator.</param>
    /// <param name="action">What was done: <c>points-detail</c>, <c>export</c> …</param>
    /// <param name="subject">To whom or what: <c>member:12</c>.</param>
    /// <param name="branchId">In which branch.</param>
    /// <param name="ground">The reason stated, where one is asked for.</param>
    /// <param name="cancel">Ends the wait.</param>
    public Task AddAsync(
        DateTimeOffset at, long? memberId, string action, string? subject, long? branchId, string? ground, CancellationToken cancel) =>
        db.RunAsync("""
            insert into audit (at, member_id, action, subject, branch_id, ground)
            values (@at, @memberId, @action, @subject, @branchId, @ground)
            """, new { at, memberId, action, subject, branchId, ground }, cancel);
}
