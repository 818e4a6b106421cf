using System.Text.Json;
using System.Text.Json.Serialization;
using PartyBuilding.Dialogue;

namespace PartyBuilding.Bot.Turns;

/// <summary>A dialogue as it lies in the database, with what understanding need not know.</summary>
/// <param name="Open">The question waiting for an answer.</param>
/// <param name="Last">Records made here lately.</param>
/// <param name="Origin">The message that led to the open question, named as in the inbox.</param>
/// <param name="Photos">Files sent with it, for the record that will come of it.</param>
internal sealed record Talk(OpenDialogue? Open, IReadOnlyList<RecordRef> Last, string? Origin = null, IReadOnlyList<string>? Photos = null)
{
    public static Talk Empty { get; } = new(null, []);

    [JsonIgnore]
    public DialogueState State => new(Open, Last);

    /// <summary>With nothing in the middle of.</summary>
    [JsonIgnore]
    public Talk Closed => new(null, Last);

    /// <summary>The same after a step.</summary>
    /// <param name="state">What the step left.</param>
    /// <param name="origin">The message it came from.</param>
    /// <param name="photos">The files that came with it.</param>
    public Talk After(DialogueState state, string origin, IReadOnlyList<string> photos)
    {
        if (state.Open is null)
            return new Talk(null, state.Last);
        var goesOn = Open is not null && Open.Intent == state.Open.Intent;
        var kept = goesOn ? [.. Photos ?? [], .. photos] : photos;
        return new Talk(state.Open, state.Last, goesOn ? Origin : origin, kept.Count > 0 ? kept : null);
    }
}

/// <summary>Dialogue state as it lies in the database.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Talk))]
[JsonSerializable(typeof(Made))]
[JsonSerializable(typeof(Slots))]
internal sealed partial class StateJson : JsonSerializerContext
{
    /// <summary>The state kept, or an empty one.</summary>
    public static Talk Read(string? json) => json is null ? Turns.Talk.Empty : JsonSerializer.Deserialize(json, Default.Talk) ?? Turns.Talk.Empty;

    /// <summary>What to keep; null when nothing is worth a row.</summary>
    public static string? Write(Talk talk) => talk.Open is null && talk.Last.Count == 0 ? null : JsonSerializer.Serialize(talk, Default.Talk);

    /// <summary>The state after a feature has answered: the record it made comes first, the one it took back is forgotten.</summary>
    public static DialogueState After(DialogueState state, Reply reply)
    {
        var last = state.Last.AsEnumerable();
        if (reply.Dropped is { } dropped)
            last = last.Select(record => record.Without(dropped)).OfType<RecordRef>();
        if (reply.Kept is { } kept)
            last = last.Select(record => record.Without(kept)).OfType<RecordRef>().Prepend(kept);
        return new DialogueState(reply.Opens ?? state.Open, [.. last.Take(PartyBuilding.Dialogue.DialogueState.Kept)]);
    }
}
