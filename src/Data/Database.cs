using Npgsql;

namespace PartyBuilding.Data;

/// <summary>The database cannot be used as it was given; the message says what the operator can do.</summary>
public sealed class DatabaseException(string message) : Exception(message);

/// <summary>How the bot connects.</summary>
public static class Database
{
    /// <summary>Connections that own the schema: for migrations, import and demo data only.</summary>
    public static NpgsqlDataSource Owner(string connectionString) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "party-owner", MaxPoolSize = 4 });

    /// <summary>Connections the bot works with.</summary>
    /// <param name="connectionString">The login.</param>
    /// <param name="asRuntimeRole">True when the login is the owner's and each session steps down to the runtime role.</param>
    public static NpgsqlDataSource Runtime(string connectionString, bool asRuntimeRole)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "party-bot",
            MaxAutoPrepare = 100,
            AutoPrepareMinUsages = 2,
            // Nothing of ours outlives a transaction, so that a reset between two users of a connection would be a wasted trip.
            NoResetOnClose = true,
        };
        if (!settings.ContainsKey("Timeout"))
            settings.Timeout = 5;
        settings.Options = string.Join(' ', new[]
        {
            settings.Options, asRuntimeRole ? $"-c role={Migrator.RuntimeRole}" : null, "-c lock_timeout=2000", "-c idle_in_transaction_session_timeout=30000",
            // Under row-level security planning costs more than running: a prepared statement is planned once, whatever its values.
            "-c plan_cache_mode=force_generic_plan",
            // A plan made while a table is small is kept when it has grown: reading it whole must never look cheap.
            "-c random_page_cost=1.1", "-c enable_seqscan=off", "-c jit=off",
        }.Where(part => !string.IsNullOrEmpty(part)));
        return NpgsqlDataSource.Create(settings);
    }

    /// <summary>Refuses a role that could see around row-level security.</summary>
    /// <exception cref="DatabaseException">It could.</exception>
    public static async Task CheckRoleAsync(NpgsqlDataSource runtime, CancellationToken cancel)
    {
        await using var db = await runtime.OpenConnectionAsync(cancel);
        var role = await db.OneAsync<RoleRow>("""
            select current_user::text as name,
                   r.rolsuper or r.rolbypassrls as sees_all,
                   exists (select from pg_class c where c.relname = 'reports' and c.relowner = r.oid) as owns
            from pg_roles r
            where r.rolname = current_user
            """, cancel: cancel);
        if (role.SeesAll || role.Owns)
            throw new DatabaseException(
                $"数据库角色 {role.Name} 权限过大（超级用户、可绕过行级安全或是表的所有者）。请另给 ConnectionStrings__PartyOwner 用于升级，ConnectionStrings__Party 用普通角色。");
    }

    private sealed record RoleRow(string Name, bool SeesAll, bool Owns);
}
