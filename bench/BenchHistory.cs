using Npgsql;

namespace PartyBuilding.Bench;

/// <summary>Years of reports with a line in the ledger each, spread over the branches of a bench county and told by their secretaries.</summary>
internal static class BenchHistory
{
    /// <summary>Puts so many reports and lines behind those that the bench makes. Indexes are made anew afterwards, which is faster than filling them.</summary>
    public static async Task AddAsync(string owner, BenchCounty county, long rows, CancellationToken cancel)
    {
        await using var db = new NpgsqlConnection(owner);
        await db.OpenAsync(cancel);
        await using var batch = new NpgsqlBatch(db) { Timeout = 3600 };
        foreach (var sql in new[]
        {
            "set session_replication_role = replica",
            """
            create temp table put_back as
            select pg_get_indexdef(i.indexrelid) as definition, i.indexrelid::regclass::text as name
            from pg_index i
            where i.indrelid in ('reports'::regclass, 'entries'::regclass) and not i.indisprimary
            """,
            "do $$ declare n text; begin for n in select name from put_back loop execute 'drop index ' || n; end loop; end $$",
            $"""
            insert into reports (held_on, branch_id, kind, starts_at, ends_at, minutes, place, topic, due, attendees, absent, told_by, told_at)
            select date '{BenchCounty.Today.AddDays(-1 - TurnReports.Days):yyyy-MM-dd}' - (n / {county.Branches} / 8)::integer, 1 + n % {county.Branches},
                   (array['party-lesson', 'committee', 'first-topic', 'study', 'group-meeting', 'second-topic', 'red-education', 'all-members'])[1 + n / {county.Branches} % 8],
                   '14:30', '16:00', 90, '三楼会议室', '学习二十大报告', 18, 16, 2, 1 + n % {county.Branches}, now()
            from generate_series(0, {rows - 1}::bigint) n
            """,
            """
            insert into entries (year, branch_id, rule, rule_version, account, on_day, asked, points, report_id, told_by, told_at)
            select extract(year from held_on), branch_id, 'b-' || kind, 1, 'b-' || kind || '+', held_on, 1, 1, id, told_by, told_at from reports
            """,
            """
            insert into totals (branch_id, year, member_id, account, points)
            select branch_id, year, member_id, account, sum(points) from entries group by 1, 2, 3, 4
            on conflict (branch_id, year, member_id, account) do update set points = excluded.points
            """,
            "do $$ declare d text; begin for d in select definition from put_back loop execute d; end loop; end $$",
            "analyze reports, entries, totals",
            "checkpoint",
        })
            batch.BatchCommands.Add(new NpgsqlBatchCommand(sql));
        await batch.ExecuteNonQueryAsync(cancel);
        await using var count = new NpgsqlCommand("select (select count(*) from reports) || ' reports, ' || (select count(*) from entries) || ' lines'", db) { CommandTimeout = 600 };
        Console.WriteLine(await count.ExecuteScalarAsync(cancel));
    }
}
