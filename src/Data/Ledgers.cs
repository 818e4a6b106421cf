using Npgsql;

namespace PartyBuilding.Data;

/// <summary>A report as the ledger shows it.</summary>
/// <param name="Member">Whose own doing; null when it is the branch's.</param>
public sealed record LedgerReport(
    string Branch, DateOnly HeldOn, string Kind, string? Item, string? Member, TimeOnly? StartsAt, int? Minutes, string? Place, string? Topic, int? Due,
    int? Attendees, int? Absent, decimal? Hours, string State, string ToldBy, DateTimeOffset ToldAt);

/// <summary>A line of points as the ledger shows it.</summary>
/// <param name="Member">Null for the branch's own points.</param>
public sealed record LedgerEntry(
    string Branch, string? Member, DateOnly OnDay, string Rule, int RuleVersion, decimal Points, string? Reason, bool IsReversal, string ToldBy, DateTimeOffset ToldAt);

/// <summary>Whole ledgers for printing and filing. Dues and what is left behind in confidence are told elsewhere, or not at all.</summary>
public sealed class Ledgers(NpgsqlConnection db)
{
    /// <summary>What was reported, by branch and day.</summary>
    /// <param name="branchId">One branch; null for all in scope.</param>
    /// <param name="from">First day.</param>
    /// <param name="until">First day no longer.</param>
    /// <param name="without">Kinds left out.</param>
    /// <param name="cancel">Ends the wait.</param>
    public Task<IReadOnlyList<LedgerReport>> ReportsAsync(long? branchId, DateOnly from, DateOnly until, string[] without, CancellationToken cancel) =>
        db.ListAsync<LedgerReport>("""
            select o.name as branch, r.held_on, r.kind, r.item, m.name as member, r.starts_at, r.minutes, r.place, r.topic, r.due, r.attendees, r.absent,
                   r.hours, r.state, t.name as told_by, r.told_at
            from reports r
            join organisations o on o.id = r.branch_id
            join members t on t.id = r.told_by
            left join members m on m.id = r.member_id
            where r.held_on >= @from and r.held_on < @until and r.state in ('kept', 'claimed') and r.kind <> all(@without)
              and (@branchId::bigint is null or r.branch_id = @branchId)
            order by o.id, r.held_on, r.id
            """, new { branchId, from, until, without }, cancel);

    /// <summary>What was credited, by branch and day, reversals too.</summary>
    /// <inheritdoc cref="ReportsAsync"/>
    public Task<IReadOnlyList<LedgerEntry>> EntriesAsync(long? branchId, DateOnly from, DateOnly until, CancellationToken cancel) =>
        db.ListAsync<LedgerEntry>("""
            select o.name as branch, m.name as member, e.on_day, e.rule, e.rule_version, e.points, e.reason, e.reverses is not null as is_reversal,
                   t.name as told_by, e.told_at
            from entries e
            join organisations o on o.id = e.branch_id
            join members t on t.id = e.told_by
            left join members m on m.id = e.member_id
            where e.on_day >= @from and e.on_day < @until and e.state = 'kept' and (@branchId::bigint is null or e.branch_id = @branchId)
            order by o.id, e.member_id, e.on_day, e.id
            """, new { branchId, from, until }, cancel);
}
