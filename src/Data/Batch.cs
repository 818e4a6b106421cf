using Npgsql;

namespace PartyBuilding.Data;

/// <summary>Statements that travel in one round trip, with numbered parameters.</summary>
internal static class Batch
{
    public static void Add(this NpgsqlBatch batch, string sql, params ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        batch.BatchCommands.Add(command);
    }
}
