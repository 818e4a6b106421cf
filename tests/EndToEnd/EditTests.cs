using System.Net;
using System.Text.Json.Nodes;
using PartyBuilding.Data;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.EndToEnd;

/// <summary>Messages edited and deleted after the bot has handled them, as channels tell of it.</summary>
public sealed class EditTests(DemoBot demo) : IClassFixture<DemoBot>
{
    private const string Lesson = "昨天下午2点半到4点在三楼会议室上了党课，应到18实到16，学习二十大报告";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_edit_changes_in_the_record_what_it_changed_in_the_words_and_nothing_else()
    {
        var who = demo.Secretary(0);
        await SayAsync(who, Lesson, "said");
        await SayAsync(who, "改成17人", "corrected");

        var edited = await EditAsync(who, Lesson.Replace("二十大", "党章", StringComparison.Ordinal), "said");
        var place = await EditAsync(who, "昨天下午2点半到4点在报告厅上了党课，应到18实到16，学习党章报告", "said");

        Assert.Contains("主题由", edited, StringComparison.Ordinal);
        Assert.DoesNotContain("实到由", edited, StringComparison.Ordinal);
        Assert.Contains("地点由 三楼会议室 改为 报告厅", place, StringComparison.Ordinal);
        Assert.DoesNotContain("主题由", place, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_that_changes_no_fact_or_comes_again_changes_nothing()
    {
        var who = demo.Secretary(1);
        await SayAsync(who, Lesson, "said");
        var comma = await EditAsync(who, Lesson + "。", "said");
        var first = await EditAsync(who, Lesson.Replace("16", "15", StringComparison.Ordinal), "said");
        var again = await EditAsync(who, Lesson.Replace("16", "15", StringComparison.Ordinal), "said");
        var undo = await SayAsync(who, "改成14人", "later");

        Assert.Equal("", comma);
        Assert.Contains("实到由 16 改为 15", first, StringComparison.Ordinal);
        Assert.Equal(first, again);
        Assert.Contains("实到由 15 改为 14", undo, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_to_another_kind_takes_the_old_record_back_and_makes_the_new_one()
    {
        var who = demo.Secretary(2);
        await SayAsync(who, Lesson, "said");
        var edited = await EditAsync(who, "昨天下午2点半到4点在三楼会议室开了支委会，实到5人", "said");
        var deleted = await DeleteAsync(who, "said");
        var lesson = await SayAsync(who, Lesson, "anew");

        Assert.Contains("已撤回", edited, StringComparison.Ordinal);
        Assert.Contains("支委会", edited, StringComparison.Ordinal);
        Assert.Contains("支委会", deleted, StringComparison.Ordinal);
        Assert.Contains("已登记", lesson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deleted_message_takes_its_record_along_once_and_says_so()
    {
        var who = demo.Secretary(3);
        await SayAsync(who, Lesson, "said");
        var deleted = await DeleteAsync(who, "said");
        var again = await DeleteAsync(who, "said");
        var back = await EditAsync(who, Lesson, "said");

        Assert.Contains("已撤回", deleted, StringComparison.Ordinal);
        Assert.Contains("积分已冲回", deleted, StringComparison.Ordinal);
        Assert.Equal(deleted, again);
        Assert.Contains("已登记", back, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_group_an_edit_is_answered_with_one_line_and_small_talk_with_none()
    {
        var who = demo.Secretary(4);
        await SayAsync(who, Lesson, "said", inGroup: true);
        var edited = await EditAsync(who, Lesson.Replace("16", "17", StringComparison.Ordinal), "said", inGroup: true);
        await SayAsync(who, "今天天气不错", "talk", inGroup: true);
        var talk = await EditAsync(who, "今天天气真不错", "talk", inGroup: true);
        var unseen = await EditAsync(who, "昨天天气真不错", "never-seen", inGroup: true);

        Assert.Contains("实到由 16 改为 17", edited, StringComparison.Ordinal);
        Assert.DoesNotContain("积分", edited, StringComparison.Ordinal);
        Assert.Equal("", talk);
        Assert.Equal("", unseen);
    }

    [Fact]
    public async Task The_first_sentence_may_be_edited_though_a_later_answer_completed_it()
    {
        var who = demo.Secretary(5);
        await SayAsync(who, "昨天在三楼会议室上了党课，学习二十大报告", "asked");
        var kept = await SayAsync(who, "应到18实到16", "figures");
        var edited = await EditAsync(who, "昨天在报告厅上了党课，学习二十大报告", "asked");

        Assert.Contains("已登记", kept, StringComparison.Ordinal);
        Assert.Contains("地点由 三楼会议室 改为 报告厅", edited, StringComparison.Ordinal);
        Assert.DoesNotContain("实到", edited, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_while_the_question_is_open_asks_anew_and_a_deletion_drops_it()
    {
        var who = demo.Secretary(6);
        await SayAsync(who, "昨天上了党课", "asked");
        var edited = await EditAsync(who, "前天上了党课，应到18实到16", "asked");
        await SayAsync(who, "昨天开了支委会", "other");
        var deleted = await DeleteAsync(who, "other");
        var after = await SayAsync(who, "5人", "figures");

        Assert.Contains("已登记", edited, StringComparison.Ordinal);
        Assert.Equal("", deleted);
        Assert.DoesNotContain("支委会", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Points_follow_an_edit_and_another_persons_edit_does_nothing()
    {
        var who = demo.Secretary(7);
        var member = demo.People.First(person => person.Branch == who.Branch && person.Is("member"));
        await SayAsync(who, $"给{member.Name}加2分，国庆值班", "points", inGroup: true);
        var foreign = await EditAsync(member, $"给{member.Name}加5分，国庆值班", "points", inGroup: true);
        await SayAsync(who, $"给{member.Name}加2分，国庆值班", "again");
        var edited = await EditAsync(who, $"给{member.Name}加1分，国庆值班", "again");
        var deleted = await DeleteAsync(who, "again");

        Assert.Equal("", foreign);
        Assert.Contains("+1 分", edited, StringComparison.Ordinal);
        Assert.Contains("已撤回", deleted, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_else_has_confirmed_stays_when_its_message_is_deleted()
    {
        var secretary = demo.Secretary(8);
        var member = demo.People.First(person => person.Branch == secretary.Branch && person.Is("member"));
        await SayAsync(member, "昨天上午去社区打扫卫生，志愿服务2小时", "claim");
        var number = await ClaimOfAsync(member);
        await SayAsync(secretary, $"同意 {number}", "yes");

        var deleted = await DeleteAsync(member, "claim");
        var edited = await EditAsync(member, "昨天上午去社区打扫卫生，志愿服务3小时", "claim");
        var word = await EditAsync(secretary, "退回 " + number, "yes");

        Assert.Contains("还在", deleted, StringComparison.Ordinal);
        Assert.Contains("没有动", edited, StringComparison.Ordinal);
        Assert.Contains("已经办了", word, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_the_bot_cannot_follow_is_said_and_leaves_the_record()
    {
        var who = demo.Secretary(9);
        await SayAsync(who, Lesson, "said");
        var edited = await EditAsync(who, "哈哈哈", "said");
        var unknown = await EditAsync(who, Lesson, "never-seen");

        Assert.Contains("没有看懂", edited, StringComparison.Ordinal);
        Assert.Contains("党课没有动", edited, StringComparison.Ordinal);
        Assert.Contains("重新发一条", unknown, StringComparison.Ordinal);
    }

    /// <summary>The number of the newest claim of somebody.</summary>
    private async Task<string> ClaimOfAsync(DemoPerson who)
    {
        await using var db = await demo.Bot.Data!.OpenAsync(Cancel);
        return await db.OneAsync<string>(
            "select max(r.id)::text from reports r join bindings b on b.member_id = r.member_id where b.user_id = @Id and r.state = 'claimed'", new { who.Id }, Cancel);
    }

    private Task<string> SayAsync(DemoPerson who, string text, string id, bool inGroup = false) => PostAsync("message", who, text, id, inGroup);

    private Task<string> EditAsync(DemoPerson who, string text, string id, bool inGroup = false) => PostAsync("messageUpdate", who, text, id, inGroup);

    private Task<string> DeleteAsync(DemoPerson who, string id) => PostAsync("messageDelete", who, null, id, false);

    private async Task<string> PostAsync(string type, DemoPerson who, string? text, string id, bool inGroup)
    {
        JsonObject activity = Messages.Activity(who, text, $"{TestContext.Current.TestMethod!.MethodName}-{id}", inGroup);
        activity["type"] = type;
        var answer = await Messages.PostAsync(demo.Http, activity.ToJsonString(), Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return string.Join('\n', answer.Replies);
    }
}
