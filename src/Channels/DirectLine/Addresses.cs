using Microsoft.AspNetCore.Http;

namespace PartyBuilding.Channels.DirectLine;

/// <summary>Absolute addresses as the client sees us.</summary>
internal sealed class Addresses(DirectLineOptions options)
{
    public string Stream(HttpRequest request, string conversation, string token, long? after)
    {
        var url = new UriBuilder($"{Base(request)}/conversations/{Uri.EscapeDataString(conversation)}/stream");
        url.Scheme = url.Scheme == Uri.UriSchemeHttps ? "wss" : "ws";
        url.Query = $"t={token}" + (after is { } number ? $"&watermark={number}" : "");
        return url.Uri.AbsoluteUri;
    }

    public string File(HttpRequest request, StoredFile file) =>
        $"{Base(request)}/attachments/{file.Id}/{Uri.EscapeDataString(file.Name)}";

    private string Base(HttpRequest request) =>
        (options.PublicUrl?.AbsoluteUri.TrimEnd('/') ?? $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}") + DirectLineEndpoints.Path;
}
