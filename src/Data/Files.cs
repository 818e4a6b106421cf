using System.Security.Cryptography;
using Npgsql;

namespace PartyBuilding.Data;

/// <summary>An uploaded file.</summary>
public sealed record FileRow(string Id, string Name, string ContentType, byte[] Bytes);

/// <summary>A file shown under an id of its own.</summary>
public sealed record SharedFile(string Id, string Name, string ContentType);

/// <summary>Uploaded files; equal bytes are kept once.</summary>
public sealed class Files(NpgsqlConnection db)
{
    /// <summary>Keeps a file under an id nobody can guess.</summary>
    public Task<int> KeepAsync(string id, string name, string contentType, byte[] bytes, DateTimeOffset now, CancellationToken cancel) =>
        db.RunAsync("""
            with kept as (
                insert into attachments (hash, content_type, bytes, stored_at) values (@hash, @contentType, @bytes, @now) on conflict do nothing)
            insert into files (id, name, hash, stored_at) values (@id, @name, @hash, @now)
            """, new { id, name, contentType, bytes, now, hash = SHA256.HashData(bytes) }, cancel);

    /// <summary>Other ids for the same bytes, that end with the next small talk.</summary>
    public Task<IReadOnlyList<SharedFile>> ShareAsync(IReadOnlyList<(string Id, string Shared)> ids, DateTimeOffset now, CancellationToken cancel) =>
        db.ListAsync<SharedFile>("""
            insert into files (id, name, hash, stored_at, small_talk)
            select w.shared, f.name, f.hash, @now, true
            from unnest(@ids, @shared) with ordinality as w (id, shared, place)
            join files f on f.id = w.id
            order by w.place
            returning id, name, (select content_type from attachments a where a.hash = files.hash) as content_type
            """, new { now, ids = ids.Select(one => one.Id).ToArray(), shared = ids.Select(one => one.Shared).ToArray() }, cancel);

    /// <summary>These belong to small talk and go with it, unless they prove something.</summary>
    public Task<int> ForgetSoonAsync(string[] ids, CancellationToken cancel) =>
        db.RunAsync("update files set small_talk = true where id = any(@ids) and not kept", new { ids }, cancel);

    /// <summary>A file by its id.</summary>
    public Task<FileRow?> FindAsync(string id, CancellationToken cancel) =>
        db.MaybeAsync<FileRow>("""
            select f.id, f.name, a.content_type, a.bytes
            from files f
            join attachments a on a.hash = f.hash
            where f.id = @id
            """, new { id }, cancel);
}
