using Npgsql;

namespace PartyBuilding.Data;

/// <summary>A line that a report earned, or a report that earned none.</summary>
/// <param name="OfMember">Whose own report it is; null for the branch's.</param>
/// <param name="EntryId">Null when the report has no line that stands.</param>
/// <param name="MemberId">0 for the branch's own ledger.</param>
public sealed record EarnedRow(
    long ReportId, long BranchId, string Kind, DateOnly HeldOn, decimal? Hours, long? OfMember, long? EntryId, long? MemberId, string? Rule, int? RuleVersion,
    decimal? Asked, decimal? Points);

/// <summary>A line for a duty met in full.</summary>
public sealed record MetRow(long EntryId, long BranchId, long MemberId, string Rule, int RuleVersion, DateOnly OnDay, decimal Asked, decimal Points, string? Reason);

/// <summary>What was earned under the rules of its time, to be held against the rules as they are now.</summary>
public sealed class Replays(NpgsqlConnection db)
{
    private const string Stands = "e.state = 'kept' and e.reverses is null and not exists (select from entries r where r.reverses = e.id and r.year = e.year)";

    /// <summary>Reports of these kinds with the lines that stand, by branch and day.</summary>
    public Task<IReadOnlyList<EarnedRow>> EarnedAsync(string[] kinds, DateOnly from, DateOnly until, CancellationToken cancel) =>
        db.ListAsync<EarnedRow>($"""
            select r.id as report_id, r.branch_id, r.kind, r.held_on, r.hours, r.member_id as of_member, e.id as entry_id, e.member_id, e.rule, e.rule_version,
                   e.asked, e.points
            from reports r
            left join entries e on e.report_id = r.id and {Stands}
            where r.state = 'kept' and r.kind = any(@kinds) and r.held_on >= @from and r.held_on < @until
            order by r.branch_id, r.held_on, r.id, e.id
            """, new { kinds, from, until }, cancel);

    /// <summary>Lines of these rules that no report earned.</summary>
    public Task<IReadOnlyList<MetRow>> MetAsync(string[] rules, DateOnly from, DateOnly until, CancellationToken cancel) =>
        db.ListAsync<MetRow>($"""
            select e.id as entry_id, e.branch_id, e.member_id, e.rule, e.rule_version, e.on_day, e.asked, e.points, e.reason
            from entries e
            where e.report_id is null and e.rule = any(@rules) and e.on_day >= @from and e.on_day < @until and {Stands}
            order by e.branch_id, e.on_day, e.id
            """, new { rules, from, until }, cancel);

    /// <summary>Who answers for a branch's lines: its secretary, else its first member.</summary>
    public Task<long> TellerAsync(long branchId, CancellationToken cancel) =>
        db.OneAsync<long>("""
            select m.id
            from members m
            left join roles r on r.member_id = m.id and r.role = 'secretary'
            where m.branch_id = @branchId
            order by r.role is null, not m.active, m.id
            limit 1
            """, new { branchId }, cancel);
}
