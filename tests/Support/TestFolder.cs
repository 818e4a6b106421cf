namespace PartyBuilding.Tests.Support;

/// <summary>A folder that is gone after the test, with what the embedded server keeps elsewhere for it.</summary>
internal sealed class TestFolder : IDisposable
{
    private TestFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>A new one. Everybody may look into it, as into any installation that was not put under somebody's home.</summary>
    public static TestFolder Create()
    {
        var folder = Directory.CreateTempSubdirectory("party-");
        folder.UnixFileMode |= UnixFileMode.OtherRead | UnixFileMode.OtherExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;
        return new TestFolder(folder.FullName);
    }

    /// <summary>One that only this user may enter.</summary>
    public static TestFolder CreatePrivate() => new(Directory.CreateTempSubdirectory("party-").FullName);

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        foreach (var note in Directory.GetFiles(Path, "postgresql.path", SearchOption.AllDirectories))
        {
            if (System.IO.File.ReadAllText(note).Trim() is var cluster && Directory.Exists(cluster))
                Directory.Delete(cluster, recursive: true);
        }
        Directory.Delete(Path, recursive: true);
    }
}
