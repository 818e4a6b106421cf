using System.Text.Json;
using System.Text.Json.Serialization;
using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>Whom a notice is for, as it is kept with it. Who that is in person is found when it leaves.</summary>
/// <param name="Branches">The branches meant; null for all of them.</param>
/// <param name="Role">People of this role there, each in private; null for the work groups.</param>
/// <param name="Members">These people, each in private.</param>
/// <param name="Gap">Only branches that still owe something.</param>
/// <param name="Label">As its author put it.</param>
internal sealed record NoticeTargets(long[]? Branches, string? Role = null, long[]? Members = null, NoticeGap? Gap = null, string? Label = null)
{
    /// <summary>True when people are written to one by one.</summary>
    [JsonIgnore]
    public bool IsPrivate => Role is not null || Members is not null;

    /// <summary>Reads what was kept; an older notice names its branches alone.</summary>
    public static NoticeTargets Read(string json) =>
        json.StartsWith('{') ? JsonSerializer.Deserialize(json, NoticeJson.Default.NoticeTargets)! : new(JsonSerializer.Deserialize(json, NoticeJson.Default.Int64Array));

    public string Write() => JsonSerializer.Serialize(this, NoticeJson.Default.NoticeTargets);
}

/// <summary>What branches must still owe to get a notice.</summary>
/// <param name="Kinds">Keys of the kinds owed; empty for any.</param>
/// <param name="Period">Code of the period.</param>
internal sealed record NoticeGap(string[] Kinds, string Period);

/// <summary>What a notice reaches now.</summary>
/// <param name="Chats">One message each.</param>
/// <param name="People">How many people that is.</param>
/// <param name="Missing">Whom it does not reach, with the reason.</param>
/// <param name="Left">Groups from which the bot was removed.</param>
internal sealed record NoticeReach(IReadOnlyList<ConversationRow> Chats, int People, IReadOnlyList<string> Missing, IReadOnlyList<long> Left);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(long[]))]
[JsonSerializable(typeof(NoticeTargets))]
[JsonSerializable(typeof(IReadOnlyList<ReviewStage>))]
internal sealed partial class NoticeJson : JsonSerializerContext;
