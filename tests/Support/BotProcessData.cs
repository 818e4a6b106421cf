using System.Globalization;

namespace PartyBuilding.Tests.Support;

/// <summary>A new data folder. When it goes, a database server still running on it goes too, and so do its files wherever they lie.</summary>
internal sealed class BotData : IAsyncDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("party-test-").FullName;

    /// <summary>Where the embedded database of this folder lies: inside, unless a note there says where else.</summary>
    public string Cluster => File.Exists(Note) ? File.ReadAllText(Note).Trim() : Path.Combine(Folder, "postgresql");

    /// <summary>The database server's process; null when none is running.</summary>
    public int? ServerPid
    {
        get
        {
            var file = Path.Combine(Cluster, "data", "postmaster.pid");
            return File.Exists(file) && int.TryParse(File.ReadLines(file).FirstOrDefault(), CultureInfo.InvariantCulture, out var pid) && Directory.Exists($"/proc/{pid}")
                ? pid
                : null;
        }
    }

    private string Note => Path.Combine(Folder, "postgresql.path");

    public async ValueTask DisposeAsync()
    {
        // A bot that was killed leaves its server running, on purpose.
        if (ServerPid is { } pid)
            BotProgram.Signal(pid, "INT");
        for (var waited = 0; ServerPid is not null && waited < 200; waited++)
            await Task.Delay(50);
        if (Directory.Exists(Cluster))
            Directory.Delete(Cluster, recursive: true);
        Directory.Delete(Folder, recursive: true);
    }
}
