using Npgsql;

namespace PartyBuilding.Data;

/// <summary>A stretch of days in which a member is not held to attendance.</summary>
public sealed record ExemptionRow(long MemberId, DateOnly FromOn, DateOnly? UntilOn);

/// <summary>Old, frail or ill members who are not held to attendance. The secretary sets it, nobody else sees it.</summary>
public sealed class Exemptions(NpgsqlConnection db)
{
    /// <summary>Exempts a member from a day on; said again for the same day it changes the end.</summary>
    /// <param name="untilOn">Last day; null without end.</param>
    public Task SetAsync(long memberId, DateOnly fromOn, DateOnly? untilOn, long setBy, CancellationToken cancel) =>
        db.RunAsync("""
            insert into exemptions (member_id, from_on, until_on, set_by)
            values (@memberId, @fromOn, @untilOn, @setBy)
            on conflict (member_id, from_on) do update set until_on = excluded.until_on, set_by = excluded.set_by
            """, new { memberId, fromOn, untilOn, setBy }, cancel);

    /// <summary>Ends whatever exempts the member; <paramref name="lastOn"/> is the last day it still does.</summary>
    /// <returns>False when nothing did.</returns>
    public async Task<bool> EndAsync(long memberId, DateOnly lastOn, CancellationToken cancel) =>
        await db.OneAsync<long>("""
            with ahead as (
                delete from exemptions where member_id = @memberId and from_on > @lastOn returning 1),
            ended as (
                update exemptions
                set until_on = @lastOn
                where member_id = @memberId and from_on <= @lastOn and (until_on is null or until_on > @lastOn)
                returning 1)
            select (select count(*) from ahead) + (select count(*) from ended)
            """, new { memberId, lastOn }, cancel) > 0;

    /// <summary>Which of a branch's members are exempt on a day.</summary>
    public Task<IReadOnlyList<ExemptionRow>> OnAsync(long branchId, DateOnly day, CancellationToken cancel) =>
        db.ListAsync<ExemptionRow>("""
            select x.member_id, x.from_on, x.until_on
            from exemptions x
            join members m on m.id = x.member_id
            where m.branch_id = @branchId and x.from_on <= @day and (x.until_on is null or x.until_on >= @day)
            order by x.member_id, x.from_on
            """, new { branchId, day }, cancel);
}
