using Npgsql;

namespace PartyBuilding.Data;

/// <summary>How often a branch, or its members for themselves, did something.</summary>
/// <param name="IsMembers">Whether these are members' own reports.</param>
/// <param name="Attendees">Sum over those where it was said; null where it never was.</param>
/// <param name="Due">The same of those due, where both were said.</param>
public sealed record FigureRow(string Kind, bool IsMembers, long Count, long? Attendees, long? Due, decimal? Hours);

/// <summary>A member as the wall shows them.</summary>
public sealed record WallRow(string Name, string Standing, DateOnly? JoinedOn, string? Pledge);

/// <summary>A branch's year in figures, for its year-end report and its wall.</summary>
public sealed class Figures(NpgsqlConnection db)
{
    /// <summary>Counts of every kind in a stretch of days.</summary>
    public Task<IReadOnlyList<FigureRow>> OfBranchAsync(long branchId, DateOnly from, DateOnly until, CancellationToken cancel) =>
        db.ListAsync<FigureRow>("""
            select kind, member_id is not null as is_members, count(*) as count, sum(attendees) filter (where due is not null)::bigint as attendees,
                   sum(due) filter (where attendees is not null)::bigint as due, sum(hours) as hours
            from reports
            where branch_id = @branchId and state = 'kept' and held_on >= @from and held_on < @until
            group by 1, 2
            order by 1, 2
            """, new { branchId, from, until }, cancel);

    /// <summary>Card holders with the day they joined and what they pledged last.</summary>
    public Task<IReadOnlyList<WallRow>> WallAsync(long branchId, CancellationToken cancel) =>
        db.ListAsync<WallRow>("""
            select m.name, m.standing, m.joined_on,
                   (select r.fields ->> 'text' from reports r
                    where r.member_id = m.id and r.kind = 'pledge' and r.state = 'kept' order by r.held_on desc, r.id desc limit 1) as pledge
            from members m
            where m.branch_id = @branchId and m.active and m.standing in ('full', 'probationary')
            order by m.id
            """, new { branchId }, cancel);
}
