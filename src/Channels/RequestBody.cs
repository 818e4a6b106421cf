using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace PartyBuilding.Channels;

/// <summary>Reads the body of a request once, up to a limit.</summary>
public static class RequestBody
{
    /// <summary>The whole body.</summary>
    /// <returns>Null when it is longer than <paramref name="limit"/>; then no more than that was read.</returns>
    public static async ValueTask<byte[]?> ReadAsync(HttpRequest request, int limit, CancellationToken cancel)
    {
        if (request.ContentLength > limit)
            return null;
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancel);
            if (read.Buffer.Length > limit)
            {
                request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                return null;
            }
            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return body;
            }
            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>The body as one activity; a body that says it is something other than JSON is refused unread.</summary>
    public static async ValueTask<ActivityReading> ReadActivityAsync(HttpRequest request, CancellationToken cancel)
    {
        if (!MayBeJson(request.ContentType))
            return new ActivityReading.Refused(415, "BadSyntax", "Send the activity as application/json.");
        var body = await ReadAsync(request, ActivityJson.MaxBytes, cancel);
        return body is null
            ? new ActivityReading.Refused(413, "MessageSizeTooBig", $"An activity may have at most {ActivityJson.MaxBytes} bytes.")
            : ActivityJson.Read(body);
    }

    private static bool MayBeJson(string? contentType) =>
        string.IsNullOrEmpty(contentType)
        || (MediaTypeHeaderValue.TryParse(contentType, out var type)
            && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
                || type.MediaType.Equals("application/vnd.microsoft.activity", StringComparison.OrdinalIgnoreCase)
                || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase)));
}
