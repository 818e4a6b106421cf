using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PartyBuilding.Bot;
using PartyBuilding.Bot.Commands;
using PartyBuilding.Bot.DataFiles;
using PartyBuilding.Bot.Jobs;
using PartyBuilding.Bot.Sending;
using PartyBuilding.Bot.Turns;
using PartyBuilding.Channels;
using PartyBuilding.Channels.BotFramework;
using PartyBuilding.Channels.DirectLine;
using PartyBuilding.Data;
using PartyBuilding.Data.Embedded;

namespace PartyBuilding.Bench;

/// <summary>
/// One notice to many conversations through a stand-in for the channel on this machine: first all is well, then it throttles, fails, stays silent
/// and refuses in given shares. Everything is counted on both sides; what the sender costs is set against the stand-in alone.
/// </summary>
internal static class BroadcastBench
{
    private const int Conversations = 10_000;
    private const int Warming = 500;

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("party-bench-");
        folder.UnixFileMode |= UnixFileMode.OtherRead | UnixFileMode.OtherExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;
        await using var postgres = await EmbeddedPostgres.StartAsync(folder.FullName, folder.FullName, CancellationToken.None);
        await using var owner = Database.Owner(postgres.ConnectionString);
        await new Migrator(owner).MigrateAsync(QuartzSchema.CreateAsync, CancellationToken.None);
        await using var runtime = Database.Runtime(postgres.ConnectionString, asRuntimeRole: true);
        await using var standIn = await BroadcastStandIn.StartAsync();
        var options = Microsoft.Extensions.Options.Options.Create(new BotFrameworkOptions { AllowAnonymous = true, CallSeconds = 2 });
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var client = new ConnectorClient(
            http, new ConnectorTokens(options, http, TimeProvider.System, NullLogger<ConnectorTokens>.Instance), new ServiceUrls(options.Value), options,
            TimeProvider.System, NullLogger<ConnectorClient>.Instance);

        await RoundAsync(runtime, owner, client, standIn, Warming, isWell: true);
        await PlainAsync(client, standIn, Warming);
        var alone = Conversations / (await PlainAsync(client, standIn, Conversations)).TotalSeconds;
        Console.WriteLine($"stand-in alone, all well: {alone:0} messages/s");
        var (well, isRight) = await RoundAsync(runtime, owner, client, standIn, Conversations, isWell: true);
        Console.WriteLine($"overhead over the stand-in alone: {1000 / well - 1000 / alone:0.00} ms a delivery, {well / alone:0.00} of its rate");
        var (_, isRightToo) = await RoundAsync(runtime, owner, client, standIn, Conversations, isWell: false);
        return isRight && isRightToo ? 0 : 1;
    }

    /// <summary>The same calls with nothing behind them, as many at once as the sender makes for notices.</summary>
    private static async Task<TimeSpan> PlainAsync(ConnectorClient client, BroadcastStandIn standIn, int count)
    {
        standIn.Begin(isWell: true);
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 48 }, async (n, cancel) =>
            await client.SendAsync(standIn.Url, $"c-{n}", null, Outgoings.Message("通知", []), cancel));
        return Stopwatch.GetElapsedTime(started);
    }

    /// <returns>Deliveries a second, and whether all was as it must be.</returns>
    private static async Task<(double PerSecond, bool IsRight)> RoundAsync(
        NpgsqlDataSource runtime, NpgsqlDataSource owner, ConnectorClient client, BroadcastStandIn standIn, int count, bool isWell)
    {
        standIn.Begin(isWell);
        await using var db = await owner.OpenConnectionAsync();
        var id = await QueueAsync(db, standIn.Url, count);
        var streams = new DirectLineStreams(Microsoft.Extensions.Options.Options.Create(new DirectLineOptions()));
        using var sender = new Sender(
            runtime, new Outbox(TimeProvider.System, streams),
            [new ConnectorCarrier(client, runtime, PlanFiles.Read(DataFolders.Plan, new Faults())!, new BusinessClock(TimeProvider.System), TimeProvider.System)], TimeProvider.System, NullLogger<Sender>.Instance);
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = before;
        var started = Stopwatch.GetTimestamp();
        await sender.StartAsync(CancellationToken.None);
        while (await db.OneAsync<bool>("select exists (select from deliveries where state in ('queued', 'sending'))"))
        {
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false));
            await Task.Delay(50);
        }
        var took = Stopwatch.GetElapsedTime(started);
        await sender.StopAsync(CancellationToken.None);
        if (count == Warming)
            return (0, true);

        var states = (await new Deliveries(db).CountAsync(id, CancellationToken.None)).ToDictionary(s => s.State, s => s.Count);
        Console.WriteLine($"{(isWell ? "all well" : "in trouble")}: {count} conversations in {took.TotalSeconds:0.0} s, {count / took.TotalSeconds:0} deliveries/s, {standIn.Requests} requests, at most {(most - before) / 1048576.0:0} MiB more of managed memory");
        Console.WriteLine($"  {string.Join(", ", states.OrderBy(s => s.Key).Select(s => $"{s.Key} {s.Value}"))}; {standIn.Told}");
        var twice = standIn.AcceptedTwice;
        var sum = states.Values.Sum();
        var isRight = sum == count && twice == 0 && states.GetValueOrDefault("sent") == standIn.Accepted && !states.ContainsKey("queued") && !states.ContainsKey("sending");
        Console.WriteLine($"  complete: {sum == count}; taken by the stand-in more than once: {twice}; said to be sent: {states.GetValueOrDefault("sent")}, taken and answered: {standIn.Accepted}");
        return (count / took.TotalSeconds, isRight);
    }

    private static async Task<long> QueueAsync(NpgsqlConnection db, string url, int count)
    {
        await db.RunAsync("truncate conversations, broadcasts, rates restart identity cascade");
        var id = await db.OneAsync<long>("insert into broadcasts (content, state, created_at) values ('通知', 'sending', now()) returning id");
        var conversations = await db.ListAsync<long>("""
            insert into conversations (channel, account, key, kind, reference, created_at)
            select 'bench', 'bot', 'c-' || n, 'group', @reference::jsonb, now() from generate_series(1, @count) n
            returning id
            """, new { count, reference = new Reference(url, new ChannelAccount { Id = "bot" }, null, null, null).Write() });
        var now = TimeProvider.System.GetUtcNow();
        var message = Composer.Write(Outgoings.Message("通知", []));
        await new Deliveries(db).QueueAsync(
            id, [.. conversations], [.. conversations.Select(_ => message)], Lanes.Notice, now, now.AddHours(1), now, CancellationToken.None);
        await db.RunAsync("analyze conversations, deliveries");
        return id;
    }
}
