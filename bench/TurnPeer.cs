using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace PartyBuilding.Bench;

/// <summary>The bot a team would build with Microsoft's JavaScript SDK: a three-step form, its state in memory only.</summary>
internal sealed class TurnPeer : ITurnScript, IDisposable
{
    private static readonly string[] Texts = ["报名", "张三", "3", "是"];
    private static readonly byte[] Answered = "\"activities\":[{"u8.ToArray();

    private static readonly byte[] Said = "\"inputHint\""u8.ToArray();

    private readonly Process process;
    private readonly string folder;
    private readonly int[] said = new int[1024];

    private TurnPeer(Process process, string folder, Uri address) => (this.process, this.folder, Address) = (process, folder, address);

    public Uri Address { get; }

    public int Pid => process.Id;

    /// <summary>Installs and starts the peer in a copy of <paramref name="source"/>.</summary>
    public static async Task<TurnPeer> StartAsync(string source, int port)
    {
        var folder = Path.Combine(Path.GetTempPath(), "party-bench-peer");
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "botbuilder")))
        {
            Directory.CreateDirectory(folder);
            foreach (var file in Directory.GetFiles(source))
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
            using var npm = Process.Start(new ProcessStartInfo("npm", "install --ignore-scripts --no-audit --no-fund --silent") { WorkingDirectory = folder })!;
            await npm.WaitForExitAsync();
            if (npm.ExitCode != 0)
                throw new InvalidOperationException("npm could not install the peer.");
        }
        var start = new ProcessStartInfo("node", "bot.js") { WorkingDirectory = folder, RedirectStandardOutput = true };
        start.Environment["PORT"] = port.ToString(CultureInfo.InvariantCulture);
        start.Environment["NODE_ENV"] = "production";
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line && !line.Contains("listening", StringComparison.Ordinal)) { }
        return new TurnPeer(process, folder, new Uri($"http://127.0.0.1:{port}/"));
    }

    public (string Id, byte[] Body) Next(int person, string? serviceUrl)
    {
        var n = said[person]++;
        var mode = serviceUrl is null ? "expectReplies" : "normal";
        // As its own load generator does: one form to its end, then the next of fifty conversations.
        var conversation = n / Texts.Length % 50;
        return ($"{person}.{n}", Encoding.UTF8.GetBytes($$"""
            {"type":"message","id":"{{person}}.{{n}}","timestamp":"2026-01-01T00:00:00Z","serviceUrl":"{{serviceUrl ?? "http://127.0.0.1:9/"}}","channelId":"test","from":{"id":"user-{{person}}","name":"用户"},"recipient":{"id":"bot","name":"Bot"},"conversation":{"id":"c-{{person}}-{{conversation}}"},"locale":"zh-CN","deliveryMode":"{{mode}}","text":"{{Texts[n % Texts.Length]}}"}
            """));
    }

    public bool IsRight(ReadOnlySpan<byte> body) => body.IndexOf(Answered) >= 0 || body.IndexOf(Said) >= 0;

    public void Dispose()
    {
        process.Kill();
        process.Dispose();
    }
}
