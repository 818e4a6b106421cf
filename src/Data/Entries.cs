using Npgsql;

namespace PartyBuilding.Data;

/// <summary>A line for the points ledger.</summary>
/// <param name="MemberId">0 for the branch's own ledger.</param>
/// <param name="Account">The cap it counts under, with its sign: several rules may share one.</param>
/// <param name="CapMonth">Most points of this account in a month; null without limit.</param>
/// <param name="CapYear">Most points of this account in a year; null without limit.</param>
/// <param name="OnDay">The day of the deed; its year is the card's.</param>
/// <param name="Asked">Points before caps, negative to deduct.</param>
public sealed record NewEntry(
    long BranchId, long MemberId, string Rule, int RuleVersion, string Account, decimal? CapMonth, decimal? CapYear, DateOnly OnDay,
    decimal Asked, string? Reason);

/// <summary>A line as credited.</summary>
public sealed record Credited(long Id, long MemberId, string Rule, decimal Asked, decimal Points);

/// <summary>A line of the ledger with what it rests on.</summary>
/// <param name="State"><c>claimed</c>, <c>kept</c> or <c>refused</c>.</param>
/// <param name="Reverses">The line this one takes back.</param>
public sealed record EntryRow(
    long Id, short Year, long BranchId, long MemberId, string Rule, int RuleVersion, string Account, DateOnly OnDay, decimal Asked, decimal Points,
    string? Reason, long? ReportId, long? Reverses, bool IsReversed, string State, long ToldBy, DateTimeOffset ToldAt);

/// <summary>Points, line by line. Lines are added and reversed, never changed; sums move in the same transaction.</summary>
public sealed class Entries(NpgsqlConnection db)
{
    private const string Columns = """
        e.id, e.year, e.branch_id, e.member_id, e.rule, e.rule_version, e.account, e.on_day, e.asked, e.points, e.reason, e.report_id, e.reverses,
        exists (select from entries r where r.reverses = e.id and r.year = e.year) as is_reversed, e.state, e.told_by, e.told_at
        """;

    private static readonly string CreditSql = $"""
        with report as (select $1 as id, null::bigint as branch_id, $2 as told_by, $3 as told_at),
        {Crediting.Sql(3)}
        select id, member_id, rule, asked, points from kept order by id
        """;

    /// <summary>
    /// Credits in one round trip. Ledgers are locked before anything is counted, so that caps hold under any number of callers.
    /// </summary>
    /// <returns>The lines in the order given, with what the caps left of them; lines of 0 points are kept too, they say why.</returns>
    public async Task<IReadOnlyList<Credited>> CreditAsync(
        IReadOnlyList<NewEntry> entries, long? reportId, long toldBy, DateTimeOffset now, CancellationToken cancel)
    {
        if (entries.Count == 0)
            return [];
        await using var batch = new NpgsqlBatch(db);
        Crediting.AddLocks(batch, entries);
        batch.Add(CreditSql, [Batch.Long(reportId), Batch.Long(toldBy), Batch.Instant(now), .. Crediting.Values(entries)]);
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await Crediting.SkipLocksAsync(reader, cancel);
        return await ReadAsync(reader, cancel);
    }

    /// <summary>Lines of one member in a stretch of days, oldest first; claims not yet decided too.</summary>
    public Task<IReadOnlyList<EntryRow>> OfMemberAsync(long memberId, short year, DateOnly from, DateOnly until, CancellationToken cancel) =>
        db.ListAsync<EntryRow>($"""
            select {Columns}
            from entries e
            where e.member_id = @memberId and e.member_id <> 0 and e.year = @year and e.on_day >= @from and e.on_day < @until and e.state <> 'refused'
            order by e.on_day, e.id
            """, new { memberId, year, from, until }, cancel);

    /// <summary>One line.</summary>
    public Task<EntryRow?> FindAsync(long id, CancellationToken cancel) =>
        db.MaybeAsync<EntryRow>($"select {Columns} from entries e where e.id = @id", new { id }, cancel);

    /// <summary>A claim that somebody else decides.</summary>
    public Task<long> ClaimAsync(NewEntry entry, long toldBy, DateTimeOffset now, CancellationToken cancel) =>
        db.OneAsync<long>("""
            insert into entries (year, branch_id, member_id, rule, rule_version, account, on_day, asked, points, reason, state, told_by, told_at)
            values (extract(year from @OnDay::date), @BranchId, @MemberId, @Rule, @RuleVersion, @Account, @OnDay, @Asked, 0, @Reason, 'claimed', @toldBy, @now)
            returning id
            """, new { entry.OnDay, entry.BranchId, entry.MemberId, entry.Rule, entry.RuleVersion, entry.Account, entry.Asked, entry.Reason, toldBy, now }, cancel);

    /// <summary>Claims of a branch on one year's cards that wait for a decision, oldest first.</summary>
    public Task<IReadOnlyList<EntryRow>> ClaimedAsync(long branchId, short year, CancellationToken cancel) =>
        db.ListAsync<EntryRow>($"""
            select {Columns}
            from entries e
            where e.branch_id = @branchId and e.year = @year and e.state = 'claimed'
            order by e.id
            limit 50
            """, new { branchId, year }, cancel);

