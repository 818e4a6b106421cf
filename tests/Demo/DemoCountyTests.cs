using PartyBuilding.Bot;
using PartyBuilding.Bot.Demo;
using PartyBuilding.Data;
using PartyBuilding.Plan;
using PartyBuilding.Tests.Plan;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.Demo;

public sealed class DemoCountyTests(TestDatabase database) : DatabaseTest(database)
{
    private static readonly DateTimeOffset April = new(2026, 4, 22, 8, 59, 0, TimeSpan.FromHours(8));

    [Fact]
    public async Task It_has_everybody_a_work_group_needs()
    {
        await SeedAsync(April);

        Assert.Equal(13, await CountAsync("organisations where kind = 'branch'"));
        Assert.InRange(await CountAsync("members"), 180, 220);
        Assert.Equal(0, await CountAsync("members group by name having count(*) > 1"));
        foreach (var role in new[] { "secretary", "clerk", "dues_clerk", "committee", "group_leader", "bureau", "inspector" })
            Assert.True(await CountAsync($"roles where role = '{role}'") > 0, role);
        Assert.Equal(13, await CountAsync("roles where role = 'secretary'"));
        Assert.Equal(2, await CountAsync("roles where role = 'bureau'"));
        Assert.Equal(14, await CountAsync("conversations where kind = 'group' and branch_id is not null"));
        Assert.Equal(1, await CountAsync("participants p where not exists (select from bindings b where b.user_id = p.user_id)"));
    }

    [Theory]
    [InlineData("2026-04-22T08:59:00+08:00")]
    [InlineData("2026-01-01T00:00:00+08:00")]
    [InlineData("2026-12-31T23:59:00+08:00")]
    [InlineData("2027-10-08T12:00:00+08:00")]
    [InlineData("2028-02-29T03:00:00+08:00")]
    public async Task Nothing_of_it_lies_in_the_future_and_half_a_year_of_it_in_the_past(string moment)
    {
        var now = DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture);

        await SeedAsync(now);

        foreach (var (table, column) in new[] { ("reports", "told_at"), ("entries", "told_at"), ("attendance", "told_at"), ("plans", "told_at"), ("conversations", "created_at") })
            Assert.Equal(0, await Db.OneAsync<long>($"select count(*) from {table} where {column} > @now", new { now }, Cancel));
        Assert.True(await CountAsync("reports") > 3000);
        Assert.True(await CountAsync($"reports where held_on < '{County.Day(now).AddDays(-150):yyyy-MM-dd}'") > 100);
        Assert.Null(await new DemoTime(Runtime, TimeProvider.System).SetAsync(now, Cancel));
    }

    [Fact]
    public async Task Sums_are_the_sums_of_their_lines()
    {
        await SeedAsync(April);

        Assert.Equal(0, await CountAsync("""
            (select branch_id, member_id, year, account, sum(points) as points from entries where state = 'kept' group by 1, 2, 3, 4) e
            full join totals t using (branch_id, member_id, year, account)
            where e.points is distinct from t.points
            """));
        Assert.True(await CountAsync("totals where points > 0") > 300);
    }

    [Fact]
    public async Task No_cap_of_the_plan_is_exceeded()
    {
        await SeedAsync(April);
        var caps = Sample.Plan.Points.All.Select(rule => (Account: rule.AccountOf(rule.Value), rule.Cap)).DistinctBy(one => one.Account);

        foreach (var (account, cap) in caps)
        {
            Assert.Equal(0, await Db.OneAsync<long>(
                "select count(*) from totals where account = @account and abs(points) > @most", new { account, most = cap.Year ?? 9999 }, Cancel));
            Assert.Equal(0, await Db.OneAsync<long>("""
                select count(*) from (
                    select from entries where account = @account
                    group by branch_id, member_id, date_trunc('month', on_day) having abs(sum(points)) > @most) over_cap
                """, new { account, most = cap.Month ?? 9999 }, Cancel));
        }
    }

    [Fact]
    public async Task Most_branches_have_done_most_of_the_month_and_several_still_owe_something()
    {
        await SeedAsync(April);
        var facts = (await Db.ListAsync<Done>("select branch_id, kind, held_on, item from reports where member_id is null and state = 'kept'", cancel: Cancel))
            .ToLookup(done => done.BranchId, done => new Fact(done.Kind, done.HeldOn) { Item = done.Item });
        var march = Missing("2026-03");
        var april = Missing("2026-04");

        Assert.True(march.Count(missing => missing <= 1) >= 8, string.Join(' ', march));
        Assert.InRange(april.Count(missing => missing > 0), 3, 11);
        Assert.True(april.Average() < 3, string.Join(' ', april));

        List<int> Missing(string month) =>
        [
            .. DemoRoster.Of(County.Day(April)).Branches.Select(staff => Gaps.Of(
                Sample.Plan, Subject.Branch(staff.Branch.HasCommittee, staff.Branch.Groups), Sample.Period(month), facts[staff.Id], County.Day(April)).Count),
        ];
    }

    [Fact]
    public async Task Two_processes_that_start_together_fill_it_once()
    {
        await Task.WhenAll(SeedAsync(April), SeedAsync(April));

        Assert.Equal(1, await CountAsync("organisations where kind = 'bureau'"));
    }

    [Fact]
    public async Task It_is_the_same_county_every_time()
    {
        await using var other = await Databases.CloneAsync();
        await SeedAsync(April);
        await DemoCounty.SeedAsync(other.Owner, Sample.Plan, April, Cancel);
        await using var second = await other.Owner.OpenConnectionAsync(Cancel);

        foreach (var table in new[] { "members", "roles", "bindings", "conversations", "participants", "reports", "attendance", "totals" })
        {
            var sql = $"select md5(string_agg(t::text, '|' order by t::text)) from {table} t";
            Assert.Equal(await Db.OneAsync<string>(sql, cancel: Cancel), await second.OneAsync<string>(sql, cancel: Cancel));
        }
    }

    [Fact]
    public async Task Life_goes_on_after_it()
    {
        await SeedAsync(April);

        await Db.RunAsync("""
            insert into organisations (kind, name, parent_id) values ('branch', '新校', 1);
            insert into members (branch_id, name) select max(id), '新人' from organisations;
            insert into reports (held_on, branch_id, kind, told_by, told_at) values ('2026-04-22', 2, 'committee', 1, now());
            """, cancel: Cancel);

        Assert.Equal(1, await CountAsync("members where name = '新人'"));
    }

    private Task SeedAsync(DateTimeOffset now) => DemoCounty.SeedAsync(Owner, Sample.Plan, now, Cancel);

    private Task<long> CountAsync(string from) => Db.OneAsync<long>($"select count(*) from (select from {from}) rows", cancel: Cancel);

    private sealed record Done(long BranchId, string Kind, DateOnly HeldOn, string? Item);
}
