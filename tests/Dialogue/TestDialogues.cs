using PartyBuilding.Bot.Commands;
using PartyBuilding.Bot.DataFiles;
using PartyBuilding.Dialogue;

namespace PartyBuilding.Tests.Dialogue;

/// <summary>The repository's own dialogs, compiled once for all tests.</summary>
internal static class TestDialogues
{
    public static readonly DateTimeOffset Now = new(2026, 4, 22, 18, 0, 0, TimeSpan.FromHours(8));

    public static Dialogues All { get; } = Load();

    public static Message Private(string text, string role = "secretary", string? branch = "示范一小") =>
        new(text, role, branch, false, true, Now);

    public static Message InGroup(string text, bool addressed = false, string? branch = "示范一小") =>
        new(text, "secretary", branch, true, addressed, Now);

    private static Dialogues Load()
    {
        var faults = new Faults();
        var (kinds, groups) = CheckCommand.KindsOnly(DataFolders.Plan);
        return DialogFiles.Load(DataFolders.Dialogs, kinds, groups, faults)
            ?? throw new InvalidOperationException(string.Join('\n', faults));
    }
}
