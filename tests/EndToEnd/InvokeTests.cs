using System.Net;
using System.Text.Json.Nodes;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.EndToEnd;

/// <summary>What arrives besides messages: taps on cards, invokes, installations, goodbyes.</summary>
public sealed class InvokeTests(DemoBot demo) : IClassFixture<DemoBot>
{
    private const string Asking = "昨天在三楼会议室上了党课，学习二十大报告";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("signin/verifyState")]
    [InlineData("composeExtension/query")]
    [InlineData("task/fetch")]
    [InlineData(null)]
    public async Task An_invoke_nobody_handles_is_not_implemented(string? name)
    {
        var invoke = Messages.Activity(demo.Secretary(0), null, "i1");
        (invoke["type"], invoke["name"]) = ("invoke", name);
        Assert.Equal(HttpStatusCode.NotImplemented, (await Messages.PostAsync(demo.Http, invoke.ToJsonString(), Cancel)).Status);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("""{"action":"x"}""")]
    [InlineData("""{"action":{"type":"Action.Execute","verb":"v","data":{}}}""")]
    public async Task A_cards_action_that_is_none_of_ours_is_a_bad_request(string value)
    {
        var answer = await InvokeAsync("teacher-odd", JsonNode.Parse(value));
        var body = JsonNode.Parse(answer.Body)!;
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal((400, "application/vnd.microsoft.error"), ((int)body["statusCode"]!, (string)body["type"]!));
    }

    [Fact]
    public async Task A_cards_action_is_done_once_and_answered_each_time()
    {
        await BindAsync("teacher-a", 1);
        var card = await CardAsync("teacher-a", "发到本支部群：明天下午三点开会");
        var action = new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["data"] = card.DeepClone() } };
        var first = await InvokeAsync("teacher-a", action);
        var second = await InvokeAsync("teacher-a", action.DeepClone());

        var body = JsonNode.Parse(first.Body)!;
        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.Equal((200, "application/vnd.microsoft.activity.message"), ((int)body["statusCode"]!, (string)body["type"]!));
        Assert.NotEqual("", (string)body["value"]!);
        Assert.Equal((string)body["value"]!, (string)JsonNode.Parse(second.Body)!["value"]!);
        await using var db = await demo.Bot.Data!.OpenAsync(Cancel);
        await using var count = new Npgsql.NpgsqlCommand("select count(*) from broadcasts where content like '%明天下午三点开会%'", db);
        Assert.Equal(1L, await count.ExecuteScalarAsync(Cancel));
    }

    [Fact]
    public async Task A_button_under_an_older_record_takes_back_that_one_and_the_words_stand_beside_it()
    {
        await BindAsync("teacher-b", 2);
        var lesson = await SayAsync("teacher-b", "昨天上党课，应到18实到16");
        await SayAsync("teacher-b", "昨天开了支委会，实到5人");
        var tap = lesson["attachments"]![0]!["content"]!["actions"]![0]!["data"]!;
        var first = await TapAsync("teacher-b", tap);
        var second = await TapAsync("teacher-b", tap);

        Assert.Contains("撤回", (string)lesson["text"]!, StringComparison.Ordinal);
        Assert.Contains("党课", first, StringComparison.Ordinal);
        Assert.Contains("已撤回", first, StringComparison.Ordinal);
        Assert.Equal(first, second);
    }

    [Fact]
    public async Task A_yes_to_an_old_question_is_no_yes_to_the_next_one()
    {
        await BindAsync("teacher-c", 3);
        var old = await CardAsync("teacher-c", "发到本支部群：第一条，明天交表");
        await SayAsync("teacher-c", "算了");
        await CardAsync("teacher-c", "发到本支部群：第二条，后天交表");
        var answer = await TapAsync("teacher-c", old);

        Assert.Contains("已经过去", answer, StringComparison.Ordinal);
        await using var db = await demo.Bot.Data!.OpenAsync(Cancel);
        await using var count = new Npgsql.NpgsqlCommand("select count(*) from broadcasts where content like '%条，%交表%'", db);
        Assert.Equal(0L, await count.ExecuteScalarAsync(Cancel));
    }

    [Fact]
    public async Task Events_reactions_and_unknown_types_are_taken_without_a_word()
    {
        foreach (var type in new[] { "event", "typing", "messageReaction", "trace", "handoff", "somethingNew", "endOfConversation" })
        {
            var activity = Messages.Activity(demo.Secretary(4), null, "t-" + type);
            (activity["type"], activity["name"]) = (type, "webchat/join");
            var answer = await Messages.PostAsync(demo.Http, activity.ToJsonString(), Cancel);
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.Empty(answer.Replies);
        }
    }

    [Fact]
    public async Task The_end_of_a_conversation_drops_the_question_that_was_open()
    {
        var who = demo.Secretary(5);
        await Messages.SayAsync(demo.Http, who, Asking, "asked", Cancel);
        var end = Messages.Activity(who, null, "end");
        end["type"] = "endOfConversation";
        await Messages.PostAsync(demo.Http, end.ToJsonString(), Cancel);
        var after = await Messages.SayAsync(demo.Http, who, "应到18实到16", "figures", Cancel);
        Assert.DoesNotContain("已登记", string.Concat(after.Replies), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Installed_it_greets_once_and_removed_it_knows_that_it_is_gone()
    {
        await InstallAsync("add");
        await InstallAsync("add");
        Assert.Equal(1L, await NumberAsync("select count(*) from deliveries d join conversations c on c.id = d.conversation_id where c.key = 'installed'"));
        await InstallAsync("remove");
        Assert.Equal(1L, await NumberAsync("select count(*) from conversations where key = 'installed' and gone_at is not null"));
        await InstallAsync("add");
        Assert.Equal(1L, await NumberAsync("select count(*) from conversations where key = 'installed' and gone_at is null"));
        Assert.Equal(1L, await NumberAsync("select count(*) from deliveries d join conversations c on c.id = d.conversation_id where c.key = 'installed'"));
    }

    [Theory]
    [InlineData("installationUpdate")]
    [InlineData("messageReaction")]
    [InlineData("endOfConversation")]
    [InlineData("messageUpdate")]
    public async Task What_names_no_conversation_is_a_bad_request_and_no_fault(string type) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await Messages.PostAsync(demo.Http, $$"""{"from":{"id":"u"},"type":"{{type}}","channelId":"test"}""", Cancel)).Status);

    [Fact]
    public async Task A_goodbye_in_our_own_channel_is_kept_and_closes_it_until_somebody_starts_again()
    {
        var who = demo.Secretary(6);
        var chat = await Chat.OpenAsync(demo.Http, who.Id, who.Private, Cancel);
        var goodbye = await chat.PostAsync("endOfConversation", "再见", Cancel);
        var closed = await chat.TrySayAsync("帮助", Cancel);
        await chat.LookAsync(Cancel);
        var again = await Chat.OpenAsync(demo.Http, who.Id, who.Private, Cancel);
        var open = await again.TrySayAsync("帮助", Cancel);
        var group = await (await Chat.OpenAsync(demo.Http, who.Id, who.Group!, Cancel)).PostAsync("endOfConversation", null, Cancel);

        Assert.Equal(HttpStatusCode.OK, goodbye);
        Assert.Equal(HttpStatusCode.BadRequest, closed);
        Assert.Equal(HttpStatusCode.OK, open);
        Assert.Equal(HttpStatusCode.BadGateway, group);
    }

    /// <summary>The card under the question that a sentence leads to; its first button.</summary>
    private async Task<JsonNode> CardAsync(string user, string text) =>
        (await SayAsync(user, text))["attachments"]![0]!["content"]!["actions"]![0]!["data"]!;

    private async Task<JsonNode> SayAsync(string user, string text)
    {
        var activity = Activity(user);
        activity["text"] = text;
        return JsonNode.Parse((await Messages.PostAsync(demo.Http, activity.ToJsonString(), Cancel)).Body)!["activities"]![0]!;
    }

    private async Task<string> TapAsync(string user, JsonNode data)
    {
        var activity = Activity(user);
        activity["value"] = data.DeepClone();
        return string.Join('\n', (await Messages.PostAsync(demo.Http, activity.ToJsonString(), Cancel)).Replies);
    }

    private Task<Answered> InvokeAsync(string user, JsonNode? value)
    {
        var activity = Activity(user);
        (activity["type"], activity["name"], activity["value"]) = ("invoke", "adaptiveCard/action", value);
        activity.Remove("deliveryMode");
        return Messages.PostAsync(demo.Http, activity.ToJsonString(), Cancel);
    }

    /// <summary>Somebody on Teams, who sees cards.</summary>
    private static JsonObject Activity(string user) => new()
    {
        ["type"] = "message",
        ["id"] = Guid.NewGuid().ToString("N"),
        ["channelId"] = "msteams",
        ["from"] = new JsonObject { ["id"] = user },
        ["recipient"] = new JsonObject { ["id"] = "28:bot" },
        ["conversation"] = new JsonObject { ["id"] = "a:" + user },
        ["deliveryMode"] = "expectReplies",
    };

    private async Task BindAsync(string user, int secretary)
    {
        var (exit, output) = await BotProcess.RunAsync(
            ["invite", "--member", demo.Secretary(secretary).Name, "--branch", demo.Secretary(secretary).Branch!, "--data", demo.Bot.Data!.Folder], null, Cancel);
        Assert.True(exit == 0, output);
        await SayAsync(user, output.Split('\n')[0].Split('\t')[^1].Trim());
    }

    private async Task InstallAsync(string action)
    {
        var activity = Activity("installer");
        (activity["type"], activity["action"], activity["conversation"]) = ("installationUpdate", action, new JsonObject { ["id"] = "installed", ["isGroup"] = true });
        Assert.Equal(HttpStatusCode.OK, (await Messages.PostAsync(demo.Http, activity.ToJsonString(), Cancel)).Status);
    }

    private async Task<long> NumberAsync(string sql)
    {
        await using var db = await demo.Bot.Data!.OpenAsync(Cancel);
        await using var count = new Npgsql.NpgsqlCommand(sql, db);
        return (long)(await count.ExecuteScalarAsync(Cancel))!;
    }
}
