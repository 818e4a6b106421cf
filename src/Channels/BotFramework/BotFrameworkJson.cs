using System.Text.Json;
using System.Text.Json.Serialization;

namespace PartyBuilding.Channels.BotFramework;

/// <summary>Bodies of the Bot Framework's calls.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ExpectedReplies))]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(CardResult))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(ResourceAnswer))]
[JsonSerializable(typeof(CreateAnswer))]
[JsonSerializable(typeof(MembersPage))]
[JsonSerializable(typeof(ChannelAccount[]))]
[JsonSerializable(typeof(NewConversation))]
internal sealed partial class BotFrameworkJson : JsonSerializerContext
{
    public static BotFrameworkJson Wire { get; } = new(ActivityJson.WireOptions());
}

/// <summary>The response of a call with <c>deliveryMode: expectReplies</c>.</summary>
internal sealed record ExpectedReplies(IReadOnlyList<Activity> Activities);

/// <summary>Our token, as the login service gives it.</summary>
internal sealed record TokenAnswer(
    [property: JsonPropertyName("access_token")] string? AccessToken, [property: JsonPropertyName("expires_in")] int ExpiresIn);

/// <summary>What a channel answers to a message.</summary>
internal sealed record ResourceAnswer(string? Id);

/// <summary>What a channel answers to a new conversation.</summary>
internal sealed record CreateAnswer(string? Id, string? ActivityId, string? ServiceUrl);

/// <summary>Some of the members.</summary>
internal sealed record MembersPage(IReadOnlyList<ChannelAccount?>? Members, string? ContinuationToken);
