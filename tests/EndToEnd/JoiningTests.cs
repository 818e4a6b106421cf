using System.Net;
using System.Text.Json.Nodes;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.EndToEnd;

/// <summary>How people and groups come in: by codes the operator makes while the bot runs.</summary>
public sealed class JoiningTests(DemoBot demo) : IClassFixture<DemoBot>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_code_binds_a_newcomer_once_and_the_privacy_notice_is_said_once()
    {
        var branch = demo.Secretary(0).Branch!;
        var member = demo.People.First(person => person.Branch == branch && person.Is("member"));
        var before = await SayAsync("newcomer", "我今年多少分");
        var code = await InviteAsync("--member", member.Name, "--branch", branch);
        var bound = await SayAsync("newcomer", "我的绑定码是 " + code);
        var after = await SayAsync("newcomer", "我今年多少分");
        var again = await SayAsync("somebody-else", code);

        Assert.Contains("绑定", before, StringComparison.Ordinal);
        Assert.Contains(member.Name, bound, StringComparison.Ordinal);
        Assert.Contains(branch, bound, StringComparison.Ordinal);
        Assert.Contains("更正", bound, StringComparison.Ordinal);
        Assert.Contains("积分", after, StringComparison.Ordinal);
        Assert.DoesNotContain("更正和撤回", after, StringComparison.Ordinal);
        Assert.Contains("用过", again, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_codes_cannot_be_tried_without_end()
    {
        var answers = new List<string>();
        for (var n = 0; n < 12; n++)
            answers.Add(await SayAsync("guesser", $"ABCD{n:D4}"));
        Assert.Contains("没有这个绑定码", answers[0], StringComparison.Ordinal);
        Assert.Contains("试得太多", answers[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_is_bound_by_its_secretary_and_then_hears_reports()
    {
        var secretary = demo.Secretary(1);
        await SayAsync("secretary", await InviteAsync("--member", secretary.Name, "--branch", secretary.Branch!));

        var stranger = await SayAsync("somebody", "@党建助手 绑定本群", "work-group");
        var unbound = await SayAsync("secretary", "@党建助手 昨天上党课，20人参加", "work-group");
        var bound = await SayAsync("secretary", "@党建助手 绑定本群", "work-group");
        var report = await SayAsync("secretary", "昨天上党课，20人参加", "work-group");
        var talk = await SayAsync("secretary", "大家辛苦了", "work-group");

        Assert.DoesNotContain("已绑定", stranger, StringComparison.Ordinal);
        Assert.NotEmpty(unbound);
        Assert.Contains(secretary.Branch!, bound, StringComparison.Ordinal);
        Assert.Contains("党课", report, StringComparison.Ordinal);
        Assert.Empty(talk);
    }

    [Fact]
    public async Task A_groups_code_binds_the_group_it_is_said_in_and_nothing_else()
    {
        var secretary = demo.Secretary(2);
        var code = await InviteAsync("--group", secretary.Branch!);
        var personal = await InviteAsync("--member", secretary.Name, "--branch", secretary.Branch!);

        var inPrivate = await SayAsync("porter", code);
        var exposed = await SayAsync("porter", "@党建助手 " + personal, "new-group");
        var unaddressed = await SayAsync("porter", code, "new-group");
        var bound = await SayAsync("porter", "@党建助手 本群的绑定码是 " + code, "new-group");
        var elsewhere = await SayAsync("another", "@党建助手 " + code, "second-group");
        await SayAsync("head", personal);
        var report = await SayAsync("head", "昨天上党课，20人参加", "new-group");

        Assert.Contains("工作群", inPrivate, StringComparison.Ordinal);
        Assert.Contains("私聊", exposed, StringComparison.Ordinal);
        Assert.Empty(unaddressed);
        Assert.Contains(secretary.Branch!, bound, StringComparison.Ordinal);
        Assert.Contains("用过", elsewhere, StringComparison.Ordinal);
        Assert.Contains("党课", report, StringComparison.Ordinal);
    }

    /// <summary>Makes one code as an operator does, beside the running bot.</summary>
    private async Task<string> InviteAsync(params string[] whom)
    {
        var (exit, output) = await BotProcess.RunAsync(["invite", .. whom, "--data", demo.Bot.Data!.Folder], null, Cancel);
        Assert.True(exit == 0, output);
        return output.Split('\n')[0].Split('\t')[^1].Trim();
    }

    /// <summary>Says something on a channel of the Bot Framework where nobody is known yet.</summary>
    /// <returns>The replies, one after the other.</returns>
    private async Task<string> SayAsync(string user, string text, string? group = null)
    {
        var activity = new JsonObject
        {
            ["type"] = "message",
            ["id"] = Guid.NewGuid().ToString("N"),
            ["channelId"] = "test",
            ["from"] = new JsonObject { ["id"] = user },
            ["recipient"] = new JsonObject { ["id"] = "bot", ["name"] = "党建助手" },
            ["conversation"] = new JsonObject { ["id"] = group ?? "private-" + user, ["isGroup"] = group is not null },
            ["deliveryMode"] = "expectReplies",
            ["text"] = text,
        };
        // As a channel does: what was not taken is sent again.
        var answer = await Messages.PostAsync(demo.Http, activity.ToJsonString(), Cancel);
        for (var tries = 0; answer.Status == HttpStatusCode.ServiceUnavailable && tries < 10; tries++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), Cancel);
            answer = await Messages.PostAsync(demo.Http, activity.ToJsonString(), Cancel);
        }
        return string.Join('\n', answer.Replies);
    }
}
