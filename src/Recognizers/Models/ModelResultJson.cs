using System.Text.Json;

namespace PartyBuilding.Recognizers.Models;

/// <summary>Writes entities as the JSON that users of Microsoft.Recognizers.Text know.</summary>
public static class ModelResultJson
{
    /// <summary>Writes one array with every entity.</summary>
    public static void Write(Utf8JsonWriter json, IEnumerable<ModelResult> results)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(results);
        json.WriteStartArray();
        foreach (var result in results)
        {
            json.WriteStartObject();
            json.WriteString("Text", result.Text);
            json.WriteString("TypeName", result.TypeName);
            json.WritePropertyName("Resolution");
            Write(json, result.Resolution);
            json.WriteNumber("Start", result.Start);
            json.WriteNumber("End", result.End);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Resolution resolution)
    {
        switch (resolution)
        {
            case Resolution.Fields fields:
                WriteFields(json, fields);
                break;
            case Resolution.Answer answer:
                json.WriteStartObject();
                json.WriteBoolean("value", answer.Value);
                json.WriteNumber("score", answer.Score);
                json.WriteEndObject();
                break;
            case Resolution.Candidates candidates:
                json.WriteStartObject();
                json.WriteStartArray("values");
                foreach (var value in candidates.Values)
                    WriteFields(json, value);
                json.WriteEndArray();
                json.WriteEndObject();
                break;
        }
    }

    private static void WriteFields(Utf8JsonWriter json, Resolution.Fields fields)
    {
        json.WriteStartObject();
        foreach (var (key, value) in fields.Entries)
            json.WriteString(key, value);
        json.WriteEndObject();
    }
}
