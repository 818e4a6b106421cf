using System.Text.Json.Serialization;

namespace PartyBuilding.Channels.DirectLine;

/// <summary>Bodies of Direct Line; activity sets are written from stored lines as they are.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TokenClaims))]
[JsonSerializable(typeof(ConversationBody))]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(StartRequest))]
[JsonSerializable(typeof(IdBody))]
internal sealed partial class DirectLineJson : JsonSerializerContext
{
    public static DirectLineJson Wire { get; } = new(ActivityJson.WireOptions());
}

/// <summary>Answer of everything that hands out a token.</summary>
internal sealed record ConversationBody(
    string ConversationId, string Token, [property: JsonPropertyName("expires_in")] int ExpiresIn, string? StreamUrl = null);

/// <summary>Asks for a token.</summary>
internal sealed record TokenRequest(ChannelAccount? User, IReadOnlyList<string>? TrustedOrigins);

/// <summary>Starts a conversation.</summary>
internal sealed record StartRequest(ChannelAccount? User, string? Locale);

/// <summary>Answer of a post.</summary>
internal sealed record IdBody(string Id);
