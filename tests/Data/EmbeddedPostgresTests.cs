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

        // It was not the second's to stop.
        Assert.Equal(1, await db.OneAsync<int>("select 1", cancel: Cancel));
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
