using Npgsql;

namespace PartyBuilding.Data;

/// <summary>
/// Reports of several branches kept in one round trip, however many there are: ledgers locked in one order, the reports with their lines and sums,
/// who was there, and the facts wanted.
/// </summary>
internal static class ReportBatch
{
    private const int OfReport = 21;

    private static readonly string Adding = Statement("");

    // A part of its own, because starting it costs though nobody is named.
    private static readonly string AddingPresent = Statement($"""
        ,
        present as (
            insert into attendance (branch_id, held_on, kind, member_id, state, told_by, told_at)
            select report.branch_id, report.held_on, report.kind, p.member_id, 'present', report.told_by, report.told_at
            from unnest(${OfReport + Crediting.Parameters + 1}, ${OfReport + Crediting.Parameters + 2}) as p (branch_id, member_id)
            join report on report.branch_id = p.branch_id
            on conflict (branch_id, held_on, kind, member_id)
                do update set state = excluded.state, told_by = excluded.told_by, told_at = excluded.told_at
                where attendance.state not in ('present', 'late'))
        """);

    private static string Statement(string present) => $"""
        with told as (
            select *
            from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21) as t (
                held_on, branch_id, member_id, kind, counts_for, starts_at, ends_at, minutes, place, topic, due, attendees, absent, hours, amount, item,
                fields, state, told_by, told_at, again)),
        report as (
            insert into reports (held_on, branch_id, member_id, kind, counts_for, starts_at, ends_at, minutes, place, topic, due, attendees, absent,
                                 hours, amount, item, fields, state, told_by, told_at, nth)
            select held_on, branch_id, member_id, kind, counts_for, starts_at, ends_at, minutes, place, topic, due, attendees, absent,
                   hours, amount, item, fields::jsonb, state, told_by, told_at,
                   case when again
                       then (select coalesce(max(r.nth), 0) + 1
                             from reports r
                             where r.branch_id = t.branch_id and r.kind = t.kind and r.held_on = t.held_on
                               and coalesce(r.member_id, 0) = coalesce(t.member_id, 0) and coalesce(r.item, '') = coalesce(t.item, '')
                               and r.state in ('claimed', 'kept'))
                       else 1 end
            from told t
            on conflict do nothing
            returning id, branch_id, held_on, kind, told_by, told_at),
        {Crediting.Sql(OfReport)}{present}
        select report.branch_id, report.id, line.id, line.member_id, line.rule, line.asked, line.points,
               exists (select from attendance a
                       where a.branch_id = report.branch_id and a.held_on = report.held_on and a.kind = report.kind and a.state in ('present', 'late'))
        from report
        left join kept line on line.branch_id = report.branch_id
        order by line.id
        """;

    /// <summary>
    /// A few rows of each kind by its index, however long the branch's history. What names its period may lie outside the days wanted, and is rare.
    /// </summary>
    private const string Facts = """
        select r.id, r.branch_id, r.member_id, r.kind, r.held_on, r.counts_for, r.hours, r.item
        from unnest($1, $2, $3, $4, $5) as w (branch_id, kind, from_on, until_on, most)
        cross join lateral (
            select *
            from reports r
            where r.branch_id = w.branch_id and r.kind = w.kind and r.held_on >= w.from_on and r.held_on < w.until_on
              and coalesce(r.member_id, 0) = 0 and r.state = 'kept' and r.counts_for is null
            limit w.most) r
        union all
        select r.id, r.branch_id, r.member_id, r.kind, r.held_on, r.counts_for, r.hours, r.item
        from unnest($6, $7) as b (branch_id, since)
        join reports r on r.branch_id = b.branch_id and r.held_on >= b.since and r.counts_for is not null and r.member_id is null and r.state = 'kept'
        """;