    /// <summary>Settles a claim: refused it stays as a line of 0 points, approved it is followed by a line that credits it.</summary>
    /// <returns>False when somebody has settled it before, or the settler made it.</returns>
    public async Task<bool> SettleAsync(long id, bool approve, long by, DateTimeOffset now, CancellationToken cancel) =>
        await db.RunAsync("""
            update entries
            set state = case when @approve then 'kept' else 'refused' end, approved_by = @by, approved_at = @now
            where id = @id and state = 'claimed' and told_by <> @by and member_id <> @by
            """, new { id, approve, by, now }, cancel) > 0;

    /// <summary>Takes back these lines by opposite ones. A line is taken back once, however often it is asked.</summary>
    /// <returns>The opposite lines.</returns>
    public async Task<IReadOnlyList<Credited>> ReverseAsync(long[] ids, long by, string? reason, DateTimeOffset now, CancellationToken cancel)
    {
        await LockAsync("e.id = any(@ids)", new { ids }, cancel);
        return await db.ListAsync<Credited>(
            $"{Reversing("e.id = any(@ids)")} select id, member_id, rule, asked, points from taken order by id", new { ids, by, reason, now }, cancel);
    }

    /// <summary>Takes back every line of a report.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ReverseReportAsync(long reportId, long by, string? reason, DateTimeOffset now, CancellationToken cancel)
    {
        await LockAsync("e.report_id = @reportId", new { reportId }, cancel);
        return await db.OneAsync<int>(
            $"{Reversing("e.report_id = @reportId")} select count(*)::integer from taken", new { reportId, by, reason, now }, cancel);
    }

    /// <summary>Members whom a report has credited, as it stands.</summary>
    public Task<IReadOnlyList<long>> CreditedByAsync(long reportId, CancellationToken cancel) =>
        db.ListAsync<long>("""
            select distinct e.member_id
            from entries e
            where e.report_id = @reportId and e.member_id <> 0 and e.state = 'kept' and e.reverses is null
              and not exists (select from entries r where r.reverses = e.id and r.year = e.year)
            """, new { reportId }, cancel);

    /// <summary>The ledgers of these lines, in the order in which crediting locks them.</summary>
    private Task LockAsync(string which, object arguments, CancellationToken cancel) => db.RunAsync($"""
        select pg_advisory_xact_lock(ledger.year, ledger.branch)
        from (select distinct e.year::integer as year, e.branch_id::integer as branch from entries e where {which} order by 1, 2) ledger
        """, arguments, cancel);

    /// <summary>Those of these lines that one person told.</summary>
    public Task<IReadOnlyList<EntryRow>> ToldByAsync(long[] ids, long toldBy, CancellationToken cancel) =>
        db.ListAsync<EntryRow>($"select {Columns} from entries e where e.id = any(@ids) and e.told_by = @toldBy order by e.id", new { ids, toldBy }, cancel);

    /// <summary>Whether one of the lines is a claim that somebody entitled has confirmed: its points stand in a line of theirs.</summary>
    public Task<bool> IsApprovedAsync(long[] ids, CancellationToken cancel) =>
        db.OneAsync<bool>("select exists (select from entries where id = any(@ids) and state = 'kept' and approved_by is not null)", new { ids }, cancel);

    /// <summary>Takes back claims that nobody has settled yet.</summary>
    public Task<int> WithdrawClaimsAsync(long[] ids, long by, DateTimeOffset now, CancellationToken cancel) =>
        db.RunAsync("""
            update entries set state = 'refused', approved_by = @by, approved_at = @now
            where id = any(@ids) and state = 'claimed' and told_by = @by
            """, new { ids, by, now }, cancel);

    private static string Reversing(string which) => $"""
        with taken as (
            insert into entries (year, branch_id, member_id, rule, rule_version, account, on_day, asked, points, reason, report_id, reverses, told_by, told_at)
            select e.year, e.branch_id, e.member_id, e.rule, e.rule_version, e.account, e.on_day, -e.points, -e.points, @reason, e.report_id, e.id, @by, @now
            from entries e
            where {which} and e.state = 'kept' and e.reverses is null
            order by e.member_id, e.account
            on conflict (reverses, year) where reverses is not null do nothing
            returning id, branch_id, year, member_id, account, rule, asked, points),
        moved as (
            update totals t
            set points = t.points + s.points
            from (select branch_id, year, member_id, account, sum(points) as points from taken group by 1, 2, 3, 4) s
            where t.branch_id = s.branch_id and t.year = s.year and t.member_id = s.member_id and t.account = s.account)
        """;

    private static async Task<IReadOnlyList<Credited>> ReadAsync(NpgsqlDataReader reader, CancellationToken cancel)
    {
        var credited = new List<Credited>();
        while (await reader.ReadAsync(cancel))
            credited.Add(new Credited(reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), reader.GetDecimal(3), reader.GetDecimal(4)));
        return credited;
    }
}
