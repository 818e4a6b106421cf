using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace PartyBuilding.Tests.EndToEnd;

/// <summary>What came back from <c>/api/messages</c>.</summary>
/// <param name="Replies">Texts of the replies in the response.</param>
internal sealed record Answered(HttpStatusCode Status, string Body, IReadOnlyList<string> Replies);

/// <summary>Speaks to the bot as a channel does.</summary>
internal static class Messages
{
    /// <summary>One message of a demo person, its replies wanted in the response.</summary>
    public static Task<Answered> SayAsync(HttpClient bot, DemoPerson person, string? text, string id, CancellationToken cancel, bool inGroup = false) =>
        PostAsync(bot, Activity(person, text, id, inGroup).ToJsonString(), cancel);

    public static JsonObject Activity(DemoPerson person, string? text, string id, bool inGroup = false) => new()
    {
        ["type"] = "message",
        ["id"] = id,
        ["channelId"] = "demo",
        ["from"] = new JsonObject { ["id"] = person.Id },
        ["recipient"] = new JsonObject { ["id"] = "party-bot" },
        ["conversation"] = new JsonObject { ["id"] = inGroup ? person.Group : person.Private, ["isGroup"] = inGroup },
        ["deliveryMode"] = "expectReplies",
        ["text"] = text,
    };

    public static async Task<Answered> PostAsync(HttpClient bot, string body, CancellationToken cancel)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await bot.PostAsync("/api/messages", content, cancel);
        var said = await answer.Content.ReadAsStringAsync(cancel);
        var replies = answer.StatusCode == HttpStatusCode.OK && said.StartsWith('{') && JsonNode.Parse(said)!["activities"] is JsonArray activities
            ? activities.Select(activity => (string?)activity!["text"] ?? "").ToList()
            : [];
        return new Answered(answer.StatusCode, said, replies);
    }
}
