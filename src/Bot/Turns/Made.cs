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
    /// <param name="apart">Facts of the kind's own, which stand in no slot.</param>
    public static Made Of(string who, string intent, RecordRef? record, DateTimeOffset at, Slots slots, IReadOnlyDictionary<string, string> apart) =>
        new(who, intent, record is { Type: "earlier" } ? null : record, at, record is null ? new Dictionary<string, string>() : Hashes(slots, apart));

    public static Made? Read(string? json) => json is null ? null : JsonSerializer.Deserialize(json, StateJson.Default.Made);

    public string Write() => JsonSerializer.Serialize(this, StateJson.Default.Made);

    /// <summary>The facts that differ from those said before, and those said before and no longer.</summary>
    public (Slots Slots, IReadOnlyList<string> Changed, IReadOnlyList<string> Dropped) Compare(Slots now, IReadOnlyDictionary<string, string> apart)
    {
        var (facts, hashes) = (Facts(now), Hashes(now, apart));
        var changed = hashes.Where(fact => Said.GetValueOrDefault(fact.Key) != fact.Value).Select(fact => fact.Key).ToList();
        foreach (var same in facts.Select(fact => fact.Key).Except(changed).ToList())
            facts.Remove(same);
        return (facts.Deserialize(StateJson.Default.Slots)!, changed, [.. Said.Keys.Except(hashes.Keys)]);
    }

    /// <summary>The same message after an edit that was followed.</summary>
    /// <param name="dropped">Facts the record says no more.</param>
    public Made With(RecordRef? record, Slots slots, IReadOnlyDictionary<string, string> apart, IReadOnlyList<string> dropped)
    {
        var said = Said.Where(fact => !dropped.Contains(fact.Key)).ToDictionary();
        foreach (var (fact, hash) in Hashes(slots, apart))
            said[fact] = hash;
        return this with { Record = record, Said = said };
    }

    private static Dictionary<string, string> Hashes(Slots slots, IReadOnlyDictionary<string, string> apart)
    {
        var hashes = apart.ToDictionary(fact => fact.Key, fact => Hash(Encoding.UTF8.GetBytes(fact.Value)));
        var json = JsonSerializer.SerializeToUtf8Bytes(slots, StateJson.Default.Slots);
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            hashes[name] = Hash(json.AsSpan(start..(int)reader.BytesConsumed));
        }
        return hashes;
    }

    private static string Hash(ReadOnlySpan<byte> fact)
    {
        const int Enough = 4;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(fact, hash);
        return Convert.ToHexStringLower(hash[..Enough]);
    }

    private static JsonObject Facts(Slots slots) => JsonSerializer.SerializeToNode(slots, StateJson.Default.Slots)!.AsObject();
}
