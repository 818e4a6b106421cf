using System.Data;
using System.Runtime.CompilerServices;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace PartyBuilding.Data;

/// <summary>The only way from SQL text to records: Dapper with what this database needs.</summary>
/// <remarks>Row records are positional: columns in the record's order and of its exact types, so that a drift fails at the first call.</remarks>
public static class Sql
{
    /// <summary>Every row.</summary>
    public static async Task<IReadOnlyList<T>> ListAsync<T>(
        this NpgsqlConnection db, string sql, object? arguments = null, CancellationToken cancel = default) =>
        (await db.QueryAsync<T>(new CommandDefinition(sql, arguments, cancellationToken: cancel))).AsList();

    /// <summary>Exactly one row.</summary>
    /// <exception cref="InvalidOperationException">There is none, or more than one.</exception>
    public static Task<T> OneAsync<T>(this NpgsqlConnection db, string sql, object? arguments = null, CancellationToken cancel = default) =>
        db.QuerySingleAsync<T>(new CommandDefinition(sql, arguments, cancellationToken: cancel));

    /// <summary>One row or none.</summary>
    public static Task<T?> MaybeAsync<T>(this NpgsqlConnection db, string sql, object? arguments = null, CancellationToken cancel = default) =>
        db.QuerySingleOrDefaultAsync<T>(new CommandDefinition(sql, arguments, cancellationToken: cancel));

    /// <summary>Runs it.</summary>
    /// <returns>Rows changed.</returns>
    public static Task<int> RunAsync(this NpgsqlConnection db, string sql, object? arguments = null, CancellationToken cancel = default) =>
        db.ExecuteAsync(new CommandDefinition(sql, arguments, cancellationToken: cancel));

#pragma warning disable CA2255 // Dapper's settings are static: they must stand before the first query, whoever asks it.
    [ModuleInitializer]
    internal static void Register()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        // Without this the handler below is passed over for parameters.
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.AddTypeHandler(new Utc());
        SqlMapper.AddTypeHandler(new Array<string>());
        SqlMapper.AddTypeHandler(new Array<long>());
        SqlMapper.AddTypeHandler(new Json());
    }
#pragma warning restore CA2255

    /// <summary>Instants travel as UTC: an offset other than 0 would be refused and leave the connection closed.</summary>
    private sealed class Utc : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) => new(DateTime.SpecifyKind((DateTime)value, DateTimeKind.Utc));

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) => parameter.Value = value.UtcDateTime;
    }

    private sealed class Array<T> : SqlMapper.TypeHandler<T[]>
    {
        public override T[]? Parse(object value) => (T[])value;

        public override void SetValue(IDbDataParameter parameter, T[]? value) => parameter.Value = (object?)value ?? DBNull.Value;
    }

    private sealed class Json : SqlMapper.TypeHandler<Jsonb>
    {
        public override Jsonb Parse(object value) => new((string)value);

        public override void SetValue(IDbDataParameter parameter, Jsonb value)
        {
            parameter.Value = value.Text;
            ((NpgsqlParameter)parameter).NpgsqlDbType = NpgsqlDbType.Jsonb;
        }
    }
}

/// <summary>JSON on its way into or out of a jsonb column.</summary>
/// <param name="Text">The JSON.</param>
public readonly record struct Jsonb(string Text);
