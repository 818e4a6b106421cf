using System.Text.Json.Nodes;

namespace PartyBuilding.Tests.EndToEnd;

/// <summary>In a group, an answer to one of the bot's own messages is meant for it, as a mention is.</summary>
public sealed class AnsweringTheBotTests(DemoBot demo) : IClassFixture<DemoBot>
{
    private const string Question = "还差什么";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_to_the_bot_is_heard_and_one_to_a_colleague_is_not()
    {
        var who = demo.Secretary(0);
        var said = await Messages.SayAsync(demo.Http, who, "昨天我们支部上了党课，应到18实到16", "report", Cancel, inGroup: true);
        var line = (string)JsonNode.Parse(said.Body)!["activities"]![0]!["id"]!;

        var unmentioned = await AskAsync(who, null);
        var toColleague = await AskAsync(who, "report");
        var toBot = await AskAsync(who, line);

        Assert.Empty(unmentioned.Replies);
        Assert.Empty(toColleague.Replies);
        Assert.NotEmpty(toBot.Replies);
    }

    [Fact]
    public async Task A_line_of_another_group_makes_nobody_addressed()
    {
        var said = await Messages.SayAsync(demo.Http, demo.Secretary(1), "昨天我们支部上了党课，应到18实到16", "elsewhere", Cancel, inGroup: true);
        var line = (string)JsonNode.Parse(said.Body)!["activities"]![0]!["id"]!;

        Assert.Empty((await AskAsync(demo.Secretary(2), line)).Replies);
    }

    private Task<Answered> AskAsync(DemoPerson who, string? about)
    {
        var question = Messages.Activity(who, Question, Guid.NewGuid().ToString("N"), inGroup: true);
        question["replyToId"] = about;
        return Messages.PostAsync(demo.Http, question.ToJsonString(), Cancel);
    }
}
