using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PartyBuilding.Dialogue;

namespace PartyBuilding.Bot.Turns;

/// <summary>
/// What a message made, kept with its key, so that an edit or a deletion of the message finds it. Of its facts only short hashes: enough to tell
/// which of them an edit has changed.
/// </summary>
/// <param name="Who">The channel's id of the speaker.</param>
/// <param name="Intent">What was done.</param>
/// <param name="Record">The record made or changed; null when there is none, or it was taken back.</param>
/// <param name="At">The message's time: 昨天 in an edit still means the day before the message.</param>
/// <param name="Said">A hash of each fact, by its slot.</param>
internal sealed record Made(string Who, string Intent, RecordRef? Record, DateTimeOffset At, IReadOnlyDictionary<string, string> Said)
{
    public static Made Of(string who, string intent, RecordRef? record, DateTimeOffset at, Slots slots) =>
        new(who, intent, record is { Type: "earlier" } ? null : record, at, record is null ? new Dictionary<string, string>() : Hashes(slots));

    public static Made? Read(string? json) => json is null ? null : JsonSerializer.Deserialize(json, StateJson.Default.Made);

    public string Write() => JsonSerializer.Serialize(this, StateJson.Default.Made);

    /// <summary>The facts that differ from those said before; one that is no longer said counts as unchanged.</summary>
    public (Slots Slots, IReadOnlyList<string> Names) Changed(Slots now)
    {
        var facts = Facts(now);
        var changed = Hashes(now).Where(fact => Said.GetValueOrDefault(fact.Key) != fact.Value).Select(fact => fact.Key).ToList();
        foreach (var same in facts.Select(fact => fact.Key).Except(changed).ToList())
            facts.Remove(same);
        return (facts.Deserialize(StateJson.Default.Slots)!, changed);
    }

    /// <summary>The same message after an edit that was followed.</summary>
    public Made With(RecordRef? record, Slots slots) =>
        this with { Record = record, Said = Said.Concat(Hashes(slots)).GroupBy(fact => fact.Key).ToDictionary(fact => fact.Key, fact => fact.Last().Value) };

    private static Dictionary<string, string> Hashes(Slots slots) =>
        Facts(slots).ToDictionary(fact => fact.Key, fact => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(fact.Value!.ToJsonString())))[..8]);

    private static JsonObject Facts(Slots slots) => JsonSerializer.SerializeToNode(slots, StateJson.Default.Slots)!.AsObject();
}
