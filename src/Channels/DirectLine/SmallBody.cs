using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace PartyBuilding.Channels.DirectLine;

/// <summary>Bodies that may be missing, though a content type is set.</summary>
internal static class SmallBody
{
    private const int Longest = 16 * 1024;

    /// <returns>Null for no body; or the answer that refuses.</returns>
    public static async Task<(T? Body, IResult? Refusal)> ReadAsync<T>(HttpContext call, JsonTypeInfo<T> type) where T : class
    {
        if (await RequestBody.ReadAsync(call.Request, Longest, call.RequestAborted) is not { } bytes)
            return (null, Answers.Error(413, "MessageSizeTooBig", $"At most {Longest} bytes."));
        if (bytes.AsSpan().Trim(" \t\r\n"u8).IsEmpty)
            return (null, null);
        try
        {
            if (!Utf8.IsValid(bytes))
                return (null, Answers.Error(400, "BadSyntax", "The body is not valid UTF-8."));
            WireText.Repair(bytes);
            return (JsonSerializer.Deserialize(bytes, type), null);
        }
        catch (JsonException fault)
        {
            return (null, Answers.Error(400, "BadSyntax", $"The body cannot be read at '{fault.Path ?? "$"}'."));
        }
    }
}
