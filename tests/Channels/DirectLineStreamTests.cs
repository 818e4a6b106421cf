using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using PartyBuilding.Channels.DirectLine;
using PartyBuilding.Tests.Channels.Support;

namespace PartyBuilding.Tests.Channels;

public sealed class DirectLineStreamTests
{
    [Fact]
    public async Task What_was_said_between_start_and_opening_is_not_lost()
    {
        await using var server = await DirectLineServer.StartAsync();
        var conversation = await server.BeginAsync("c");
        server.Store.Say("c", "早");
        using var socket = await DirectLineServer.OpenAsync(conversation);
        server.Store.Say("c", "晚");

        var (activities, watermark) = await DirectLineServer.ReadAsync(socket, 2);

        Assert.Equal(["早", "晚"], activities.Select(a => (string?)a["text"]));
        Assert.Equal("2", watermark);
    }

    [Fact]
    public async Task A_reconnect_continues_after_its_watermark_and_without_one_from_now_on()
    {
        await using var server = await DirectLineServer.StartAsync();
        var token = (string)(await server.BeginAsync("c"))["token"]!;
        for (var i = 1; i <= 5; i++)
            server.Store.Say("c", "第" + i);

        var later = (await server.GetAsync("/conversations/c?watermark=3", token)).Body!;
        var now = (await server.GetAsync("/conversations/c?watermark=", token)).Body!;
        using var laterSocket = await DirectLineServer.OpenAsync(later);
        using var nowSocket = await DirectLineServer.OpenAsync(now);
        server.Store.Say("c", "第6");

        Assert.NotEmpty((string)later["token"]!);
        Assert.Equal(["第4", "第5", "第6"], (await DirectLineServer.ReadAsync(laterSocket, 3)).Activities.Select(a => (string?)a["text"]));
        Assert.Equal(["第6"], (await DirectLineServer.ReadAsync(nowSocket, 1)).Activities.Select(a => (string?)a["text"]));
    }

    [Fact]
    public async Task Sockets_opened_in_the_middle_of_a_torrent_get_every_line_once_and_in_order()
    {
        await using var server = await DirectLineServer.StartAsync();
        var conversation = await server.BeginAsync("c");
        const int Lines = 3000;
        var talking = Task.Run(async () =>
        {
            for (var i = 1; i <= Lines; i++)
            {
                server.Store.Say("c", "第" + i, isTold: i % 7 != 0);
                if (i % 50 == 0)
                    await Task.Delay(1);
            }
            server.Streams.Wake("c");
        }, TestContext.Current.CancellationToken);

        var readers = Enumerable.Range(0, 4).Select(async n =>
        {
            await Task.Delay(n * 10, TestContext.Current.CancellationToken);
            var url = (await server.GetAsync("/conversations/c?watermark=0", (string)conversation["token"]!)).Body!;
            using var socket = await DirectLineServer.OpenAsync(url);
            return (await DirectLineServer.ReadAsync(socket, Lines)).Activities;
        }).ToList();
        await talking;

        Assert.All(await Task.WhenAll(readers), seen => Assert.Equal(Enumerable.Range(1, Lines).Select(i => "第" + i), seen.Select(a => (string?)a["text"])));
    }

    [Fact]
    public async Task A_line_that_follows_is_sent_without_asking_the_store()
    {
        await using var server = await DirectLineServer.StartAsync();
        using var socket = await DirectLineServer.OpenAsync(await server.BeginAsync("c"));
        server.Store.Say("c", "第1");
        await DirectLineServer.ReadAsync(socket, 1);
        var before = server.Store.Reads;

        server.Store.Say("c", "第2");
        await DirectLineServer.ReadAsync(socket, 1);

        Assert.Equal(before, server.Store.Reads);
    }

