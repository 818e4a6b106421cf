using System.Security.Cryptography;
using Npgsql;

namespace PartyBuilding.Data.Embedded;

/// <summary>
/// A private PostgreSQL in a folder: made when missing, found again when it is still running, reachable over a socket file only, with a password.
/// It runs apart from the bot, so that neither Ctrl-C nor a killed bot takes it down before the bot has finished. Any number of bots share it; the
/// last one to go stops it.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private const string Superuser = "party_owner";
    private const string DatabaseName = "party";
    private const string OwnSettings = "party.conf";

    private readonly string folder;
    private readonly Cluster cluster;
    private readonly ServerBinaries binaries;
    private readonly Tenancy tenancy;
    private readonly string password;
    private readonly CancellationTokenSource leaving = new();
    private Task watching = Task.CompletedTask;

    private EmbeddedPostgres(string folder, Cluster cluster, ServerBinaries binaries, Tenancy tenancy) =>
        (this.folder, this.cluster, this.binaries, this.tenancy, password) =
        (folder, cluster, binaries, tenancy, File.ReadAllText(cluster.PasswordFile));

    /// <summary>The owner's connection string.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder
    {
        Host = cluster.Socket,
        Database = DatabaseName,
        Username = Superuser,
        Password = password,
        MaxPoolSize = 40,
    }.ConnectionString;

    /// <summary>Makes it if need be, starts it or joins the one that runs, and waits until it answers.</summary>
    /// <param name="folder">The installation's data folder.</param>
    /// <param name="packages">Folder that npm packages were installed into.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="DatabaseException">No server is installed, or it does not start; the message says what to do.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(string folder, string packages, CancellationToken cancel)
    {
        folder = Path.GetFullPath(folder);
        var cluster = Cluster.At(folder, Environment.UserName == "root");
        var binaries = Choose(cluster, ServerBinaries.Find(packages));
        using var door = await Tenancy.DoorAsync(folder, cancel);
        if (!cluster.Exists)
            await CreateAsync(cluster, binaries, cancel);
        if (!cluster.IsRunning)
            await RunServerAsync(cluster, binaries, cancel);
        var server = new EmbeddedPostgres(folder, cluster, binaries, Tenancy.In(folder));
        try
        {
            await server.EnsureDatabaseAsync(cancel);
            server.watching = server.WatchAsync(server.leaving.Token);
            return server;
        }
        catch
        {
            server.tenancy.Dispose();
            throw;
        }
    }

    /// <summary>Stops the server if nobody else uses it.</summary>
    public async ValueTask DisposeAsync()
    {
        await leaving.CancelAsync();
        await watching;
        leaving.Dispose();
        using var door = await Tenancy.DoorAsync(folder, CancellationToken.None);
        // Somebody may have stopped or killed it already: then there is nothing left to do.
        if (!tenancy.Leave() || !cluster.IsRunning)
            return;
        NpgsqlConnection.ClearAllPools();
        await cluster.RunAsync(binaries.Program("pg_ctl"), ["stop", "-D", cluster.Data, "-m", "fast", "-w", "-t", "30", "-s"], CancellationToken.None);
    }

    /// <summary>Brings a server back that was killed under us: nobody else would. One of several bots does it, behind the door.</summary>
    private async Task WatchAsync(CancellationToken left)
    {
        while (!left.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(TimeSpan.FromSeconds(1), left);
                if (cluster.IsRunning)
                    continue;
                using var door = await Tenancy.DoorAsync(folder, left);
                if (!cluster.IsRunning)
                    await RunServerAsync(cluster, binaries, left);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception e) when (e is DatabaseException or IOException)
            {
                // It does not start yet, perhaps for want of room on the disk; the bot says so by its readiness, and we try again.
            }
        }
    }

    private static ServerBinaries Choose(Cluster cluster, IReadOnlyList<ServerBinaries> found)
    {
        if (found.Count == 0)
            throw new DatabaseException(
                "没有找到 PostgreSQL 服务器程序。请任选一种：① 以 root 运行 apt-get install postgresql；② 安装 npm 后重新运行 ./run.sh；③ 用 ConnectionStrings__Party 指定现有数据库。");
        if (cluster.Version is not { } version)
            return found[0];
        return found.FirstOrDefault(binaries => binaries.Major == version) ?? throw new DatabaseException(
            $"数据文件夹 {cluster.Folder} 属于 PostgreSQL {version}，而这台机器上只有 {string.Join('、', found.Select(b => b.Major).Distinct())}。请安装 {version}，或先用旧程序备份、再恢复到新文件夹。");
    }

    /// <summary>A cluster counts as made only when it is complete: one that was interrupted is made anew.</summary>
    private static async Task CreateAsync(Cluster cluster, ServerBinaries binaries, CancellationToken cancel)
    {
        if (Directory.Exists(cluster.Unfinished))
            Directory.Delete(cluster.Unfinished, recursive: true);
        Directory.CreateDirectory(cluster.Folder);
        await File.WriteAllTextAsync(cluster.PasswordFile, Convert.ToHexString(RandomNumberGenerator.GetBytes(16)), cancel);
        File.SetUnixFileMode(cluster.PasswordFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await cluster.GiveAsync(cluster.Folder, Cluster.Unprivileged, cancel);
        await cluster.RunAsync(binaries.Program("initdb"),
            ["-D", cluster.Unfinished, "-U", Superuser, "--auth=scram-sha-256", $"--pwfile={cluster.PasswordFile}", "-E", "UTF8", "--locale=C.UTF-8"], cancel);
        // Others may run as nobody too; the password is only for us.
        await cluster.GiveAsync(cluster.PasswordFile, "root", cancel);
        await File.AppendAllTextAsync(Path.Combine(cluster.Unfinished, "postgresql.conf"), $"\ninclude_if_exists '{OwnSettings}'\n", cancel);
        Directory.Move(cluster.Unfinished, cluster.Data);
    }

    private static async Task RunServerAsync(Cluster cluster, ServerBinaries binaries, CancellationToken cancel)
    {
        Directory.CreateDirectory(cluster.Socket);
        await cluster.GiveAsync(cluster.Socket, Cluster.Unprivileged, cancel);
        // Written anew each time: the folder may have been moved.
        var settings = Path.Combine(cluster.Data, OwnSettings);
        await File.WriteAllTextAsync(settings, $"""
            # Reached over a socket file only.
            listen_addresses = ''
            unix_socket_directories = '{cluster.Socket.Replace("'", "''", StringComparison.Ordinal)}'
            max_connections = 200
            shared_buffers = '128MB'
            # Statements are kept planned, some since their tables were nearly empty: an index must look worth its while from the start,
            # and what a table has become must be known soon.
            random_page_cost = 1.1
            autovacuum_naptime = '15s'
            jit = off
            # A name for each statement in the list of processes costs more than starting some of them.
            update_process_title = off

            """, cancel);
        File.SetUnixFileMode(settings, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        for (var tried = 1; ; tried++)
        {
            try
            {
                // In a session of its own: Ctrl-C at the terminal must not reach it before the bot has finished.
                await cluster.RunAsync("setsid",
                    ["--wait", binaries.Program("pg_ctl"), "start", "-D", cluster.Data, "-l", cluster.Log, "-w", "-t", "300", "-s"], cancel);
                return;
            }
            catch (DatabaseException) when (tried < 4)
            {
                // After a hard stop its children may still be going.
                await Task.Delay(TimeSpan.FromSeconds(1), cancel);
            }
        }
    }

    private async Task EnsureDatabaseAsync(CancellationToken cancel)
    {
        var admin = new NpgsqlConnectionStringBuilder(ConnectionString) { Database = "postgres", Pooling = false }.ConnectionString;
        for (var tried = 1; ; tried++)
        {
            try
            {
                await using var db = new NpgsqlConnection(admin);
                await db.OpenAsync(cancel);
                if (await db.MaybeAsync<int?>("select 1 from pg_database where datname = @DatabaseName", new { DatabaseName }, cancel) is null)
                    await db.RunAsync($"create database {DatabaseName}", cancel: cancel);
                return;
            }
            catch (NpgsqlException e) when (tried < 300 && (e is not PostgresException p || p.SqlState == PostgresErrorCodes.CannotConnectNow))
            {
                // Still recovering after a hard stop; each try leaves a line in its log, so not too often. Or it was just dying when it seemed to run.
                await Task.Delay(200, cancel);
                if (!cluster.IsRunning)
                    await RunServerAsync(cluster, binaries, cancel);
            }
            catch (NpgsqlException e)
            {
                throw new DatabaseException($"自带的 PostgreSQL 没有应答：{e.Message}\n{cluster.LastWords}".Trim());
            }
        }
    }
}
