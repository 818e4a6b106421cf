using PartyBuilding.Dialogue.Definitions;

namespace PartyBuilding.Bot.DataFiles;

/// <summary>Reads one dialog.</summary>
internal static class DialogFile
{
    private static readonly TimeSpan DefaultExpiry = TimeSpan.FromMinutes(30);

    private static readonly Dictionary<string, Tense> Tenses = new() { ["past"] = Tense.Past, ["future"] = Tense.Future, ["any"] = Tense.Any };

    private static readonly Dictionary<string, GroupHearing> Hearings = new()
    {
        ["addressed"] = GroupHearing.Addressed,
        ["unmistakable"] = GroupHearing.Unmistakable,
        ["whole"] = GroupHearing.Whole,
    };

    private static readonly Dictionary<string, Confirm> Confirms = new()
    {
        ["never"] = Confirm.Never,
        ["when-unsure"] = Confirm.WhenUnsure,
        ["always"] = Confirm.Always,
    };

    private static readonly Dictionary<string, string> Roles = new[] { "member", "committee", "secretary", "bureau" }.ToDictionary(role => role);

    public static DialogDefinition? Read(Node file, string path) => file.Map(keys => new DialogDefinition(
        keys.Text("intent"),
        path,
        keys.Text("title"),
        keys.List("who", role => role.OneOf(Roles)),
        keys.Maybe("tense")?.OneOf(Tenses) ?? Tense.Any,
        keys.Maybe("acts")?.Bool() ?? true,
        keys.Maybe("group")?.OneOf(Hearings) ?? GroupHearing.Addressed,
        keys.Need("phrases")?.Map(Phrases) ?? [],
        keys.List("unless", Written),
        keys.List("never", Written),
        keys.List("wins-over", Written),
        keys.List("facts", Written),
        keys.MaybeText("rest"),
        keys.Maybe("asks-by-kind")?.Bool() ?? false,
        [.. keys.List("slots", slot => slot.Map(Slot)).OfType<SlotDefinition>()],
        keys.Maybe("confirm")?.OneOf(Confirms) ?? Confirm.Never,
        keys.Maybe("expires")?.Map(time => time.Need("minutes")) is { } minutes ? TimeSpan.FromMinutes(minutes.Int(1, 24 * 60)) : DefaultExpiry,
        keys.Texts("values"),
        Texts(keys.Maybe("replies")),
        keys.List("samples", Written),
        Texts(keys.Maybe("shows"))));

    /// <summary>A text with its place.</summary>
    public static Written Written(Node node) => new(node.Text(), node.Where);

    /// <summary>Texts by names the author chose.</summary>
    public static Dictionary<string, Written> Texts(Node? node) =>
        node?.Pairs().ToDictionary(pair => pair.Key.Text(), pair => Written(pair.Value)) ?? [];

    private static List<PhraseDefinition> Phrases(Keys keys) =>
    [
        .. keys.List("certain", Written).Select(say => new PhraseDefinition(say, Trust.Certain)),
        .. keys.List("sure", Written).Select(say => new PhraseDefinition(say, Trust.Sure)),
        .. keys.List("likely", Written).Select(say => new PhraseDefinition(say, Trust.Likely)),
        .. keys.List("hint", Written).Select(say => new PhraseDefinition(say, Trust.Hint)),
    ];

    private static SlotDefinition Slot(Keys keys) => new(
        keys.Text("name"),
        keys.MaybeText("ask"),
        keys.Maybe("required")?.Bool() ?? false,
        keys.Maybe("within")?.Map(within => within.Need("days"))?.Int(1, 3650),
        keys.MaybeText("sorry"));
}
