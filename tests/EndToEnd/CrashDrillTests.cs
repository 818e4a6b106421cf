using System.Diagnostics;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.EndToEnd;

/// <summary>The short form of the crash drill; the long one is <c>bench drill</c>.</summary>
public sealed class CrashDrillTests
{
    [Fact]
    public async Task Nothing_is_lost_doubled_or_miscounted_while_bots_and_database_are_killed()
    {
        var start = new ProcessStartInfo("dotnet", [BotProgram.Beside("Bench"), "drill", "--kills", "10", "--pause", "0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var drill = Process.Start(start)!;
        var error = drill.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await drill.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await drill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(drill.ExitCode == 0, output + await error);
        Assert.Contains("messages acknowledged", output, StringComparison.Ordinal);
    }
}
