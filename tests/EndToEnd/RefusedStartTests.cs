using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.EndToEnd;

/// <summary>A start that cannot go well ends at once, with a sentence for the one at the keyboard.</summary>
public sealed class RefusedStartTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("--port 80", "--port")]
    [InlineData("--data", "--data")]
    [InlineData("--now yesterday", "yesterday")]
    [InlineData("--no-demo --now 2026-04-22T08:59:00+08:00", "--now")]
    [InlineData("dance", "dance")]
    public async Task What_the_command_line_cannot_mean_is_named(string arguments, string named)
    {
        var (exit, output) = await BotProcess.RunAsync(arguments.Split(' '), null, Cancel);
        Assert.NotEqual(0, exit);
        Assert.Contains(named, output, StringComparison.Ordinal);
        AssertNoTrace(output);
    }

    [Fact]
    public async Task A_taken_port_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        await using var data = new BotData();
        var (exit, output) = await BotProcess.RunAsync(["--urls", "http://127.0.0.1:" + port, "--data", data.Folder, "--demo"], null, Cancel);
        Assert.NotEqual(0, exit);
        Assert.Contains(port, output, StringComparison.Ordinal);
        AssertNoTrace(output);
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_named_without_its_password()
    {
        var watch = Stopwatch.StartNew();
        var port = BotProcess.FreePort().ToString(CultureInfo.InvariantCulture);
        await using var data = new BotData();
        var (exit, output) = await BotProcess.RunAsync(["--urls", "http://127.0.0.1:0", "--data", data.Folder],
            new Dictionary<string, string> { ["ConnectionStrings__Party"] = $"Host=127.0.0.1;Port={port};Username=party;Password=geheim;Database=party" }, Cancel);
        Assert.NotEqual(0, exit);
        Assert.Contains("数据库", output, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", output, StringComparison.Ordinal);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(40), "it does not try for ever");
        AssertNoTrace(output);
    }

    [Theory]
    [InlineData("dialogs/report_activity.yaml")]
    [InlineData("plan/kinds.yaml")]
    public async Task A_mistake_in_a_data_file_is_named_with_its_line_by_check_and_by_the_start(string file)
    {
        var program = Directory.CreateTempSubdirectory("party-test-program-");
        try
        {
            Copy(new DirectoryInfo(BotProgram.Built), program.FullName);
            await File.AppendAllTextAsync(Path.Combine(program.FullName, file), "\nnonsense: 1\n", Cancel);
            foreach (var arguments in new string[][] { ["check"], ["--urls", "http://127.0.0.1:0", "--data", Path.Combine(program.FullName, "data"), "--demo"] })
            {
                var (exit, output) = await BotProcess.RunAsync(arguments, null, Cancel, program.FullName);
                Assert.NotEqual(0, exit);
                Assert.Matches(Path.GetFileName(file) + @":\d+:\d+", output);
                Assert.Contains("nonsense", output, StringComparison.Ordinal);
                AssertNoTrace(output);
            }
        }
        finally
        {
            program.Delete(recursive: true);
        }
    }

    private static void AssertNoTrace(string output)
    {
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled exception", output, StringComparison.Ordinal);
    }

    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in from.GetFiles())
            file.CopyTo(Path.Combine(to, file.Name));
        foreach (var folder in from.GetDirectories())
            Copy(folder, Path.Combine(to, folder.Name));
    }
}
