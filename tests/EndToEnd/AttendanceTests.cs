using System.Net;
using PartyBuilding.Data;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.EndToEnd;

/// <summary>Who was at a meeting has its points once: by checking in before or after the report, or because everybody was there.</summary>
public sealed class AttendanceTests(DemoBot demo) : IClassFixture<DemoBot>
{
    private const string Report = "今天下午开了主题党日，应到18实到16";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Those_who_checked_in_have_their_points_with_the_report_and_lose_them_with_it()
    {
        var (who, two) = (demo.Secretary(0), Members(0, 2));
        await SayAsync(two[0], "签到", "one");
        await SayAsync(two[1], "签到", "two");
        Assert.Equal(0, await LinesAsync(two));

        var said = await SayAsync(who, Report, "report");
        Assert.Contains(two[0].Name, said, StringComparison.Ordinal);
        Assert.Equal(2, await LinesAsync(two));

        await SayAsync(who, "撤回", "undo");
        Assert.Equal(0, await LinesAsync(two));
        await SayAsync(who, Report, "anew");
        Assert.Equal(2, await LinesAsync(two));
    }

    [Fact]
    public async Task Checking_in_after_the_report_earns_once()
    {
        var (who, two) = (demo.Secretary(1), Members(1, 2));
        await SayAsync(who, Report, "report");
        var said = await SayAsync(two[0], "主题党日签到", "one");
        await SayAsync(two[0], "主题党日签到", "again");
        await SayAsync(two[1], "主题党日签到", "two");

        Assert.Contains(two[0].Name, said, StringComparison.Ordinal);
        Assert.Equal(2, await LinesAsync(two));
        await SayAsync(who, "撤回", "undo");
        Assert.Equal(0, await LinesAsync(two));
    }

    [Fact]
    public async Task More_check_ins_than_people_there_earn_nothing_and_are_pointed_out()
    {
        var (who, two) = (demo.Secretary(2), Members(2, 2));
        await SayAsync(two[0], "签到", "one");
        await SayAsync(two[1], "签到", "two");
        var said = await SayAsync(who, "今天下午开了主题党日，应到18实到1", "report");

        Assert.Contains("签到的有 2 人", said, StringComparison.Ordinal);
        Assert.Equal(0, await LinesAsync(two));
    }

    [Fact]
    public async Task Everybody_there_has_points_until_a_figure_is_corrected()
    {
        var who = demo.Secretary(3);
        var due = await DueAsync(who);
        var all = demo.People.Where(person => person.Branch == who.Branch).ToList();
        await SayAsync(who, $"今天下午开了主题党日，应到{due}实到{due}", "report");
        Assert.InRange(await LinesAsync(all), 2, due);

        await SayAsync(who, $"实到改成{due - 1}", "fix");
        Assert.Equal(0, await LinesAsync(all));
    }

    [Fact]
    public async Task A_figure_corrected_to_everybody_earns_what_the_report_would_have_earned()
    {
        var who = demo.Secretary(5);
        var due = await DueAsync(who);
        var all = demo.People.Where(person => person.Branch == who.Branch).ToList();
        await SayAsync(who, $"今天下午开了主题党日，应到{due}实到{due - 1}", "report");
        Assert.Equal(0, await LinesAsync(all));

        var said = await SayAsync(who, $"实到改成{due}", "fix");
        Assert.Contains("积分改为", said, StringComparison.Ordinal);
        Assert.InRange(await LinesAsync(all), 2, due);

        await SayAsync(who, "撤回", "undo");
        Assert.Equal(0, await LinesAsync(all));
    }

    [Fact]
    public async Task Attendance_moves_to_the_day_the_meeting_really_was()
    {
        var (who, two) = (demo.Secretary(4), Members(4, 2));
        await SayAsync(two[0], "签到", "one");
        await SayAsync(who, Report, "report");
        await SayAsync(who, "日期改成10月27日", "fix");

        Assert.Equal(["2026-10-27 present"], await ListAsync<string>("""
            select a.held_on || ' ' || a.state from attendance a join bindings b on b.member_id = a.member_id where b.user_id = @Id and a.held_on > date '2026-10-25'
            """, new { two[0].Id }));
        Assert.Equal(1, await LinesAsync(two));
        Assert.Equal([new DateOnly(2026, 10, 27)], await ListAsync<DateOnly>("""
            select distinct e.on_day
            from entries e
            join organisations o on o.id = e.branch_id
            where o.name = @Branch and e.told_at > timestamptz '2026-10-28 16:00+08' and e.reverses is null
              and not exists (select from entries r where r.reverses = e.id and r.year = e.year)
            """, new { who.Branch }));
    }

    private async Task<long> DueAsync(DemoPerson who) => (await ListAsync<long>("""
        select count(*)
        from members m
        join organisations o on o.id = m.branch_id
        where o.name = @Branch and m.active and m.standing in ('full', 'probationary') and not exists (select from exemptions x where x.member_id = m.id)
        """, new { who.Branch }))[0];

    private List<DemoPerson> Members(int branch, int count) =>
        [.. demo.People.Where(person => person.Branch == demo.Secretary(branch).Branch && person.Is("member")).Take(count)];

    private async Task<string> SayAsync(DemoPerson who, string text, string id)
    {
        var answer = await Messages.SayAsync(demo.Http, who, text, $"{TestContext.Current.TestMethod!.MethodName}-{id}", Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var said = string.Join('\n', answer.Replies);
        TestContext.Current.TestOutputHelper?.WriteLine($"{text} → {said}");
        return said;
    }

    /// <summary>Lines of today's reports for these people that still count; how much a line is worth the card's cap decides.</summary>
    private async Task<long> LinesAsync(IReadOnlyList<DemoPerson> of) => (await ListAsync<long>("""
        select count(*)
        from entries e
        join bindings b on b.member_id = e.member_id
        where b.user_id = any(@people) and e.report_id is not null and e.told_at > timestamptz '2026-10-28 16:00+08' and e.reverses is null
          and not exists (select from entries r where r.reverses = e.id and r.year = e.year)
        """, new { people = of.Select(person => person.Id).ToArray() }))[0];

    private async Task<IReadOnlyList<T>> ListAsync<T>(string sql, object arguments)
    {
        await using var db = await demo.Bot.Data!.OpenAsync(Cancel);
        return await db.ListAsync<T>(sql, arguments, Cancel);
    }
}
