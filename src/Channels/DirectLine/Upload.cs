using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace PartyBuilding.Channels.DirectLine;

/// <summary>One file of an upload.</summary>
/// <param name="SentName">As sent, to find its place in the activity.</param>
/// <param name="Stored">As kept.</param>
internal sealed record UploadedFile(string? SentName, StoredFile Stored);

/// <summary>What an upload was. Closed.</summary>
internal abstract record UploadReading
{
    private UploadReading() { }

    public sealed record Read(Activity Activity, IReadOnlyList<UploadedFile> Files) : UploadReading;

    public sealed record Refused(int Status, string Code, string Message) : UploadReading;
}

/// <summary>Reads an upload: parts of a form, of which one may be the activity, or one file as it is.</summary>
internal static class Upload
{
    private const string ActivityType = "application/vnd.microsoft.activity";
    private const int LongestBoundary = 100;

    public static async Task<UploadReading> ReadAsync(HttpRequest request, DirectLineOptions options, CancellationToken cancel)
    {
        if (request.ContentLength > options.MaxUploadBytes)
            return TooBig(options.MaxUploadBytes);
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return await ReadOneAsync(request, options, cancel);
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary);
        if (StringSegment.IsNullOrEmpty(boundary) || boundary.Length > LongestBoundary)
            return new UploadReading.Refused(400, "BadSyntax", "The multipart boundary is missing or too long.");
        try
        {
            var reader = new MultipartReader(boundary.ToString(), request.Body) { BodyLengthLimit = null, HeadersLengthLimit = 8 * 1024 };
            return await ReadPartsAsync(reader, options, cancel);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return new UploadReading.Refused(400, "BadSyntax", "The multipart body is broken.");
        }
    }

    private static async Task<UploadReading> ReadPartsAsync(MultipartReader reader, DirectLineOptions options, CancellationToken cancel)
    {
        var activity = new Activity { Type = ActivityTypes.Message };
        var files = new List<UploadedFile>();
        var left = options.MaxUploadBytes;
        while (await reader.ReadNextSectionAsync(cancel) is { } section)
        {
            var isActivity = IsActivity(section.ContentType);
            var most = Math.Min(left, isActivity ? ActivityJson.MaxBytes : options.MaxFileBytes);
            if (await ReadAsync(section.Body, most, cancel) is not { } bytes)
                return TooBig(most);
            left -= bytes.Length;
            if (isActivity)
            {
                var reading = ActivityJson.Read(bytes);
                if (reading is ActivityReading.Refused bad)
                    return new UploadReading.Refused(bad.Status, bad.Code, bad.Message);
                activity = ((ActivityReading.Read)reading).Activity;
                continue;
            }
            if (files.Count == options.MaxFiles)
                return new UploadReading.Refused(413, "MessageSizeTooBig", $"At most {options.MaxFiles} files.");
            files.Add(Kept(NameIn(section.ContentDisposition), bytes));
        }
        return files.Count == 0
            ? new UploadReading.Refused(400, "MissingProperty", "The upload has no file.")
            : new UploadReading.Read(activity, files);
    }

    private static async Task<UploadReading> ReadOneAsync(HttpRequest request, DirectLineOptions options, CancellationToken cancel)
    {
        if (await RequestBody.ReadAsync(request, options.MaxFileBytes, cancel) is not { } bytes)
            return TooBig(options.MaxFileBytes);
        if (bytes.Length == 0)
            return new UploadReading.Refused(400, "MissingProperty", "The upload has no file.");
        return new UploadReading.Read(new Activity { Type = ActivityTypes.Message }, [Kept(NameIn(request.Headers.ContentDisposition), bytes)]);
    }

    private static UploadedFile Kept(string? name, byte[] bytes) =>
        new(name, new StoredFile(DirectLineTokens.Random(), FileNames.Clean(name), FileTypes.Sniff(bytes), Pictures.WithoutMetadata(bytes)));

    private static async Task<byte[]?> ReadAsync(Stream body, int limit, CancellationToken cancel)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await body.ReadAsync(buffer, cancel)) > 0)
        {
            if (kept.Length + count > limit)
                return null;
            kept.Write(buffer, 0, count);
        }
        return kept.ToArray();
    }

    private static bool IsActivity(string? contentType) =>
        contentType?.StartsWith(ActivityType, StringComparison.OrdinalIgnoreCase) is true;

    private static string? NameIn(string? header)
    {
        if (!ContentDispositionHeaderValue.TryParse(header, out var disposition))
            return null;
        var name = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName);
        return name.HasValue ? name.Value : null;
    }

    private static UploadReading.Refused TooBig(int limit) => new(413, "MessageSizeTooBig", $"At most {limit} bytes here.");
}
