using System.Text.Json;
using System.Text.Json.Serialization;
using PartyBuilding.Channels;

namespace PartyBuilding.Bot.Turns;

/// <summary>What a later message to a conversation needs: where its channel listens and who is who there.</summary>
internal sealed record Reference(string? ServiceUrl, ChannelAccount? Bot, ChannelAccount? User, ConversationAccount? Conversation, string? Locale)
{
    public static Reference Of(Activity activity) =>
        new(activity.ServiceUrl, activity.Recipient, activity.Conversation?.IsGroup == true ? null : activity.From, activity.Conversation, activity.Locale);

    public static Reference Read(string json) => JsonSerializer.Deserialize(json, ReferenceJson.Default.Reference)!;

    public string Write() => JsonSerializer.Serialize(this, ReferenceJson.Default.Reference);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Reference))]
internal sealed partial class ReferenceJson : JsonSerializerContext;
