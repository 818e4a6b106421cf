using System.Text.Json;
using System.Text.Json.Serialization;

namespace PartyBuilding.Channels.BotFramework;

/// <summary>Bodies of the Bot Framework's calls.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ExpectedReplies))]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class BotFrameworkJson : JsonSerializerContext
{
    public static BotFrameworkJson Wire { get; } = new(ActivityJson.WireOptions());
}

/// <summary>The response of a call with <c>deliveryMode: expectReplies</c>.</summary>
internal sealed record ExpectedReplies(IReadOnlyList<Activity> Activities);
