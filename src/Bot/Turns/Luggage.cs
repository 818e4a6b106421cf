using Microsoft.Extensions.Options;
using PartyBuilding.Channels;
using PartyBuilding.Channels.BotFramework;
using PartyBuilding.Channels.DirectLine;

namespace PartyBuilding.Bot.Turns;

/// <summary>Files that come with a message, got before its turn begins: a turn waits for nobody on the network.</summary>
internal sealed class Luggage(AttachmentClient client, IOptions<BotOptions> options)
{
    /// <summary>The files of a message; none when it surely is not for the bot.</summary>
    public async Task<IReadOnlyList<SentFile>> TakeAsync(Incoming incoming, CancellationToken cancel)
    {
        var files = (incoming.Activity.Attachments ?? []).Where(IsFile).Take(options.Value.MostPhotos + 1).ToList();
        if (files.Count == 0)
            return [];
        if (incoming.Wire == Wire.DirectLine)
            return [.. files.Select(Uploaded)];
        // A picture shown to a group is nobody's business.
        if (incoming.IsGroup && !incoming.IsAddressed && incoming.Text.Length == 0)
            return [];
        return await Task.WhenAll(files.Select(file => FetchAsync(file, incoming.Activity.ServiceUrl, cancel)));
    }

    /// <summary>Cards are no files, and Teams adds a copy of the text in HTML.</summary>
    private static bool IsFile(Attachment attachment) =>
        attachment.ContentType is { } type && type != "text/html" && !type.StartsWith("application/vnd.microsoft.card", StringComparison.OrdinalIgnoreCase);

    /// <summary>We are the channel: the file was sniffed, cleaned and kept when it was uploaded; any other address is not ours to call.</summary>
    private static SentFile Uploaded(Attachment attachment) =>
        DirectLineEndpoints.FileIn(attachment.ContentUrl) is { } id
            ? new SentFile(id, "", null, FileTypes.IsPicture(attachment.ContentType!) ? null : HostWord.PhotoKind)
            : Refused(HostWord.PhotoKind);

    private async Task<SentFile> FetchAsync(Attachment attachment, string? serviceUrl, CancellationToken cancel)
    {
        if (attachment.ContentUrl is not { Length: > 0 } url || !attachment.ContentType!.StartsWith("image/", StringComparison.OrdinalIgnoreCase))
            return Refused(HostWord.PhotoKind);
        return await client.FetchAsync(url, serviceUrl, options.Value.LargestPhoto, cancel) switch
        {
            FetchOutcome.Fetched { Bytes: var bytes } when FileTypes.IsPicture(FileTypes.Sniff(bytes)) =>
                new SentFile(Outgoings.NewSecret(), DirectLineEndpoints.FileName(attachment.Name), Pictures.WithoutMetadata(bytes).ToArray(), null),
            FetchOutcome.Fetched => Refused(HostWord.PhotoKind),
            FetchOutcome.TooBig => Refused(HostWord.PhotoBig),
            _ => Refused(HostWord.PhotoLost),
        };
    }

    private static SentFile Refused(HostWord why) => new("", "", null, why);
}
