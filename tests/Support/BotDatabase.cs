using Npgsql;
using PartyBuilding.Data.Embedded;

namespace PartyBuilding.Tests.Support;

/// <summary>Looks into the database of a running bot.</summary>
internal static class BotDatabase
{
    /// <summary>A connection as its owner.</summary>
    public static async Task<NpgsqlConnection> OpenAsync(this BotData data, CancellationToken cancel)
    {
        await using var server = await EmbeddedPostgres.StartAsync(data.Folder, ".tools", cancel);
        var db = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await db.OpenAsync(cancel);
        return db;
    }
}