    [Fact]
    public async Task Typing_reaches_the_others_sockets_and_is_kept_nowhere()
    {
        await using var server = await DirectLineServer.StartAsync();
        using var mine = await DirectLineServer.OpenAsync(await server.BeginAsync("g"));
        using var theirs = await DirectLineServer.OpenAsync(await server.BeginAsync("g", "dl_2"));

        var (status, _) = await server.PostAsync("/conversations/g/activities", server.TokenFor("g"), """{"type":"typing","from":{"id":"x"}}""");
        var frame = JsonNode.Parse((await DirectLineServer.ReadFrameAsync(theirs))!)!;
        server.Store.Say("g", "完");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("typing", (string?)frame["activities"]![0]!["type"]);
        Assert.Null(frame["watermark"]);
        Assert.Equal("完", (string?)(await DirectLineServer.ReadAsync(mine, 1)).Activities[0]["text"]);
        Assert.Single((await server.GetAsync("/conversations/g/activities", server.TokenFor("g"))).Body!["activities"]!.AsArray());
    }

    [Fact]
    public async Task A_stream_token_opens_a_stream_for_a_minute_and_nothing_else()
    {
        await using var server = await DirectLineServer.StartAsync();
        var conversation = await server.BeginAsync("c");
        var url = new Uri((string)conversation["streamUrl"]!);
        var stream = url.Query.Split("t=")[1];

        Assert.Equal(HttpStatusCode.Forbidden, (await server.GetAsync("/conversations/c/activities", stream)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await server.GetAsync("/conversations/c/stream" + url.Query, null)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await server.GetAsync("/conversations/d/stream" + url.Query, null)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await server.GetAsync($"/conversations/c/stream?t={conversation["token"]}", null)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await server.GetAsync("/conversations/c/stream", null)).Status);
        server.Clock.Advance(TimeSpan.FromSeconds(61));
        await Assert.ThrowsAsync<WebSocketException>(() => DirectLineServer.OpenAsync(conversation));
    }

    [Fact]
    public async Task A_stream_keeps_to_the_tokens_origins()
    {
        await using var server = await DirectLineServer.StartAsync();
        var (_, body) = await server.PostAsync("/conversations", server.TokenFor("c", origins: ["https://school.example"]));

        await Assert.ThrowsAsync<WebSocketException>(() => DirectLineServer.OpenAsync(body!, s => s.Options.SetRequestHeader("Origin", "https://evil.example")));
        using var good = await DirectLineServer.OpenAsync(body!, s => s.Options.SetRequestHeader("Origin", "https://school.example"));

        Assert.Equal(WebSocketState.Open, good.State);
    }

    [Fact]
    public async Task Empty_texts_and_some_junk_are_ignored_and_a_lot_of_it_is_closed_with_1009()
    {
        await using var server = await DirectLineServer.StartAsync();
        using var socket = await DirectLineServer.OpenAsync(await server.BeginAsync("c"));
        await socket.SendAsync(Array.Empty<byte>(), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
        await socket.SendAsync(Encoding.UTF8.GetBytes(new string('x', 60_000)), WebSocketMessageType.Binary, true, TestContext.Current.CancellationToken);
        server.Store.Say("c", "在");
        Assert.Single((await DirectLineServer.ReadAsync(socket, 1)).Activities);

        await socket.SendAsync(new byte[70_000], WebSocketMessageType.Binary, true, TestContext.Current.CancellationToken);

        Assert.Null(await DirectLineServer.ReadFrameAsync(socket));
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, socket.CloseStatus);
    }

    [Fact]
    public async Task Several_sockets_of_one_person_live_together_and_one_too_many_closes_the_oldest()
    {
        await using var server = await DirectLineServer.StartAsync(("SocketsPerSeat", "2"));
        using var first = await DirectLineServer.OpenAsync(await server.BeginAsync("c"));
        using var second = await DirectLineServer.OpenAsync(await server.BeginAsync("c"));
        using var third = await DirectLineServer.OpenAsync(await server.BeginAsync("c"));

        Assert.Null(await DirectLineServer.ReadFrameAsync(first));
        Assert.Equal("collision", first.CloseStatusDescription);
        server.Store.Say("c", "在");
        Assert.Single((await DirectLineServer.ReadAsync(second, 1)).Activities);
        Assert.Single((await DirectLineServer.ReadAsync(third, 1)).Activities);
    }

