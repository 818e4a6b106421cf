using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace PartyBuilding.Channels;

/// <summary>Activities as JSON, in both directions.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(Activity))]
[JsonSerializable(typeof(IReadOnlyList<Activity>))]
public sealed partial class ActivityJson : JsonSerializerContext
{
    /// <summary>How deep a body may nest.</summary>
    public const int MaxDepth = 64;

    /// <summary>The largest body read as an activity.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>Writes Chinese as Chinese: a third of the bytes of the escaped form.</summary>
    public static ActivityJson Wire { get; } = new(WireOptions());

    /// <summary>The activity as UTF-8 JSON, absent fields left out.</summary>
    public static byte[] Write(Activity activity) => JsonSerializer.SerializeToUtf8Bytes(activity, Wire.Activity);

    /// <summary>Reads one activity from a request's bytes.</summary>
    /// <param name="json">UTF-8; changed in place where it holds escapes no database can keep (see <see cref="WireText"/>).</param>
    /// <returns>The activity, or why the request is answered with 400 or 413.</returns>
    public static ActivityReading Read(Span<byte> json)
    {
        if (json.Length > MaxBytes)
            return new ActivityReading.Refused(413, "MessageSizeTooBig", $"An activity may have at most {MaxBytes} bytes.");
        if (!Utf8.IsValid(json))
            return new ActivityReading.Refused(400, "BadSyntax", "The body is not valid UTF-8.");

        WireText.Repair(json);
        try
        {
            var reader = new Utf8JsonReader(json, Strict);
            var activity = JsonSerializer.Deserialize(ref reader, Wire.Activity);
            reader.Read();
            return activity is { Type: { Length: > 0 } }
                ? new ActivityReading.Read(WithoutNulls(activity))
                : new ActivityReading.Refused(400, "MissingProperty", "The activity has no 'type'.");
        }
        catch (JsonException fault)
        {
            return new ActivityReading.Refused(400, "BadSyntax", Explain(json, fault));
        }
    }

    /// <summary>How every channel of this house writes JSON.</summary>
    internal static JsonSerializerOptions WireOptions() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new UtcTimeConverter() },
        // What was read at the full depth is written inside a list inside an answer.
        MaxDepth = 2 * MaxDepth,
    };

    private static JsonReaderOptions Strict => new() { MaxDepth = MaxDepth };

    /// <summary>A null in a list is as absent as a null field.</summary>
    private static Activity WithoutNulls(Activity activity) => activity with
    {
        Attachments = WithoutNulls(activity.Attachments),
        MembersAdded = WithoutNulls(activity.MembersAdded),
        MembersRemoved = WithoutNulls(activity.MembersRemoved),
        ReactionsAdded = WithoutNulls(activity.ReactionsAdded),
        ReactionsRemoved = WithoutNulls(activity.ReactionsRemoved),
    };

    private static IReadOnlyList<T>? WithoutNulls<T>(IReadOnlyList<T>? list) where T : class =>
        list is not null && list.Contains(null!) ? [.. list.Where(item => item is not null)] : list;

    /// <summary>Says which field is of the wrong type, or where the text stops being JSON, without naming our types.</summary>
    private static string Explain(ReadOnlySpan<byte> json, JsonException fault)
    {
        try
        {
            var reader = new Utf8JsonReader(json, Strict);
            while (reader.Read())
            {
            }
        }
        catch (JsonException syntax)
        {
            return $"The body is not JSON, or nests deeper than {MaxDepth}: line {syntax.LineNumber + 1}, byte {syntax.BytePositionInLine + 1}.";
        }
        return fault.Path is null or "$" ? "The body is not a JSON object." : $"The field '{fault.Path}' has the wrong JSON type.";
    }
}
