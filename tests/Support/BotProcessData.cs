using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PartyBuilding.Tests.Support;

/// <summary>A new data folder. When it goes, a database server still running on it goes too, and so do its files wherever they lie.</summary>
internal sealed class BotData : IAsyncDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("party-test-").FullName;

    /// <summary>Where the embedded database of this folder lies: inside, or for root under /var/lib, where the server's own user can reach it.</summary>
    public string Cluster
    {
        get
        {
            var inside = Path.Combine(Folder, "postgresql");
            var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Folder)))[..12];
            return Directory.Exists(inside) ? inside : Path.Combine("/var/lib/partybuilding", name);
        }
    }

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

    public async ValueTask DisposeAsync()
    {
        // A bot that was killed leaves its server running, on purpose.
        if (ServerPid is { } pid)
            BotProgram.Signal(pid, "INT");
        for (var waited = 0; ServerPid is not null && waited < 200; waited++)
            await Task.Delay(50);
        foreach (var folder in new[] { Cluster, Folder })
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
    }
}
