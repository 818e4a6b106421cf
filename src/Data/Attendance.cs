using Npgsql;

namespace PartyBuilding.Data;

/// <summary>Who is there, on leave or absent.</summary>
public sealed class Attendance(NpgsqlConnection db)
{
    /// <summary>Notes people's presence or leave; a later word replaces an earlier one.</summary>
    /// <param name="state"><c>present</c>, <c>leave_asked</c>, <c>leave</c>, <c>absent</c> or <c>late</c>.</param>
    public Task<int> NoteAsync(
        long branchId, DateOnly heldOn, string kind, long[] members, string state, string? reason, long toldBy, DateTimeOffset now, CancellationToken cancel) =>
        db.RunAsync("""
            insert into attendance (branch_id, held_on, kind, member_id, state, reason, told_by, told_at)
            select @branchId, @heldOn, @kind, m, @state, @reason, @toldBy, @now from unnest(@members) as m
            on conflict (branch_id, held_on, kind, member_id)
                do update set state = excluded.state, reason = coalesce(excluded.reason, attendance.reason), told_by = excluded.told_by, told_at = excluded.told_at
            """, new { branchId, heldOn, kind, members, state, reason, toldBy, now }, cancel);

    /// <summary>Takes leaves back.</summary>
    public async Task<bool> WithdrawLeaveAsync(long[] members, DateOnly heldOn, string kind, CancellationToken cancel) =>
        await db.RunAsync("""
            delete from attendance where member_id = any(@members) and held_on = @heldOn and kind = @kind and state in ('leave', 'leave_asked')
            """, new { members, heldOn, kind }, cancel) > 0;

    /// <summary>Settles a leave that was asked for.</summary>
    public async Task<bool> SettleLeaveAsync(long memberId, DateOnly heldOn, string kind, bool approve, long by, DateTimeOffset now, CancellationToken cancel) =>
        await db.RunAsync("""
            update attendance
            set state = case when @approve then 'leave' else 'absent' end, told_by = @by, told_at = @now
            where member_id = @memberId and held_on = @heldOn and kind = @kind and state = 'leave_asked' and member_id <> @by
            """, new { memberId, heldOn, kind, approve, by, now }, cancel) > 0;

    /// <summary>How many are noted in each state.</summary>
    public Task<IReadOnlyList<StateCount>> CountAsync(long branchId, DateOnly heldOn, string kind, CancellationToken cancel) =>
        db.ListAsync<StateCount>("""
            select state, count(*) as count from attendance where branch_id = @branchId and held_on = @heldOn and kind = @kind group by state
            """, new { branchId, heldOn, kind }, cancel);
}