    [Fact]
    public async Task An_open_socket_outlives_its_token_by_five_minutes_or_as_long_as_it_is_refreshed()
    {
        await using var server = await DirectLineServer.StartAsync();
        var conversation = await server.BeginAsync("c");
        using var socket = await DirectLineServer.OpenAsync(conversation);
        server.Clock.Advance(TimeSpan.FromMinutes(29));
        await server.PostAsync("/tokens/refresh", (string)conversation["token"]!);
        server.Clock.Advance(TimeSpan.FromMinutes(20));
        server.Store.Say("c", "在");
        Assert.Single((await DirectLineServer.ReadAsync(socket, 1)).Activities);

        server.Clock.Advance(TimeSpan.FromMinutes(16));
        server.Store.Say("c", "还在");

        Assert.Null(await DirectLineServer.ReadFrameAsync(socket));
        Assert.Equal("token expired", socket.CloseStatusDescription);
    }

    [Fact]
    public async Task A_stopping_server_says_goodbye_with_1001()
    {
        var server = await DirectLineServer.StartAsync();
        using var socket = await DirectLineServer.OpenAsync(await server.BeginAsync("c"));
        var stopping = server.DisposeAsync();

        Assert.Null(await DirectLineServer.ReadFrameAsync(socket));
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, socket.CloseStatus);
        await stopping;
    }

    [Fact]
    public async Task A_socket_waits_while_the_database_is_away_and_goes_on()
    {
        await using var server = await DirectLineServer.StartAsync();
        using var socket = await DirectLineServer.OpenAsync(await server.BeginAsync("c"));
        server.Store.IsAway = true;
        server.Store.Say("c", "第1", isTold: false);
        server.Streams.WakeAll();
        await Task.Delay(300, TestContext.Current.CancellationToken);
        server.Store.IsAway = false;

        Assert.Equal("第1", (string?)(await DirectLineServer.ReadAsync(socket, 1)).Activities[0]["text"]);
    }

    [Fact]
    public async Task Closed_sockets_leave_nothing_behind()
    {
        await using var server = await DirectLineServer.StartAsync();
        for (var i = 0; i < 10; i++)
        {
            using var socket = await DirectLineServer.OpenAsync(await server.BeginAsync("c" + i));
            if (i % 2 == 0)
                await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);
        }
        for (var i = 0; i < 100 && server.Streams.Open > 0; i++)
            await Task.Delay(50, TestContext.Current.CancellationToken);

        Assert.Equal(0, server.Streams.Open);
    }

    [Fact]
    public async Task A_reader_who_does_not_read_holds_up_nobody()
    {
        await using var server = await DirectLineServer.StartAsync();
        using var asleep = await DirectLineServer.OpenAsync(await server.BeginAsync("c"));
        using var awake = await DirectLineServer.OpenAsync(await server.BeginAsync("c", "dl_2"));
        var text = new string('长', 5000);
        for (var i = 0; i < 1000; i++)
            server.Store.Say("c", text + i);

        var (seen, _) = await DirectLineServer.ReadAsync(awake, 1000);

        Assert.Equal(text + 999, (string?)seen[^1]["text"]);
        Assert.Equal(text + 999, (string?)(await DirectLineServer.ReadAsync(asleep, 1000)).Activities[^1]["text"]);
    }

    [Fact]
    public void A_listener_too_slow_for_its_queue_is_sent_to_the_store()
    {
        using var listener = new Listener(new Seat("c", null), DateTimeOffset.MaxValue, _ => { });
        listener.Take();
        for (var i = 1; i <= 65; i++)
            listener.Offer([new Line(i, default)]);

        var (lines, mustRead, _) = listener.Take();

        Assert.Empty(lines);
        Assert.True(mustRead);
    }
}
