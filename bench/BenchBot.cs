using PartyBuilding.Tests.Support;

namespace PartyBuilding.Bench;

/// <summary>Bots of a bench county: on the bench's own server, without a demo, open to anybody on loopback.</summary>
internal static class BenchBot
{
    /// <summary>Migrates an empty server, fills it with the county and starts a bot on it.</summary>
    public static async Task<BotProcess> StartAsync(BenchServer server, BenchCounty county, CancellationToken cancel)
    {
        await MigrateAsync(server, cancel);
        await county.FillAsync(server.Owner, cancel);
        return await BotProcess.StartAsync(Options(server), cancel);
    }

    public static async Task MigrateAsync(BenchServer server, CancellationToken cancel)
    {
        var (exit, output) = await BotProcess.RunAsync(["migrate"], Options(server).Settings, cancel);
        if (exit != 0)
            throw new InvalidOperationException(output);
    }

    public static BotProcessOptions Options(BenchServer server) => new()
    {
        Demo = false,
        Settings = new Dictionary<string, string>
        {
            ["ConnectionStrings__Party"] = server.Owner,
            ["Logging__LogLevel__Default"] = "Warning",
        },
    };
}
