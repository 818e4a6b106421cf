using Npgsql;

namespace PartyBuilding.Data;

/// <summary>What somebody says took place.</summary>
/// <param name="MemberId">Whose own doing; null when it is the branch's.</param>
/// <param name="Again">True for a second one of the same kind on the same day, said on purpose.</param>
/// <param name="CountsFor">The period it settles, where that was named and is not its day's.</param>
/// <param name="Item">Which of several things the kind distinguishes.</param>
/// <param name="Fields">JSON of the kind's own fields.</param>
/// <param name="State"><c>kept</c>, or <c>claimed</c> until somebody entitled confirms it.</param>
public sealed record NewReport(
    long BranchId, long? MemberId, string Kind, DateOnly HeldOn, bool Again, string? CountsFor, TimeOnly? StartsAt, TimeOnly? EndsAt, int? Minutes,
    string? Place, string? Topic, int? Due, int? Attendees, int? Absent, decimal? Hours, decimal? Amount, string? Item, string Fields, string State,
    long ToldBy, DateTimeOffset ToldAt);

/// <summary>A report as it stands.</summary>
/// <param name="IsApproved">Whether somebody else has confirmed it.</param>
public sealed record ReportRow(
    long Id, DateOnly HeldOn, long BranchId, long? MemberId, string Kind, short Nth, string? CountsFor, TimeOnly? StartsAt, TimeOnly? EndsAt,
    int? Minutes, string? Place, string? Topic, int? Due, int? Attendees, int? Absent, decimal? Hours, decimal? Amount, string? Item, string State,
    long ToldBy, string ToldByName, DateTimeOffset ToldAt, int Version, bool IsApproved);

/// <summary>What a report comes down to where duties are counted.</summary>
public sealed record FactRow(long BranchId, long? MemberId, string Kind, DateOnly HeldOn, string? CountsFor, decimal? Hours, string? Item);

/// <summary>Facts of one kind that are wanted.</summary>
/// <param name="Kind">Key of the kind.</param>
/// <param name="From">First day.</param>
/// <param name="Until">First day after it.</param>
/// <param name="Most">How many at most; null for all.</param>
public sealed record WantedFacts(string Kind, DateOnly From, DateOnly Until, int? Most);

/// <summary>A report with what goes with it.</summary>
/// <param name="Report">The report.</param>
/// <param name="Earned">Lines to credit if it is new.</param>
/// <param name="Wanted">What the branch's facts are wanted for; a kind may come more than once.</param>
/// <param name="Present">Members known to have been there, noted if it is new.</param>
public sealed record ReportToAdd(NewReport Report, IReadOnlyList<NewEntry> Earned, IReadOnlyList<WantedFacts> Wanted, IReadOnlyList<long> Present);

/// <summary>What became of a new report.</summary>
/// <param name="Id">Its id; null when it was already there.</param>
/// <param name="Earlier">The one that was there.</param>
/// <param name="Credited">The lines it earned.</param>
/// <param name="Facts">The branch's facts that were wanted, this one included, and all that name their period.</param>
public sealed record AddedReport(long? Id, ReportRow? Earlier, IReadOnlyList<Credited> Credited, IReadOnlyList<FactRow> Facts)
{
    /// <summary>Whether somebody had checked in to the meeting before.</summary>
    public bool CheckedIn { get; init; }
}

/// <summary>What branches and members have reported.</summary>
public sealed class Reports(NpgsqlConnection db)
{
    private const string Columns = """
        r.id, r.held_on, r.branch_id, r.member_id, r.kind, r.nth, r.counts_for, r.starts_at, r.ends_at, r.minutes, r.place, r.topic, r.due, r.attendees,
        r.absent, r.hours, r.amount, r.item, r.state, r.told_by, coalesce(m.name, '') as told_by_name, r.told_at, r.version, r.approved_by is not null as is_approved
        """;

    private const string Rows = $"select {Columns} from reports r left join members m on m.id = r.told_by";

    /// <summary>Keeps a report once, credits what it earned and reads the branch's facts beside it, all in one round trip.</summary>
    public async Task<AddedReport> AddAsync(ReportToAdd report, CancellationToken cancel)
    {
        var added = (await ReportBatch.AddAsync(db, [report], cancel))[0];
        var told = report.Report;
        return added.Id is not null ? added : added with { Earlier = await FindAsync(told.BranchId, told.MemberId, told.Kind, told.HeldOn, told.Item, cancel) };
    }

