using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace PartyBuilding.Tests.Support;

/// <summary>One run of the bot's program: its output and its end.</summary>
internal sealed class BotProgram : IDisposable
{
    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public BotProgram(string? folder, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> settings, bool inBackground = false)
    {
        folder ??= Built;
        var start = new ProcessStartInfo(inBackground ? "/bin/sh" : "dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var word in inBackground ? ["-c", "trap '' INT QUIT; exec setsid dotnet \"$@\"", "sh"] : Array.Empty<string>())
            start.ArgumentList.Add(word);
        start.ArgumentList.Add(Path.Combine(folder, Path.GetFileName(Beside("Bot"))));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        // The test people speak over /api/messages without a token; the bot listens on loopback only.
        start.Environment["BotFramework__AllowAnonymous"] = "true";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        process = Process.Start(start)!;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _ = CloseAsync();
    }

    /// <summary>Where the build of this configuration put the bot.</summary>
    public static string Built { get; } = Path.GetDirectoryName(Beside("Bot"))!;

    /// <summary>The program another project of the same build makes.</summary>
    public static string Beside(string project)
    {
        var ours = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        return Path.GetFullPath(Path.Combine(ours, "..", "..", project, Path.GetFileName(ours), $"PartyBuilding.{project}.dll"));
    }

    public int Pid => process.Id;

    public bool HasExited => process.HasExited;

    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    /// <summary>Waits until it has written <paramref name="text"/>.</summary>
    public async Task WaitForAsync(string text, TimeSpan patience, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var more = written.Task;
            if (Output.Contains(text, StringComparison.Ordinal))
                return;
            if (closed.Task.IsCompleted)
                throw new InvalidOperationException($"The bot ended with {process.ExitCode}:\n{Output}");
            if (watch.Elapsed > patience)
                throw new InvalidOperationException($"The bot did not say “{text}” within {patience.TotalSeconds} s:\n{Output}");
            await Task.WhenAny(more, closed.Task, Task.Delay(500, cancel));
            cancel.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Waits for its end and for the last of its output.</summary>
    public async Task<int> ExitAsync(TimeSpan patience, CancellationToken cancel)
    {
        await Task.WhenAny(closed.Task, Task.Delay(patience, cancel));
        return closed.Task.IsCompleted
            ? process.ExitCode
            : throw new InvalidOperationException($"The bot did not end within {patience.TotalSeconds} s:\n{Output}");
    }

    /// <summary>Sends a signal by its name; nothing happens when it has ended.</summary>
    public void Signal(string name)
    {
        if (!process.HasExited)
            Signal(process.Id, name);
    }

    /// <summary>Sends a signal to any process.</summary>
    public static void Signal(int pid, string name)
    {
        using var kill = Process.Start("/bin/sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{name} {pid}")]);
        kill.WaitForExit();
    }

    public void Dispose() => process.Dispose();

    private void Keep(object sender, DataReceivedEventArgs e)
    {
        if (e.Data is null)
            return;
        lock (output)
            output.AppendLine(e.Data);
        Interlocked.Exchange(ref written, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    private async Task CloseAsync()
    {
        // A database server started by the bot may hold the same pipe open: the end of the process counts, not the end of its output.
        while (!process.HasExited)
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(100));
        await Task.Delay(50);
        closed.TrySetResult();
    }
}