    /// <summary>Keeps them.</summary>
    /// <param name="db">In a transaction that may write for all these branches.</param>
    /// <param name="reports">Each of another branch.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>In the same order; without an id, and without <see cref="AddedReport.Earlier"/>, where such a report was there already.</returns>
    public static async Task<AddedReport[]> AddAsync(NpgsqlConnection db, IReadOnlyList<ReportToAdd> reports, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(db);
        var earned = reports.SelectMany(one => one.Earned).ToList();
        if (earned.Count > 0)
            Crediting.AddLocks(batch, earned);
        var isNaming = reports.Any(one => one.Present.Count > 0);
        batch.Add(isNaming ? AddingPresent : Adding, [.. Values([.. reports.Select(one => one.Report)]), .. Crediting.Values(earned), .. isNaming ? People(reports) : []]);
        var wanted = reports.SelectMany(one => one.Wanted.Select(w => (Branch: one.Report.BranchId, Wanted: w))).ToList();
        if (wanted.Count > 0)
            AddFacts(batch, wanted);

        await using var reader = await batch.ExecuteReaderAsync(cancel);
        if (earned.Count > 0)
            await reader.NextResultAsync(cancel);
        var (ids, checkedIn) = (new Dictionary<long, long>(), new HashSet<long>());
        var credited = reports.ToDictionary(one => one.Report.BranchId, _ => new List<Credited>());
        while (await reader.ReadAsync(cancel))
        {
            var branch = reader.GetInt64(0);
            ids[branch] = reader.GetInt64(1);
            if (reader.GetBoolean(7))
                checkedIn.Add(branch);
            if (!reader.IsDBNull(2))
                credited[branch].Add(new Credited(reader.GetInt64(2), reader.GetInt64(3), reader.GetString(4), reader.GetDecimal(5), reader.GetDecimal(6)));
        }
        var facts = await reader.NextResultAsync(cancel) ? await FactsAsync(reader, cancel) : Array.Empty<FactRow>().ToLookup(_ => 0L);
        return [.. reports.Select(one => one.Report.BranchId).Select(branch =>
            new AddedReport(ids.TryGetValue(branch, out var id) ? id : null, null, credited[branch], [.. facts[branch]]) { CheckedIn = checkedIn.Contains(branch) })];
    }

    private static NpgsqlParameter[] Values(NewReport[] r) =>
    [
        Of(r, x => x.HeldOn), Of(r, x => x.BranchId), Of(r, x => x.MemberId), Of(r, x => x.Kind), Of(r, x => x.CountsFor), Of(r, x => x.StartsAt),
        Of(r, x => x.EndsAt), Of(r, x => x.Minutes), Of(r, x => x.Place), Of(r, x => x.Topic), Of(r, x => x.Due), Of(r, x => x.Attendees),
        Of(r, x => x.Absent), Of(r, x => x.Hours), Of(r, x => x.Amount), Of(r, x => x.Item), Of(r, x => x.Fields), Of(r, x => x.State),
        Of(r, x => x.ToldBy), Of(r, x => x.ToldAt.UtcDateTime), Of(r, x => x.Again),
    ];

    private static NpgsqlParameter Of<T>(NewReport[] reports, Func<NewReport, T> value) => Batch.Array(Array.ConvertAll(reports, one => value(one)));

    private static NpgsqlParameter[] People(IReadOnlyList<ReportToAdd> reports) =>
    [
        Batch.Array(reports.SelectMany(one => one.Present.Select(_ => one.Report.BranchId)).ToArray()),
        Batch.Array(reports.SelectMany(one => one.Present).ToArray()),
    ];

    private static void AddFacts(NpgsqlBatch batch, IReadOnlyList<(long Branch, WantedFacts Wanted)> wanted)
    {
        // Dues are paid and meetings caught up on a month off, not a year.
        var naming = wanted.GroupBy(w => w.Branch).Select(w => (Branch: w.Key, Since: w
            .Where(x => x.Wanted.From > DateOnly.MinValue).Select(x => x.Wanted.From.AddMonths(-1)).DefaultIfEmpty(DateOnly.MinValue).Min())).ToList();
        batch.Add(Facts,
            Batch.Array(wanted.Select(w => w.Branch).ToArray()), Batch.Array(wanted.Select(w => w.Wanted.Kind).ToArray()),
            Batch.Array(wanted.Select(w => w.Wanted.From).ToArray()), Batch.Array(wanted.Select(w => w.Wanted.Until).ToArray()),
            Batch.Array(wanted.Select(w => w.Wanted.Most).ToArray()),
            Batch.Array(naming.Select(n => n.Branch).ToArray()), Batch.Array(naming.Select(n => n.Since).ToArray()));
    }

    private static async Task<ILookup<long, FactRow>> FactsAsync(NpgsqlDataReader reader, CancellationToken cancel)
    {
        var facts = new List<FactRow>();
        // A kind that two duties want comes twice.
        var seen = new HashSet<long>();
        while (await reader.ReadAsync(cancel))
            if (seen.Add(reader.GetInt64(0)))
                facts.Add(new FactRow(
                    reader.GetInt64(1), reader.IsDBNull(2) ? null : reader.GetInt64(2), reader.GetString(3), reader.GetFieldValue<DateOnly>(4),
                    reader.IsDBNull(5) ? null : reader.GetString(5), reader.IsDBNull(6) ? null : reader.GetDecimal(6), reader.IsDBNull(7) ? null : reader.GetString(7)));
        return facts.ToLookup(fact => fact.BranchId);
    }
}
