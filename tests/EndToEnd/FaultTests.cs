using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Npgsql;
using PartyBuilding.Data;
using PartyBuilding.Data.Embedded;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.EndToEnd;

/// <summary>The database goes away, is full, or has no room for one more: the bot says so, keeps nothing half, and goes on by itself.</summary>
public sealed class FaultTests
{
    private const string Lesson = "昨天上党课，应到18实到16，学习二十大报告";

    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_the_database_is_gone_for_half_a_minute_every_endpoint_answers_and_afterwards_all_goes_on()
    {
        using var folder = TestFolder.Create();
        var server = await EmbeddedPostgres.StartAsync(folder.Path, folder.Path, Cancel);
        await using var bot = await StartAsync(server.ConnectionString);
        var who = await SecretaryAsync(bot);
        var chat = await Chat.OpenAsync(bot.Http, who.Id, who.Private, Cancel);

        await server.DisposeAsync();
        var outage = Stopwatch.StartNew();
        var rounds = 0;
        for (; outage.Elapsed < Outage; rounds++)
        {
            await AllAnswerThatItIsAwayAsync(bot, who, chat);
            await Task.Delay(TimeSpan.FromSeconds(2), Cancel);
        }
        Assert.True(rounds >= 3, $"only {rounds} rounds of questions were answered in {outage.Elapsed.TotalSeconds:F0} s");

        await using var back = await EmbeddedPostgres.StartAsync(folder.Path, folder.Path, Cancel);
        var answer = await UntilKeptAsync(bot, who, "while-away");
        await chat.SayAsync("帮助", Cancel);
        await chat.LookAsync(Cancel);
        Assert.Contains("已登记", Assert.Single(answer.Replies), StringComparison.Ordinal);
        Assert.Single(chat.Unread, line => line.Text.Contains("一句话", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await bot.Http.GetAsync("/readyz", Cancel)).StatusCode);
        Assert.Contains("Database unreachable", bot.Output, StringComparison.Ordinal);
        Assert.Contains("Database works again", bot.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("二十大", bot.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_full_disk_nothing_is_half_written_and_the_operator_reads_why()
    {
        await using var bot = await BotProcess.StartAsync(new BotProcessOptions { Now = Conversation.UsualNow }, Cancel);
        var who = await SecretaryAsync(bot);
        await using var db = await bot.Data!.OpenAsync(Cancel);
        var before = await TracesAsync(db);
        await db.RunAsync("""
            create function no_room() returns trigger language plpgsql as
                $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$;
            create trigger full_disk before insert on inbox for each row execute function no_room();
            """, cancel: Cancel);

        var full = await TimedAsync(() => Messages.SayAsync(bot.Http, who, Lesson, "full", Cancel));
        var ready = await bot.Http.GetAsync("/readyz", Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, full.Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains("磁盘已满", await TextAsync(ready), StringComparison.Ordinal);
        Assert.Equal(before, await TracesAsync(db));

        await db.RunAsync("drop trigger full_disk on inbox", cancel: Cancel);
        Assert.Contains("已登记", Assert.Single((await UntilKeptAsync(bot, who, "full")).Replies), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await bot.Http.GetAsync("/readyz", Cancel)).StatusCode);
        Assert.Contains("disk full (53100)", bot.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("二十大", bot.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_connection_to_be_had_it_turns_people_away_politely_and_comes_back()
    {
        using var folder = TestFolder.Create();
        await using var server = await EmbeddedPostgres.StartAsync(folder.Path, folder.Path, Cancel);
        await using (var bootstrap = await BotProcess.StartAsync(Options(new() { ["ConnectionStrings__Party"] = server.ConnectionString }), Cancel))
            Assert.NotEmpty(await DemoPerson.AllAsync(bootstrap.Http, Cancel));
        await using var db = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await db.OpenAsync(Cancel);
        await db.RunAsync("create role app login password 'app'; grant party_bot to app", cancel: Cancel);
        var login = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Username = "app", Password = "app" }.ConnectionString;
        await using var bot = await BotProcess.StartAsync(
            Options(new() { ["ConnectionStrings__Party"] = login, ["ConnectionStrings__PartyOwner"] = server.ConnectionString }), Cancel);
        var who = await SecretaryAsync(bot);

        await db.RunAsync("alter role app connection limit 0", cancel: Cancel);
        await db.RunAsync("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'app'", cancel: Cancel);
        var none = await UntilAsync(() => Messages.SayAsync(bot.Http, who, Lesson, "none", Cancel), _ => bot.Output.Contains("too many connections (53300)", StringComparison.Ordinal));
        var ready = await TimedAsync(() => bot.Http.GetAsync("/readyz", Cancel));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, none.Status);
        Assert.Contains("连接数已满", await TextAsync(ready), StringComparison.Ordinal);

        await db.RunAsync("alter role app connection limit -1", cancel: Cancel);
        Assert.Contains("已登记", Assert.Single((await UntilKeptAsync(bot, who, "none")).Replies), StringComparison.Ordinal);
    }

    private static async Task AllAnswerThatItIsAwayAsync(BotProcess bot, DemoPerson who, Chat chat)
    {
        var away = TimedAsync(() => Messages.SayAsync(bot.Http, who, Lesson, "while-away", Cancel));
        var posted = TimedAsync(() => chat.TrySayAsync("帮助", Cancel));
        var ready = TimedAsync(() => bot.Http.GetAsync("/readyz", Cancel));
        var alive = TimedAsync(() => bot.Http.GetAsync("/healthz", Cancel));
        await TimedAsync(async () =>
        {
            await chat.LookAsync(Cancel);
            return true;
        });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await away).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await posted);
        Assert.Empty(chat.Unread);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await ready).StatusCode);
        Assert.Contains("连不上数据库", await TextAsync(await ready), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await alive).StatusCode);
    }

    private static BotProcessOptions Options(Dictionary<string, string> settings) => new() { Now = Conversation.UsualNow, Settings = settings };

    private static Task<BotProcess> StartAsync(string connection) => BotProcess.StartAsync(Options(new() { ["ConnectionStrings__Party"] = connection }), Cancel);

    private static async Task<DemoPerson> SecretaryAsync(BotProcess bot) =>
        (await DemoPerson.AllAsync(bot.Http, Cancel)).First(person => person.Is("secretary"));

    private static async Task<string> TextAsync(HttpResponseMessage answer) => (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!["database"]!;

    /// <summary>Everything a turn can leave behind.</summary>
    private static async Task<string> TracesAsync(NpgsqlConnection db) => await db.OneAsync<string>("""
        select concat_ws(' ', (select count(*) from reports), (select count(*) from entries), (select coalesce(sum(points), 0) from totals),
                              (select count(*) from inbox), (select count(*) from transcript), (select count(*) from dialogue_states))
        """, cancel: Cancel);

    /// <summary>Nobody is kept waiting.</summary>
    private static async Task<T> TimedAsync<T>(Func<Task<T>> ask)
    {
        var watch = Stopwatch.StartNew();
        var answer = await ask();
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"answered only after {watch.Elapsed.TotalSeconds:F1} s");
        return answer;
    }

    private static Task<Answered> UntilKeptAsync(BotProcess bot, DemoPerson who, string id) =>
        UntilAsync(() => Messages.SayAsync(bot.Http, who, Lesson, id, Cancel), answer => answer.Status == HttpStatusCode.OK);

    private static async Task<T> UntilAsync<T>(Func<Task<T>> ask, Func<T, bool> isIt)
    {
        for (var tries = 0; ; tries++)
        {
            var answer = await TimedAsync(ask);
            if (isIt(answer))
                return answer;
            Assert.True(tries < 100, "it never came");
            await Task.Delay(300, Cancel);
        }
    }
}
