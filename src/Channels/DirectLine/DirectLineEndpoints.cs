using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace PartyBuilding.Channels.DirectLine;

/// <summary>Direct Line 3.0 as Microsoft's clients speak it, over an <see cref="IDirectLineStore"/>.</summary>
public static class DirectLineEndpoints
{
    /// <summary>Where it is mapped.</summary>
    public const string Path = "/v3/directline";

    /// <summary>The id of an uploaded file in its own address; null for any other address.</summary>
    public static string? FileIn(string? address)
    {
        const string Files = Path + "/attachments/";
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || !url.AbsolutePath.StartsWith(Files, StringComparison.Ordinal))
            return null;
        var id = url.AbsolutePath[Files.Length..].Split('/')[0];
        return id.Length > 0 ? id : null;
    }

    /// <summary>The address of an uploaded file.</summary>
    public static string FileUrl(Uri server, string id, string name) =>
        $"{server.AbsoluteUri.TrimEnd('/')}{Path}/attachments/{id}/{Uri.EscapeDataString(name)}";

    /// <summary>A name for a file as it may be kept and shown.</summary>
    public static string FileName(string? sent) => FileNames.Clean(sent);

    /// <summary>Maps the whole channel. Needs <see cref="DirectLineServices.AddDirectLine"/> and an <see cref="IDirectLineStore"/>.</summary>
    public static void MapDirectLine(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Path);
        group.AddEndpointFilter((call, next) =>
        {
            AddHeaders(call.HttpContext.Response.Headers);
            return next(call);
        });
        TokenEndpoints.Map(group);
        ConversationEndpoints.Map(group);
        ActivityEndpoints.Map(group);
        UploadEndpoint.Map(group);
        FileEndpoint.Map(group);
        StreamEndpoint.Map(group);
        group.MapMethods("{**path}", ["OPTIONS"], Preflight);
    }

    /// <summary>Any page may call: what counts is the token, which no browser adds by itself, and the origins named in it.</summary>
    private static void AddHeaders(IHeaderDictionary headers)
    {
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders = "Retry-After";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
    }

    private static IResult Preflight(HttpResponse response)
    {
        response.Headers.AccessControlAllowMethods = "GET, POST";
        response.Headers.AccessControlAllowHeaders = "authorization, content-type, x-ms-bot-agent, x-requested-with";
        response.Headers.AccessControlMaxAge = "7200";
        return Results.NoContent();
    }
}
