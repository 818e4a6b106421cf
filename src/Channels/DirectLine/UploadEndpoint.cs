using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace PartyBuilding.Channels.DirectLine;

/// <summary>Messages with files.</summary>
internal static class UploadEndpoint
{
    public static void Map(RouteGroupBuilder group) => group.MapPost("/conversations/{id}/upload", UploadAsync);

    private static async Task<IResult> UploadAsync(
        HttpContext call, string id, string? userId, Credentials credentials, IDirectLineStore store, DirectLineStreams streams, Limits limits,
        Addresses addresses, IOptions<DirectLineOptions> options, RealClock clock)
    {
        var (seat, _, refusal) = Gate.Enter(call, credentials, id);
        if (seat is null)
            return refusal!;
        if (limits.Post(seat) is { } wait)
            return Answers.TooMany(wait);
        switch (await Upload.ReadAsync(call.Request, options.Value, call.RequestAborted))
        {
            case UploadReading.Refused refused:
                return Answers.Error(refused.Status, refused.Code, refused.Message);
            case UploadReading.Read { Activity: var sent, Files: var files }:
                sent = sent with { From = sent.From?.Id is null ? new ChannelAccount { Id = userId } : sent.From };
                try
                {
                    foreach (var file in files)
                        await store.KeepFileAsync(seat, file.Stored, call.RequestAborted);
                }
                catch (StoreAwayException)
                {
                    return Answers.Away();
                }
                sent = sent with { Attachments = Filled(sent.Attachments ?? [], files, file => addresses.File(call.Request, file)) };
                return await ActivityEndpoints.TakeAsync(seat, sent, store, streams, options.Value, clock.Time, call.RequestAborted);
            default:
                throw new InvalidOperationException("unreachable: UploadReading is closed");
        }
    }

    /// <summary>Clients list the files in the activity already: those places get the addresses; a file without a place gets one at the end.</summary>
    private static List<Attachment> Filled(IReadOnlyList<Attachment> places, IReadOnlyList<UploadedFile> files, Func<StoredFile, string> address)
    {
        var left = files.ToList();
        var filled = new List<Attachment>();
        foreach (var place in places)
        {
            var file = place.ContentUrl is null && place.Content is null ? left.FirstOrDefault(f => f.SentName == place.Name) : null;
            if (file is not null)
                left.Remove(file);
            filled.Add(file is null ? place : Attached(file, address, place.ThumbnailUrl));
        }
        filled.AddRange(left.Select(file => Attached(file, address, null)));
        return filled;
    }

    private static Attachment Attached(UploadedFile file, Func<StoredFile, string> address, string? thumbnail)
    {
        var url = address(file.Stored);
        // Web Chat sends a small picture of its own as data:, which would travel with every reading of the line.
        var isSmall = thumbnail is null || !thumbnail.StartsWith("data:", StringComparison.OrdinalIgnoreCase);
        return new Attachment
        {
            ContentType = file.Stored.ContentType,
            ContentUrl = url,
            Name = file.Stored.Name,
            ThumbnailUrl = isSmall ? thumbnail : FileTypes.IsPicture(file.Stored.ContentType) ? url : null,
        };
    }
}
