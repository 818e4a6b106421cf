using System.Net.Sockets;
using System.Text.Json.Nodes;
using PartyBuilding.Channels;
using PartyBuilding.Channels.BotFramework;
using PartyBuilding.Tests.Channels.Support;

namespace PartyBuilding.Tests.Channels;

public sealed class ConnectorClientTests
{
    private static readonly Activity Hello = new() { Type = "message", Id = "never", Timestamp = DateTimeOffset.UnixEpoch, ServiceUrl = "x", Text = "您好", From = new() { Id = "bot" } };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reply_goes_to_the_message_it_answers_with_our_token()
    {
        await using var channel = await FakeChannel.StartAsync();

        var outcome = await channel.Client.SendAsync(channel.ServiceUrl, "a:1;x@y|z/7", "m/0", Hello, Cancel);

        Assert.Equal(new SendOutcome.Sent("m1"), outcome);
        var call = Assert.Single(channel.Calls);
        Assert.Equal(("POST", "/amer/v3/conversations/a%3A1%3Bx%40y%7Cz%2F7/activities/m%2F0", "Bearer botframework.com-1"), (call.Method, call.Path, call.Authorization));
        Assert.Equal("""{"type":"message","from":{"id":"bot"},"conversation":{"id":"a:1;x@y|z/7"},"text":"您好","replyToId":"m/0"}""", call.Body);
    }

    [Fact]
    public async Task Sending_updating_and_deleting_use_their_own_calls()
    {
        await using var channel = await FakeChannel.StartAsync(isAnonymous: true);

        await channel.Client.SendAsync(channel.ServiceUrl, "c", null, Hello, Cancel);
        await channel.Client.UpdateAsync(channel.ServiceUrl, "c", "m", Hello, Cancel);
        await channel.Client.DeleteAsync(channel.ServiceUrl, "c", "m", Cancel);

        Assert.Equal(
            [("POST", "/amer/v3/conversations/c/activities"), ("PUT", "/amer/v3/conversations/c/activities/m"), ("DELETE", "/amer/v3/conversations/c/activities/m")],
            channel.Calls.Select(c => (c.Method, c.Path)));
        Assert.All(channel.Calls, c => Assert.Equal("", c.Authorization));
    }

