using Npgsql;
using NpgsqlTypes;
using PartyBuilding.Data;

namespace PartyBuilding.Bot.Demo;

/// <summary>Many rows at once.</summary>
internal static class Copying
{
    /// <summary>Copies rows into a table; ids are taken as given.</summary>
    /// <param name="db">The owner's connection.</param>
    /// <param name="into">Table and columns: <c>settings (key, value)</c>.</param>
    /// <param name="rows">Values in the order of the columns and of exactly their types.</param>
    /// <param name="cancel">Ends it without a trace.</param>
    public static async Task CopyAsync(this NpgsqlConnection db, string into, IEnumerable<object?[]> rows, CancellationToken cancel)
    {
        await using var copy = await db.BeginBinaryImportAsync($"copy {into} from stdin (format binary)", cancel);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancel);
            foreach (var value in row)
            {
                switch (value)
                {
                    case null: await copy.WriteNullAsync(cancel); break;
                    case Jsonb json: await copy.WriteAsync(json.Text, NpgsqlDbType.Jsonb, cancel); break;
                    case DateTimeOffset moment: await copy.WriteAsync(moment.UtcDateTime, NpgsqlDbType.TimestampTz, cancel); break;
                    default: await copy.WriteAsync(value, cancel); break;
                }
            }
        }
        await copy.CompleteAsync(cancel);
    }
}
