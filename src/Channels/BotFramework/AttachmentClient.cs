using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace PartyBuilding.Channels.BotFramework;

/// <summary>What became of a file somebody attached. Closed.</summary>
public abstract record FetchOutcome
{
    private FetchOutcome() { }

    /// <summary>Its bytes; whether they are what was claimed is for the caller to see.</summary>
    public sealed record Fetched(byte[] Bytes) : FetchOutcome;

    /// <summary>More bytes than wanted.</summary>
    public sealed record TooBig : FetchOutcome;

    /// <summary>An address we do not call, or no answer.</summary>
    public sealed record Lost(string Reason) : FetchOutcome;
}

/// <summary>Gets attached files from the channels they came over: never from anywhere else, never more than wanted.</summary>
public sealed class AttachmentClient(HttpClient http, ConnectorTokens tokens, ServiceUrls urls, IOptions<BotFrameworkOptions> options)
{
    /// <summary>The bytes of an attachment.</summary>
    /// <param name="contentUrl">Where it says they are; a <c>data:</c> address carries them itself.</param>
    /// <param name="serviceUrl">Of its conversation, verified: our token goes to that host alone.</param>
    /// <param name="most">No more bytes than this.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<FetchOutcome> FetchAsync(string contentUrl, string? serviceUrl, int most, CancellationToken cancel)
    {
        if (contentUrl.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
            return Inline(contentUrl, most);
        if (urls.AllowedFile(contentUrl) is not { } url)
            return new FetchOutcome.Lost("address not allowed");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(Math.Min(options.Value.CallSeconds, 6)));
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            if (!tokens.IsAnonymous && urls.Allowed(serviceUrl)?.Host == url.Host && await tokens.GetAsync(null, limit.Token) is { } token)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            if (!response.IsSuccessStatusCode)
                return new FetchOutcome.Lost($"{(int)response.StatusCode}");
            return await ReadAsync(response.Content, most, limit.Token) is { } bytes ? new FetchOutcome.Fetched(bytes) : new FetchOutcome.TooBig();
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || (fault is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return new FetchOutcome.Lost(fault.GetType().Name);
        }
    }

    private static FetchOutcome Inline(string address, int most)
    {
        var comma = address.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0 || !address.AsSpan(0, comma).EndsWith(";base64", StringComparison.OrdinalIgnoreCase))
            return new FetchOutcome.Lost("no base64");
        var text = address.AsSpan(comma + 1);
        if (text.Length / 4 > most / 3)
            return new FetchOutcome.TooBig();
        var bytes = new byte[text.Length / 4 * 3 + 3];
        return Convert.TryFromBase64Chars(text, bytes, out var length) ? new FetchOutcome.Fetched(bytes[..length]) : new FetchOutcome.Lost("no base64");
    }

    private static async Task<byte[]?> ReadAsync(HttpContent content, int most, CancellationToken cancel)
    {
        if (content.Headers.ContentLength > most)
            return null;
        await using var body = await content.ReadAsStreamAsync(cancel);
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await body.ReadAsync(buffer, cancel)) > 0)
        {
            if (kept.Length + count > most)
                return null;
            kept.Write(buffer, 0, count);
        }
        return kept.ToArray();
    }
}
