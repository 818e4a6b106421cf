using PartyBuilding.Bot;
using PartyBuilding.Bot.Demo;
using PartyBuilding.Bot.Features;
using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Plan;
using PartyBuilding.Tests.Channels.Support;
using PartyBuilding.Tests.Plan;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.Jobs;

public sealed class ReminderTests(TestDatabase database) : DatabaseTest(database)
{
    private static readonly DateTimeOffset Morning = new(2026, 4, 22, 8, 59, 0, TimeSpan.FromHours(8));

    private readonly SettableClock clock = new(Morning);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await DemoCounty.SeedAsync(Owner, Sample.Plan, Morning, Cancel);
    }

    [Fact]
    public async Task The_months_gaps_reach_exactly_the_groups_that_have_gaps()
    {
        await using var office = NewOffice();
        await office.TickAsync();
        Assert.Empty(await SaidAsync("month-gaps"));

        clock.Advance(TimeSpan.FromMinutes(1));
        await office.TickAsync();

        var expected = await BranchesWithGapsAsync();
        Assert.NotEmpty(expected);
        var said = await SaidAsync("month-gaps");
        Assert.Equal(expected, said.Select(s => s.BranchId!.Value).Order());
        Assert.All(said, s => Assert.StartsWith("2026年4月本支部还差：", s.Text, StringComparison.Ordinal));
        var names = await Db.ListAsync<string>("select name from members", cancel: Cancel);
        Assert.DoesNotContain(said, s => names.Any(name => s.Text.Contains(name, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task However_many_processes_tick_however_often_it_is_said_once()
    {
        var offices = Enumerable.Range(0, 4).Select(_ => NewOffice()).ToList();
        await offices[0].TickAsync();
        clock.Advance(TimeSpan.FromMinutes(2));

        await Task.WhenAll(offices.Select(office => office.TickAsync()));
        await Task.WhenAll(offices.Select(office => office.TickAsync()));

        Assert.Equal(1, await Db.OneAsync<long>("select count(*) from broadcasts where reminder = 'month-gaps'", cancel: Cancel));
        Assert.Equal((await BranchesWithGapsAsync()).Count, (await SaidAsync("month-gaps")).Count);
        foreach (var office in offices)
            await office.DisposeAsync();
    }

    [Fact]
    public async Task After_an_outage_it_is_made_up_for_while_that_is_allowed()
    {
        await using var office = NewOffice();
        await office.TickAsync();
        clock.Advance(TimeSpan.FromHours(20));

        await office.TickAsync();

        Assert.NotEmpty(await SaidAsync("month-gaps"));
    }

    [Fact]
    public async Task What_lay_before_the_installation_is_not_made_up_for()
    {
        clock.Advance(TimeSpan.FromHours(2));
        await using var office = NewOffice();

        await office.TickAsync();
        clock.Advance(TimeSpan.FromMinutes(1));
        await office.TickAsync();

        Assert.Empty(await SaidAsync("month-gaps"));
    }

    [Fact]
    public async Task Every_audience_can_be_asked()
    {
        var at = new TimeOnly(10, 0);
        var rules = Enum.GetValues<Audience>()
            .Where(to => to is not (Audience.GroupOfActivity or Audience.Organiser or Audience.Inspector))
            .Select(to => new ReminderRule($"try-{to}", new When.EachMonth(22), at, to, "{name}{branch}{gaps}{branches}{years}好") { Late = TimeSpan.FromDays(1), Gaps = PeriodUnit.Year, Only = [] })
            .Select((rule, n) => rule with { Text = rule.To switch
            {
                Audience.Groups or Audience.Secretaries => "{branch}好",
                Audience.Members => "{name}{score}",
                Audience.MembersWithAnniversary => "{name}{years}",
                Audience.Bureau => "{branches}",
                _ => "还差{gaps}",
            }, At = at.AddMinutes(n) })
            .ToList();
        await Db.RunAsync("update members set joined_on = '2010-04-22' where id in (select member_id from roles where role = 'secretary' limit 3)", cancel: Cancel);
        await using var office = new Office(Runtime, PartyBuilding.Tests.Plan.Plans.With(reminders: rules), clock);
        await office.TickAsync();
        clock.Advance(TimeSpan.FromHours(2));

        await office.TickAsync();

        Assert.Equal(13, (await SaidAsync("try-Groups")).Count);
        Assert.Equal(13, (await SaidAsync("try-Secretaries")).Count);
        Assert.NotEmpty(await SaidAsync("try-GroupsWithGaps"));
        Assert.Equal(2, (await SaidAsync("try-Bureau")).Count);
        Assert.True((await SaidAsync("try-MembersWithAnniversary")).Count >= 3);
        var exempt = await Db.ListAsync<long>("select member_id from exemptions", cancel: Cancel);
        Assert.Equal(
            await Db.ListAsync<long>("select distinct mentor_id from pairs order by 1", cancel: Cancel),
            (await SaidAsync("try-MentorsWithGaps")).Select(s => s.MemberId!.Value).Order());
        foreach (var audience in new[] { "try-Members", "try-MembersWithGaps" })
        {
            var said = await SaidAsync(audience);
            Assert.NotEmpty(said);
            Assert.All(said, s => Assert.Equal("private", s.Kind));
            Assert.DoesNotContain(said, s => exempt.Contains(s.MemberId!.Value));
        }
    }

    [Fact]
    public async Task Whoever_planned_is_asked_next_day_unless_it_was_reported()
    {
        await Db.RunAsync("update plans set state = 'cancelled'", cancel: Cancel);
        await Db.RunAsync("""
            insert into plans (branch_id, kind, held_on, told_by, told_at)
            select m.branch_id, 'theme-day', '2026-04-22', m.id, '2026-04-20' from members m join roles r on r.member_id = m.id and r.role = 'secretary' order by m.id limit 2
            """, cancel: Cancel);
        await Db.RunAsync("delete from reports where held_on = '2026-04-22'", cancel: Cancel);
        await Db.RunAsync("""
            insert into reports (held_on, branch_id, kind, told_by, told_at)
            select held_on, branch_id, kind, told_by, told_at from plans where state = 'open' order by id limit 1
            """, cancel: Cancel);
        await using var office = NewOffice();
        await office.TickAsync();
        clock.Advance(TimeSpan.FromHours(26));

        await office.TickAsync();

        var one = Assert.Single(await Db.ListAsync<string>("""
            select d.activity->>'text' from deliveries d join broadcasts b on b.id = d.broadcast_id where b.reminder like 'planned-unreported#%'
            """, cancel: Cancel));
        Assert.Contains("还没有登记", one, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scheduled_notice_leaves_at_its_hour_and_is_closed_when_nothing_is_left()
    {
        await using var office = NewOffice();
        var id = await new Broadcasts(Db).AddAsync(
            new NewNotice(1, null, "null", "请各支部上报计划", false, "scheduled", Morning.AddMinutes(1), Morning), Cancel);
        await office.TickAsync();
        Assert.Equal("scheduled", await StateAsync(id));

        clock.Advance(TimeSpan.FromMinutes(2));
        await office.TickAsync();
        Assert.Equal("sending", await StateAsync(id));
        Assert.Equal(13, await Db.OneAsync<long>("select count(*) from deliveries where broadcast_id = @id", new { id }, Cancel));

        await Db.RunAsync("update deliveries set state = 'sent'", cancel: Cancel);
        await office.LookAsync();
        Assert.Equal("done", await StateAsync(id));
    }

    [Fact]
    public async Task A_month_met_in_full_is_credited_once()
    {
        const string Count = "select count(*) from entries where on_day = '2026-04-30' and reason is not null and report_id is null";
        await using var office = NewOffice();
        await using var other = NewOffice();
        await office.TickAsync();
        await Db.RunAsync("""
            insert into reports (held_on, branch_id, member_id, kind, item, told_by, told_at)
            select '2026-04-15', m.branch_id, m.id, 'dues', null, m.id, '2026-04-15' from members m
            where m.standing = 'full' and not exists (select from reports r where r.member_id = m.id and r.kind = 'dues' and r.held_on between '2026-04-01' and '2026-04-30')
            """, cancel: Cancel);
        clock.Advance(TimeSpan.FromDays(9));

        await Task.WhenAll(office.TickAsync(), other.TickAsync());
        var first = await Db.OneAsync<long>(Count, cancel: Cancel);
        clock.Advance(TimeSpan.FromDays(1));
        await office.TickAsync();

        Assert.True(first > 0);
        Assert.Equal(first, await Db.OneAsync<long>(Count, cancel: Cancel));
        Assert.Equal(0, await Db.OneAsync<long>("""
            select count(*) from (select member_id, rule from entries where on_day = '2026-04-30' and report_id is null and reason is not null group by 1, 2 having count(*) > 1) twice
            """, cancel: Cancel));
    }

    [Fact]
    public async Task A_term_met_by_a_pair_is_its_mentors_credit()
    {
        var now = new DateTimeOffset(2026, 7, 15, 9, 0, 0, TimeSpan.FromHours(8));
        clock.Advance(now - Morning);
        await using var office = NewOffice();
        await office.TickAsync();
        await Db.RunAsync("""
            update pairs set from_on = '2026-03-01';
            insert into reports (held_on, branch_id, member_id, pair_id, kind, item, told_by, told_at)
            select '2026-05-13', branch_id, mentor_id, id, 'mentoring', item, mentor_id, '2026-05-13'
            from pairs, unnest(array['听课', '公开课']) item
            where id = (select min(id) from pairs)
            """, cancel: Cancel);
        clock.Advance(TimeSpan.FromDays(2));

        await office.TickAsync();

        Assert.Equal(
            [(await Db.OneAsync<long>("select mentor_id from pairs order by id limit 1", cancel: Cancel), 2m)],
            (await Db.ListAsync<SumRow>("select member_id, points from entries where rule = 'mentoring-term' and on_day = '2026-07-15'", cancel: Cancel)).Select(e => (e.MemberId, e.Points)));
    }

    [Fact]
    public async Task A_finding_comes_back_on_its_last_day_and_goes_to_its_inspector_when_that_has_passed()
    {
        var (branch, inspector) = (await Db.OneAsync<long>("select branch_id from members where id = 1", cancel: Cancel), 2L);
        await Db.RunAsync("delete from findings", cancel: Cancel);
        var id = await new Findings(Db).AddAsync(branch, "党务公开栏没有更新", false, new DateOnly(2026, 4, 22), inspector, Morning.AddDays(-1), Cancel);
        var answered = await new Findings(Db).AddAsync(branch, "制度没有上墙", false, new DateOnly(2026, 4, 22), inspector, Morning.AddDays(-1), Cancel);
        await new Findings(Db).ReplyAsync(answered, "已经上墙", 1, Morning, Cancel);
        await using var office = NewOffice();
        await office.TickAsync();
        clock.Advance(TimeSpan.FromMinutes(2));
        await office.TickAsync();

        Assert.Equal("“党务公开栏没有更新”要在 4月22日（周三） 前整改，做完请回“整改完成：做了什么”。", Assert.Single(await SaidAsync($"rectification-today#{id}")).Text);
        Assert.Empty(await SaidAsync($"rectification-today#{answered}"));

        clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromHours(1));
        await office.TickAsync();

        Assert.Equal(1, Assert.Single(await SaidAsync($"rectification-late#{id}")).MemberId);
        Assert.Equal(inspector, Assert.Single(await SaidAsync($"rectification-report#{id}")).MemberId);
    }

    [Fact]
    public async Task A_secretary_hears_of_the_end_of_the_term_in_good_time()
    {
        await Db.RunAsync("update organisations set term_ends_on = case id when 2 then '2026-07-21'::date else '2028-01-31' end", cancel: Cancel);
        await using var office = NewOffice();
        await office.TickAsync();
        clock.Advance(TimeSpan.FromMinutes(2));

        await office.TickAsync();

        var said = Assert.Single(await SaidAsync("election-quarter#2"));
        Assert.Equal("private", said.Kind);
        Assert.Contains("本届到 7月21日（周二） 期满", said.Text, StringComparison.Ordinal);
    }

    private Office NewOffice() => new(Runtime, Sample.Plan, clock);

    private Task<string> StateAsync(long id) => Db.OneAsync<string>("select state from broadcasts where id = @id", new { id }, Cancel);

    /// <summary>The same question asked another way: one branch after the other, all its facts.</summary>
    private async Task<IReadOnlyList<long>> BranchesWithGapsAsync()
    {
        var roster = new CountyRoster(1, await new Members(Db).AllAsync(County.Day(Morning), Cancel), await new Members(Db).BranchesAsync(Cancel));
        var owing = new List<long>();
        foreach (var branch in roster.Branches.Where(b => b.Kind == "branch").OrderBy(b => b.Id))
        {
            var facts = await new Reports(Db).FactsAsync([branch.Id], new DateOnly(2000, 1, 1), [], Cancel);
            if (Gaps.Of(Sample.Plan, roster.SubjectOf(branch.Id), Period.Month(2026, 4), Facts.Of(facts, Sample.Plan), County.Day(Morning)).Count > 0)
                owing.Add(branch.Id);
        }
        return owing;
    }

    private Task<IReadOnlyList<SaidRow>> SaidAsync(string reminder) => Db.ListAsync<SaidRow>("""
        select c.branch_id, c.member_id, c.kind, d.activity->>'text' as text
        from deliveries d
        join broadcasts b on b.id = d.broadcast_id
        join conversations c on c.id = d.conversation_id
        where b.reminder = @reminder
        """, new { reminder }, Cancel);

    private sealed record SaidRow(long? BranchId, long? MemberId, string Kind, string Text);
}
