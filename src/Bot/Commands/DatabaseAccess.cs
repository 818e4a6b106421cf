using System.Net.Sockets;
using Npgsql;
using PartyBuilding.Bot.Jobs;
using PartyBuilding.Data;
using PartyBuilding.Data.Embedded;

namespace PartyBuilding.Bot.Commands;

/// <summary>
/// The database of an installation, opened as its owner and brought up to date: the one named in the environment, else the embedded one in the
/// data folder, which is started when it does not run and left alone when it does.
/// </summary>
internal sealed class DatabaseAccess : IAsyncDisposable
{
    private readonly EmbeddedPostgres? embedded;

    private DatabaseAccess(NpgsqlDataSource owner, EmbeddedPostgres? embedded, IReadOnlyList<string> applied) =>
        (Owner, this.embedded, Applied) = (owner, embedded, applied);

    /// <summary>Connections that see and may write everything.</summary>
    public NpgsqlDataSource Owner { get; }

    /// <summary>Upgrades that were applied now.</summary>
    public IReadOnlyList<string> Applied { get; }

    /// <summary>True when it is not the installation's own.</summary>
    public bool IsGiven => embedded is null;

    private static string? GivenLogin => Given("ConnectionStrings__Party");

    private static string? GivenOwner => Given("ConnectionStrings__PartyOwner");

    /// <summary>Opens it.</summary>
    /// <param name="folder">The installation's data folder.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="Refusal">It cannot be reached or used; the message says what to do.</exception>
    public static Task<DatabaseAccess> OpenAsync(string folder, CancellationToken cancel) => ExplainAsync(async () =>
    {
        var given = GivenOwner ?? GivenLogin;
        var embedded = given is null ? await EmbeddedPostgres.StartAsync(folder, ".tools", cancel) : null;
        var owner = Database.Owner(given ?? embedded!.ConnectionString);
        try
        {
            return new DatabaseAccess(owner, embedded, await new Migrator(owner).MigrateAsync(QuartzSchema.CreateAsync, cancel));
        }
        catch
        {
            await CloseAsync(owner, embedded);
            throw;
        }
    });

    /// <summary>Connections the bot works with: they see what a transaction's scope allows, and own nothing.</summary>
    /// <exception cref="Refusal">The role could see more.</exception>
    public Task<NpgsqlDataSource> WorkAsync(CancellationToken cancel) => ExplainAsync(async () =>
    {
        var runtime = Database.Runtime(GivenLogin ?? GivenOwner ?? embedded!.ConnectionString, asRuntimeRole: GivenLogin is null || GivenOwner is null);
        try
        {
            await Database.CheckRoleAsync(runtime, cancel);
            return runtime;
        }
        catch
        {
            await runtime.DisposeAsync();
            throw;
        }
    });

    /// <summary>Does something with the database and says in one sentence why it cannot be done.</summary>
    /// <exception cref="Refusal">It cannot.</exception>
    public static async Task<T> ExplainAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception e) when (e is DatabaseException or SchemaException)
        {
            throw new Refusal(e.Message);
        }
        catch (PostgresException e)
        {
            throw new Refusal($"数据库拒绝了：{e.MessageText}（{e.SqlState}）。");
        }
        catch (Exception e) when (e is NpgsqlException or SocketException or TimeoutException)
        {
            throw new Refusal($"连不上数据库：{e.Message}。请检查 ConnectionStrings__Party。");
        }
    }

    public ValueTask DisposeAsync() => CloseAsync(Owner, embedded);

    private static async ValueTask CloseAsync(NpgsqlDataSource owner, EmbeddedPostgres? embedded)
    {
        await owner.DisposeAsync();
        if (embedded is not null)
            await embedded.DisposeAsync();
    }

    private static string? Given(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
