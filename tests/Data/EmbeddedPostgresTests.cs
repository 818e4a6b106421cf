using System.Diagnostics;
using System.Globalization;
using Npgsql;
using PartyBuilding.Data;
using PartyBuilding.Data.Embedded;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.Data;

public sealed class EmbeddedPostgresTests
{
    [Fact]
    public async Task Killed_in_the_middle_it_starts_again_and_has_lost_nothing_it_had_confirmed()
    {
        using var folder = TestFolder.Create();
        await using (var first = await StartAsync(folder))
        {
            await using var db = await OpenAsync(first);
            await db.RunAsync("create table kept (n int)", cancel: Cancel);
            for (var n = 0; n < 50; n++)
                await db.RunAsync("insert into kept values (@n)", new { n }, Cancel);
            Kill(await db.OneAsync<string>("show data_directory", cancel: Cancel));

            await using var second = await StartAsync(folder);
            await using var again = await OpenAsync(second);

            Assert.Equal(50, await again.OneAsync<long>("select count(*) from kept", cancel: Cancel));
        }
    }

    [Fact]
    public async Task A_second_start_joins_the_server_that_runs()
    {
        using var folder = TestFolder.Create();
        await using var first = await StartAsync(folder);
        await using var db = await OpenAsync(first);
        var started = await db.OneAsync<DateTime>("select pg_postmaster_start_time()", cancel: Cancel);

        await using (var second = await StartAsync(folder))
        {
            Assert.Equal(first.ConnectionString, second.ConnectionString);
            await using var other = await OpenAsync(second);
            Assert.Equal(started, await other.OneAsync<DateTime>("select pg_postmaster_start_time()", cancel: Cancel));
        }

        // The first is still there.
        Assert.Equal(1, await db.OneAsync<int>("select 1", cancel: Cancel));
    }

    [Fact]
    public async Task The_last_one_to_go_stops_it_though_another_started_it()
    {
        using var folder = TestFolder.Create();
        var first = await StartAsync(folder);
        var second = await StartAsync(folder);

        await first.DisposeAsync();
        await using (var db = await OpenAsync(second))
            Assert.Equal(1, await db.OneAsync<int>("select 1", cancel: Cancel));
        await second.DisposeAsync();

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => OpenAsync(second));
    }

    [Fact]
    public async Task Several_started_at_once_in_a_new_folder_share_one()
    {
        using var folder = TestFolder.Create();
        var servers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => StartAsync(folder)));

        Assert.Single(servers.Select(server => server.ConnectionString).Distinct());
        await Task.WhenAll(servers.Select(async server => await server.DisposeAsync()));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => OpenAsync(servers[0]));
    }

    [Fact]
    public async Task Interrupted_while_it_was_made_it_is_made_anew()
    {
        using var folder = TestFolder.Create();
        Directory.CreateDirectory(Path.Combine(folder.Path, "postgresql/data.new/base"));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "postgresql/data.new/PG_VERSION"), "15\n", Cancel);

        await using var server = await StartAsync(folder);
        await using var db = await OpenAsync(server);

        Assert.Equal(1, await db.OneAsync<int>("select 1", cancel: Cancel));
    }

    [Fact]
    public async Task A_folder_that_was_moved_takes_its_data_along()
    {
        using var folder = TestFolder.Create();
        var old = Directory.CreateDirectory(folder.File("old")).FullName;
        await using (var first = await EmbeddedPostgres.StartAsync(old, old, Cancel))
        {
            await using var db = await OpenAsync(first);
            await db.RunAsync("create table kept as select 7 as n", cancel: Cancel);
        }
        Directory.Move(old, folder.File("new"));

        await using var second = await EmbeddedPostgres.StartAsync(folder.File("new"), old, Cancel);
        await using var again = await OpenAsync(second);

        Assert.Equal(7, await again.OneAsync<int>("select n from kept", cancel: Cancel));
    }

    [Fact]
    public async Task Data_of_a_version_that_is_not_installed_is_left_alone_and_said_so()
    {
        using var folder = TestFolder.Create();
        Directory.CreateDirectory(folder.File("postgresql/data"));
        await File.WriteAllTextAsync(folder.File("postgresql/data/PG_VERSION"), "9.6\n", Cancel);

        var refused = await Assert.ThrowsAsync<DatabaseException>(() => StartAsync(folder));

        Assert.Contains("属于 PostgreSQL 9，而这台机器上只有", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopped_and_started_again_it_has_everything()
    {
        using var folder = TestFolder.Create();
        await using (var first = await StartAsync(folder))
        {
            await using var db = await OpenAsync(first);
            await db.RunAsync("create table kept as select 7 as n", cancel: Cancel);
        }

        await using var second = await StartAsync(folder);
        await using var again = await OpenAsync(second);

        Assert.Equal(7, await again.OneAsync<int>("select n from kept", cancel: Cancel));
    }

    [Fact]
    public async Task In_a_folder_that_only_this_user_may_enter_it_runs_as_well()
    {
        using var folder = TestFolder.CreatePrivate();
        await using var server = await StartAsync(folder);
        await using var db = await OpenAsync(server);

        Assert.Equal("party", await db.OneAsync<string>("select current_database()::text", cancel: Cancel));
        Assert.Equal("C.UTF-8", await db.OneAsync<string>("select datcollate::text from pg_database where datname = 'party'", cancel: Cancel));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<EmbeddedPostgres> StartAsync(TestFolder folder) => EmbeddedPostgres.StartAsync(folder.Path, folder.Path, Cancel);

    private static async Task<NpgsqlConnection> OpenAsync(EmbeddedPostgres server)
    {
        var db = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await db.OpenAsync(Cancel);
        return db;
    }

    /// <summary>As a power cut would: no chance to say good-bye.</summary>
    private static void Kill(string dataFolder)
    {
        var pid = int.Parse(File.ReadLines(Path.Combine(dataFolder, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        using var server = Process.GetProcessById(pid);
        server.Kill();
        server.WaitForExit();
    }
}
