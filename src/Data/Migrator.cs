using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace PartyBuilding.Data;

/// <summary>The schema in the database is not the one this program was built with.</summary>
public sealed class SchemaException(string message) : Exception(message);

/// <summary>Brings a database to this program's schema: scripts in order, each in its own transaction, each once.</summary>
public sealed class Migrator(NpgsqlDataSource owner)
{
    // Any number; all programs that migrate this schema must agree on it.
    private const long Lock = 7_201_949_070_1;

    /// <summary>Scripts in order: name and text.</summary>
    public static IReadOnlyList<(string Name, string Text)> Scripts { get; } = Read();

    /// <summary>Applies what is missing. Several processes may call it at once; one works, the others wait.</summary>
    /// <param name="later">Statements of others that belong to the schema (the scheduler's), run after ours under the same lock.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>Names of the scripts applied now.</returns>
    /// <exception cref="SchemaException">An applied script was changed, or is unknown to this program.</exception>
    public async Task<IReadOnlyList<string>> MigrateAsync(Func<NpgsqlConnection, Task> later, CancellationToken cancel)
    {
        await using var db = await owner.OpenConnectionAsync(cancel);
        await db.RunAsync("select pg_advisory_lock(@Lock)", new { Lock }, cancel);
        try
        {
            await db.RunAsync("""
                create table if not exists migrations (
                    name text primary key,
                    checksum bytea not null,
                    applied_at timestamptz not null default now())
                """, cancel: cancel);
            var missing = Missing(await db.ListAsync<Applied>("select name, checksum from migrations order by name", cancel: cancel));
            foreach (var (name, text) in missing)
                await ApplyAsync(db, name, text, cancel);
            await later(db);
            await AllowAsync(db, cancel);
            return [.. missing.Select(script => script.Name)];
        }
        finally
        {
            await db.RunAsync("select pg_advisory_unlock(@Lock)", new { Lock }, CancellationToken.None);
        }
    }

    /// <summary>Name of the role the bot works as.</summary>
    public const string RuntimeRole = "party_bot";

    private static async Task ApplyAsync(NpgsqlConnection db, string name, string text, CancellationToken cancel)
    {
        await using var transaction = await db.BeginTransactionAsync(cancel);
        await db.RunAsync(text, cancel: cancel);
        await db.RunAsync("insert into migrations (name, checksum) values (@name, @checksum)", new { name, checksum = Checksum(text) }, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>
    /// The runtime role may work with the tables and own none; what must not be changed or forgotten it cannot change or forget.
    /// </summary>
    private static Task AllowAsync(NpgsqlConnection db, CancellationToken cancel) => db.RunAsync($"""
        do $$
        declare f regprocedure;
        begin
            if not exists (select from pg_roles where rolname = '{RuntimeRole}') then
                create role {RuntimeRole} nologin;
            end if;
            -- Roles belong to the whole server: one who needs no grant must not contend for it with another database's start.
            if not (select rolsuper from pg_roles where rolname = session_user) then
                execute format('grant {RuntimeRole} to %I', session_user);
            end if;
            -- Functions that run as the owner are the runtime role's alone.
            for f in select oid from pg_proc where pronamespace = 'public'::regnamespace and proowner = current_user::regrole loop
                execute format('revoke execute on function %s from public', f);
                execute format('grant execute on function %s to {RuntimeRole}', f);
            end loop;
        end $$;
        grant usage on schema public to {RuntimeRole};
        grant select, insert, update, delete on all tables in schema public to {RuntimeRole};
        grant usage, select on all sequences in schema public to {RuntimeRole};
        revoke insert, update, delete on migrations, members, organisations from {RuntimeRole};
        -- Added to and never changed. Of the ledger a claim's decision alone is written later.
        revoke update, delete on entries, report_versions, audit, reviews from {RuntimeRole};
        grant update (state, approved_by, approved_at) on entries to {RuntimeRole};
        grant update (term_ends_on) on organisations to {RuntimeRole};
        -- Changed, but never forgotten.
        revoke delete on reports, totals, plans, broadcasts, suggestions, findings, pairs, branch_duties, settings from {RuntimeRole};
        """, cancel: cancel);

    private static List<(string Name, string Text)> Missing(IReadOnlyList<Applied> applied)
    {
        var known = Scripts.ToDictionary(script => script.Name, script => Checksum(script.Text));
        foreach (var done in applied)
        {
            if (!known.TryGetValue(done.Name, out var checksum))
                throw new SchemaException($"数据库里有本程序不认识的升级 {done.Name}：请用更新的版本启动。");
            if (!checksum.AsSpan().SequenceEqual(done.Checksum))
                throw new SchemaException($"升级脚本 {done.Name} 在应用之后被改动过：请恢复原文件，改动另写一个新脚本。");
        }
        var names = applied.Select(done => done.Name).ToHashSet();
        return [.. Scripts.Where(script => !names.Contains(script.Name))];
    }

    private static byte[] Checksum(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n")));

    private static List<(string Name, string Text)> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
                return (name, reader.ReadToEnd());
            })];
    }

    private sealed record Applied(string Name, byte[] Checksum);
}
