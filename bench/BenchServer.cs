using System.Diagnostics;
using System.Globalization;
using Npgsql;
using PartyBuilding.Data.Embedded;

namespace PartyBuilding.Bench;

/// <summary>A PostgreSQL for measuring and for being killed, in a folder of its own that goes with it.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private readonly string folder;

    private BenchServer(string folder, EmbeddedPostgres server) => (this.folder, Embedded) = (folder, server);

    public EmbeddedPostgres Embedded { get; private set; }

    /// <summary>The owner's connection string.</summary>
    public string Owner => Embedded.ConnectionString;

    /// <summary>The server's own process.</summary>
    public int Pid
    {
        get
        {
            using var db = new NpgsqlConnection(Owner);
            db.Open();
            using var ask = new NpgsqlCommand("select pg_read_file('postmaster.pid')", db);
            return int.Parse(((string)ask.ExecuteScalar()!).Split('\n')[0], CultureInfo.InvariantCulture);
        }
    }

    public static async Task<BenchServer> StartAsync(CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("party-bench-").FullName;
        return new BenchServer(folder, await EmbeddedPostgres.StartAsync(folder, folder, cancel));
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
        var data = "";
        await using (var db = new NpgsqlConnection(Owner))
        {
            await db.OpenAsync();
            await using var ask = new NpgsqlCommand("show data_directory", db);
            data = (string)(await ask.ExecuteScalarAsync())!;
        }
        await Embedded.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(data)!, recursive: true);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
