using System.Net;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.EndToEnd;

/// <summary>Ends, kills and restarts, of the bot and of its database.</summary>
public sealed class LifetimeTests
{
    private const string Lesson = "昨天上党课，20人参加";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ctrl_C_ends_it_cleanly_and_takes_its_database_along()
    {
        await using var bot = await StartAsync();
        var (exit, took) = await bot.StopAsync(Cancel);
        Assert.Equal(0, exit);
        Assert.True(took < TimeSpan.FromSeconds(10), $"it took {took.TotalSeconds:F1} s");
        Assert.Null(bot.Data!.ServerPid);
    }

    [Fact]
    public async Task Killed_and_started_again_it_knows_what_it_acknowledged()
    {
        await using var bot = await StartAsync();
        var secretary = await SecretaryAsync(bot);
        var before = await Messages.SayAsync(bot.Http, secretary, Lesson, "before", Cancel);
        await bot.KillAsync(Cancel);
        await bot.RestartAsync(Cancel);
        var again = await Messages.SayAsync(bot.Http, secretary, Lesson, "before", Cancel);
        var other = await Messages.SayAsync(bot.Http, secretary, Lesson, "after", Cancel);
        Assert.Contains("已登记", Assert.Single(before.Replies), StringComparison.Ordinal);
        Assert.Equal(before.Replies, again.Replies);
        Assert.Contains("登记过", Assert.Single(other.Replies), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_goes_on_by_itself_after_its_database_was_killed()
    {
        await using var bot = await StartAsync();
        var secretary = await SecretaryAsync(bot);
        BotProgram.Signal(bot.Data!.ServerPid!.Value, "KILL");
        Answered answer;
        var tries = 0;
        do
        {
            answer = await Messages.SayAsync(bot.Http, secretary, Lesson, "after-the-kill", Cancel);
            Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, $"{answer.Status}: {answer.Body}");
            await Task.Delay(200, Cancel);
        }
        while (answer.Status != HttpStatusCode.OK && ++tries < 150);
        Assert.Contains("已登记", Assert.Single(answer.Replies), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await bot.Http.GetAsync("/readyz", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Two_bots_on_one_database_keep_a_message_once()
    {
        await using var one = await StartAsync();
        await using var two = await one.StartAnotherAsync(Cancel);
        var secretary = await SecretaryAsync(one);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Messages.SayAsync((n % 2 == 0 ? one : two).Http, secretary, Lesson, "both", Cancel)));
        Assert.All(answers, answer => Assert.Contains("已登记", Assert.Single(answer.Replies), StringComparison.Ordinal));
        Assert.Single(answers.Select(answer => answer.Replies[0]).Distinct());
        var later = await Messages.SayAsync(two.Http, secretary, "撤回", "undo", Cancel);
        Assert.Contains("撤回", Assert.Single(later.Replies), StringComparison.Ordinal);
    }

    private static Task<BotProcess> StartAsync() => BotProcess.StartAsync(new BotProcessOptions { Now = Conversation.UsualNow }, Cancel);

    private static async Task<DemoPerson> SecretaryAsync(BotProcess bot) =>
        (await DemoPerson.AllAsync(bot.Http, Cancel)).First(person => person.Is("secretary"));
}
