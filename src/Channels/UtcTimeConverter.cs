using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PartyBuilding.Channels;

/// <summary>Times with milliseconds and Z, the form Microsoft's clients sort by.</summary>
public sealed class UtcTimeConverter : JsonConverter<DateTimeOffset?>
{
    /// <summary>A text that is no time reads as absent: nothing is decided by it.</summary>
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException();
        return reader.TryGetDateTimeOffset(out var time) ? time : null;
    }

    /// <summary>Writes the instant in UTC.</summary>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is not { } time)
        {
            writer.WriteNullValue();
            return;
        }
        Span<char> text = stackalloc char[24];
        time.UtcDateTime.TryFormat(text, out var length, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..length]);
    }
}
