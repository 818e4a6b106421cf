using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PartyBuilding.Tests.Channels.Support;

/// <summary>Microsoft's own client in a Node process; the package is fetched once and kept in the machine's temporary folder.</summary>
internal sealed class DirectLineJs : IAsyncDisposable
{
    private const string Package = "botframework-directlinejs@0.15.8";
    private static readonly SemaphoreSlim Installing = new(1);

    private readonly Process _node;
    private readonly List<JsonNode> _events = [];
    private readonly SemaphoreSlim _arrived = new(0);
    private Task _reading = Task.CompletedTask;

    private DirectLineJs(Process node) => _node = node;

    /// <summary>Everything the client reported so far.</summary>
    public IReadOnlyList<JsonNode> Events
    {
        get
        {
            lock (_events)
                return [.. _events];
        }
    }

    public IEnumerable<string?> Texts => Events.Where(e => e["activity"] is not null).Select(e => (string?)e["activity"]!["text"]);

    public static async Task<DirectLineJs> StartAsync(object options)
    {
        var folder = await InstalledAsync();
        var script = Path.Combine(AppContext.BaseDirectory, "Cases", "Channels", "directline-client.cjs");
        var client = new DirectLineJs(Start("node", [script, folder]));
        client._reading = client.ReadAsync();
        await client.DoAsync(new { @do = "connect", options });
        return client;
    }

    public async Task DoAsync(object command)
    {
        await _node.StandardInput.WriteLineAsync(JsonSerializer.Serialize(command));
        await _node.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
    }

    public Task SayAsync(string text) => DoAsync(new { @do = "post", activity = new { type = "message", from = new { id = "me" }, text, channelData = new { clientActivityID = text } } });

    /// <summary>Waits for an event.</summary>
    public async Task<JsonNode> WaitAsync(string what, Func<JsonNode, bool> isIt, int seconds = 30)
    {
        var limit = Stopwatch.StartNew();
        while (limit.Elapsed < TimeSpan.FromSeconds(seconds))
        {
            if (Events.FirstOrDefault(isIt) is { } found)
                return found;
            await _arrived.WaitAsync(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken);
        }
        throw new InvalidOperationException($"the client never reported {what}; it said {string.Join('\n', Events.Select(e => e.ToJsonString()))}");
    }

    public Task<JsonNode> WaitForTextAsync(string text, int seconds = 30) => WaitAsync(text, e => (string?)e["activity"]?["text"] == text, seconds);

    public async ValueTask DisposeAsync()
    {
        _node.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await _node.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _node.Kill();
        }
        await _reading;
        _node.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _node.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith('{'))
                continue;
            lock (_events)
                _events.Add(JsonNode.Parse(line)!);
            _arrived.Release();
        }
    }

    private static async Task<string> InstalledAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), "party-building-" + Package.Replace('@', '-'));
        var ready = Path.Combine(folder, "ready");
        await Installing.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (File.Exists(ready))
                return folder;
            Directory.CreateDirectory(folder);
            using var npm = Start("npm", ["install", "--prefix", folder, "--no-audit", "--no-fund", "--ignore-scripts", Package, "ws@8"]);
            var said = await npm.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await npm.WaitForExitAsync(TestContext.Current.CancellationToken);
            if (npm.ExitCode != 0)
                throw new InvalidOperationException($"npm could not install {Package} (the test needs the package registry): {said}");
            await File.WriteAllTextAsync(ready, "", TestContext.Current.CancellationToken);
            return folder;
        }
        finally
        {
            Installing.Release();
        }
    }

    private static Process Start(string program, string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new InvalidOperationException($"{program} was not found: install Node.js with npm (on Debian: apt-get install nodejs npm) to run this test.");
        }
    }
}
