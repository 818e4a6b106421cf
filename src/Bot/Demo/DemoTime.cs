using Npgsql;
using PartyBuilding.Data;

namespace PartyBuilding.Bot.Demo;

/// <summary>Moves the demo county's clock: one row that all processes read.</summary>
internal sealed class DemoTime(NpgsqlDataSource database, TimeProvider real)
{
    /// <summary>Lets the county's clock go on from <paramref name="now"/>.</summary>
    /// <returns>Null when done, else the reason why not: what is recorded must not lie in the future.</returns>
    public async Task<string?> SetAsync(DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = await database.OpenConnectionAsync(cancel);
        return await SetAsync(db, real, now, cancel);
    }

    /// <summary>The same on a connection that is open already and in no transaction.</summary>
    public static async Task<string?> SetAsync(NpgsqlConnection db, TimeProvider real, DateTimeOffset now, CancellationToken cancel)
    {
        await using var transaction = await db.BeginTransactionAsync(cancel);
        await db.RunAsync("select set_config('party.scope', 'county', true)", cancel: cancel);
        // Two who set it at once come one after the other.
        await db.RunAsync("select pg_advisory_xact_lock(hashtextextended('clock_offset', 0))", cancel: cancel);
        if (await LastAsync(db, cancel) is { } last && now < last)
            return $"库里已有 {County.Local(last):yyyy-MM-dd HH:mm} 的记录，时间不能调到它之前。";
        await new Settings(db).SetAsync(Settings.ClockOffset, new Jsonb(Seconds(now - real.GetUtcNow())), null, now, cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }

    private static string Seconds(TimeSpan offset) => offset.TotalSeconds.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The newest moment anything of the county happened at.</summary>
    private static Task<DateTimeOffset?> LastAsync(NpgsqlConnection db, CancellationToken cancel) => db.OneAsync<DateTimeOffset?>("""
        select greatest(
            (select max(told_at) from reports), (select max(told_at) from plans), (select max(told_at) from attendance), (select max(told_at) from entries),
            (select max(told_at) from suggestions), (select max(told_at) from findings), (select max(scheduled_for) from broadcasts where state in ('sending', 'done')))
        """, cancel: cancel);
}
