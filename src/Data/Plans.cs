using Npgsql;

namespace PartyBuilding.Data;

/// <summary>Something a branch intends to do.</summary>
public sealed record PlanRow(
    long Id, long BranchId, string Kind, DateOnly HeldOn, TimeOnly? StartsAt, TimeOnly? EndsAt, int? Minutes, string? Place, string? Topic, long ToldBy);

/// <summary>What branches intend to do.</summary>
public sealed class Plans(NpgsqlConnection db)
{
    private const string Columns = "id, branch_id, kind, held_on, starts_at, ends_at, minutes, place, topic, told_by";

    /// <summary>Keeps an intention; said again for the same kind and day, it is changed.</summary>
    public Task<long> AddAsync(PlanRow plan, DateTimeOffset now, CancellationToken cancel) =>
        db.OneAsync<long>("""
            with again as (
                update plans
                set starts_at = coalesce(@StartsAt, starts_at), ends_at = coalesce(@EndsAt, ends_at), minutes = coalesce(@Minutes, minutes),
                    place = coalesce(@Place, place), topic = coalesce(@Topic, topic)
                where branch_id = @BranchId and kind = @Kind and held_on = @HeldOn and state = 'open'
                returning id),
            fresh as (
                insert into plans (branch_id, kind, held_on, starts_at, ends_at, minutes, place, topic, told_by, told_at)
                select @BranchId, @Kind, @HeldOn, @StartsAt, @EndsAt, @Minutes, @Place, @Topic, @ToldBy, @now
                where not exists (select from again)
                returning id)
            select id from again union all select id from fresh limit 1
            """, new { plan.BranchId, plan.Kind, plan.HeldOn, plan.StartsAt, plan.EndsAt, plan.Minutes, plan.Place, plan.Topic, plan.ToldBy, now }, cancel);

    /// <summary>What is ahead, soonest first; of every branch in scope when <paramref name="branchId"/> is null.</summary>
    public Task<IReadOnlyList<PlanRow>> AheadAsync(long? branchId, DateOnly from, DateOnly until, CancellationToken cancel) =>
        db.ListAsync<PlanRow>($"""
            select {Columns}
            from plans
            where (@branchId::bigint is null or branch_id = @branchId) and state = 'open' and held_on >= @from and held_on < @until
            order by held_on, starts_at, id
            """, new { branchId, from, until }, cancel);

    /// <summary>Drops an intention.</summary>
    public async Task<bool> CancelAsync(long id, long branchId, CancellationToken cancel) =>
        await db.RunAsync("update plans set state = 'cancelled' where id = @id and branch_id = @branchId and state = 'open'", new { id, branchId }, cancel) > 0;
}
