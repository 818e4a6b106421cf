using System.Buffers;
using System.Text;
using System.Text.Json;

namespace PartyBuilding.Channels;

/// <summary>Cards in the schema 1.5. <c>Action.Submit</c> only: Web Chat does not know <c>Action.Execute</c>.</summary>
internal static class AdaptiveCard
{
    public const string ContentType = "application/vnd.microsoft.card.adaptive";
    private const string TapField = "tap";
    private const int LongestId = 200;

    // What the cards' Markdown takes for emphasis, links and code anywhere, and for headings and lists where a line begins.
    private static readonly SearchValues<char> Marks = SearchValues.Create("\\*_[]`~");
    private static readonly SearchValues<char> MarksAtStart = SearchValues.Create("#>+-");

    public static JsonElement Of(Card card)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", "AdaptiveCard");
            json.WriteString("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
            json.WriteString("version", "1.5");
            json.WriteString("lang", "zh-CN");
            json.WriteString("fallbackText", card.ToText().Trim());
            json.WriteStartArray("body");
            if (card.Title.Length > 0)
                WriteText(json, card.Title, isTitle: true);
            WriteFacts(json, card.Facts);
            if (!string.IsNullOrEmpty(card.Body))
                WriteText(json, card.Body, isTitle: false);
            json.WriteEndArray();
            WriteButtons(json, card.Buttons);
            json.WriteEndObject();
        }
        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }

    public static string? TapOf(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Object } data
        && data.TryGetProperty(TapField, out var tap)
        && tap.ValueKind == JsonValueKind.String
        && tap.GetString() is { Length: > 0 and <= LongestId } id
            ? id
            : null;

    private static void WriteText(Utf8JsonWriter json, string text, bool isTitle)
    {
        json.WriteStartObject();
        json.WriteString("type", "TextBlock");
        json.WriteString("text", Literal(text));
        json.WriteBoolean("wrap", true);
        if (isTitle)
        {
            json.WriteString("weight", "Bolder");
            json.WriteString("size", "Medium");
        }
        json.WriteEndObject();
    }

    private static void WriteFacts(Utf8JsonWriter json, IReadOnlyList<CardFact> facts)
    {
        if (facts.Count == 0)
            return;
        json.WriteStartObject();
        json.WriteString("type", "FactSet");
        json.WriteStartArray("facts");
        foreach (var (name, value) in facts)
        {
            json.WriteStartObject();
            json.WriteString("title", Literal(name));
            json.WriteString("value", Literal(value));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteButtons(Utf8JsonWriter json, IReadOnlyList<CardButton> buttons)
    {
        if (buttons.Count == 0)
            return;
        json.WriteStartArray("actions");
        foreach (var button in buttons)
        {
            json.WriteStartObject();
            json.WriteString("type", "Action.Submit");
            json.WriteString("title", button.Title);
            if (button.Weight != ButtonWeight.Usual)
                json.WriteString("style", button.Weight == ButtonWeight.Main ? "positive" : "destructive");
            // Always an object: a bare string would come back as if the person had typed it.
            json.WriteStartObject("data");
            json.WriteString(TapField, button.Id);
            json.WriteString("say", button.Says);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>People's words stay words: no emphasis, no link, no list; line breaks stay.</summary>
    private static string Literal(string text)
    {
        var kept = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if (Marks.Contains(c) || (MarksAtStart.Contains(c) && (kept.Length == 0 || kept[^1] == '\n')))
                kept.Append('\\');
            kept.Append(c);
            if (c == '\n')
                kept.Append(c);
        }
        return kept.ToString();
    }
}
