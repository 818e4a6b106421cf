using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PartyBuilding.Tests.Support;

/// <summary>The built bot as a process of its own on a loopback port, started the way an operator starts it.</summary>
internal sealed class BotProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(240);

    private readonly BotProcessOptions options;
    private readonly BotData? ownData;
    private BotProgram program;

    private BotProcess(BotProcessOptions options, BotData? ownData, BotProgram program)
    {
        (this.options, this.ownData, this.program) = (options, ownData, program);
        Http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(30) };
    }

    public Uri Address => new($"http://127.0.0.1:{options.Port}/");

    public HttpClient Http { get; }

    /// <summary>The data folder it made for itself; null when it was given one.</summary>
    public BotData? Data => ownData;

    public int Pid => program.Pid;

    /// <summary>Everything the current process has written so far.</summary>
    public string Output => program.Output;

    /// <summary>From the start of the process to its word that it is ready.</summary>
    public TimeSpan StartTook { get; private set; }

    /// <summary>Starts a bot and waits until it is ready.</summary>
    /// <exception cref="InvalidOperationException">It ended or stayed silent; the message is what it wrote.</exception>
    public static async Task<BotProcess> StartAsync(BotProcessOptions options, CancellationToken cancel)
    {
        var ownData = options.Data is null ? new BotData() : null;
        options = options with { Data = options.Data ?? ownData!.Folder, Port = options.Port ?? FreePort() };
        var bot = new BotProcess(options, ownData, Launch(options));
        try
        {
            await bot.ReadyAsync(cancel);
            return bot;
        }
        catch
        {
            await bot.DisposeAsync();
            throw;
        }
    }

    /// <summary>Another process on the same database, on a port of its own.</summary>
    public Task<BotProcess> StartAnotherAsync(CancellationToken cancel) =>
        StartAsync(options with { Port = FreePort(), Now = null }, cancel);

    /// <summary>The same bot again, on the same data and port.</summary>
    public async Task RestartAsync(CancellationToken cancel)
    {
        program.Dispose();
        program = Launch(options with { Now = null });
        await ReadyAsync(cancel);
    }

    /// <summary>Asks it to end, as Ctrl-C does.</summary>
    /// <returns>Its exit code and how long it took.</returns>
    public async Task<(int ExitCode, TimeSpan Took)> StopAsync(CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        program.Signal("INT");
        return (await program.ExitAsync(Patience, cancel), watch.Elapsed);
    }

    /// <summary>Ends it between two instructions.</summary>
    public async Task KillAsync(CancellationToken cancel)
    {
        program.Signal("KILL");
        await program.ExitAsync(Patience, cancel);
    }

    /// <summary>Sends a signal by its name, such as <c>STOP</c>.</summary>
    public void Signal(string name) => program.Signal(name);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!program.HasExited)
        {
            program.Signal("CONT");
            await StopAsync(CancellationToken.None);
        }
        program.Dispose();
        if (ownData is not null)
            await ownData.DisposeAsync();
    }

    /// <summary>Runs the bot with <paramref name="arguments"/> to its end, as for a verb or for a start that must be refused.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? settings, CancellationToken cancel, string? program = null)
    {
        using var run = new BotProgram(program, arguments, settings ?? new Dictionary<string, string>());
        try
        {
            return (await run.ExitAsync(Patience, cancel), run.Output);
        }
        finally
        {
            if (!run.HasExited)
                run.Signal("KILL");
        }
    }

    /// <summary>A port nobody listens on at this moment.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static BotProgram Launch(BotProcessOptions options)
    {
        List<string> arguments = ["--urls", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{options.Port}"), "--data", options.Data!];
        if (options.Demo is { } demo)
            arguments.Add(demo ? "--demo" : "--no-demo");
        if (options.Now is { } now)
            arguments.AddRange(["--now", now]);
        return new BotProgram(options.Program, arguments, options.Settings, options.InBackground);
    }

    private async Task ReadyAsync(CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        await program.WaitForAsync("Ready: http", Patience, cancel);
        StartTook = watch.Elapsed;
    }
}
