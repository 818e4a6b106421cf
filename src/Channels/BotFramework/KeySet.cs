using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace PartyBuilding.Channels.BotFramework;

/// <summary>An issuer's keys as last fetched.</summary>
/// <param name="Keys">RSA signing keys by <c>kid</c>.</param>
/// <param name="Algorithms">What the issuer says it signs with.</param>
internal sealed record KeySet(FrozenDictionary<string, SigningKey> Keys, FrozenSet<string> Algorithms)
{
    // Shorter ones have been broken.
    private const int SmallestKeyBits = 2048;

    public static KeySet From(string jwks, IEnumerable<string> algorithms)
    {
        var keys = new Dictionary<string, SigningKey>(StringComparer.Ordinal);
        foreach (var key in new JsonWebKeySet(jwks).Keys)
        {
            if (key is { Kty: JsonWebAlgorithmsKeyTypes.RSA, Kid.Length: > 0 } && key.Use is null or "" or "sig" && key.KeySize >= SmallestKeyBits)
                keys.TryAdd(key.Kid, new SigningKey(key, EndorsementsOf(key)));
        }
        return new KeySet(keys.ToFrozenDictionary(StringComparer.Ordinal), algorithms.ToFrozenSet(StringComparer.Ordinal));
    }

    private static string[] EndorsementsOf(JsonWebKey key) =>
        key.AdditionalData.TryGetValue("endorsements", out var value) && value is JsonElement { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!)]
            : [];
}

/// <summary>One key and the channels it speaks for.</summary>
internal sealed record SigningKey(SecurityKey Key, IReadOnlyList<string> Endorsements);
