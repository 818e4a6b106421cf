using Npgsql;
using PartyBuilding.Bot.Jobs;
using PartyBuilding.Data;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.Data;

public sealed class MigratorTests(TestDatabase database)
{
    [Fact]
    public async Task Of_six_programs_that_start_at_once_one_migrates_and_the_others_wait()
    {
        var connection = await database.EmptyAsync();

        var applied = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            await using var owner = Database.Owner(connection);
            return await new Migrator(owner).MigrateAsync(QuartzSchema.CreateAsync, Cancel);
        }));

        Assert.Equal(Migrator.Scripts.Select(script => script.Name), Assert.Single(applied, names => names.Count > 0));
    }

    [Fact]
    public async Task A_second_start_changes_nothing()
    {
        await using var owner = await MigratedAsync();
        await using var db = await owner.OpenConnectionAsync(Cancel);
        var before = await TablesAsync(db);

        var applied = await MigrateAsync(owner);

        Assert.Empty(applied);
        Assert.Equal(before, await TablesAsync(db));
        Assert.Contains("reports", before);
        Assert.Contains("qrtz_triggers", before);
    }

    [Fact]
    public async Task A_script_changed_after_it_was_applied_stops_the_start()
    {
        await using var owner = await MigratedAsync();
        await using var db = await owner.OpenConnectionAsync(Cancel);
        await db.RunAsync("update migrations set checksum = '\\x00' where name = '0001_county.sql'", cancel: Cancel);

        var fault = await Assert.ThrowsAsync<SchemaException>(() => MigrateAsync(owner));

        Assert.Contains("0001_county.sql", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_a_newer_program_stops_the_start()
    {
        await using var owner = await MigratedAsync();
        await using var db = await owner.OpenConnectionAsync(Cancel);
        await db.RunAsync("insert into migrations (name, checksum) values ('9999_later.sql', '\\x00')", cancel: Cancel);

        var fault = await Assert.ThrowsAsync<SchemaException>(() => MigrateAsync(owner));

        Assert.Contains("9999_later.sql", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_start_leaves_the_way_free_for_the_next()
    {
        var connection = await database.EmptyAsync();
        await using var owner = Database.Owner(connection);
        await Assert.ThrowsAsync<PostgresException>(() =>
            new Migrator(owner).MigrateAsync(db => db.RunAsync("select 1 / 0"), Cancel));

        var applied = await MigrateAsync(owner);

        Assert.Empty(applied);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<NpgsqlDataSource> MigratedAsync()
    {
        var owner = Database.Owner(await database.EmptyAsync());
        await MigrateAsync(owner);
        return owner;
    }

    private static Task<IReadOnlyList<string>> MigrateAsync(NpgsqlDataSource owner) =>
        new Migrator(owner).MigrateAsync(QuartzSchema.CreateAsync, Cancel);

    private static Task<IReadOnlyList<string>> TablesAsync(NpgsqlConnection db) =>
        db.ListAsync<string>("select tablename::text from pg_tables where schemaname = 'public' order by 1");
}
