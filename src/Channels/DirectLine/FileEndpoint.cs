using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace PartyBuilding.Channels.DirectLine;

/// <summary>Serves uploaded files without a header, since a picture in a page cannot send one: the address itself is the secret.</summary>
internal static class FileEndpoint
{
    public static void Map(RouteGroupBuilder group) => group.MapGet("/attachments/{id}/{name?}", ServeAsync);

    private static async Task<IResult> ServeAsync(HttpContext call, string id, IDirectLineStore store)
    {
        StoredFile? file;
        try
        {
            file = await store.FileAsync(id, call.RequestAborted);
        }
        catch (StoreAwayException)
        {
            return Answers.Away();
        }
        if (file is null)
            return Answers.Error(404, "NotFound", "There is no such file.");

        // Looked at again: only what is a picture by its bytes is shown in place, everything else is for saving.
        var type = FileTypes.Sniff(file.Bytes.Span);
        var isPicture = FileTypes.IsPicture(type);
        var disposition = new ContentDispositionHeaderValue(isPicture ? "inline" : "attachment");
        disposition.SetHttpFileName(file.Name);
        var headers = call.Response.Headers;
        headers.ContentDisposition = disposition.ToString();
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        headers.CacheControl = "private, max-age=86400, immutable";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        headers["Referrer-Policy"] = "no-referrer";
        return Results.Bytes(file.Bytes, isPicture ? type : FileTypes.Unknown);
    }
}
