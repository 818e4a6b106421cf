using PartyBuilding.Data;
using PartyBuilding.Tests.Support;
using static PartyBuilding.Tests.Data.SmallCounty;

namespace PartyBuilding.Tests.Data;

public sealed class ReportsTests(TestDatabase database) : DatabaseTest(database)
{
    private static readonly DateOnly Start = new(2026, 1, 1);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await CreateAsync(Db, Cancel);
    }

    [Fact]
    public async Task A_report_is_kept_with_its_points_and_comes_back_among_the_facts()
    {
        var added = await AddAsync(Report(), Entry(5, member: 0));

        Assert.NotNull(added.Id);
        Assert.Null(added.Earlier);
        Assert.Equal(5, Assert.Single(added.Credited).Points);
        Assert.Equal(("theme-day", new DateOnly(2026, 4, 22)), added.Facts.Select(f => (f.Kind, f.HeldOn)).Single());
        Assert.Equal(added.Id, await Db.OneAsync<long>("select report_id from entries", cancel: Cancel));
    }

    [Fact]
    public async Task The_same_report_by_many_at_once_is_kept_and_credited_once()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => AddAsync(Report(toldBy: n % 2 + 1), Entry(5, member: 0))));

        var kept = Assert.Single(results, added => added.Id is not null);
        Assert.All(results.Where(added => added != kept), added =>
        {
            Assert.Equal(kept.Id, added.Earlier!.Id);
            Assert.Empty(added.Credited);
        });
        Assert.Equal((1L, 5m), await Db.OneAsync<(long, decimal)>("select count(*), (select sum(points) from totals) from entries", cancel: Cancel));
    }

    [Fact]
    public async Task Who_reported_first_is_named()
    {
        await AddAsync(Report(toldBy: Member));

        var again = await AddAsync(Report());

        Assert.Equal(("示例乙", Now), (again.Earlier!.ToldByName, again.Earlier.ToldAt));
    }

    [Fact]
    public async Task A_second_one_on_the_same_day_is_kept_when_it_was_meant()
    {
        await AddAsync(Report());
        await AddAsync(Report(again: true));
        var third = await AddAsync(Report(again: true));

        Assert.Equal(3, third.Facts.Count);
        Assert.Equal([1, 2, 3], await Db.ListAsync<short>("select nth from reports order by nth", cancel: Cancel));
    }

    [Fact]
    public async Task Several_things_of_one_kind_and_one_persons_own_do_not_stand_in_each_others_way()
    {
        await AddAsync(Report("pledge", item: "目标管理"));
        await AddAsync(Report("pledge", item: "廉政建设"));
        var own = await AddAsync(Report("pledge", Member, toldBy: Member));

        Assert.NotNull(own.Id);
        Assert.Equal(2, own.Facts.Count);
    }

    [Fact]
    public async Task A_correction_changes_what_was_said_and_keeps_what_stood_there()
    {
        var id = (await AddAsync(Report())).Id!.Value;

        Assert.True(await WithAsync(reports => reports.CorrectAsync(id, Change() with { Attendees = 17 }, Member, Now, Cancel)));

        var row = await WithAsync(reports => reports.FindAsync(id, Cancel));
        Assert.Equal((17, "三楼会议室", 2), (row!.Attendees, row.Place, row.Version));
        Assert.Equal((16, Member), await Db.OneAsync<(int, long)>("select (before ->> 'attendees')::int, changed_by from report_versions", cancel: Cancel));
    }

    [Fact]
    public async Task Of_several_things_on_one_day_each_is_found_moved_and_told_again_for_itself()
    {
        var reports = new Reports(Db);
        var (talk, lesson) = (SmallCounty.Report("left-behind", SmallCounty.Member, item: "谈心"), SmallCounty.Report("left-behind", SmallCounty.Member, item: "辅导"));
        var first = (await reports.AddAsync(talk, [], [], Cancel)).Id!.Value;
        var second = (await reports.AddAsync(lesson with { HeldOn = lesson.HeldOn.AddDays(1) }, [], [], Cancel)).Id!.Value;

        Assert.Equal(first, (await reports.AddAsync(talk, [], [], Cancel)).Earlier!.Id);
        Assert.True(await reports.CorrectAsync(second, Nothing with { HeldOn = talk.HeldOn }, SmallCounty.Member, SmallCounty.Now, Cancel));
        Assert.Equal(second, (await reports.FindAsync(SmallCounty.Branch, SmallCounty.Member, "left-behind", talk.HeldOn, "辅导", Cancel))!.Id);
        Assert.Equal(2, (await reports.FindAsync((await reports.AddAsync(talk with { Again = true }, [], [], Cancel)).Id!.Value, Cancel))!.Nth);
    }

    private static readonly ReportChange Nothing = new(null, null, null, null, null, null, null, null, null, null, null, null);

    [Fact]
    public async Task A_correction_onto_a_day_that_is_taken_is_refused()
    {
        var id = (await AddAsync(Report())).Id!.Value;
        await AddAsync(Report() with { HeldOn = new DateOnly(2026, 4, 21) });

        Assert.False(await WithAsync(reports => reports.CorrectAsync(id, Change() with { HeldOn = new DateOnly(2026, 4, 21) }, Secretary, Now, Cancel)));
        Assert.True(await WithAsync(reports => reports.CorrectAsync(id, Change() with { HeldOn = new DateOnly(2026, 4, 20) }, Secretary, Now, Cancel)));
        Assert.Equal(new DateOnly(2026, 4, 20), (await WithAsync(reports => reports.FindAsync(id, Cancel)))!.HeldOn);
    }

    [Fact]
    public async Task Withdrawn_it_no_longer_counts_its_points_are_taken_back_and_the_day_is_free_again()
    {
        var id = (await AddAsync(Report(), Entry(5, member: 0))).Id!.Value;

        Assert.True(await WithAsync(reports => reports.WithdrawAsync(id, Secretary, Now, Cancel)));
        await InBranchAsync(Runtime, db => new Entries(db).ReverseReportAsync(id, Secretary, null, Now, Cancel), Cancel);

        Assert.False(await WithAsync(reports => reports.WithdrawAsync(id, Secretary, Now, Cancel)));
        Assert.Empty(await WithAsync(reports => reports.FactsAsync([Branch], Start, [], Cancel)));
        Assert.Equal(0, await Db.OneAsync<decimal>("select sum(points) from totals", cancel: Cancel));
        Assert.NotNull((await AddAsync(Report())).Id);
    }

    [Fact]
    public async Task A_claim_is_no_fact_until_somebody_else_confirms_it()
    {
        var claimed = await AddAsync(Report("volunteering", Member, state: "claimed", toldBy: Member));
        Assert.Empty(claimed.Facts);
        Assert.Equal(claimed.Id, Assert.Single(await WithAsync(reports => reports.ClaimedAsync(Branch, Cancel))).Id);

        Assert.False(await WithAsync(reports => reports.SettleAsync(claimed.Id!.Value, approve: true, Member, Now, Cancel)));
        Assert.True(await WithAsync(reports => reports.SettleAsync(claimed.Id!.Value, approve: true, Secretary, Now, Cancel)));
        Assert.False(await WithAsync(reports => reports.SettleAsync(claimed.Id!.Value, approve: false, Secretary, Now, Cancel)));

        Assert.Single(await SmallCounty.InBranchAsync(Runtime, db => new Duties(db).FactsOfMemberAsync(Member, Start, [], Cancel), Cancel));
        Assert.Empty(await WithAsync(reports => reports.ClaimedAsync(Branch, Cancel)));
    }

    [Fact]
    public async Task What_somebody_may_mean_comes_newest_first_and_only_theirs()
    {
        await AddAsync(Report());
        await AddAsync(Report("committee") with { ToldAt = Now.AddMinutes(1) });
        await AddAsync(Report("lecture", toldBy: Member) with { ToldAt = Now.AddMinutes(2) });

        var theirs = await WithAsync(reports => reports.MeantAsync(Branch, Secretary, null, null, Start, 5, Cancel));
        var all = await WithAsync(reports => reports.MeantAsync(Branch, null, null, null, Start, 5, Cancel));

        Assert.Equal(["committee", "theme-day"], theirs.Select(r => r.Kind));
        Assert.Equal(["lecture", "committee", "theme-day"], all.Select(r => r.Kind));
    }

    [Fact]
    public async Task The_whole_countys_facts_are_those_of_its_branches_and_lasting_ones_however_old()
    {
        await AddAsync(Report());
        await AddAsync(Report("room") with { HeldOn = new DateOnly(2021, 5, 1) });
        await AddAsync(Report("committee") with { HeldOn = new DateOnly(2021, 5, 1) });
        await AddAsync(Report("theme-day") with { BranchId = OtherBranch, ToldBy = Stranger });
        await AddAsync(Report("volunteering", Member));

        var facts = await WithAsync(reports => reports.FactsAsync(null, Start, ["room"], Cancel));
        var own = await WithAsync(reports => reports.FactsAsync([Branch], Start, [], Cancel));

        Assert.Equal([(Branch, "room"), (Branch, "theme-day"), (OtherBranch, "theme-day")], facts.Select(f => (f.BranchId, f.Kind)).Order());
        Assert.Equal([(Branch, "theme-day")], own.Select(f => (f.BranchId, f.Kind)));
    }

    [Fact]
    public async Task Whatever_a_report_leaves_out_it_is_planned_once()
    {
        await using var one = Database.Runtime(ConnectionString + ";Maximum Pool Size=1", asRuntimeRole: true);
        NewReport[] forms =
        [
            Report("a"), Report("b") with { Place = null, Topic = null }, Report("c") with { StartsAt = null, Minutes = null },
            Report("d") with { Hours = 2, Amount = 3, Item = "x" }, Report("e") with { Due = null, Attendees = null, Absent = null }, Report("f", Member),
        ];
        foreach (var report in forms)
            await InBranchAsync(one, db => new Reports(db).AddAsync(report, [Entry(1)], [], Cancel), Cancel);

        await using var same = await one.OpenConnectionAsync(Cancel);
        var runs = await same.OneAsync<(long Generic, long Custom)>(
            "select generic_plans, custom_plans from pg_prepared_statements where statement like 'with told%'", cancel: Cancel);
        // The driver prepares what it meets a second time.
        Assert.Equal((forms.Length - 1, 0), runs);
    }

    private static ReportChange Change() => new(null, null, null, null, null, null, null, null, null, null, null, null);

    private Task<AddedReport> AddAsync(NewReport report, params NewEntry[] earned) => WithAsync(reports => reports.AddAsync(report, earned, [new(report.Kind, Start, Start.AddYears(1), null)], Cancel));

    private Task<T> WithAsync<T>(Func<Reports, Task<T>> work) => InBranchAsync(Runtime, db => work(new Reports(db)), Cancel);
}
