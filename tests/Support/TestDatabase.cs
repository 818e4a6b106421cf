using System.Collections.Concurrent;
using Npgsql;
using PartyBuilding.Bot.Jobs;
using PartyBuilding.Data;
using PartyBuilding.Data.Embedded;
using PartyBuilding.Tests.Support;

[assembly: AssemblyFixture(typeof(TestDatabase))]

namespace PartyBuilding.Tests.Support;

/// <summary>
/// A real PostgreSQL for the whole run, started by the first test that asks: one migrated template, a clone of it for each class.
/// Gone without a trace at the end.
/// </summary>
public sealed class TestDatabase : IAsyncLifetime
{
    private const string Template = "party";

    private readonly ConcurrentDictionary<Type, Lazy<Task<CloneDatabase>>> clones = [];
    private readonly Lazy<Task<Server>> server = new(StartAsync);
    private int count;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>The database of a test class, made when its first test starts.</summary>
    public Task<CloneDatabase> OfAsync(Type testClass) =>
        clones.GetOrAdd(testClass, _ => new Lazy<Task<CloneDatabase>>(CloneAsync)).Value;

    /// <summary>One more database with the schema and nothing in it.</summary>
    public async Task<CloneDatabase> CloneAsync()
    {
        var started = await server.Value;
        var name = $"clone_{Interlocked.Increment(ref count)}";
        await started.RunAsync($"create database {name} template {Template}");
        return new CloneDatabase(started.ConnectionString(name));
    }

    /// <summary>A database without anything in it, not even the schema.</summary>
    public async Task<string> EmptyAsync()
    {
        var started = await server.Value;
        var name = $"empty_{Interlocked.Increment(ref count)}";
        await started.RunAsync($"create database {name}");
        return started.ConnectionString(name);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var clone in clones.Values)
            await (await clone.Value).DisposeAsync();
        if (server.IsValueCreated)
            await (await server.Value).DisposeAsync();
    }

    private static async Task<Server> StartAsync()
    {
        var folder = TestFolder.Create();
        var started = new Server(folder, await EmbeddedPostgres.StartAsync(folder.Path, folder.Path, CancellationToken.None));
        // Nothing here has to survive a power cut.
        await started.RunAsync("alter system set fsync = off");
        await started.RunAsync("select pg_reload_conf()");
        await using var owner = Database.Owner(started.ConnectionString(Template) + ";Pooling=false");
        await new Migrator(owner).MigrateAsync(QuartzSchema.CreateAsync, CancellationToken.None);
        return started;
    }

    private sealed record Server(TestFolder Folder, EmbeddedPostgres Postgres) : IAsyncDisposable
    {
        public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder(Postgres.ConnectionString)
        {
            Database = database,
            // A class that is done gives its connections back.
            ConnectionIdleLifetime = 5,
            ConnectionPruningInterval = 1,
        }.ConnectionString;

        public async Task RunAsync(string sql)
        {
            await using var db = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
            await db.OpenAsync();
            await db.RunAsync(sql);
        }

        public async ValueTask DisposeAsync()
        {
            await Postgres.DisposeAsync();
            Folder.Dispose();
        }
    }
}

/// <summary>One clone: as its owner, and as the bot works with it.</summary>
public sealed class CloneDatabase(string connectionString) : IAsyncDisposable
{
    private NpgsqlConnection? db;

    public string ConnectionString { get; } = connectionString;

    public NpgsqlDataSource Owner { get; } = Database.Owner(connectionString);

    public NpgsqlDataSource Runtime { get; } = Database.Runtime(connectionString, asRuntimeRole: true);

    /// <summary>Forgets everything but the schema.</summary>
    /// <returns>An open connection of the owner; the one given out before is closed, also when its test never came to its end.</returns>
    public async Task<NpgsqlConnection> ClearAsync()
    {
        await CloseAsync();
        db = await Owner.OpenConnectionAsync();
        await db.RunAsync("""
            do $$
            begin
                execute (select 'truncate ' || string_agg(quote_ident(tablename), ', ') || ' restart identity'
                         from pg_tables where schemaname = 'public' and tablename <> 'migrations');
            end $$
            """);
        return db;
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await Owner.DisposeAsync();
        await Runtime.DisposeAsync();
    }

    private async ValueTask CloseAsync()
    {
        if (db is not null)
            await db.DisposeAsync();
        db = null;
    }
}
