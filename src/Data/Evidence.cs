using Npgsql;

namespace PartyBuilding.Data;

/// <summary>A photo of a report.</summary>
public sealed record EvidenceRow(string FileId, string Name, string ContentType, long ToldBy, DateTimeOffset ToldAt);

/// <summary>Photos that prove reports. Row-level security shows a branch its own.</summary>
public sealed class Evidence(NpgsqlConnection db)
{
    /// <summary>Adds uploaded pictures to a report, each once.</summary>
    /// <param name="reportId">Which report.</param>
    /// <param name="branchId">Whose it is.</param>
    /// <param name="files">Ids of files; what is no picture is passed over.</param>
    /// <param name="most">How many a report may have.</param>
    /// <param name="by">Who sent them.</param>
    /// <param name="now">When.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>How many are new.</returns>
    public Task<int> AddAsync(long reportId, long branchId, string[] files, int most, long by, DateTimeOffset now, CancellationToken cancel) =>
        db.OneAsync<int>("""
            with pictures as (
                select f.id, f.hash, row_number() over (order by array_position(@files, f.id)) as place
                from files f
                join attachments a on a.hash = f.hash and a.content_type like 'image/%'
                where f.id = any(@files) and not exists (select from evidence e where e.report_id = @reportId and e.hash = f.hash)),
            added as (
                insert into evidence (report_id, hash, file_id, branch_id, told_by, told_at)
                select @reportId, p.hash, p.id, @branchId, @by, @now
                from pictures p
                where p.place <= @most - (select count(*) from evidence e where e.report_id = @reportId)
                on conflict do nothing
                returning file_id),
            kept as (update files f set kept = true from added a where f.id = a.file_id)
            select count(*)::integer from added
            """, new { reportId, branchId, files, most, by, now }, cancel);

    /// <summary>Photos of a report, the oldest first.</summary>
    public Task<IReadOnlyList<EvidenceRow>> OfAsync(long reportId, CancellationToken cancel) =>
        db.ListAsync<EvidenceRow>("""
            select e.file_id, f.name, a.content_type, e.told_by, e.told_at
            from evidence e
            join files f on f.id = e.file_id
            join attachments a on a.hash = e.hash
            where e.report_id = @reportId
            order by e.told_at, e.file_id
            """, new { reportId }, cancel);

    /// <summary>A report that is taken back has no photos; their files go with the next small talk.</summary>
    public Task<int> DropAsync(long reportId, CancellationToken cancel) =>
        db.RunAsync("""
            with gone as (delete from evidence where report_id = @reportId returning file_id)
            update files f set kept = false, small_talk = true from gone g where f.id = g.file_id
            """, new { reportId }, cancel);
}