    /// <inheritdoc cref="AddAsync(ReportToAdd, CancellationToken)"/>
    public Task<AddedReport> AddAsync(NewReport report, IReadOnlyList<NewEntry> earned, IReadOnlyList<WantedFacts> wanted, CancellationToken cancel) =>
        AddAsync(new ReportToAdd(report, earned, wanted, []), cancel);

    /// <summary>One report.</summary>
    public Task<ReportRow?> FindAsync(long id, CancellationToken cancel) => db.MaybeAsync<ReportRow>($"{Rows} where r.id = @id", new { id }, cancel);

    /// <summary>The report of a kind, and of one thing where the kind has several, on a day that counts; the last one where it was done twice.</summary>
    public Task<ReportRow?> FindAsync(long branchId, long? memberId, string kind, DateOnly heldOn, string? item, CancellationToken cancel) =>
        db.MaybeAsync<ReportRow>($"""
            {Rows}
            where r.branch_id = @branchId and r.kind = @kind and r.held_on = @heldOn and coalesce(r.member_id, 0) = coalesce(@memberId, 0)
              and coalesce(r.item, '') = coalesce(@item, '') and r.state in ('claimed', 'kept')
            order by r.nth desc
            limit 1
            """, new { branchId, memberId, kind, heldOn, item }, cancel);

    /// <summary>Reports of a branch that somebody may mean, newest told first.</summary>
    /// <param name="branchId">The branch.</param>
    /// <param name="toldBy">Only this person's, or of and about this person; null for everybody's.</param>
    /// <param name="kind">Only this kind.</param>
    /// <param name="heldOn">Only this day.</param>
    /// <param name="from">No older day than this.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancel">Ends the wait.</param>
    public Task<IReadOnlyList<ReportRow>> MeantAsync(
        long branchId, long? toldBy, string? kind, DateOnly? heldOn, DateOnly from, int most, CancellationToken cancel) =>
        db.ListAsync<ReportRow>($"""
            {Rows}
            where r.branch_id = @branchId and r.held_on >= @from and r.state in ('claimed', 'kept')
              and (@toldBy::bigint is null or r.told_by = @toldBy or r.member_id = @toldBy)
              and (@kind::text is null or r.kind = @kind)
              and (@heldOn::date is null or r.held_on = @heldOn)
            order by r.told_at desc, r.id desc
            limit @most
            """, new { branchId, toldBy, kind, heldOn, from, most }, cancel);

    /// <summary>Claims of a branch waiting for a decision, oldest first.</summary>
    public Task<IReadOnlyList<ReportRow>> ClaimedAsync(long branchId, CancellationToken cancel) =>
        db.ListAsync<ReportRow>($"{Rows} where r.branch_id = @branchId and r.state = 'claimed' order by r.id limit 50", new { branchId }, cancel);

    /// <summary>Facts of the branches themselves; of every branch in scope when <paramref name="branches"/> is null.</summary>
    /// <param name="branches">Whose.</param>
    /// <param name="from">First day.</param>
    /// <param name="lasting">Kinds that count however long ago they were.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <remarks>Always by branch, never by reading a county's history: few branches report many times.</remarks>
    public Task<IReadOnlyList<FactRow>> FactsAsync(long[]? branches, DateOnly from, string[] lasting, CancellationToken cancel) =>
        db.ListAsync<FactRow>("""
            with asked as materialized (
                select coalesce(@branches::bigint[], array(select id from organisations where kind in ('branch', 'bureau'))) as branches)
            select branch_id, member_id, kind, held_on, counts_for, hours, item
            from reports
            where state = 'kept' and member_id is null and held_on >= @from and branch_id = any((select branches from asked)::bigint[])
            union all
            select branch_id, member_id, kind, held_on, counts_for, hours, item
            from reports
            where state = 'kept' and member_id is null and held_on < @from and kind = any(@lasting) and branch_id = any((select branches from asked)::bigint[])
            """, new { branches, from, lasting }, cancel);

    /// <summary>Card holders of a branch without a report of a kind for a period.</summary>
    /// <param name="period">The period's code, for reports that name it.</param>
    public Task<IReadOnlyList<long>> WithoutAsync(
        long branchId, string kind, string period, DateOnly from, DateOnly until, CancellationToken cancel) =>
        db.ListAsync<long>("""
            select m.id
            from members m
            where m.branch_id = @branchId and m.active and m.standing in ('full', 'probationary')
              and not exists (
                  select from reports r
                  where r.member_id = m.id and r.kind = @kind and r.state = 'kept'
                    and (r.counts_for = @period or (r.counts_for is null and r.held_on >= @from and r.held_on < @until)))
            order by m.id
            """, new { branchId, kind, period, from, until }, cancel);

