using System.Text.Json;
using System.Text.Json.Serialization;

namespace PartyBuilding.Bot.Features;

/// <summary>What a group allows the bot to say in it. Nothing personal by default.</summary>
/// <param name="Ranking">The first places, with names.</param>
/// <param name="Wishes">政治生日 wishes.</param>
internal sealed record GroupSettings(bool Ranking = false, bool Wishes = false)
{
    public static GroupSettings Read(string json) => JsonSerializer.Deserialize(json, GroupSettingsJson.Default.GroupSettings) ?? new();

    public string Write() => JsonSerializer.Serialize(this, GroupSettingsJson.Default.GroupSettings);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(GroupSettings))]
internal sealed partial class GroupSettingsJson : JsonSerializerContext;
