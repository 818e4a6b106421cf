using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PartyBuilding.Tests.Channels.Support;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.EndToEnd;

/// <summary>Microsoft's own client with the whole bot behind it, through restarts.</summary>
public sealed class OfficialClientTests
{
    private const int Online = 2;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_a_socket_it_lives_through_a_restart_without_a_gap_and_without_a_line_twice()
    {
        await using var bot = await BotProcess.StartAsync(new BotProcessOptions { Now = Conversation.UsualNow }, Cancel);
        var who = await SecretaryAsync(bot);
        await using var client = await DirectLineJs.StartAsync(await OptionsAsync(bot, who, webSocket: true));
        await client.WaitAsync("online", e => (int?)e["status"] == Online);
        await client.SayAsync("昨天上党课，应到18实到16");
        await SeesAsync(client, "已登记");

        Assert.Equal(0, (await bot.StopAsync(Cancel)).ExitCode);
        await bot.RestartAsync(Cancel);
        // Said while the client was still looking for its server.
        await Messages.SayAsync(bot.Http, who, "改成17人", "meanwhile", Cancel);
        await SeesAsync(client, "由 16 改为 17");
        await client.SayAsync("撤回");
        await SeesAsync(client, "已撤回");

        AssertOnceAndInOrder(client, ["昨天上党课，应到18实到16", "已登记", "改成17人", "由 16 改为 17", "撤回", "已撤回"]);
    }

    [Fact]
    public async Task Polling_a_new_client_goes_on_where_the_old_one_stood_when_the_bot_was_killed()
    {
        await using var bot = await BotProcess.StartAsync(new BotProcessOptions { Now = Conversation.UsualNow }, Cancel);
        var who = await SecretaryAsync(bot);
        string watermark;
        await using (var before = await DirectLineJs.StartAsync(await OptionsAsync(bot, who, webSocket: false)))
        {
            await before.WaitAsync("online", e => (int?)e["status"] == Online);
            await before.SayAsync("昨天上党课，应到18实到16");
            watermark = (string)(await SeesAsync(before, "已登记"))["watermark"]!;
        }
        await bot.KillAsync(Cancel);
        await bot.RestartAsync(Cancel);
        await Messages.SayAsync(bot.Http, who, "改成17人", "meanwhile", Cancel);

        await using var after = await DirectLineJs.StartAsync(await OptionsAsync(bot, who, webSocket: false, watermark));
        await SeesAsync(after, "由 16 改为 17");
        await after.SayAsync("撤回");
        await SeesAsync(after, "已撤回");

        AssertOnceAndInOrder(after, ["改成17人", "由 16 改为 17", "撤回", "已撤回"]);
        Assert.DoesNotContain(after.Texts, text => text?.Contains("已登记", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_photo_sent_through_the_client_is_evidence_and_can_be_opened(bool webSocket)
    {
        await using var bot = await BotProcess.StartAsync(new BotProcessOptions { Now = Conversation.UsualNow }, Cancel);
        var who = await SecretaryAsync(bot);
        await using var client = await DirectLineJs.StartAsync(await OptionsAsync(bot, who, webSocket));
        await client.WaitAsync("online", e => (int?)e["status"] == Online);
        byte[] png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0, (byte)'I', (byte)'E', (byte)'N', (byte)'D', 0, 0, 0, 0];

        await client.DoAsync(new { @do = "upload", text = "昨天上党课，应到18实到16", name = "现场.png", type = "image/png", base64 = Convert.ToBase64String(png) });
        await SeesAsync(client, "附照片1张");

        var echo = client.Events.Single(e => (string?)e["activity"]?["text"] == "昨天上党课，应到18实到16")["activity"]!;
        Assert.Equal(png, await bot.Http.GetByteArrayAsync(new Uri((string)Assert.Single(echo["attachments"]!.AsArray())!["contentUrl"]!), Cancel));
    }

    private static Task<JsonNode> SeesAsync(DirectLineJs client, string part) =>
        client.WaitAsync(part, e => ((string?)e["activity"]?["text"])?.Contains(part, StringComparison.Ordinal) == true, 90);

    private static void AssertOnceAndInOrder(DirectLineJs client, IReadOnlyList<string> parts)
    {
        var texts = client.Texts.Where(text => !text!.StartsWith("您好，我是", StringComparison.Ordinal)).ToList();
        Assert.True(
            texts.Count == parts.Count && texts.Zip(parts).All(pair => pair.First!.Contains(pair.Second, StringComparison.Ordinal)), string.Join("\n---\n", texts));
        var ids = client.Events.Select(e => (string?)e["activity"]?["id"]).Where(id => id is not null).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    /// <summary>A secretary's private chat, which is empty at first.</summary>
    private static async Task<object> OptionsAsync(BotProcess bot, DemoPerson who, bool webSocket, string? watermark = null)
    {
        using var answer = await bot.Http.PostAsJsonAsync("/demo/token", new JsonObject { ["as"] = who.Id }, Cancel);
        var token = (string)(await answer.Content.ReadFromJsonAsync<JsonObject>(Cancel))!["token"]!;
        var domain = bot.Address.ToString().TrimEnd('/') + "/v3/directline";
        return watermark is null
            ? new { domain, token, webSocket, pollingInterval = 200 }
            : new { domain, token, webSocket, pollingInterval = 200, conversationId = who.Private, watermark };
    }

    private static async Task<DemoPerson> SecretaryAsync(BotProcess bot) =>
        (await DemoPerson.AllAsync(bot.Http, Cancel)).First(person => person.Is("secretary"));
}
