using Npgsql;
using PartyBuilding.Bot.Features;
using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Turns;

/// <summary>The county's roster, read again only when its version or the day has moved.</summary>
internal sealed class Roster(NpgsqlDataSource database, WorkPlan plan) : IDisposable
{
    private readonly SemaphoreSlim reading = new(1, 1);
    private volatile Dated? current;

    /// <summary>The roster of at least <paramref name="version"/>; one reader builds it, the others wait for it.</summary>
    public async ValueTask<CountyRoster> AtAsync(long version, DateOnly today, CancellationToken cancel)
    {
        if (current is { } known && known.Roster.Version >= version && known.Day == today)
            return known.Roster;
        await reading.WaitAsync(cancel);
        try
        {
            if (current is { } built && built.Roster.Version >= version && built.Day == today)
                return built.Roster;
            current = new Dated(today, await ReadAsync(version, today, cancel));
            return current.Roster;
        }
        finally
        {
            reading.Release();
        }
    }

    public void Dispose() => reading.Dispose();

    private async Task<CountyRoster> ReadAsync(long version, DateOnly today, CancellationToken cancel)
    {
        await using var db = await database.OpenConnectionAsync(cancel);
        await using var transaction = await db.BeginTransactionAsync(cancel);
        var members = new Members(db);
        await members.ScopeToCountyAsync(cancel);
        var own = await new BranchDuties(db).AllAsync(cancel);
        return new CountyRoster(
            version, await members.AllAsync(today, cancel), await members.BranchesAsync(cancel),
            own.Where(row => plan.MaybeKind(row.Kind) is not null).Select(row => (row.BranchId, OwnDuties.Of(row, plan))));
    }

    private sealed record Dated(DateOnly Day, CountyRoster Roster);
}
