using System.Globalization;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Bench;

/// <summary>
/// Report turns over <c>/api/messages</c>: ours, durable in PostgreSQL, beside the peer's in memory, beside the database's own speed, alternating
/// in one run.
/// </summary>
internal static class TurnBench
{
    private static readonly int[] Crowds = [1, 16, 64];
    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(40);

    public static async Task<int> RunAsync(BenchOptions options)
    {
        var cancel = CancellationToken.None;
        await using var server = await BenchServer.StartAsync(cancel);
        await using var bot = await BenchBot.StartAsync(server, BenchCounty.Usual, cancel);
        using var peer = options.Peer is { } source ? await TurnPeer.StartAsync(source, BotProcess.FreePort()) : null;
        await using var stub = options.Connector ? await TurnStub.StartAsync() : null;
        var reports = new TurnReports(BenchCounty.Usual, BenchCounty.Today);
        var floor = new TurnFloor(server);
        var table = new TurnTable();
        var length = TimeSpan.FromSeconds(options.Seconds);

        // Until both have compiled what they run often, for good: a tiered compiler goes on for half a minute of load.
        for (var warming = TimeSpan.Zero; warming < Warming; warming += length)
        {
            await OursAsync(16);
            if (peer is not null)
                await PeersAsync(peer, 16);
        }
        if (stub is null)
            await floor.LearnAsync(bot.Address, reports);
        for (var round = 1; round <= options.Rounds; round++)
            foreach (var people in options.People is { } only ? [only] : Crowds)
            {
                table.Add("ours", people, await OursAsync(people));
                if (peer is not null)
                    table.Add("peer", people, await PeersAsync(peer, people));
                if (people == 16 && stub is null)
                    await FloorAsync();
            }
        if (options.Rows > 0)
        {
            Console.WriteLine($"adding {options.Rows} reports and lines …");
            await BenchHistory.AddAsync(server.Owner, BenchCounty.Usual, options.Rows, cancel);
            await OursAsync(16);
            for (var round = 1; round <= options.Rounds; round++)
                table.Add("aged", 16, await OursAsync(16));
        }
        table.Print(OtherWork.Memory(bot.Pid));
        if (stub is not null)
            return table.Wrong == 0 ? 0 : 1;
        Console.WriteLine($"\nThe turn's {floor.Statements} statements in pgbench, slowest first, ms:");
        foreach (var (milliseconds, statement) in floor.Slowest)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{milliseconds,8:F3}  {statement}"));
        return table.Wrong == 0 ? 0 : 1;

        // The rounds against the peer are worth having also when a statement cannot be put into pgbench's form.
        async Task FloorAsync()
        {
            try
            {
                table.AddFloor(await floor.RunAsync(16, length));
            }
            catch (InvalidOperationException e)
            {
                Console.WriteLine($"pgbench did not run these statements: {e.Message.Split('\n')[0]}");
            }
        }

        Task<TurnRound> OursAsync(int people)
        {
            reports.People = people;
            return TurnLoad.RunAsync(bot.Address, stub, reports, people, length, bot.Pid, server.Pid);
        }

        Task<TurnRound> PeersAsync(TurnPeer other, int people) => TurnLoad.RunAsync(other.Address, stub, other, people, length, other.Pid);
    }
}
