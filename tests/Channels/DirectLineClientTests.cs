using PartyBuilding.Channels.DirectLine;
using PartyBuilding.Tests.Channels.Support;

namespace PartyBuilding.Tests.Channels;

/// <summary>Our server with Microsoft's published client, botframework-directlinejs 0.15.8.</summary>
public sealed class DirectLineClientTests
{
    private const int Online = 2;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_client_starts_hears_its_own_words_and_the_answer(bool webSocket)
    {
        await using var server = await DirectLineServer.StartAsync();
        await using var client = await DirectLineJs.StartAsync(Options(server, webSocket));
        await client.WaitAsync("online", e => (int?)e["status"] == Online);

        await client.SayAsync("你好");
        var answer = await client.WaitForTextAsync("听到：你好");
        var posted = await client.WaitAsync("an id", e => e["posted"] is not null);

        var echo = client.Events.Single(e => (string?)e["activity"]?["text"] == "你好")["activity"]!;
        Assert.Equal((string?)posted["posted"], (string?)echo["id"]);
        Assert.Equal("你好", (string?)echo["channelData"]!["clientActivityID"]);
        Assert.Equal("dl_1", (string?)echo["from"]!["id"]);
        Assert.Equal((string?)echo["id"], (string?)answer["activity"]!["replyToId"]);
    }

    [Fact]
    public async Task After_a_broken_socket_the_client_goes_on_without_loss_or_repeat()
    {
        await using var server = await DirectLineServer.StartAsync();
        await using var client = await DirectLineJs.StartAsync(Options(server, true));
        await client.SayAsync("一");
        await client.WaitForTextAsync("听到：一");

        await client.DoAsync(new { @do = "drop" });
        await client.WaitAsync("the drop", e => e["dropped"] is not null);
        server.Store.Say("c", "其间");
        await client.WaitForTextAsync("其间");
        await client.SayAsync("二");
        await client.WaitForTextAsync("听到：二");

        Assert.Equal(["一", "听到：一", "其间", "二", "听到：二"], client.Texts);
    }

    [Fact]
    public async Task A_client_with_a_socket_survives_a_restart_of_the_server_by_itself()
    {
        var first = await DirectLineServer.StartAsync();
        await using var client = await DirectLineJs.StartAsync(Options(first, true));
        await client.SayAsync("一");
        await client.WaitForTextAsync("听到：一");
        await first.DisposeAsync();
        first.Store.Streams = null;
        first.Store.Say("c", "停机时");

        await using var second = await DirectLineServer.StartAsync(first.Address.ToString(), first.Store);
        // It asks again after 3 to 15 seconds, and then, had nobody answered, every 20.
        await client.WaitForTextAsync("停机时", 60);
        await client.SayAsync("二");
        await client.WaitForTextAsync("听到：二");

        Assert.Equal(["一", "听到：一", "停机时", "二", "听到：二"], client.Texts);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_new_client_resumes_from_conversation_and_watermark(bool webSocket)
    {
        await using var server = await DirectLineServer.StartAsync();
        await using (var before = await DirectLineJs.StartAsync(Options(server, webSocket)))
        {
            await before.SayAsync("一");
            await before.WaitForTextAsync("听到：一");
        }
        server.Store.Say("c", "其间");

        await using var after = await DirectLineJs.StartAsync(Options(server, webSocket, resume: "2"));
        await after.WaitForTextAsync("其间");
        await after.SayAsync("二");
        await after.WaitForTextAsync("听到：二");

        Assert.Equal(["其间", "二", "听到：二"], after.Texts);
    }

    [Fact]
    public async Task The_client_refreshes_its_token_and_goes_on_with_the_new_one()
    {
        await using var server = await DirectLineServer.StartAsync();
        await using var client = await DirectLineJs.StartAsync(Options(server, true));
        await client.SayAsync("一");
        await client.WaitForTextAsync("听到：一");
        await client.DoAsync(new { @do = "token" });
        var first = (string?)(await client.WaitAsync("its token", e => e["token"] is not null))["token"];

        server.Clock.Advance(TimeSpan.FromMinutes(20));
        await Task.Delay(2500, TestContext.Current.CancellationToken);
        server.Clock.Advance(TimeSpan.FromMinutes(20));
        await client.DoAsync(new { @do = "token" });
        await client.WaitAsync("another token", e => e["token"] is { } token && (string?)token != first);
        await client.SayAsync("二");

        await client.WaitForTextAsync("听到：二");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_upload_arrives_once_with_an_address_anybody_in_the_conversation_can_open(bool webSocket)
    {
        await using var server = await DirectLineServer.StartAsync();
        await using var client = await DirectLineJs.StartAsync(Options(server, webSocket));
        await client.WaitAsync("online", e => (int?)e["status"] == Online);
        byte[] png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

        await client.DoAsync(new { @do = "upload", text = "照片", name = "主题党日.png", type = "image/png", base64 = Convert.ToBase64String(png) });
        var echo = (await client.WaitForTextAsync("照片"))["activity"]!;

        var attachment = Assert.Single(echo["attachments"]!.AsArray())!;
        Assert.Equal(("image/png", "主题党日.png"), ((string?)attachment["contentType"], (string?)attachment["name"]));
        Assert.Equal(png, await server.Http.GetByteArrayAsync(new Uri((string)attachment["contentUrl"]!), TestContext.Current.CancellationToken));
    }

    private static object Options(DirectLineServer server, bool webSocket, string? resume = null)
    {
        var domain = server.Address.ToString().TrimEnd('/') + DirectLineEndpoints.Path;
        var token = server.TokenFor("c");
        return resume is null
            ? new { domain, token, webSocket, pollingInterval = 200 }
            : new { domain, token, webSocket, pollingInterval = 200, conversationId = "c", watermark = resume };
    }
}
