using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Npgsql;

namespace PartyBuilding.Data.Embedded;

/// <summary>
/// A private PostgreSQL in a folder: made when missing, found again when it is still running, reachable over a socket file only, with a password.
/// It runs apart from the bot, so that neither Ctrl-C nor a killed bot takes it down before the bot has finished.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private const string Unprivileged = "nobody";
    private const string Superuser = "party_owner";
    private const string DatabaseName = "party";
    // A socket's path may have 107 bytes; PostgreSQL appends /.s.PGSQL.5432.
    private const int LongestSocketFolder = 90;

    private readonly Cluster cluster;
    private readonly bool started;

    private EmbeddedPostgres(Cluster cluster, bool started) => (this.cluster, this.started) = (cluster, started);

    /// <summary>The owner's connection string.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder
    {
        Host = cluster.Socket,
        Database = DatabaseName,
        Username = Superuser,
        Password = cluster.Password,
        MaxPoolSize = 40,
    }.ConnectionString;

    /// <summary>Makes it if need be, starts it or joins the one that runs, and waits until it answers.</summary>
    /// <param name="folder">The installation's data folder.</param>
    /// <param name="packages">Folder that npm packages were installed into.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="DatabaseException">No server is installed, or it does not start; the message says what to do.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(string folder, string packages, CancellationToken cancel)
    {
        var cluster = Cluster.At(Path.GetFullPath(folder), Environment.UserName == "root");
        var binaries = Choose(cluster, ServerBinaries.Find(packages));
        if (!cluster.Exists)
            await CreateAsync(cluster, binaries, cancel);
        var started = await EnsureRunningAsync(cluster, binaries, cancel);
        var server = new EmbeddedPostgres(cluster with { Password = await File.ReadAllTextAsync(cluster.PasswordFile, cancel) }, started);
        await server.EnsureDatabaseAsync(cancel);
        return server;
    }

    /// <summary>Stops the server if this process started it. Others that joined lose their connections and say so.</summary>
    public async ValueTask DisposeAsync()
    {
        // Somebody may have stopped or killed it already: then there is nothing left to do.
        if (!started || !cluster.IsRunning)
            return;
        NpgsqlConnection.ClearAllPools();
        var binaries = Choose(cluster, ServerBinaries.Find(""));
        await RunAsync(cluster, binaries.Program("pg_ctl"), ["stop", "-D", cluster.Data, "-m", "fast", "-w", "-t", "30"], CancellationToken.None);
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

    private static async Task CreateAsync(Cluster cluster, ServerBinaries binaries, CancellationToken cancel)
    {
        Directory.CreateDirectory(cluster.Folder);
        await File.WriteAllTextAsync(cluster.PasswordFile, Convert.ToHexString(RandomNumberGenerator.GetBytes(16)), cancel);
        File.SetUnixFileMode(cluster.PasswordFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await cluster.GiveAwayAsync(Unprivileged, cancel);
        await RunAsync(cluster, binaries.Program("initdb"),
            ["-D", cluster.Data, "-U", Superuser, "--auth=scram-sha-256", $"--pwfile={cluster.PasswordFile}", "-E", "UTF8", "--locale=C.UTF-8"], cancel);
        await File.AppendAllTextAsync(Path.Combine(cluster.Data, "postgresql.conf"), $"""

            # Reached over a socket file only.
            listen_addresses = ''
            unix_socket_directories = '{cluster.Socket}'
            max_connections = 200
            shared_buffers = '128MB'
            """, cancel);
    }

    /// <returns>True when this call started it.</returns>
    private static async Task<bool> EnsureRunningAsync(Cluster cluster, ServerBinaries binaries, CancellationToken cancel)
    {
        Directory.CreateDirectory(cluster.Socket);
        await cluster.GiveAwayAsync(Unprivileged, cancel);
        if (cluster.IsRunning)
            return false;
        try
        {
            // In a session of its own: Ctrl-C at the terminal must not reach it before the bot has finished.
            await RunAsync(cluster, "setsid",
                ["--wait", binaries.Program("pg_ctl"), "start", "-D", cluster.Data, "-l", cluster.Log, "-w", "-t", "60", "-s"], cancel);
            return true;
        }
        catch (DatabaseException) when (cluster.IsRunning)
        {
            // Another bot on the same folder was a moment faster.
            return false;
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
                // Still recovering after a hard stop; each try leaves a line in its log, so not too often.
                await Task.Delay(200, cancel);
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
            {
                return;
            }
        }
    }

    private static async Task RunAsync(Cluster cluster, string program, string[] arguments, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = cluster.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (cluster.AsRoot)
            start.UserName = Unprivileged;
        using var process = Process.Start(start) ?? throw new DatabaseException($"{program} 没有启动。");
        // A server started by pg_ctl inherits the pipes: wait for the process, not for their end.
        var error = process.StandardError;
        await process.WaitForExitAsync(cancel);
        if (process.ExitCode == 0)
            return;
        var last = File.Exists(cluster.Log) ? string.Join('\n', File.ReadLines(cluster.Log).TakeLast(5)) : "";
        var said = program == "setsid" ? "" : await error.ReadToEndAsync(cancel);
        throw new DatabaseException(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(program)} 失败（{process.ExitCode}）。{said.Trim()}\n{last}").Trim());
    }

    /// <summary>Where everything of a cluster lies.</summary>
    private sealed record Cluster(string Folder, string Socket, bool AsRoot)
    {
        public string Data => Path.Combine(Folder, "data");

        public string Log => Path.Combine(Folder, "postgresql.log");

        public string PasswordFile => Path.Combine(Folder, "password");

        public string Password { get; init; } = "";

        public bool Exists => File.Exists(Path.Combine(Data, "postgresql.conf")) && Version is not null;

        public int? Version =>
            File.Exists(Path.Combine(Data, "PG_VERSION")) && int.TryParse(File.ReadAllText(Path.Combine(Data, "PG_VERSION")).Trim().Split('.')[0], out var major) ? major : null;

        /// <summary>True when the process named in <c>postmaster.pid</c> is alive.</summary>
        public bool IsRunning =>
            File.Exists(Path.Combine(Data, "postmaster.pid"))
            && int.TryParse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).FirstOrDefault(), out var pid)
            && File.Exists($"/proc/{pid}/cmdline")
            && File.ReadAllText($"/proc/{pid}/cmdline").Contains("postgres", StringComparison.Ordinal);

        /// <summary>
        /// In the data folder, unless we are root and nobody, whom the server then runs as, cannot reach it there: then under /var/lib, in a folder
        /// whose name the data folder keeps.
        /// </summary>
        public static Cluster At(string folder, bool asRoot)
        {
            Directory.CreateDirectory(folder);
            var note = Path.Combine(folder, "postgresql.path");
            if (!File.Exists(note))
                File.WriteAllText(note, asRoot && !IsOpenToAll(folder)
                    ? Path.Combine("/var/lib/partybuilding", Guid.CreateVersion7().ToString("N"))
                    : Path.Combine(folder, "postgresql"));
            var home = File.ReadAllText(note).Trim();
            var socket = Path.Combine(home, "socket");
            return new(home, socket.Length > LongestSocketFolder ? Path.Combine(Path.GetTempPath(), "party-" + Hash(home)) : socket, asRoot);
        }

        private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)))[..12];

        private static bool IsOpenToAll(string folder)
        {
            for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            {
                if (!at.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
                    return false;
            }
            return true;
        }

        public async Task GiveAwayAsync(string user, CancellationToken cancel)
        {
            if (!AsRoot)
                return;
            using var process = Process.Start("chown", ["-R", $"{user}:", Folder, Socket is var s && Directory.Exists(s) ? s : Folder]);
            await process.WaitForExitAsync(cancel);
        }
    }
}
