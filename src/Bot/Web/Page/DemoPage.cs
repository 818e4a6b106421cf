using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace PartyBuilding.Bot.Web.Page;

/// <summary>The demo's page with everything it loads; no other host is ever called.</summary>
internal static class DemoPage
{
    private static readonly Dictionary<string, (string Type, byte[] Bytes)> Files = new()
    {
        ["page.js"] = ("text/javascript; charset=utf-8", Read("page.js")),
        ["chat.js"] = ("text/javascript; charset=utf-8", Read("chat.js")),
        ["examples.js"] = ("text/javascript; charset=utf-8", Read("examples.js")),
        ["page.css"] = ("text/css; charset=utf-8", Read("page.css")),
        ["icon.svg"] = ("image/svg+xml", Read("icon.svg")),
    };

    private static readonly string Html = Encoding.UTF8.GetString(Read("index.html"));

    // The modules import each other by relative names: one hash over all of them names the folder.
    private static readonly string Folder = "/page/" + Convert.ToHexStringLower(SHA256.HashData([.. Files.Values.SelectMany(f => f.Bytes)]).AsSpan(0, 6));

    /// <summary>Maps <c>/</c> and the files of the page.</summary>
    public static void MapPage(this IEndpointRouteBuilder routes, WebChatFiles webChat)
    {
        routes.MapGet("/", (HttpContext call) => Serve(call, webChat));
        routes.MapGet(Folder + "/{name}", (HttpContext call, string name) => ServeFile(call, name));
        routes.MapGet("/page/webchat", (HttpContext call) =>
        {
            call.Response.Headers.CacheControl = "no-store";
            return Results.Json(new { state = webChat.State });
        });
        routes.MapGet(WebChatFiles.Path, (HttpContext call) => webChat.Serve(call));
    }

    private static IResult Serve(HttpContext call, WebChatFiles webChat)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
        var headers = call.Response.Headers;
        headers.ContentSecurityPolicy = Policy(nonce, call.Request);
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), payment=()";
        headers.XContentTypeOptions = "nosniff";
        var script = webChat.State == WebChatFiles.Ready ? $"<script src=\"{WebChatFiles.Path}\" nonce=\"{nonce}\"></script>" : "";
        var html = Html
            .Replace("{{script}}", script, StringComparison.Ordinal)
            .Replace("{{nonce}}", nonce, StringComparison.Ordinal)
            .Replace("{{files}}", Folder, StringComparison.Ordinal)
            .Replace("{{webchat}}", webChat.State, StringComparison.Ordinal);
        return Results.Text(html, "text/html; charset=utf-8");
    }

    /// <summary>Web Chat styles itself by script with the nonce, shows uploads as blobs and decodes them in a worker.</summary>
    private static string Policy(string nonce, HttpRequest request)
    {
        var socket = $"{(request.IsHttps ? "wss" : "ws")}://{request.Host.ToUriComponent()}";
        return $"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; img-src 'self' data: blob:; "
            + $"connect-src 'self' blob: {socket}; worker-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    private static IResult ServeFile(HttpContext call, string name)
    {
        if (!Files.TryGetValue(name, out var file))
            return Results.NotFound();
        call.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        call.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Bytes(file.Bytes, file.Type);
    }

    private static byte[] Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("page/" + name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
