using System.Diagnostics;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Bench;

/// <summary>Three bots on one database, and all the ways they are made to fail.</summary>
internal sealed class DrillTeam(BenchServer server, IReadOnlyList<BotProcess> bots) : IAsyncDisposable
{
    private const int Size = 3;

    private readonly Random random = new(20231125);
    private readonly bool[] away = new bool[bots.Count];

    public int BotKills { get; private set; }

    public int ServerKills { get; private set; }

    public int Pauses { get; private set; }

    /// <summary>Notices that were being sent at the moment of a kill or a pause, by the database's word.</summary>
    public int InFlight { get; private set; }

    public static async Task<DrillTeam> StartAsync(BenchServer server, CancellationToken cancel)
    {
        var first = await BotProcess.StartAsync(BenchBot.Options(server), cancel);
        var bots = new List<BotProcess> { first };
        while (bots.Count < Size)
            bots.Add(await first.StartAnotherAsync(cancel));
        return new DrillTeam(server, bots);
    }

    /// <summary>Any of the bots; the one chosen may be dead, as a channel's idea of us may be.</summary>
    public Uri Any(Random choice) => bots[choice.Next(bots.Count)].Address;

    /// <summary>Kills a bot every second, or as soon as another works, the database now and then, and once holds one still beyond its leases.</summary>
    public async Task RageAsync(int kills, TimeSpan pauseFor, CancellationToken cancel)
    {
        var pause = Task.CompletedTask;
        for (var n = 0; n < kills; n++)
        {
            var watch = Stopwatch.StartNew();
            if (n == kills / 3 && pauseFor > TimeSpan.Zero)
                pause = PauseAsync(pauseFor, cancel);
            if (n % 15 == 7)
                await KillServerAsync(cancel);
            else
                await KillBotAsync(cancel);
            if (TimeSpan.FromSeconds(1) - watch.Elapsed is { Ticks: > 0 } rest)
                await Task.Delay(rest, cancel);
        }
        await pause;
        await EverybodyUpAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var bot in bots)
            await bot.DisposeAsync();
    }

    private async Task KillBotAsync(CancellationToken cancel)
    {
        var victim = await TakeAsync(cancel);
        BotKills++;
        await bots[victim].KillAsync(cancel);
        InFlight += await SendingAsync();
        _ = BackAsync(victim, cancel);
    }

    private async Task KillServerAsync(CancellationToken cancel)
    {
        InFlight += await SendingAsync();
        ServerKills++;
        BotProgram.Signal(server.Pid, "KILL");
        await server.StartAgainAsync(cancel);
    }

    private async Task PauseAsync(TimeSpan length, CancellationToken cancel)
    {
        var victim = await TakeAsync(cancel);
        Pauses++;
        bots[victim].Signal("STOP");
        InFlight += await SendingAsync();
        await Task.Delay(length, cancel);
        bots[victim].Signal("CONT");
        away[victim] = false;
    }

    private async Task BackAsync(int victim, CancellationToken cancel)
    {
        // A database that is just recovering may refuse a start: then once more, as a service manager would.
        for (var tried = 0; ; tried++)
        {
            try
            {
                await bots[victim].RestartAsync(cancel);
                away[victim] = false;
                return;
            }
            catch (InvalidOperationException) when (tried < 10)
            {
                await Task.Delay(500, cancel);
            }
        }
    }

    private async Task EverybodyUpAsync(CancellationToken cancel)
    {
        while (away.Any(gone => gone))
            await Task.Delay(100, cancel);
    }

    /// <summary>Takes one out of service, as soon as another works: with none left nothing would be tried.</summary>
    private async Task<int> TakeAsync(CancellationToken cancel)
    {
        while (true)
        {
            int[] up = [.. Enumerable.Range(0, bots.Count).Where(bot => !away[bot])];
            if (up.Length > 1)
            {
                var taken = up[random.Next(up.Length)];
                away[taken] = true;
                return taken;
            }
            await Task.Delay(50, cancel);
        }
    }

    private async Task<int> SendingAsync()
    {
        var count = await DrillCount.NumberAsync(server.Owner, "select count(*) from deliveries where lane = 'notice' and state = 'sending'");
        return (int)count;
    }
}
