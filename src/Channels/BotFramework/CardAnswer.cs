using System.Text.Json;
using System.Text.Json.Serialization;

namespace PartyBuilding.Channels.BotFramework;

/// <summary>The body that answers an <c>adaptiveCard/action</c>.</summary>
/// <remarks>Source: Universal Actions for Adaptive Cards, response format.</remarks>
public static class CardAnswer
{
    /// <summary>A message shown to the one who tapped.</summary>
    public static JsonElement Of(string text) =>
        Write(new CardResult(200, "application/vnd.microsoft.activity.message", JsonSerializer.SerializeToElement(text, BotFrameworkJson.Wire.String)));

    /// <summary>The call cannot be understood.</summary>
    public static JsonElement Wrong(string code, string message) =>
        Write(new CardResult(400, "application/vnd.microsoft.error",
            JsonSerializer.SerializeToElement(new ErrorDetail(code, message), BotFrameworkJson.Wire.ErrorDetail)));

    private static JsonElement Write(CardResult result) => JsonSerializer.SerializeToElement(result, BotFrameworkJson.Wire.CardResult);
}

/// <summary>Result of a card's action.</summary>
internal sealed record CardResult([property: JsonPropertyName("statusCode")] int StatusCode, string Type, JsonElement Value);
