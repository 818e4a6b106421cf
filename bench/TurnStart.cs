using System.Globalization;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Bench;

/// <summary>How long an installation with its demo county takes to be ready: once cold, then warm; and what the bot weighs after many turns.</summary>
internal static class TurnStart
{
    private const int Turns = 10_000;

    public static async Task<int> StartAsync(BenchOptions options)
    {
        await using var bot = await BotProcess.StartAsync(new BotProcessOptions(), CancellationToken.None);
        Say($"first start, with a new database and the demo county: {bot.StartTook.TotalSeconds:F2} s");
        for (var round = 0; round < options.Rounds; round++)
        {
            var (_, took) = await bot.StopAsync(CancellationToken.None);
            await bot.RestartAsync(CancellationToken.None);
            Say($"stop {took.TotalSeconds:F2} s, warm start to ready {bot.StartTook.TotalSeconds:F2} s");
        }
        return 0;
    }

    public static async Task<int> MemoryAsync(BenchOptions options)
    {
        await using var server = await BenchServer.StartAsync(CancellationToken.None);
        await using var bot = await BenchBot.StartAsync(server, BenchCounty.Usual, CancellationToken.None);
        var reports = new TurnReports(BenchCounty.Usual, BenchCounty.Today) { People = 16 };
        Say($"before: {OtherWork.Memory(bot.Pid):F0} MiB");
        for (var done = 0; done < Turns;)
            done += (await TurnLoad.RunAsync(bot.Address, null, reports, reports.People, TimeSpan.FromSeconds(options.Seconds), bot.Pid, server.Pid)).Turns;
        Say($"after {Turns} turns: {OtherWork.Memory(bot.Pid):F0} MiB");
        return 0;
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
