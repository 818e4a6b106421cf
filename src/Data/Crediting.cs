using Npgsql;

namespace PartyBuilding.Data;

/// <summary>How lines get their points under caps: a lock first, then one statement, or a part of one, that counts on a fresh view.</summary>
internal static class Crediting
{
    /// <summary>How many parameters the lines take in one statement.</summary>
    public const int Parameters = 12;

    /// <summary>
    /// Credits to a branch's ledger and its members' wait for one another, so that caps hold under any number of callers. Branches are locked in one
    /// order. The two numbers are the year and the branch; nothing else locks pairs of numbers.
    /// </summary>
    public static void AddLocks(NpgsqlBatch batch, IReadOnlyList<NewEntry> entries)
    {
        var ledgers = entries.Select(e => (e.OnDay.Year, Branch: checked((int)e.BranchId))).Distinct().Order().ToList();
        batch.Add("select pg_advisory_xact_lock(year, branch) from unnest($1::integer[], $2::integer[]) as ledger (year, branch)",
            Batch.Array(ledgers.Select(l => l.Year).ToArray()), Batch.Array(ledgers.Select(l => l.Branch).ToArray()));
    }

    /// <summary>The locks are the first rows of the batch, and of no interest.</summary>
    public static Task SkipLocksAsync(NpgsqlDataReader reader, CancellationToken cancel) => reader.NextResultAsync(cancel);

    /// <summary>
    /// Common table expressions <c>kept</c> (the lines as credited) and <c>added</c> (the sums), after one called <c>report</c> with id, branch_id,
    /// told_by and told_at: the branch's lines belong to its report, and all lines to one without a branch. Room is what a cap has left; lines of one
    /// account share it in the order given, so each gets what it and those before it may have together less what those before it had.
    /// </summary>
    /// <param name="after">Parameters before the lines' own.</param>
    public static string Sql(int after)
    {
        string[] p = [.. Enumerable.Range(after + 1, Parameters).Select(n => $"${n}")];
        return $"""
            roomy as (
                select w.*, greatest(least(coalesce(w.cap_year - abs(coalesce(t.points, 0)), 1000000), coalesce(w.cap_month - abs(m.points), 1000000)), 0) as room
                from unnest({p[0]}, {p[1]}, {p[2]}, {p[3]}, {p[4]}, {p[5]}, {p[6]}, {p[7]}, {p[8]}, {p[9]}, {p[10]}, {p[11]})
                    with ordinality as w (branch_id, year, member_id, rule, rule_version, account, cap_month, cap_year, on_day, asked, reason, before, place)
                left join totals t on t.branch_id = w.branch_id and t.year = w.year and t.member_id = w.member_id and t.account = w.account
                left join lateral (
                    select coalesce(sum(e.points), 0) as points
                    from entries e
                    where w.cap_month is not null and e.branch_id = w.branch_id and e.year = w.year and e.member_id = w.member_id and e.account = w.account
                      and e.state = 'kept' and e.on_day >= date_trunc('month', w.on_day::timestamp)::date
                      and e.on_day < (date_trunc('month', w.on_day::timestamp) + interval '1 month')::date) m on true),
            kept as (
                insert into entries (year, branch_id, member_id, rule, rule_version, account, on_day, asked, points, reason, report_id, told_by, told_at)
                select r.year, r.branch_id, r.member_id, r.rule, r.rule_version, r.account, r.on_day, r.asked,
                       sign(r.asked) * (least(r.room, r.before + abs(r.asked)) - least(r.room, r.before)), r.reason, report.id, report.told_by, report.told_at
                from roomy r
                join report on coalesce(report.branch_id, r.branch_id) = r.branch_id
                order by r.place
                returning id, branch_id, year, member_id, account, rule, asked, points),
            added as (
                insert into totals (branch_id, year, member_id, account, points)
                select branch_id, year, member_id, account, sum(points) from kept group by 1, 2, 3, 4 order by 1, 2, 3, 4
                on conflict (branch_id, year, member_id, account) do update set points = totals.points + excluded.points)
            """;
    }

    /// <summary>Values for <see cref="Sql"/>.</summary>
    public static NpgsqlParameter[] Values(IReadOnlyList<NewEntry> entries) =>
    [
        Batch.Array(entries.Select(e => e.BranchId).ToArray()), Batch.Array(entries.Select(e => (short)e.OnDay.Year).ToArray()),
        Batch.Array(entries.Select(e => e.MemberId).ToArray()), Batch.Array(entries.Select(e => e.Rule).ToArray()),
        Batch.Array(entries.Select(e => e.RuleVersion).ToArray()), Batch.Array(entries.Select(e => e.Account).ToArray()),
        Batch.Array(entries.Select(e => e.CapMonth).ToArray()), Batch.Array(entries.Select(e => e.CapYear).ToArray()),
        Batch.Array(entries.Select(e => e.OnDay).ToArray()), Batch.Array(entries.Select(e => e.Asked).ToArray()),
        Batch.Array(entries.Select(e => e.Reason).ToArray()), Batch.Array(Before(entries)),
    ];

    /// <summary>For each line what the lines before it ask of the same account.</summary>
    private static decimal[] Before(IReadOnlyList<NewEntry> entries)
    {
        var asked = new Dictionary<(long, int, long, string), decimal>();
        return [.. entries.Select(e =>
        {
            var account = (e.BranchId, e.OnDay.Year, e.MemberId, e.Account);
            var before = asked.GetValueOrDefault(account);
            asked[account] = before + Math.Abs(e.Asked);
            return before;
        })];
    }
}