    public static TheoryData<int, string, SendOutcome> Errors() => new()
    {
        { 400, """{"error":{"code":"BadSyntax","message":"秘密"}}""", new SendOutcome.Rejected(400, "400 BadSyntax") },
        { 403, """{"error":{"code":"BotNotInConversationRoster"}}""", new SendOutcome.Gone("403 BotNotInConversationRoster") },
        { 403, "nonsense", new SendOutcome.Gone("403") },
        { 404, """{"error":null}""", new SendOutcome.Gone("404") },
        { 405, "", new SendOutcome.Rejected(405, "405") },
        { 409, "", new SendOutcome.Failed("409") },
        { 412, "", new SendOutcome.Failed("412") },
        { 413, "", new SendOutcome.Rejected(413, "413") },
        { 418, "", new SendOutcome.Rejected(418, "418") },
        { 429, "", new SendOutcome.Throttled(TimeSpan.FromSeconds(2)) },
        { 500, "", new SendOutcome.Failed("500") },
        { 501, "", new SendOutcome.Rejected(501, "501") },
        { 502, "", new SendOutcome.Failed("502") },
        { 503, "", new SendOutcome.Failed("503") },
        { 504, "", new SendOutcome.Unknown("504") },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task Each_answer_has_its_meaning(int status, string body, SendOutcome outcome)
    {
        await using var channel = await FakeChannel.StartAsync();

        Assert.Equal(outcome, await channel.Answers(status, body).Client.SendAsync(channel.ServiceUrl, "c", null, Hello, Cancel));
        Assert.Single(channel.Calls);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("3600", 60)]
    [InlineData("Wed, 22 Apr 2026 01:00:30 GMT", 30)]
    [InlineData("Wed, 22 Apr 2026 00:00:00 GMT", 0)]
    [InlineData("soon", 2)]
    public async Task The_channels_own_wait_is_kept_up_to_a_minute(string header, int seconds)
    {
        await using var channel = await FakeChannel.StartAsync();

        var outcome = await channel.Answers(429, "", "Retry-After", header).Client.SendAsync(channel.ServiceUrl, "c", null, Hello, Cancel);

        Assert.Equal(new SendOutcome.Throttled(TimeSpan.FromSeconds(seconds)), outcome);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("{}")]
    [InlineData("""{"id":5}""")]
    public async Task A_message_that_was_taken_is_sent_whatever_the_answer_says(string body)
    {
        await using var channel = await FakeChannel.StartAsync();

        Assert.Equal(new SendOutcome.Sent(null), await channel.Answers(201, body).Client.SendAsync(channel.ServiceUrl, "c", null, Hello, Cancel));
    }

    [Fact]
    public async Task A_connection_that_breaks_after_the_message_left_leaves_it_unknown_and_is_not_tried_again()
    {
        await using var channel = await FakeChannel.StartAsync();
        await channel.Client.SendAsync(channel.ServiceUrl, "c", null, Hello, Cancel);
        channel.Does(call =>
        {
            call.Abort();
            return Task.CompletedTask;
        });

        Assert.IsType<SendOutcome.Unknown>(await channel.Client.SendAsync(channel.ServiceUrl, "c", null, Hello, Cancel));
        Assert.Equal(2, channel.Calls.Count);
    }

    [Fact]
    public async Task No_answer_in_time_leaves_it_unknown()
    {
        await using var channel = await FakeChannel.StartAsync();
        channel.Does(call => Task.Delay(TimeSpan.FromSeconds(20), call.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));

        Assert.Equal(new SendOutcome.Unknown("no answer in time"), await channel.Client.SendAsync(channel.ServiceUrl, "c", null, Hello, Cancel));
    }

    [Fact]
    public async Task A_channel_nobody_listens_at_has_surely_not_got_it()
    {
        await using var channel = await FakeChannel.StartAsync();
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        Assert.IsType<SendOutcome.Failed>(await channel.Client.SendAsync($"http://127.0.0.1:{port}/", "c", null, Hello, Cancel));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var channel = await FakeChannel.StartAsync();

        var outcome = await channel.Answers(307, "", "Location", channel.ServiceUrl + "elsewhere").Client.SendAsync(channel.ServiceUrl, "c", null, Hello, Cancel);

        Assert.Equal(new SendOutcome.Failed("307"), outcome);
        Assert.Single(channel.Calls);
    }

    [Fact]
    public async Task The_token_is_fetched_once_for_many_and_again_five_minutes_before_its_end()
    {
        await using var channel = await FakeChannel.StartAsync();
        Task<SendOutcome[]> Many() => Task.WhenAll(Enumerable.Range(0, 20).Select(i => channel.Client.SendAsync(channel.ServiceUrl, "c" + i, null, Hello, Cancel)));

        await Many();
        channel.Clock.Advance(TimeSpan.FromMinutes(54));
        await Many();
        Assert.Equal(1, channel.TokenCalls);
        channel.Clock.Advance(TimeSpan.FromMinutes(2));
        await Many();

        Assert.Equal(2, channel.TokenCalls);
        Assert.Equal(20, channel.Calls.Count(c => c.Authorization == "Bearer botframework.com-2"));
    }

    [Fact]
    public async Task A_refused_token_is_renewed_and_the_call_repeated_once()
    {
        await using var channel = await FakeChannel.StartAsync();

        var good = await channel.Answers(401).Client.SendAsync(channel.ServiceUrl, "c", null, Hello, Cancel);
        var bad = await channel.Answers(401).Answers(401).Client.SendAsync(channel.ServiceUrl, "c", null, Hello, Cancel);

        Assert.Equal(new SendOutcome.Sent("m1"), good);
        Assert.Equal(new SendOutcome.Failed("401"), bad);
        Assert.Equal(4, channel.Calls.Count);
        Assert.Equal(3, channel.TokenCalls);
    }

    [Fact]
    public async Task Without_a_token_nothing_is_sent_and_the_login_service_is_left_in_peace()
    {
        await using var channel = await FakeChannel.StartAsync();
        channel.LoginIsBroken = true;

        for (var i = 0; i < 5; i++)
            Assert.Equal(new SendOutcome.Failed("no token"), await channel.Client.SendAsync(channel.ServiceUrl, "c", null, Hello, Cancel));
        Assert.Equal((1, 0), (channel.TokenCalls, channel.Calls.Count));

        channel.LoginIsBroken = false;
        channel.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(new SendOutcome.Sent("m1"), await channel.Client.SendAsync(channel.ServiceUrl, "c", null, Hello, Cancel));
    }

    [Fact]
    public async Task The_old_token_serves_its_last_minutes_while_the_login_service_is_down()
    {
        await using var channel = await FakeChannel.StartAsync();
        await channel.Client.SendAsync(channel.ServiceUrl, "c", null, Hello, Cancel);
        channel.LoginIsBroken = true;
        channel.Clock.Advance(TimeSpan.FromMinutes(57));

        Assert.Equal(new SendOutcome.Sent("m1"), await channel.Client.SendAsync(channel.ServiceUrl, "c", null, Hello, Cancel));
    }

    [Fact]
    public async Task A_single_tenant_registration_asks_its_own_tenant()
    {
        await using var channel = await FakeChannel.StartAsync();
        channel.Options.TenantId = "our-tenant";

        await channel.Client.SendAsync(channel.ServiceUrl, "c", null, Hello, Cancel);

        Assert.Equal("Bearer our-tenant-1", channel.Calls.Single().Authorization);
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("")]
    public async Task An_id_that_would_climb_to_another_address_is_not_called(string conversation)
    {
        await using var channel = await FakeChannel.StartAsync();

        Assert.IsType<SendOutcome.Rejected>(await channel.Client.SendAsync(channel.ServiceUrl, conversation, null, Hello, Cancel));
        Assert.Empty(channel.Calls);
    }

    [Fact]
    public async Task What_is_gone_already_counts_as_deleted_and_cannot_be_updated()
    {
        await using var channel = await FakeChannel.StartAsync();
        channel.Answers(404).Answers(404).Answers(403);

        Assert.Equal(new SendOutcome.Sent("m"), await channel.Client.DeleteAsync(channel.ServiceUrl, "c", "m", Cancel));
        Assert.Equal(new SendOutcome.Rejected(404, "404"), await channel.Client.UpdateAsync(channel.ServiceUrl, "c", "m", Hello, Cancel));
        Assert.Equal(new SendOutcome.Gone("403"), await channel.Client.UpdateAsync(channel.ServiceUrl, "c", "m", Hello, Cancel));
    }

    [Fact]
    public async Task A_private_chat_is_opened_with_a_first_message()
    {
        await using var channel = await FakeChannel.StartAsync();
        channel.Answers(201, """{"id":"new","activityId":"m","serviceUrl":"http://10.0.0.1/"}""");

        var outcome = await channel.Client.CreateAsync(
            channel.ServiceUrl, new NewConversation { Bot = new() { Id = "bot" }, Members = [new() { Id = "u" }], TenantId = "t", Activity = Hello }, Cancel);

        Assert.Equal(new CreateOutcome.Created("new", "m", channel.ServiceUrl), outcome);
        var body = JsonNode.Parse(channel.Calls.Single().Body)!;
        Assert.Equal(("bot", "u", "t", false, "您好"), ((string?)body["bot"]!["id"], (string?)body["members"]![0]!["id"], (string?)body["tenantId"], (bool)body["isGroup"]!, (string?)body["activity"]!["text"]));
        Assert.Null(body["activity"]!["id"]);
    }

    [Fact]
    public async Task A_chat_without_an_id_or_refused_is_not_created()
    {
        await using var channel = await FakeChannel.StartAsync();
        channel.Answers(200, "{}").Answers(403);
        var chat = new NewConversation { Bot = new() { Id = "bot" }, Members = [new() { Id = "u" }] };

        Assert.IsType<SendOutcome.Unknown>(Assert.IsType<CreateOutcome.NotCreated>(await channel.Client.CreateAsync(channel.ServiceUrl, chat, Cancel)).Why);
        Assert.IsType<SendOutcome.Gone>(Assert.IsType<CreateOutcome.NotCreated>(await channel.Client.CreateAsync(channel.ServiceUrl, chat, Cancel)).Why);
    }

    [Fact]
    public async Task Members_come_page_by_page_each_once()
    {
        await using var channel = await FakeChannel.StartAsync();
        channel.Answers(200, """{"members":[{"id":"a"},{"id":"b"}],"continuationToken":"x+/="}""")
            .Answers(200, """{"members":[{"id":"b"},null,{"id":"c"}],"continuationToken":null}""");

        var outcome = await channel.Client.MembersAsync(channel.ServiceUrl, "c", Cancel);

        Assert.Equal(["a", "b", "c"], Assert.IsType<RosterOutcome.Members>(outcome).Accounts.Select(a => a.Id));
        Assert.EndsWith("/pagedmembers?pageSize=500&continuationToken=x%2B%2F%3D", channel.Calls.Last().Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_come_at_once_where_there_are_no_pages_and_not_at_all_where_one_page_fails()
    {
        await using var channel = await FakeChannel.StartAsync();
        channel.Answers(405).Answers(200, """[{"id":"a"}]""").Answers(200, """{"members":[{"id":"a"}],"continuationToken":"x"}""").Answers(500);

        Assert.Single(Assert.IsType<RosterOutcome.Members>(await channel.Client.MembersAsync(channel.ServiceUrl, "c", Cancel)).Accounts);
        Assert.Equal(new SendOutcome.Failed("500"), Assert.IsType<RosterOutcome.NotRead>(await channel.Client.MembersAsync(channel.ServiceUrl, "c", Cancel)).Why);
    }

    [Fact]
    public async Task Pages_that_never_end_are_given_up()
    {
        await using var channel = await FakeChannel.StartAsync();
        for (var i = 0; i < 300; i++)
            channel.Answers(200, """{"members":[{"id":"a"}],"continuationToken":"x"}""");

        Assert.IsType<RosterOutcome.NotRead>(await channel.Client.MembersAsync(channel.ServiceUrl, "c", Cancel));
    }
}
