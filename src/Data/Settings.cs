using Npgsql;

namespace PartyBuilding.Data;

/// <summary>The few values that belong to the whole county.</summary>
public sealed class Settings(NpgsqlConnection db)
{
    /// <summary>How far a demo's clock is shifted, in seconds.</summary>
    public const string ClockOffset = "clock_offset";

    /// <summary>Moves with every change of names.</summary>
    public const string RosterVersion = "roster_version";

    /// <summary>When the installation began.</summary>
    public const string InstalledAt = "installed_at";

    /// <summary>When the installation began, in the county's time: said once, never moved.</summary>
    /// <param name="now">Kept when nothing was said before.</param>
    public async Task<DateTimeOffset> InstalledAtAsync(DateTimeOffset now, CancellationToken cancel)
    {
        const string Ask = "select (value #>> '{}')::timestamptz from settings where key = @InstalledAt";
        if (await db.MaybeAsync<DateTimeOffset?>(Ask, new { InstalledAt }, cancel) is { } known)
            return known;
        await db.RunAsync("""
            insert into settings (key, value, changed_at)
            values (@InstalledAt, to_jsonb(@now::timestamptz), @now)
            on conflict (key) do nothing
            """, new { InstalledAt, now }, cancel);
        return await db.OneAsync<DateTimeOffset>(Ask, new { InstalledAt }, cancel);
    }

    /// <summary>How far the county's clock is from real time; zero outside a demo.</summary>
    public async Task<TimeSpan> ClockOffsetAsync(CancellationToken cancel) =>
        TimeSpan.FromSeconds(await db.OneAsync<double>(
            "select coalesce((select value::double precision from settings where key = @ClockOffset), 0)", new { ClockOffset }, cancel));

    /// <summary>Which version of the roster's names stands; 0 before the first.</summary>
    public Task<long> RosterVersionAsync(CancellationToken cancel) =>
        db.OneAsync<long>("select coalesce((select value::bigint from settings where key = @RosterVersion), 0)", new { RosterVersion }, cancel);

    /// <summary>Says that names have changed: every process reads the roster again before its next turn.</summary>
    /// <returns>The new version.</returns>
    public Task<long> MoveRosterAsync(long? by, DateTimeOffset now, CancellationToken cancel) =>
        db.OneAsync<long>("""
            insert into settings (key, value, changed_by, changed_at)
            values (@RosterVersion, '1', @by, @now)
            on conflict (key) do update
            set value = to_jsonb(settings.value::bigint + 1), changed_by = excluded.changed_by, changed_at = excluded.changed_at
            returning value::bigint
            """, new { RosterVersion, by, now }, cancel);

    /// <summary>A value as JSON; null when it was never set.</summary>
    public Task<string?> FindAsync(string key, CancellationToken cancel) =>
        db.MaybeAsync<string>("select value::text from settings where key = @key", new { key }, cancel);

    /// <summary>Keeps a value.</summary>
    /// <param name="by">The member who changed it; null for the operator.</param>
    public Task SetAsync(string key, Jsonb value, long? by, DateTimeOffset now, CancellationToken cancel) =>
        db.RunAsync("""
            insert into settings (key, value, changed_by, changed_at)
            values (@key, @value, @by, @now)
            on conflict (key) do update set value = excluded.value, changed_by = excluded.changed_by, changed_at = excluded.changed_at
            """, new { key, value, by, now }, cancel);
}
