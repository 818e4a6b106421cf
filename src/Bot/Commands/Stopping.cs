using System.Runtime.InteropServices;

namespace PartyBuilding.Bot.Commands;

/// <summary>Ends on Ctrl-C or a polite kill; the second one is left to the system.</summary>
internal sealed class Stopping : IDisposable
{
    private const int Interrupt = 2;

    private readonly CancellationTokenSource source = new();
    private readonly List<IDisposable> signals = [];

    public Stopping()
    {
        // A script that starts us in the background has told us to ignore Ctrl-C, and the runtime would obey; who sends it to us means it.
        if (!OperatingSystem.IsWindows())
            _ = Handle(Interrupt, 0);
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM })
            signals.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = !source.IsCancellationRequested;
                source.Cancel();
            }));
    }

    public CancellationToken Token => source.Token;

    public Task WaitAsync() => Task.Delay(Timeout.Infinite, source.Token).ContinueWith(_ => { }, TaskScheduler.Default);

    public void Dispose()
    {
        signals.ForEach(signal => signal.Dispose());
        source.Dispose();
    }

    [DllImport("libc", EntryPoint = "signal")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Handle(int signal, nint handler);
}
