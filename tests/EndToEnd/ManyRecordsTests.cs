using System.Net;
using System.Text.Json.Nodes;
using PartyBuilding.Data;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.EndToEnd;

/// <summary>Sentences that made several records: taking back, deleting and editing reach all of them.</summary>
public sealed class ManyRecordsTests(DemoBot demo) : IClassFixture<DemoBot>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Points_for_three_are_taken_back_changed_and_deleted_together()
    {
        var (who, three) = (demo.Secretary(0), Members(0, 3));
        var names = string.Join('、', three.Select(member => member.Name));
        await SayAsync(who, $"给{names}各加2分，国庆值班", "one");
        Assert.Equal(6, await PointsAsync("国庆值班"));
        await SayAsync(who, "撤回", "undo");
        Assert.Equal(0, await PointsAsync("国庆值班"));

        await SayAsync(who, $"给{names}各加2分，国庆站岗", "two");
        await EditAsync(who, $"给{names}各加1分，国庆站岗", "two");
        Assert.Equal(3, await PointsAsync("国庆站岗"));
        await EditAsync(who, $"给{three[0].Name}加1分，国庆站岗", "two");
        Assert.Equal(1, await PointsAsync("国庆站岗"));
        await DeleteAsync(who, "two");
        Assert.Equal(0, await PointsAsync("国庆站岗"));
    }

    [Fact]
    public async Task Points_of_one_of_three_can_be_taken_back_alone()
    {
        var (who, three) = (demo.Secretary(1), Members(1, 3));
        await SayAsync(who, $"给{string.Join('、', three.Select(member => member.Name))}各加2分，操场值班", "one");
        var taken = await SayAsync(who, $"撤回{three[1].Name}的加分", "undo");
        Assert.Contains(three[1].Name, taken, StringComparison.Ordinal);
        Assert.Equal(4, await PointsAsync("操场值班"));
        await SayAsync(who, "撤回", "rest");
        Assert.Equal(0, await PointsAsync("操场值班"));
    }

    [Fact]
    public async Task Points_of_several_branches_are_taken_back_in_all_of_them()
    {
        var bureau = demo.People.First(person => person.Is("bureau"));
        await SayAsync(bureau, $"给{demo.Secretary(8).Branch}支部、{demo.Secretary(9).Branch}支部各加2分，承办现场会", "one");
        Assert.Equal(4, await PointsAsync("承办现场会"));
        await DeleteAsync(bureau, "one");
        Assert.Equal(0, await PointsAsync("承办现场会"));
    }

    [Fact]
    public async Task Reports_of_several_members_follow_an_edit_and_a_deletion_of_their_sentence()
    {
        var (who, two) = (demo.Secretary(2), Members(2, 2));
        var said = $"{two[0].Name}、{two[1].Name}昨天上午去社区打扫卫生，志愿服务2小时";
        await SayAsync(who, said, "one");
        var edited = await EditAsync(who, said.Replace("2小时", "3小时", StringComparison.Ordinal), "one");
        Assert.Contains("（2 条）", edited, StringComparison.Ordinal);
        Assert.Equal(["3.00", "3.00"], await ReportsAsync(two, "hours::text"));
        await EditAsync(who, $"{two[0].Name}昨天上午去社区打扫卫生，志愿服务3小时", "one");
        Assert.Equal(["3.00"], await ReportsAsync(two, "hours::text"));
        await EditAsync(who, said, "one");
        await DeleteAsync(who, "one");
        Assert.Empty(await ReportsAsync(two, "hours::text"));
    }

    [Fact]
    public async Task Several_things_of_one_duty_follow_the_words()
    {
        var who = demo.Secretary(3);
        await SayAsync(who, "七个一已落实：党旗、党徽、制度", "one");
        Assert.Equal(["一旗", "一徽", "一制度"], await ItemsAsync(who));
        await EditAsync(who, "七个一已落实：党旗、党徽", "one");
        Assert.Equal(["一旗", "一徽"], await ItemsAsync(who));
        await SayAsync(who, "撤回", "undo");
        Assert.Empty(await ItemsAsync(who));
    }

    [Fact]
    public async Task Dues_of_several_months_are_taken_back_together()
    {
        var member = Members(4, 1)[0];
        await SayAsync(member, "交了7月到9月的党费，一共60元", "one");
        Assert.Equal(["20.00", "20.00", "20.00"], await ReportsAsync([member], "amount::text"));
        await SayAsync(member, "撤回", "undo");
        Assert.Empty(await ReportsAsync([member], "amount::text"));
    }

    [Fact]
    public async Task A_fact_that_an_edit_leaves_out_is_no_longer_recorded()
    {
        var who = demo.Secretary(5);
        await SayAsync(who, "昨天下午在三楼会议室上了党课，应到18实到16，学习二十大报告", "one");
        var edited = await EditAsync(who, "昨天下午上了党课，应到18，学习二十大报告", "one");
        Assert.Contains("实到不再记", edited, StringComparison.Ordinal);
        Assert.Contains("地点不再记", edited, StringComparison.Ordinal);
        Assert.Equal("18|||二十大报告", await FiguresAsync(who));

        await EditAsync(who, "昨天下午在报告厅上了党课，应到18实到17，学习二十大报告", "one");
        Assert.Equal("18|17|1|二十大报告", await FiguresAsync(who));
    }

    private List<DemoPerson> Members(int branch, int count) =>
        [.. demo.People.Where(person => person.Branch == demo.Secretary(branch).Branch && person.Is("member")).Take(count)];

    private Task<string> SayAsync(DemoPerson who, string text, string id) => PostAsync("message", who, text, id);

    private Task<string> EditAsync(DemoPerson who, string text, string id) => PostAsync("messageUpdate", who, text, id);

    private Task<string> DeleteAsync(DemoPerson who, string id) => PostAsync("messageDelete", who, null, id);

    private async Task<string> PostAsync(string type, DemoPerson who, string? text, string id)
    {
        JsonObject activity = Messages.Activity(who, text, $"{TestContext.Current.TestMethod!.MethodName}-{id}");
        activity["type"] = type;
        var answer = await Messages.PostAsync(demo.Http, activity.ToJsonString(), Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var said = string.Join('\n', answer.Replies);
        TestContext.Current.TestOutputHelper?.WriteLine($"{type} {text} → {said}");
        return said;
    }

    /// <summary>What lines with this reason, and those that took them back, come to.</summary>
    private async Task<decimal> PointsAsync(string reason) => (await ListAsync<decimal>("""
        select coalesce(sum(e.points), 0)
        from entries e
        left join entries first on first.id = e.reverses
        where coalesce(first.reason, e.reason) like '%' || @reason || '%'
        """, new { reason }))[0];

    private Task<IReadOnlyList<string>> ReportsAsync(IReadOnlyList<DemoPerson> of, string column) => ListAsync<string>($"""
        select {column}
        from reports r
        join bindings b on b.member_id = r.member_id
        where b.user_id = any(@people) and r.told_at > timestamptz '2026-10-28 16:00+08' and r.state in ('claimed', 'kept')
        order by r.id
        """, new { people = of.Select(person => person.Id).ToArray() });

    private Task<IReadOnlyList<string>> ItemsAsync(DemoPerson who) => ListAsync<string>("""
        select r.item
        from reports r
        join organisations o on o.id = r.branch_id
        where o.name = @Branch and r.kind = 'seven-ones' and r.told_at > timestamptz '2026-10-28 16:00+08' and r.state in ('claimed', 'kept')
        order by r.id
        """, new { who.Branch });

    private async Task<string> FiguresAsync(DemoPerson who) => (await ListAsync<string>("""
        select concat_ws('|', coalesce(r.due::text, ''), coalesce(r.attendees::text, ''), coalesce(r.absent::text, ''), coalesce(r.topic, ''))
        from reports r
        join organisations o on o.id = r.branch_id
        where o.name = @Branch and r.kind = 'party-lesson' and r.state = 'kept'
        order by r.id desc
        """, new { who.Branch }))[0];

    private async Task<IReadOnlyList<T>> ListAsync<T>(string sql, object arguments)
    {
        await using var db = await demo.Bot.Data!.OpenAsync(Cancel);
        return await db.ListAsync<T>(sql, arguments, Cancel);
    }
}
