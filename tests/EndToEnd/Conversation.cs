using PartyBuilding.Bot.DataFiles;

namespace PartyBuilding.Tests.EndToEnd;

/// <summary>One file of <c>tests/Conversations</c>: who takes part, and what is said and seen.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Now">The demo's clock at the start.</param>
/// <param name="Alone">True when it needs a county to itself: for another clock, or because it concerns everybody.</param>
/// <param name="Cast">Names used in the file and the parts they play.</param>
/// <param name="NeverInGroup">What no line of the bot in any group may hold.</param>
/// <param name="Steps">In order.</param>
internal sealed record Conversation(
    string Name, string Now, bool Alone, IReadOnlyList<Part> Cast, IReadOnlyList<string> NeverInGroup, IReadOnlyList<Scene> Steps)
{
    /// <summary>A working Wednesday afternoon late in October.</summary>
    public const string UsualNow = "2026-10-28T16:30:00+08:00";

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Conversations");

    public static IEnumerable<string> Names() =>
        Directory.GetFiles(Folder, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    /// <summary>Reads one; a mistake in it fails the test with its line.</summary>
    public static Conversation Read(string name)
    {
        var faults = new Faults();
        var read = DataFile.Open(Path.Combine(Folder, name + ".yaml"), faults)?.Map(file => new Conversation(
            name,
            file.MaybeText("now") ?? UsualNow,
            (file.Maybe("alone")?.Bool() ?? false) || file.Maybe("now") is not null,
            [.. (file.Need("people")?.Pairs() ?? []).Select(pair => Part.Read(pair.Key.Text(), pair.Value))],
            file.Texts("never-in-group"),
            file.List("say", Scene.Read)));
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        return read!;
    }
}

/// <summary>One name of the cast.</summary>
/// <param name="Name">As the file calls this person.</param>
/// <param name="Plays">A role, <c>member</c> or <c>unbound</c>.</param>
/// <param name="Branch">The file's label for a branch, null for people of the bureau and strangers.</param>
internal sealed record Part(string Name, string Plays, string? Branch)
{
    /// <summary>Reads <c>secretary of 甲</c> or <c>bureau</c>.</summary>
    public static Part Read(string name, Node node) => node.Text().Split(" of ") switch
    {
        [var plays, var branch] => new Part(name, plays, branch),
        var words => new Part(name, words[0], null),
    };
}
