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

    /// <summary>Opens it.</summary>
    /// <param name="folder">The installation's data folder.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="Refusal">It cannot be reached or used; the message says what to do.</exception>
    public static async Task<DatabaseAccess> OpenAsync(string folder, CancellationToken cancel)
    {
        var given = Given("ConnectionStrings__PartyOwner") ?? Given("ConnectionStrings__Party");
        try
        {
            var embedded = given is null ? await EmbeddedPostgres.StartAsync(folder, ".tools", cancel) : null;
            var owner = Database.Owner(given ?? embedded!.ConnectionString);
            return new(owner, embedded, await new Migrator(owner).MigrateAsync(QuartzSchema.CreateAsync, cancel));
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

    public async ValueTask DisposeAsync()
    {
        await Owner.DisposeAsync();
        if (embedded is not null)
            await embedded.DisposeAsync();
    }

    private static string? Given(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
