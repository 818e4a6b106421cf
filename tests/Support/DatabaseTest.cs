using Npgsql;

namespace PartyBuilding.Tests.Support;

/// <summary>A test on its class's database, empty at its start.</summary>
public abstract class DatabaseTest(TestDatabase database) : IAsyncLifetime
{
    private CloneDatabase? clone;
    private NpgsqlConnection? db;

    /// <summary>All databases of the run.</summary>
    protected TestDatabase Databases { get; } = database;

    /// <summary>As the schema's owner, who sees everything.</summary>
    protected NpgsqlDataSource Owner => Clone.Owner;

    /// <summary>As the bot works: nothing is seen before a scope is set.</summary>
    protected NpgsqlDataSource Runtime => Clone.Runtime;

    /// <summary>The owner's connection string.</summary>
    protected string ConnectionString => Clone.ConnectionString;

    /// <summary>An open connection of the owner, for arranging and asserting.</summary>
    protected NpgsqlConnection Db => db ?? throw new InvalidOperationException("The test has not started.");

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private CloneDatabase Clone => clone ?? throw new InvalidOperationException("The test has not started.");

    public virtual async ValueTask InitializeAsync()
    {
        clone = await Databases.OfAsync(GetType());
        db = await clone.ClearAsync();
    }

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
