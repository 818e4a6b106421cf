using Npgsql;
using Quartz;

namespace PartyBuilding.Bot.Jobs;

/// <summary>
/// The scheduler's tables, made by the owner together with ours: the role the bot works as may not create any.
/// </summary>
internal static class QuartzSchema
{
    /// <summary>What the scheduler's tables are called by.</summary>
    public const string Prefix = "qrtz_";

    private const string Script = "Quartz.Impl.AdoJobStore.Schema.create_postgres.sql";

    /// <summary>Creates the tables and indexes that are missing; never changes or drops one.</summary>
    public static async Task CreateAsync(NpgsqlConnection db)
    {
        await using var batch = new NpgsqlBatch(db);
        foreach (var statement in Statements())
            batch.BatchCommands.Add(new NpgsqlBatchCommand(statement));
        await batch.ExecuteNonQueryAsync();
    }

    /// <summary>The package's own script: {0} and {1} stand for the prefix, statements end at a line <c>--;;</c>.</summary>
    private static IEnumerable<string> Statements()
    {
        using var stream = typeof(IScheduler).Assembly.GetManifestResourceStream(Script)
            ?? throw new InvalidOperationException($"Quartz no longer carries {Script}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n")
            .Replace("{0}", Prefix, StringComparison.Ordinal)
            .Replace("{1}", Prefix, StringComparison.Ordinal)
            .Split("\n--;;\n")
            .Where(piece => piece.Contains("CREATE ", StringComparison.Ordinal));
    }
}
