using Npgsql;
using NpgsqlTypes;

namespace PartyBuilding.Data;

/// <summary>Statements that travel in one round trip, with numbered parameters.</summary>
internal static class Batch
{
    public static void Add(this NpgsqlBatch batch, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        batch.BatchCommands.Add(command);
    }

    // Each parameter states its type also when it is null: the driver runs a prepared statement only for the very types it was prepared with, and
    // an unprepared one is planned anew each time.
    public static NpgsqlParameter Text(string? value) => Of(NpgsqlDbType.Text, value);

    public static NpgsqlParameter Long(long? value) => Of(NpgsqlDbType.Bigint, value);

    public static NpgsqlParameter Integer(int? value) => Of(NpgsqlDbType.Integer, value);

    public static NpgsqlParameter Numeric(decimal? value) => Of(NpgsqlDbType.Numeric, value);

    public static NpgsqlParameter Day(DateOnly? value) => Of(NpgsqlDbType.Date, value);

    public static NpgsqlParameter TimeOfDay(TimeOnly? value) => Of(NpgsqlDbType.Time, value);

    public static NpgsqlParameter Instant(DateTimeOffset value) => new NpgsqlParameter<DateTime> { TypedValue = value.UtcDateTime };

    public static NpgsqlParameter Json(string? value) => Of(NpgsqlDbType.Jsonb, value);

    public static NpgsqlParameter Array<T>(T[] value) => new NpgsqlParameter<T[]> { TypedValue = value };

    private static NpgsqlParameter Of(NpgsqlDbType type, object? value) => new() { NpgsqlDbType = type, Value = value ?? DBNull.Value };
}
