using PartyBuilding.Dialogue.Definitions;
using PartyBuilding.Dialogue.Reading;

namespace PartyBuilding.Dialogue.Turns;

/// <summary>Sentences the conversation itself says, from the common file.</summary>
internal sealed class Sayings(DialogueSet set)
{
    private static readonly string[] Own =
    [
        "ask_several", "cancelled", "nothing_open", "expired", "declined", "unknown", "unknown_near", "still_asking", "noted", "choose_again",
        "which_person", "which_meant", "help", "help_line",
        "draft_absent", "draft_many", "draft_which", "draft_unclear", "draft_when", "draft_where", "draft_only", "draft_nth", "draft_first",
    ];

    public static IEnumerable<DialogueFault> Missing(DialogueSet set) =>
        from key in Own.Concat(Doubts.Keys)
        where !set.Common.Says.ContainsKey(key)
        select new DialogueFault("_common.yaml", $"says 里缺少“{key}”。");

    /// <summary>Dialogs to be taught that do not exist.</summary>
    public static IEnumerable<DialogueFault> Unknown(DialogueSet set) =>
        from taught in set.Common.Teach
        where !set.Dialogs.Any(dialog => dialog.Intent == taught.Text)
        select new DialogueFault(taught.Where, $"teach 里的“{taught.Text}”没有对应的对话。");

    public string Say(string key, params (string Name, string? Value)[] values) =>
        Rendering.Render(set.Common.Says[key].Text, name => Array.Find(values, pair => pair.Name == name).Value);

    /// <summary>How to use it, by example, for one role.</summary>
    public string Help(string role) =>
        Say("help", ("examples", string.Join('\n', Taught(role).Select(dialog => Line(dialog, role)))));

    /// <summary>Sentences worth trying for one role, of these intents first.</summary>
    public IReadOnlyList<string> Suggestions(IReadOnlyList<string> near, string role, int most) =>
        [.. Taught(role)
            .OrderBy(dialog => IndexOf(near, dialog.Intent))
            .Take(most)
            .Select(dialog => dialog.SampleFor(role))];

    private IEnumerable<DialogDefinition> Taught(string role) => set.Common.Teach
        .Select(intent => set.Dialogs.FirstOrDefault(dialog => dialog.Intent == intent.Text))
        .OfType<DialogDefinition>()
        .Where(dialog => dialog.Act && dialog.Samples.Count > 0 && dialog.Who.Contains(role));

    private string Line(DialogDefinition dialog, string role) => Say("help_line", ("title", dialog.Title), ("sample", dialog.SampleFor(role)));

    private static int IndexOf(IReadOnlyList<string> near, string intent)
    {
        for (var i = 0; i < near.Count; i++)
            if (near[i] == intent)
                return i;
        return near.Count;
    }
}