    /// <summary>Changes what a correction said and keeps what stood there before.</summary>
    /// <param name="id">Which report.</param>
    /// <param name="changed">The new values; null leaves a value as it is.</param>
    /// <param name="by">Who corrects.</param>
    /// <param name="now">When.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>False when the report no longer counts, or another of its kind stands on the new day.</returns>
    public async Task<bool> CorrectAsync(long id, ReportChange changed, long by, DateTimeOffset now, CancellationToken cancel) =>
        await db.RunAsync("""
            with before as (select r.* from reports r where r.id = @id and r.state in ('claimed', 'kept') for update),
            free as (
                select b.* from before b
                where not exists (
                    select from reports o
                    where o.branch_id = b.branch_id and o.kind = coalesce(@Kind, b.kind) and o.held_on = coalesce(@HeldOn, b.held_on)
                      and coalesce(o.member_id, 0) = coalesce(b.member_id, 0) and coalesce(o.item, '') = coalesce(b.item, '')
                      and o.nth = b.nth and o.state in ('claimed', 'kept') and o.id <> b.id)),
            kept as (
                insert into report_versions (report_id, held_on, version, before, changed_by, changed_at)
                select id, held_on, version, to_jsonb(free), @by, @now from free)
            update reports r
            set held_on = coalesce(@HeldOn, r.held_on), kind = coalesce(@Kind, r.kind), version = r.version + 1,
                starts_at = case when 'starts_at' = any(@dropped) then null else coalesce(@StartsAt, r.starts_at) end,
                ends_at = case when 'ends_at' = any(@dropped) then null else coalesce(@EndsAt, r.ends_at) end,
                minutes = case when 'minutes' = any(@dropped) then null else coalesce(@Minutes, r.minutes) end,
                place = case when 'place' = any(@dropped) then null else coalesce(@Place, r.place) end,
                topic = case when 'topic' = any(@dropped) then null else coalesce(@Topic, r.topic) end,
                due = case when 'due' = any(@dropped) then null else coalesce(@Due, r.due) end,
                attendees = case when 'attendees' = any(@dropped) then null else coalesce(@Attendees, r.attendees) end,
                absent = case when 'absent' = any(@dropped) then null else coalesce(@Absent, r.absent) end,
                hours = case when 'hours' = any(@dropped) then null else coalesce(@Hours, r.hours) end,
                amount = case when 'amount' = any(@dropped) then null else coalesce(@Amount, r.amount) end
            from free
            where r.id = free.id and r.held_on = free.held_on
            """, new
        {
            dropped = changed.Dropped.ToArray(),
            id, by, now, changed.HeldOn, changed.Kind, changed.StartsAt, changed.EndsAt, changed.Minutes, changed.Place, changed.Topic, changed.Due,
            changed.Attendees, changed.Absent, changed.Hours, changed.Amount,
        }, cancel) > 0;

    /// <summary>Takes a report back. Its points are reversed by the caller in the same transaction.</summary>
    /// <returns>False when it no longer counted.</returns>
    public async Task<bool> WithdrawAsync(long id, long by, DateTimeOffset now, CancellationToken cancel) =>
        await db.RunAsync("""
            with before as (select * from reports where id = @id and state in ('claimed', 'kept') for update),
            kept as (
                insert into report_versions (report_id, held_on, version, before, changed_by, changed_at)
                select id, held_on, version, to_jsonb(before), @by, @now from before)
            update reports r set state = 'withdrawn', version = r.version + 1 from before where r.id = before.id and r.held_on = before.held_on
            """, new { id, by, now }, cancel) > 0;

    /// <summary>Settles a claim. Nobody settles their own.</summary>
    /// <returns>False when it was settled before, or is the settler's own.</returns>
    public async Task<bool> SettleAsync(long id, bool approve, long by, DateTimeOffset now, CancellationToken cancel) =>
        await db.RunAsync("""
            update reports
            set state = case when @approve then 'kept' else 'refused' end, approved_by = @by, approved_at = @now, version = version + 1
            where id = @id and state = 'claimed' and told_by <> @by and member_id is distinct from @by
            """, new { id, approve, by, now }, cancel) > 0;
}
