using System.Net;
using PartyBuilding.Channels.DirectLine;
using PartyBuilding.Tests.Channels.Support;

namespace PartyBuilding.Tests.Channels;

public sealed class DirectLineConversationTests
{
    [Fact]
    public async Task Starting_twice_with_a_token_finds_the_same_conversation()
    {
        await using var server = await DirectLineServer.StartAsync();
        var token = server.TokenFor("c");

        var first = await server.PostAsync("/conversations", token);
        var second = await server.PostAsync("/conversations", token, "{}");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.Status, second.Status));
        Assert.All([first, second], answer =>
        {
            Assert.Equal("c", (string?)answer.Body!["conversationId"]);
            Assert.NotEmpty((string)answer.Body["token"]!);
            Assert.StartsWith($"ws://127.0.0.1:{server.Address.Port}/v3/directline/conversations/c/stream?t=", (string)answer.Body["streamUrl"]!, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_body_may_be_missing_though_its_type_is_given()
    {
        await using var server = await DirectLineServer.StartAsync();

        Assert.Equal(HttpStatusCode.Created, (await server.PostAsync("/conversations", server.TokenFor("a"), "")).Status);
        Assert.Equal(HttpStatusCode.Created, (await server.PostAsync("/conversations", server.TokenFor("b"), """{"user":{},"locale":"zh-CN"}""")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await server.PostAsync("/conversations", server.TokenFor("d"), "[1")).Status);
    }

    [Fact]
    public async Task A_secret_starts_new_conversations_and_may_say_for_whom()
    {
        await using var server = await DirectLineServer.StartAsync();

        var first = await server.PostAsync("/conversations", DirectLineServer.Secret);
        var second = await server.PostAsync("/conversations", DirectLineServer.Secret, """{"user":{"id":"dl_9"}}""");

        Assert.NotEqual((string?)first.Body!["conversationId"], (string?)second.Body!["conversationId"]);
        Assert.Equal([null, "dl_9"], server.Store.Started.Select(s => s.User?.Id));
    }

    [Fact]
    public async Task A_person_who_may_not_be_there_is_refused_with_403()
    {
        await using var server = await DirectLineServer.StartAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await server.PostAsync("/conversations", server.TokenFor("c", "dl_stranger"))).Status);
    }

    [Fact]
    public async Task The_public_address_is_what_clients_are_told()
    {
        await using var server = await DirectLineServer.StartAsync(("PublicUrl", "https://dang.school.example/bot/"));

        var body = await server.BeginAsync("c");

        Assert.StartsWith("wss://dang.school.example/bot/v3/directline/conversations/c/stream?t=", (string)body["streamUrl"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_is_recorded_as_the_tokens_user_and_echoed_with_its_channel_data()
    {
        await using var server = await DirectLineServer.StartAsync();
        var token = (string)(await server.BeginAsync("c"))["token"]!;

        var (status, body) = await server.PostAsync("/conversations/c/activities", token, """
            {"type":"message","id":"mine","timestamp":"2001-01-01T00:00:00Z","serviceUrl":"http://x","callerId":"y","text":"你好",
             "from":{"id":"dl_2","name":"别人","role":"bot"},"recipient":{"id":"z"},"conversation":{"id":"other"},"channelData":{"clientActivityID":"k1"}}
            """);
        var set = (await server.GetAsync("/conversations/c/activities?watermark=", token)).Body!;

        Assert.Equal(HttpStatusCode.OK, status);
        var echo = set["activities"]![0]!;
        Assert.Equal((string?)body!["id"], (string?)echo["id"]);
        Assert.Equal("""{"id":"dl_1","name":"张敏"}""", echo["from"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal("k1", (string?)echo["channelData"]!["clientActivityID"]);
        Assert.Equal(("directline", "c", "2026-04-22T01:00:00.000Z"), ((string?)echo["channelId"], (string?)echo["conversation"]!["id"], (string?)echo["timestamp"]));
        Assert.All(["serviceUrl", "callerId", "recipient"], field => Assert.Null(echo[field]));
        Assert.Equal("听到：你好", (string?)set["activities"]![1]!["text"]);
        Assert.Equal((string?)echo["id"], (string?)set["activities"]![1]!["replyToId"]);
        Assert.Equal("2", (string?)set["watermark"]);
    }

    [Fact]
    public async Task Watermarks_page_through_everything_once()
    {
        await using var server = await DirectLineServer.StartAsync();
        var token = (string)(await server.BeginAsync("c"))["token"]!;
        for (var i = 0; i < 1201; i++)
            server.Store.Say("c", "第" + i);

        var seen = new List<string>();
        var watermark = "0";
        while (true)
        {
            var set = (await server.GetAsync($"/conversations/c/activities?watermark={watermark}", token)).Body!;
            if (set["activities"]!.AsArray().Count == 0)
            {
                Assert.Equal(watermark, (string?)set["watermark"]);
                break;
            }
            seen.AddRange(set["activities"]!.AsArray().Select(a => (string)a!["text"]!));
            watermark = (string)set["watermark"]!;
        }
        Assert.Equal(Enumerable.Range(0, 1201).Select(i => "第" + i), seen);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("abc")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    [InlineData("0x1")]
    public async Task A_watermark_that_is_none_is_answered_with_400(string watermark)
    {
        await using var server = await DirectLineServer.StartAsync();
        var token = (string)(await server.BeginAsync("c"))["token"]!;

        Assert.Equal(HttpStatusCode.BadRequest, (await server.GetAsync($"/conversations/c/activities?watermark={watermark}", token)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await server.GetAsync($"/conversations/c?watermark={watermark}", token)).Status);
    }

    [Fact]
    public async Task A_token_is_good_for_its_conversation_only_and_an_unknown_one_is_404()
    {
        await using var server = await DirectLineServer.StartAsync();
        await server.BeginAsync("other");

        Assert.Equal(HttpStatusCode.Forbidden, (await server.GetAsync("/conversations/other/activities", server.TokenFor("c"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await server.PostAsync("/conversations/other/activities", server.TokenFor("c"), DirectLineServer.Message("x"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync("/conversations/c/activities", server.TokenFor("c"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync("/conversations/c", server.TokenFor("c"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.PostAsync("/conversations/c/activities", server.TokenFor("c"), DirectLineServer.Message("x"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync("/conversations/other/activities", DirectLineServer.Secret)).Status);
    }

    [Theory]
    [InlineData("""{"type":"invoke","from":{"id":"u"}}""", 400)]
    [InlineData("""{"type":"conversationUpdate","from":{"id":"u"}}""", 400)]
    [InlineData("""{"type":"message","text":"x"}""", 400)]
    [InlineData("""{"type":"message","from":{"id":"dl_5"},"text":"x"}""", 400)]
    [InlineData("""{"type":"message","from":{"id":"bot"},"text":"x"}""", 400)]
    [InlineData("""{"type":"message","from":{"id":"u"},"attachments":[{"contentUrl":"javascript:alert(1)"}]}""", 400)]
    [InlineData("""{"type":"message","from":{"id":"u"},"text":5}""", 400)]
    [InlineData("""{"from":{"id":"u"}}""", 400)]
    [InlineData("nonsense", 400)]
    [InlineData("""{"type":"message","from":{"id":"u"},"text":"\u0000\ud800"}""", 200)]
    [InlineData("""{"type":"event","name":"webchat/join","from":{"id":"u"}}""", 200)]
    public async Task Without_a_user_in_the_token_the_client_says_who_speaks_but_never_another(string body, int status)
    {
        await using var server = await DirectLineServer.StartAsync();
        await server.BeginAsync("c", null);

        Assert.Equal(status, (int)(await server.PostAsync("/conversations/c/activities", server.TokenFor("c", null), body)).Status);
    }

    [Fact]
    public async Task A_text_over_the_limit_is_413()
    {
        await using var server = await DirectLineServer.StartAsync();
        var token = (string)(await server.BeginAsync("c"))["token"]!;

        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync("/conversations/c/activities", token, DirectLineServer.Message(new string('a', 28 * 1024)))).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await server.PostAsync("/conversations/c/activities", token, DirectLineServer.Message(new string('a', (28 * 1024) + 1)))).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await server.PostAsync("/conversations/c/activities", token, DirectLineServer.Message(new string('a', 300 * 1024)))).Status);
    }

    public static TheoryData<PostOutcome, int, string> Outcomes() => new()
    {
        { new PostOutcome.Refused("no"), 502, "BotRejectedActivity" },
        { new PostOutcome.TooMany(TimeSpan.FromSeconds(4)), 429, "TooManyRequests" },
        { new PostOutcome.Ended(), 400, "ConversationEnded" },
        { new PostOutcome.Unknown(), 404, "ConversationNotFound" },
    };

    [Theory]
    [MemberData(nameof(Outcomes))]
    public async Task What_the_bot_does_not_take_is_said_in_the_protocols_words(PostOutcome outcome, int status, string code)
    {
        await using var server = await DirectLineServer.StartAsync();
        var token = (string)(await server.BeginAsync("c"))["token"]!;
        server.Store.Outcome = outcome;

        var answer = await server.PostAsync("/conversations/c/activities", token, DirectLineServer.Message("x"));

        Assert.Equal((status, code), ((int)answer.Status, (string?)answer.Body!["error"]!["code"]));
    }

    [Fact]
    public async Task While_the_database_is_away_readers_get_nothing_new_and_writers_503()
    {
        await using var server = await DirectLineServer.StartAsync();
        var token = (string)(await server.BeginAsync("c"))["token"]!;
        server.Store.IsAway = true;

        var read = await server.GetAsync("/conversations/c/activities?watermark=7", token);
        var fresh = await server.GetAsync("/conversations/c/activities", token);
        var post = await server.PostAsync("/conversations/c/activities", token, DirectLineServer.Message("x"));

        Assert.Equal("""{"activities":[],"watermark":"7"}""", read.Body!.ToJsonString());
        Assert.Equal("""{"activities":[],"watermark":""}""", fresh.Body!.ToJsonString());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, post.Status);
        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync("/tokens/refresh", token)).Status);
    }

    [Fact]
    public async Task A_start_waits_for_the_database_to_come_back()
    {
        await using var server = await DirectLineServer.StartAsync();
        server.Store.IsAway = true;

        var start = server.PostAsync("/conversations", server.TokenFor("c"));
        await Task.Delay(700, TestContext.Current.CancellationToken);
        Assert.False(start.IsCompleted);
        server.Store.IsAway = false;

        Assert.Equal(HttpStatusCode.Created, (await start).Status);
    }

    [Fact]
    public async Task A_flood_of_posts_is_slowed_down_and_reading_never_is()
    {
        await using var server = await DirectLineServer.StartAsync(("PostsPerSecond", "5"));
        var token = (string)(await server.BeginAsync("c"))["token"]!;

        var posts = new List<HttpStatusCode>();
        for (var i = 0; i < 40; i++)
            posts.Add((await server.PostAsync("/conversations/c/activities", token, DirectLineServer.Message("x"))).Status);
        var reads = new List<HttpStatusCode>();
        for (var i = 0; i < 100; i++)
            reads.Add((await server.GetAsync("/conversations/c/activities?watermark=1", token)).Status);

        Assert.InRange(posts.Count(s => s == HttpStatusCode.OK), 15, 30);
        Assert.Contains(HttpStatusCode.TooManyRequests, posts);
        Assert.All(reads, status => Assert.Equal(HttpStatusCode.OK, status));
    }

    [Fact]
    public async Task Times_grow_within_a_conversation()
    {
        await using var server = await DirectLineServer.StartAsync();
        var token = (string)(await server.BeginAsync("c"))["token"]!;
        for (var i = 0; i < 20; i++)
            server.Store.Say("c", "x");

        var set = (await server.GetAsync("/conversations/c/activities", token)).Body!;
        var times = set["activities"]!.AsArray().Select(a => (string)a!["timestamp"]!).ToList();

        Assert.Equal(times.Order(StringComparer.Ordinal).Distinct(), times);
    }
}
