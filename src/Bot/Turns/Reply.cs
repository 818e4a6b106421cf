using PartyBuilding.Data;
using PartyBuilding.Dialogue;

namespace PartyBuilding.Bot.Turns;

/// <summary>
/// A feature's answer: the name of a reply in its dialogue and the values it shows. The dialogue's own <c>KEY_group</c> is the line said in a
/// group; without one a group hears nothing personal and the answer goes to the speaker in private.
/// </summary>
internal sealed record Reply
{
    private Reply() { }

    /// <summary>Name of the reply in <c>dialogs/</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The facts shown; null shows those that were said.</summary>
    public Slots? Slots { get; init; }

    /// <summary>What its further placeholders show; null and empty drop the clause they stand in.</summary>
    public required IReadOnlyDictionary<string, string?> Values { get; init; }

    /// <summary>Buttons; each also works when typed.</summary>
    public IReadOnlyList<string> Suggestions { get; init; } = [];

    /// <summary>A record just made or changed: what 改 and 撤回 mean next.</summary>
    public RecordRef? Kept { get; init; }

    /// <summary>A record that is gone: 刚才那条 no longer means it.</summary>
    public RecordRef? Dropped { get; init; }

    /// <summary>A question this answer ends with.</summary>
    public OpenDialogue? Opens { get; init; }

    /// <summary>The message must not stand anywhere as it was written.</summary>
    public bool IsRefused { get; init; }

    /// <summary>Messages for other conversations.</summary>
    public IReadOnlyList<Outgoing> Others { get; init; } = [];

    /// <summary>Photos to show.</summary>
    public IReadOnlyList<SharedFile> Photos { get; init; } = [];

    /// <summary>The feature has queued messages of its own: the sender need not wait for its next look.</summary>
    public bool HasQueued { get; init; }

    /// <summary>Something was done, and nobody needs to hear of it.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Done without a word.</summary>
    public static Reply Quiet { get; } = new() { Key = "", Values = new Dictionary<string, string?>(), IsQuiet = true };

    /// <summary>An answer.</summary>
    public static Reply With(string key, params ReadOnlySpan<(string Name, string? Value)> values)
    {
        var shown = new Dictionary<string, string?>(values.Length);
        foreach (var (name, value) in values)
            shown[name] = value;
        return new Reply { Key = key, Values = shown };
    }
}

/// <summary>A message for another conversation than the one spoken in.</summary>
/// <param name="ConversationId">Which.</param>
/// <param name="Text">Finished Chinese.</param>
/// <param name="Suggestions">Buttons.</param>
internal sealed record Outgoing(long ConversationId, string Text, IReadOnlyList<string> Suggestions);
