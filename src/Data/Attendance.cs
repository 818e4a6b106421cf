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

    /// <summary>Who was at a meeting, by its report or by checking in.</summary>
    /// <param name="away">Not there after all, though they may have checked in.</param>
    public Task<IReadOnlyList<long>> TakeAsync(
        long branchId, DateOnly heldOn, string kind, long[] away, long toldBy, DateTimeOffset toldAt, CancellationToken cancel) =>
        db.ListAsync<long>("""
            with gone as (
                update attendance set state = 'absent', told_by = @toldBy, told_at = @toldAt
                where branch_id = @branchId and held_on = @heldOn and kind = @kind and member_id = any(@away) and state in ('present', 'late'))
            select member_id
            from attendance
            where branch_id = @branchId and held_on = @heldOn and kind = @kind and state in ('present', 'late') and member_id <> all(@away)
            """, new { branchId, heldOn, kind, away, toldBy, toldAt }, cancel);

    /// <summary>Who was at a meeting.</summary>
    public Task<IReadOnlyList<long>> PresentAsync(long branchId, DateOnly heldOn, string kind, CancellationToken cancel) =>
        db.ListAsync<long>("""
            select member_id from attendance where branch_id = @branchId and held_on = @heldOn and kind = @kind and state in ('present', 'late')
            """, new { branchId, heldOn, kind }, cancel);

    /// <summary>Notes as there whom nothing is known of, or who was noted as away, in a report's own name and time.</summary>
    /// <returns>How many.</returns>
    public Task<int> FillAsync(ReportRow report, long[] members, CancellationToken cancel) =>
        db.RunAsync("""
            insert into attendance (branch_id, held_on, kind, member_id, state, told_by, told_at)
            select @BranchId, @HeldOn, @Kind, m, 'present', @ToldBy, @ToldAt from unnest(@members) as m
            on conflict (branch_id, held_on, kind, member_id)
                do update set state = 'present', told_by = excluded.told_by, told_at = excluded.told_at
                where attendance.state not in ('present', 'late')
            """, new { report.BranchId, report.HeldOn, report.Kind, report.ToldBy, report.ToldAt, members }, cancel);

    /// <summary>Forgets what a report noted of its meeting's attendance; those who checked in themselves stay.</summary>
    /// <returns>How many.</returns>
    public Task<int> ForgetAsync(ReportRow report, CancellationToken cancel) =>
        db.RunAsync("""
            delete from attendance
            where branch_id = @BranchId and held_on = @HeldOn and kind = @Kind and told_by = @ToldBy and told_at = @ToldAt
            """, new { report.BranchId, report.HeldOn, report.Kind, report.ToldBy, report.ToldAt }, cancel);

    /// <summary>Moves a meeting's attendance to the day it really was, unless another meeting of its kind was held on the first.</summary>
    public Task MoveAsync(ReportRow report, DateOnly to, CancellationToken cancel) =>
        db.RunAsync("""
            update attendance a
            set held_on = @to
            where a.branch_id = @BranchId and a.held_on = @HeldOn and a.kind = @Kind
              and not exists (
                  select from attendance o where o.branch_id = a.branch_id and o.held_on = @to and o.kind = a.kind and o.member_id = a.member_id)
              and not exists (
                  select from reports r
                  where r.branch_id = @BranchId and r.held_on = @HeldOn and r.kind = @Kind and r.member_id is null and r.state in ('claimed', 'kept') and r.id <> @Id)
            """, new { report.Id, report.BranchId, report.HeldOn, report.Kind, to }, cancel);

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

    /// <summary>What is noted of everybody at a meeting.</summary>
    public Task<IReadOnlyList<Attendee>> OfMeetingAsync(long branchId, DateOnly heldOn, string kind, CancellationToken cancel) =>
        db.ListAsync<Attendee>("""
            select member_id, state from attendance where branch_id = @branchId and held_on = @heldOn and kind = @kind order by member_id
            """, new { branchId, heldOn, kind }, cancel);

    /// <summary>Where one member was: what is noted of them, and the branch's meetings that credited them or know nothing of them; newest first.</summary>
    /// <param name="until">The first day not looked at.</param>
    public Task<IReadOnlyList<Attended>> OfMemberAsync(long branchId, long memberId, DateOnly from, DateOnly until, CancellationToken cancel) =>
        db.ListAsync<Attended>("""
            with met as (
                select r.held_on, r.kind, bool_or(coalesce(e.credited, false)) as credited, bool_or(coalesce(e.listed, false)) as listed
                from reports r
                left join lateral (
                    select bool_or(e.member_id = @memberId) as credited, true as listed
                    from entries e
                    where e.report_id = r.id and e.member_id <> 0 and e.state = 'kept' and e.reverses is null
                      and not exists (select from entries b where b.reverses = e.id and b.year = e.year)
                    having count(*) > 0) e on true
                where r.branch_id = @branchId and r.held_on >= @from and r.held_on < @until and r.state = 'kept' and r.member_id is null
                group by r.held_on, r.kind),
            noted as (
                select held_on, kind, max(state) filter (where member_id = @memberId) as state
                from attendance
                where branch_id = @branchId and held_on >= @from and held_on < @until
                group by held_on, kind)
            select held_on, kind,
                   case when m.credited and n.state is distinct from 'late' then 'present' else n.state end as state,
                   coalesce(m.listed, false) or n.held_on is not null as listed,
                   m.held_on is not null as held
            from met m
            full join noted n using (held_on, kind)
            order by held_on desc, kind
            """, new { branchId, memberId, from, until }, cancel);
}

/// <summary>Somebody at a meeting, or not there.</summary>
public sealed record Attendee(long MemberId, string State);

/// <summary>Where somebody was at a meeting.</summary>
/// <param name="State">As noted; null when nothing is known of them.</param>
/// <param name="Listed">Whether anybody's presence or absence there is known by name.</param>
/// <param name="Held">Whether it was reported.</param>
public sealed record Attended(DateOnly HeldOn, string Kind, string? State, bool Listed, bool Held);
