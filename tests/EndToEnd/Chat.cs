using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PartyBuilding.Tests.EndToEnd;

/// <summary>One line as a person sees it.</summary>
/// <param name="FromBot">Whether the bot said it.</param>
/// <param name="Text">What stands there.</param>
/// <param name="Buttons">What could be tapped.</param>
internal sealed record Line(bool FromBot, string Text, IReadOnlyList<string> Buttons);

/// <summary>One person's window on one conversation, over Direct Line as Web Chat uses it.</summary>
internal sealed class Chat
{
    private readonly HttpClient http;
    private readonly string path;
    private readonly string token;
    private readonly string userId;
    private readonly List<Line> unread = [];
    private string watermark = "";

    private Chat(HttpClient http, string conversation, string token, string userId) =>
        (this.http, path, this.token, this.userId) = (http, $"/v3/directline/conversations/{Uri.EscapeDataString(conversation)}/activities", token, userId);

    /// <summary>What the bot said here since it was last forgotten.</summary>
    public IReadOnlyList<Line> Unread => unread;

    /// <summary>Buttons of the newest line that has any.</summary>
    public IReadOnlyList<string> Buttons { get; private set; } = [];

    /// <summary>Opens the window and looks past what stands there already.</summary>
    public static async Task<Chat> OpenAsync(HttpClient http, string person, string conversation, CancellationToken cancel)
    {
        using var answer = await http.PostAsJsonAsync("/demo/token", new JsonObject { ["as"] = person, ["conversation"] = conversation }, cancel);
        answer.EnsureSuccessStatusCode();
        var given = (await answer.Content.ReadFromJsonAsync<JsonObject>(cancel))!;
        var chat = new Chat(http, (string)given["conversationId"]!, (string)given["token"]!, (string)given["userId"]!);
        using var opened = await chat.SendAsync(HttpMethod.Post, "/v3/directline/conversations", null, cancel);
        opened.EnsureSuccessStatusCode();
        await chat.LookAsync(cancel);
        chat.unread.Clear();
        return chat;
    }

    /// <summary>Says something.</summary>
    /// <returns>The id the channel gave the line.</returns>
    public async Task<string> SayAsync(string text, CancellationToken cancel)
    {
        var activity = new JsonObject { ["type"] = "message", ["from"] = new JsonObject { ["id"] = userId }, ["text"] = text, ["locale"] = "zh-CN" };
        using var answer = await SendAsync(HttpMethod.Post, path, activity, cancel);
        Assert.True(answer.IsSuccessStatusCode, $"“{text}” was answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancel)}");
        return (string)(await answer.Content.ReadFromJsonAsync<JsonObject>(cancel))!["id"]!;
    }

    /// <summary>Says something that may be refused.</summary>
    public Task<HttpStatusCode> TrySayAsync(string text, CancellationToken cancel) => PostAsync("message", text, cancel);

    /// <summary>Posts an activity of any type.</summary>
    public async Task<HttpStatusCode> PostAsync(string type, string? text, CancellationToken cancel)
    {
        var activity = new JsonObject { ["type"] = type, ["from"] = new JsonObject { ["id"] = userId }, ["text"] = text };
        using var answer = await SendAsync(HttpMethod.Post, path, activity, cancel);
        return answer.StatusCode;
    }

    /// <summary>Takes in what has been said since.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        while (true)
        {
            using var answer = await SendAsync(HttpMethod.Get, $"{path}?watermark={watermark}", null, cancel);
            answer.EnsureSuccessStatusCode();
            var page = (await answer.Content.ReadFromJsonAsync<JsonObject>(cancel))!;
            var lines = page["activities"]!.AsArray();
            // The greeting comes by itself, once, whenever the chat is first opened.
            unread.AddRange(lines.Where(IsMessage).Select(Read).Where(line => line.FromBot && !line.Text.StartsWith("您好，我是", StringComparison.Ordinal)));
            Buttons = unread.LastOrDefault(line => line.Buttons.Count > 0)?.Buttons ?? Buttons;
            var next = (string?)page["watermark"] ?? "";
            if (lines.Count == 0 || next == watermark)
                return;
            watermark = next;
        }
    }

    /// <summary>Forgets what was read.</summary>
    public void Forget() => unread.Clear();

    private static bool IsMessage(JsonNode? activity) => (string?)activity!["type"] == "message";

    private static Line Read(JsonNode? activity)
    {
        var fromBot = (string?)activity!["from"]?["role"] == "bot";
        // Read as Markdown the lines of an answer would run together.
        Assert.True(!fromBot || (string?)activity["textFormat"] == "plain", $"not said as plain text: {activity["text"]}");
        return new Line(
            fromBot, (string?)activity["text"] ?? "", [.. (activity["suggestedActions"]?["actions"]?.AsArray() ?? []).Select(action => (string)action!["value"]!)]);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string where, JsonObject? body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, where) { Content = body is null ? null : JsonContent.Create(body, options: JsonSerializerOptions.Web) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await http.SendAsync(request, cancel);
    }
}
