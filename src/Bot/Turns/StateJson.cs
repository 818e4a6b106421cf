using System.Text.Json;
using System.Text.Json.Serialization;
using PartyBuilding.Dialogue;

namespace PartyBuilding.Bot.Turns;

/// <summary>Dialogue state as it lies in the database.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(DialogueState))]
internal sealed partial class StateJson : JsonSerializerContext
{
    /// <summary>The state kept, or an empty one.</summary>
    public static DialogueState Read(string? json) =>
        json is null ? PartyBuilding.Dialogue.DialogueState.Empty : JsonSerializer.Deserialize(json, Default.DialogueState) ?? PartyBuilding.Dialogue.DialogueState.Empty;

    /// <summary>What to keep; null when nothing is worth a row.</summary>
    public static string? Write(DialogueState state) =>
        state.Open is null && state.Last.Count == 0 ? null : JsonSerializer.Serialize(state, Default.DialogueState);

    /// <summary>The state after a feature has answered: the record it made comes first, the one it took back is forgotten.</summary>
    public static DialogueState After(DialogueState state, Reply reply)
    {
        var last = state.Last.AsEnumerable();
        if (reply.Dropped is { } dropped)
            last = last.Where(record => (record.Type, record.Id) != (dropped.Type, dropped.Id));
        if (reply.Kept is { } kept)
            last = last.Where(record => (record.Type, record.Id) != (kept.Type, kept.Id)).Prepend(kept);
        return new DialogueState(reply.Opens ?? state.Open, [.. last.Take(PartyBuilding.Dialogue.DialogueState.Kept)]);
    }
}
