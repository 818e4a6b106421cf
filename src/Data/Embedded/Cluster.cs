using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PartyBuilding.Data.Embedded;

/// <summary>Where everything of a private cluster lies, and whether its server runs.</summary>
/// <param name="Folder">Everything of the server.</param>
/// <param name="AsRoot">True when we are root: the server then runs as <see cref="Unprivileged"/>.</param>
internal sealed record Cluster(string Folder, bool AsRoot)
{
    /// <summary>Whom the server runs as when we are root, as which it refuses to run.</summary>
    public const string Unprivileged = "nobody";

    // A socket's path may have 107 bytes; PostgreSQL appends /.s.PGSQL.5432.
    private const int LongestSocketFolder = 90;

    public string Data => Path.Combine(Folder, "data");

    /// <summary>Where a cluster is made; it becomes <see cref="Data"/> when it is complete.</summary>
    public string Unfinished => Path.Combine(Folder, "data.new");

    public string Log => Path.Combine(Folder, "postgresql.log");

    public string PasswordFile => Path.Combine(Folder, "password");

    public string Socket
    {
        get
        {
            var near = Path.Combine(Folder, "socket");
            return Encoding.UTF8.GetByteCount(near) <= LongestSocketFolder
                ? near
                : Path.Combine(Path.GetTempPath(), "party-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Folder)))[..12]);
        }
    }

    public bool Exists => Directory.Exists(Data);

    /// <summary>The major version it was made with; null when there is none yet.</summary>
    public int? Version =>
        Exists && int.TryParse(File.ReadAllText(Path.Combine(Data, "PG_VERSION")).Trim().Split('.')[0], out var major) ? major : null;

    /// <summary>True when the process named in <c>postmaster.pid</c> is alive and serves this folder.</summary>
    public bool IsRunning
    {
        get
        {
            try
            {
                var pid = File.ReadLines(Path.Combine(Data, "postmaster.pid")).First().Trim();
                return File.ReadAllText($"/proc/{pid}/cmdline").Contains(Data, StringComparison.Ordinal);
            }
            catch (Exception e) when (e is IOException or InvalidOperationException)
            {
                // No such file, no such process, or a file that is just being written.
                return false;
            }
        }
    }

    /// <summary>
    /// In the data folder, unless we are root and the one whom the server runs as cannot reach it there: then under /var/lib, in a folder whose name
    /// the data folder keeps.
    /// </summary>
    public static Cluster At(string folder, bool asRoot)
    {
        Directory.CreateDirectory(folder);
        var note = Path.Combine(folder, "postgresql.path");
        var inside = Path.Combine(folder, "postgresql");
        if (File.Exists(note))
            return new(File.ReadAllText(note).Trim(), asRoot);
        if (Directory.Exists(inside) || !asRoot || IsOpenToAll(folder))
            return new(inside, asRoot);
        var outside = Path.Combine("/var/lib/partybuilding", Guid.CreateVersion7().ToString("N"));
        File.WriteAllText(note, outside);
        return new(outside, asRoot);
    }

    /// <summary>The last lines of the server's log, for a sentence about what went wrong.</summary>
    public string LastWords => File.Exists(Log) ? string.Join('\n', File.ReadLines(Log).TakeLast(5)) : "";

    /// <summary>Runs one of the server's programs as whom the server runs.</summary>
    /// <exception cref="DatabaseException">It failed.</exception>
    public async Task RunAsync(string program, string[] arguments, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (AsRoot)
            start.UserName = Unprivileged;
        using var process = Process.Start(start) ?? throw new DatabaseException($"{program} 没有启动。");
        // A server started through it may inherit the pipes: wait for the process, not for their end.
        await process.WaitForExitAsync(cancel);
        if (process.ExitCode == 0)
            return;
        var said = program == "setsid" ? "" : await process.StandardError.ReadToEndAsync(cancel);
        throw new DatabaseException(string.Create(
            CultureInfo.InvariantCulture, $"{Path.GetFileName(program)} 失败（{process.ExitCode}）。{said.Trim()}\n{LastWords}").Trim());
    }

    /// <summary>Makes the server's user the owner of a folder with all in it, or root of a file again.</summary>
    public async Task GiveAsync(string path, string user, CancellationToken cancel)
    {
        if (!AsRoot)
            return;
        using var process = Process.Start("chown", ["-R", $"{user}:", path]);
        await process.WaitForExitAsync(cancel);
    }

    private static bool IsOpenToAll(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (!at.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
                return false;
        }
        return true;
    }
}
