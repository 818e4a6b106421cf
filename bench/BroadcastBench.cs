using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PartyBuilding.Bot.Jobs;
using PartyBuilding.Bot.Sending;
using PartyBuilding.Bot.Turns;
using PartyBuilding.Channels;
using PartyBuilding.Channels.BotFramework;
using PartyBuilding.Channels.DirectLine;
using PartyBuilding.Data;
using PartyBuilding.Data.Embedded;

namespace PartyBuilding.Bench;

/// <summary>Deliveries a second over HTTP to a stand-in on this machine, next to what the stand-in takes from a plain client.</summary>
internal static class BroadcastBench
{
    private const int Conversations = 2_000;

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("party-bench-");
        folder.UnixFileMode |= UnixFileMode.OtherRead | UnixFileMode.OtherExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;
        await using var postgres = await EmbeddedPostgres.StartAsync(folder.FullName, folder.FullName, CancellationToken.None);
        await using var owner = Database.Owner(postgres.ConnectionString);
        await new Migrator(owner).MigrateAsync(QuartzSchema.CreateAsync, CancellationToken.None);
        await using var runtime = Database.Runtime(postgres.ConnectionString, asRuntimeRole: true);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var standIn = builder.Build();
        standIn.MapFallback((HttpContext _) => Results.Text("""{"id":"m1"}""", "application/json"));
        await standIn.StartAsync();
        var options = Microsoft.Extensions.Options.Options.Create(new BotFrameworkOptions { AllowAnonymous = true });
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var client = new ConnectorClient(
            http, new ConnectorTokens(options, http, TimeProvider.System, NullLogger<ConnectorTokens>.Instance), new ServiceUrls(options.Value), options,
            TimeProvider.System, NullLogger<ConnectorClient>.Instance);
        var url = standIn.Urls.First();
        await PlainAsync(client, url, 200);
        Console.WriteLine($"stand-in alone: {Conversations / (await PlainAsync(client, url, Conversations)).TotalSeconds:0} messages/s");
        foreach (var channel in new[] { "bench", "bench", "feishu" })
            await RoundAsync(runtime, owner, client, url, channel);
        return 0;
    }

    /// <summary>The same calls with nothing behind them, as many at once as the sender makes.</summary>
    private static async Task<TimeSpan> PlainAsync(ConnectorClient client, string url, int count)
    {
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (n, cancel) =>
            await client.SendAsync(url, $"c-{n}", null, Outgoings.Message("通知", []), cancel));
        return Stopwatch.GetElapsedTime(started);
    }

    private static async Task RoundAsync(NpgsqlDataSource runtime, NpgsqlDataSource owner, ConnectorClient client, string url, string channel)
    {
        var count = channel == "bench" ? Conversations : 200;
        await using var db = await owner.OpenConnectionAsync();
        await db.RunAsync("truncate conversations, broadcasts, rates restart identity cascade");
        var id = await db.OneAsync<long>("insert into broadcasts (content, state, created_at) values ('通知', 'sending', now()) returning id");
        var conversations = await db.ListAsync<long>("""
            insert into conversations (channel, account, key, kind, reference, created_at)
            select @channel, 'bot', 'c-' || n, 'group', @reference::jsonb, now() from generate_series(1, @count) n
            returning id
            """, new { channel, count, reference = new Reference(url, new ChannelAccount { Id = "bot" }, null, null, null).Write() });
        var now = TimeProvider.System.GetUtcNow();
        var message = Composer.Write(Outgoings.Message("通知", []));
        await new Deliveries(db).QueueAsync(id, [.. conversations], [.. conversations.Select(_ => message)], "notice", now, now.AddHours(1), now, CancellationToken.None);
        var streams = new DirectLineStreams(Microsoft.Extensions.Options.Options.Create(new DirectLineOptions()));
        using var sender = new Sender(
            runtime, new Outbox(TimeProvider.System, streams), [new ConnectorCarrier(client, runtime, TimeProvider.System)], TimeProvider.System, NullLogger<Sender>.Instance);
        var started = Stopwatch.GetTimestamp();
        await sender.StartAsync(CancellationToken.None);
        while (await db.OneAsync<bool>("select exists (select from deliveries where state in ('queued', 'sending'))"))
            await Task.Delay(20);
        var took = Stopwatch.GetElapsedTime(started);
        await sender.StopAsync(CancellationToken.None);
        var states = await new Deliveries(db).CountAsync(id, CancellationToken.None);
        Console.WriteLine($"{channel}: {count / took.TotalSeconds:0} deliveries/s, {string.Join(", ", states.Select(s => $"{s.State} {s.Count}"))}");
    }
}
