using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PartyBuilding.Bot;

/// <summary>What an installation keeps beside its database: keys, and whether it is a demo. Readable by its owner alone.</summary>
internal sealed record Installation(string DirectLineKey, bool IsDemo)
{
    private const string File = "installation.json";

    /// <summary>The installation in <paramref name="folder"/>; null before the first start.</summary>
    public static Installation? Read(string folder)
    {
        var path = Path.Combine(folder, File);
        return System.IO.File.Exists(path)
            ? JsonSerializer.Deserialize(System.IO.File.ReadAllBytes(path), InstallationJson.Default.Installation)
            : null;
    }

    /// <summary>A new one with keys of its own.</summary>
    public static Installation New(bool isDemo) => new(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), isDemo);

    /// <summary>Keeps it in <paramref name="folder"/>.</summary>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, File);
        var half = path + ".new";
        using (var stream = new FileStream(half, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
            JsonSerializer.Serialize(stream, this, InstallationJson.Default.Installation);
        // A crash between the two leaves the old file or none, never half of one.
        System.IO.File.Move(half, path, overwrite: true);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(Installation))]
internal sealed partial class InstallationJson : JsonSerializerContext;
