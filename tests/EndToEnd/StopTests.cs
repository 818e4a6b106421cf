using System.Net;
using System.Text.Json.Nodes;
using PartyBuilding.Data;
using PartyBuilding.Tests.Channels.Support;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.EndToEnd;

/// <summary>Ctrl-C in the middle of work.</summary>
public sealed class StopTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ctrl_C_also_ends_what_a_script_started_in_the_background()
    {
        await using var bot = await BotProcess.StartAsync(new BotProcessOptions { Now = Conversation.UsualNow, InBackground = true }, Cancel);
        var (exit, took) = await bot.StopAsync(Cancel);
        Assert.Equal(0, exit);
        Assert.True(took < Limit, $"it took {took.TotalSeconds:F1} s");
        Assert.Null(bot.Data!.ServerPid);
    }

    [Fact]
    public async Task Every_turn_that_had_begun_is_finished_and_answered_and_no_other_leaves_a_trace()
    {
        await using var bot = await BotProcess.StartAsync(new BotProcessOptions { Now = Conversation.UsualNow }, Cancel);
        var secretaries = (await DemoPerson.AllAsync(bot.Http, Cancel)).Where(person => person.Is("secretary")).DistinctBy(person => person.Branch).ToList();
        var work = secretaries.SelectMany(who => Enumerable.Range(1, 20).Select(day => ReportAsync(bot, who, day))).ToList();
        await Task.WhenAny(work);
        var (exit, took) = await bot.StopAsync(Cancel);
        var kept = (await Task.WhenAll(work)).Count(answered => answered);

        Assert.Equal(0, exit);
        Assert.True(took < Limit, $"it took {took.TotalSeconds:F1} s");
        await bot.RestartAsync(Cancel);
        await using var db = await bot.Data!.OpenAsync(Cancel);
        Assert.Equal(kept, await db.OneAsync<long>("select count(*) from inbox where activity_id like 'stop-%'", cancel: Cancel));
        Assert.Equal(kept, await db.OneAsync<long>("select count(*) from reports where topic = '停机前'", cancel: Cancel));
    }

    [Fact]
    public async Task A_message_on_its_way_arrives_once_and_one_that_had_not_begun_is_left_to_the_next_start()
    {
        await using var channel = await FakeChannel.StartAsync(isAnonymous: true);
        channel.Slowness = TimeSpan.FromSeconds(2);
        await using var bot = await BotProcess.StartAsync(new BotProcessOptions { Now = Conversation.UsualNow }, Cancel);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(n => GreetedAsync(bot, channel.ServiceUrl, $"stranger-{n % 5}", n)));
        await WaitAsync(() => !channel.Calls.IsEmpty);
        var (exit, took) = await bot.StopAsync(Cancel);
        Assert.Equal(0, exit);
        Assert.True(took < Limit, $"it took {took.TotalSeconds:F1} s");

        channel.Slowness = TimeSpan.Zero;
        await bot.RestartAsync(Cancel);
        await using var db = await bot.Data!.OpenAsync(Cancel);
        await WaitAsync(() => db.OneAsync<bool>("select not exists (select from deliveries where state in ('queued', 'sending'))", cancel: Cancel).GetAwaiter().GetResult());
        var sent = await db.OneAsync<long>("select count(*) from deliveries d join conversations c on c.id = d.conversation_id where c.channel = 'stop' and d.state = 'sent'", cancel: Cancel);
        Assert.Equal(20, sent);
        Assert.Equal(20, channel.Calls.Count(call => call.Method == "POST"));
        Assert.Equal(0, await db.OneAsync<long>("select count(*) from deliveries where state in ('unknown', 'failed')", cancel: Cancel));
    }

    private static async Task<bool> ReportAsync(BotProcess bot, DemoPerson who, int day)
    {
        try
        {
            var answer = await Messages.SayAsync(bot.Http, who, $"9月{day}日上党课，应到18实到16，主题：停机前", $"stop-{who.Id}-{day}", Cancel);
            return answer.Status == HttpStatusCode.OK && answer.Replies.Count > 0;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Somebody unknown says something on a channel of the Bot Framework; the answer goes over the Connector.</summary>
    private static async Task GreetedAsync(BotProcess bot, string serviceUrl, string user, int n)
    {
        var activity = new JsonObject
        {
            ["type"] = "message",
            ["id"] = $"m{n}",
            ["serviceUrl"] = serviceUrl,
            ["channelId"] = "stop",
            ["from"] = new JsonObject { ["id"] = user },
            ["recipient"] = new JsonObject { ["id"] = "bot" },
            ["conversation"] = new JsonObject { ["id"] = "with-" + user },
            ["text"] = "你好",
        };
        Assert.Equal(HttpStatusCode.OK, (await Messages.PostAsync(bot.Http, activity.ToJsonString(), Cancel)).Status);
    }

    private static async Task WaitAsync(Func<bool> isIt)
    {
        for (var waited = 0; !isIt(); waited++)
        {
            Assert.True(waited < 300, "it never came");
            await Task.Delay(100, Cancel);
        }
    }
}
