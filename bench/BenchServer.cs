using System.Diagnostics;
using System.Globalization;
using Npgsql;
using PartyBuilding.Data.Embedded;

namespace PartyBuilding.Bench;

/// <summary>A PostgreSQL for measuring and for being killed, in a folder of its own that goes with it.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private readonly string folder;
    private readonly string home;

    private BenchServer(string folder, string home, EmbeddedPostgres server) => (this.folder, this.home, Embedded) = (folder, home, server);

    public EmbeddedPostgres Embedded { get; private set; }

    /// <summary>The owner's connection string.</summary>
    public string Owner => Embedded.ConnectionString;

    /// <summary>The server's own process.</summary>
    public int Pid => int.Parse(File.ReadLines(Path.Combine(home, "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <summary>Its log.</summary>
    public string Log => Path.Combine(home, "postgresql.log");

    public static async Task<BenchServer> StartAsync(CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("party-bench-").FullName;
        var server = await EmbeddedPostgres.StartAsync(folder, folder, cancel);
        await using var db = new NpgsqlConnection(server.ConnectionString);
        await db.OpenAsync(cancel);
        await using var ask = new NpgsqlCommand("show data_directory", db);
        return new BenchServer(folder, Path.GetDirectoryName((string)(await ask.ExecuteScalarAsync(cancel))!)!, server);
    }

    /// <summary>Starts it again after it was killed; it recovers what was committed.</summary>
    public async Task StartAgainAsync(CancellationToken cancel) => Embedded = await EmbeddedPostgres.StartAsync(folder, folder, cancel);

    /// <summary>Runs one of PostgreSQL's own programs against it.</summary>
    /// <returns>What it wrote.</returns>
    public async Task<string> RunAsync(string program, params string[] arguments)
    {
        var login = new NpgsqlConnectionStringBuilder(Owner);
        var found = ServerBinaries.Find(folder)[0].Folder;
        var start = new ProcessStartInfo(Path.Combine(found, program), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PGHOST"] = login.Host;
        start.Environment["PGUSER"] = login.Username;
        start.Environment["PGPASSWORD"] = login.Password;
        start.Environment["PGDATABASE"] = login.Database;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program}: {await error}");
    }

    public async ValueTask DisposeAsync()
    {
        await Embedded.DisposeAsync();
        Directory.Delete(home, recursive: true);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
