using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Npgsql;

namespace PartyBuilding.Data;

/// <summary>A backup cannot be taken back as it is; the message says why and nothing was changed.</summary>
public sealed class ArchiveException(string message) : Exception(message);

/// <summary>
/// The whole database as one zip: a manifest, and for each table the text that COPY gives. Independent of the server's version and of its tools.
/// </summary>
public sealed class Archive(NpgsqlDataSource owner)
{
    private const int Format = 1;
    private const string ManifestName = "manifest.json";

    /// <summary>Writes all tables as they stand at one moment. The bot may go on working meanwhile.</summary>
    /// <returns>Rows written.</returns>
    public async Task<long> WriteAsync(Stream to, DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = await owner.OpenConnectionAsync(cancel);
        await using var transaction = await db.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancel);
        using var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        var rows = new Dictionary<string, long>();
        foreach (var table in await TablesAsync(db, cancel))
            rows[table.Name] = await WriteAsync(db, zip, table, cancel);
        var manifest = new Manifest(Format, now, await SchemaAsync(db, cancel), rows);
        await using (var entry = zip.CreateEntry(ManifestName).Open())
            await JsonSerializer.SerializeAsync(entry, manifest, JsonSerializerOptions.Web, cancel);
        return rows.Values.Sum();
    }

    /// <summary>Reads an archive into an empty database of the same schema: all of it or nothing.</summary>
    /// <returns>Rows read.</returns>
    /// <exception cref="ArchiveException">The file is damaged, from another version, or the database is not empty.</exception>
    public async Task<long> ReadAsync(Stream from, CancellationToken cancel)
    {
        try
        {
            using var zip = new ZipArchive(from, ZipArchiveMode.Read, leaveOpen: true);
            var manifest = await ManifestAsync(zip, cancel);
            await using var db = await owner.OpenConnectionAsync(cancel);
            await using var transaction = await db.BeginTransactionAsync(cancel);
            await CheckAsync(db, manifest, cancel);
            foreach (var table in await TablesAsync(db, cancel))
                await ReadAsync(db, zip, table, manifest.Rows.GetValueOrDefault(table.Name), cancel);
            await CountOnAsync(db, cancel);
            await transaction.CommitAsync(cancel);
            return manifest.Rows.Values.Sum();
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or EndOfStreamException)
        {
            throw new ArchiveException("备份文件已损坏，没有恢复。");
        }
        catch (PostgresException e)
        {
            throw new ArchiveException($"备份文件的内容与数据库不符，没有恢复：{e.MessageText}");
        }
    }

    private static async Task<long> WriteAsync(NpgsqlConnection db, ZipArchive zip, Table table, CancellationToken cancel)
    {
        await using var entry = zip.CreateEntry(table.Entry).Open();
        await using var writer = new StreamWriter(entry, new UTF8Encoding(false));
        using var reader = await db.BeginTextExportAsync($"copy {table.Target} to stdout", cancel);
        return await PassAsync(reader, writer, cancel);
    }

    private static async Task ReadAsync(NpgsqlConnection db, ZipArchive zip, Table table, long expected, CancellationToken cancel)
    {
        if (zip.GetEntry(table.Entry) is not { } entry)
            throw new InvalidDataException(table.Entry);
        using var reader = new StreamReader(entry.Open(), new UTF8Encoding(false));
        var writer = await db.BeginTextImportAsync($"copy {table.Target} from stdin", cancel);
        await using (writer)
        {
            if (await PassAsync(reader, writer, cancel) != expected)
                throw new InvalidDataException(table.Entry);
        }
    }

    /// <returns>Rows passed on: COPY writes each as one line.</returns>
    private static async Task<long> PassAsync(TextReader from, TextWriter to, CancellationToken cancel)
    {
        var rows = 0L;
        var buffer = new char[64 * 1024];
        while (await from.ReadAsync(buffer, cancel) is var read and > 0)
        {
            rows += buffer.AsSpan(0, read).Count('\n');
            await to.WriteAsync(buffer.AsMemory(0, read), cancel);
        }
        return rows;
    }

    private static async Task<Manifest> ManifestAsync(ZipArchive zip, CancellationToken cancel)
    {
        if (zip.GetEntry(ManifestName) is not { } entry)
            throw new InvalidDataException(ManifestName);
        await using var stream = entry.Open();
        var manifest = await JsonSerializer.DeserializeAsync<Manifest>(stream, JsonSerializerOptions.Web, cancel);
        return manifest is { Format: Format } ? manifest : throw new ArchiveException("这不是本程序能读的备份文件。");
    }

    private static async Task CheckAsync(NpgsqlConnection db, Manifest manifest, CancellationToken cancel)
    {
        var schema = await SchemaAsync(db, cancel);
        if (!schema.OrderBy(s => s.Key).SequenceEqual(manifest.Schema.OrderBy(s => s.Key)))
            throw new ArchiveException(
                $"备份时的版本是 {manifest.Schema.Keys.Max()}，现在的程序是 {schema.Keys.Max()}。请用备份时的那一版程序恢复，再升级。");
        foreach (var table in await TablesAsync(db, cancel))
        {
            if (await db.OneAsync<bool>($"select exists (select from {table.Quoted})", cancel: cancel))
                throw new ArchiveException($"数据库不是空的（{table.Name} 里有记录）。请恢复到新的数据文件夹或新建的数据库。");
        }
    }

    private static async Task<Dictionary<string, string>> SchemaAsync(NpgsqlConnection db, CancellationToken cancel) =>
        (await db.ListAsync<Script>("select name, encode(checksum, 'hex') as checksum from migrations", cancel: cancel)).ToDictionary(s => s.Name, s => s.Checksum);

    /// <summary>Our tables, each after those it refers to. The scheduler's are not kept: it fills them by itself.</summary>
    private static async Task<IReadOnlyList<Table>> TablesAsync(NpgsqlConnection db, CancellationToken cancel) =>
        await db.ListAsync<Table>("""
            with recursive ours as (
                select c.oid, c.relname::text as name
                from pg_class c
                where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'migrations' and c.relname not like 'qrtz\_%'),
            refers as (
                select distinct conrelid as oid, confrelid as to_oid from pg_constraint where contype = 'f' and conrelid <> confrelid),
            depth (oid, n) as (
                select oid, 0 from ours
                union
                select r.oid, d.n + 1 from depth d join refers r on r.to_oid = d.oid)
            select o.name, quote_ident(o.name) as quoted,
                   (select string_agg(quote_ident(a.attname), ', ' order by a.attnum)
                    from pg_attribute a where a.attrelid = o.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
            from ours o
            order by (select max(n) from depth d where d.oid = o.oid), o.name
            """, cancel: cancel);

    /// <summary>Rows to come get ids after those that were read.</summary>
    private static Task CountOnAsync(NpgsqlConnection db, CancellationToken cancel) => db.RunAsync("""
        do $$
        declare one record;
        begin
            for one in
                select c.relname, a.attname
                from pg_attribute a
                join pg_class c on c.oid = a.attrelid
                where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attidentity <> ''
            loop
                execute format('select setval(pg_get_serial_sequence(%L, %L), greatest((select max(%I) from %I), 1), (select count(*) > 0 from %I))',
                               quote_ident(one.relname), one.attname, one.attname, one.relname, one.relname);
            end loop;
        end $$
        """, cancel: cancel);

    private sealed record Table(string Name, string Quoted, string Columns)
    {
        public string Entry => $"tables/{Name}.copy";

        public string Target => $"{Quoted} ({Columns})";
    }

    private sealed record Script(string Name, string Checksum);

    private sealed record Manifest(int Format, DateTimeOffset MadeAt, Dictionary<string, string> Schema, Dictionary<string, long> Rows);
}
