using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using PartyBuilding.Bot.Web.Page;
using PartyBuilding.Tests.Channels.Support;

namespace PartyBuilding.Tests.Bot.Web;

public sealed partial class DemoPageTests
{
    [Fact]
    public async Task Each_answer_has_a_nonce_of_its_own_in_policy_and_page()
    {
        await using var server = await StartAsync();

        var (first, second) = (await GetAsync(server, "/"), await GetAsync(server, "/"));

        var nonces = new[] { first, second }.Select(answer =>
        {
            var nonce = NonceInPolicy().Match(answer.Policy).Groups[1].Value;
            Assert.All(NonceInPage().Matches(answer.Body), match => Assert.Equal(nonce, match.Groups[1].Value));
            Assert.NotEmpty(NonceInPage().Matches(answer.Body));
            return nonce;
        }).ToList();
        Assert.NotEqual(nonces[0], nonces[1]);
        Assert.Contains("default-src 'none'", first.Policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", first.Policy, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", first.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_the_page_loads_comes_from_here_and_may_be_kept()
    {
        await using var server = await StartAsync();
        var page = (await GetAsync(server, "/")).Body;
        var folder = LinkInPage().Match(page).Groups[1].Value;

        foreach (var name in new[] { "page.js", "chat.js", "examples.js", "page.css", "icon.svg" })
        {
            using var response = await server.Http.GetAsync($"{folder}/{name}", TestContext.Current.CancellationToken);
            var text = (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal);
            Assert.Contains("immutable", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            Assert.DoesNotMatch("https?://", text);
        }
        Assert.DoesNotMatch("https?://", page);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(server, folder + "/other.js")).Status);
    }

    [Fact]
    public async Task Without_Web_Chat_the_page_says_so()
    {
        await using var server = await StartAsync();

        Assert.Contains("data-webchat=\"missing\"", (await GetAsync(server, "/")).Body, StringComparison.Ordinal);
        Assert.Equal("""{"state":"missing"}""", (await GetAsync(server, "/page/webchat")).Body);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(server, WebChatFiles.Path)).Status);
    }

    [Fact]
    public async Task Web_Chat_is_fetched_once_and_served_in_the_form_the_browser_takes()
    {
        var folder = Directory.CreateTempSubdirectory("webchat-test-").FullName;
        try
        {
            await new WebChatFiles(folder, NullLogger<WebChatFiles>.Instance).PrepareAsync(TestContext.Current.CancellationToken);
            await using var server = await StartAsync(folder);

            var plain = await BytesAsync(server, null);
            Assert.True(plain.Length > 3_000_000, "Web Chat is missing: npm is needed for this test (on Debian: apt-get install npm), and the package registry.");
            Assert.Equal(plain, Unpacked(new BrotliStream(new MemoryStream(await BytesAsync(server, "br")), CompressionMode.Decompress)));
            Assert.Equal(plain, Unpacked(new GZipStream(new MemoryStream(await BytesAsync(server, "gzip")), CompressionMode.Decompress)));
            Assert.Contains("data-webchat=\"ready\"", (await GetAsync(server, "/")).Body, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<LoopbackServer> StartAsync(string? folder = null) =>
        LoopbackServer.StartAsync(app => app.MapPage(new WebChatFiles(folder ?? "/nowhere", NullLogger<WebChatFiles>.Instance)));

    private static async Task<(HttpStatusCode Status, string Policy, string Body)> GetAsync(LoopbackServer server, string path)
    {
        using var response = await server.Http.GetAsync(path, TestContext.Current.CancellationToken);
        return (response.StatusCode,
            response.Headers.TryGetValues("Content-Security-Policy", out var policy) ? policy.Single() : "",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<byte[]> BytesAsync(LoopbackServer server, string? encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, WebChatFiles.Path);
        if (encoding is not null)
            request.Headers.TryAddWithoutValidation("Accept-Encoding", encoding);
        using var response = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(encoding, response.Content.Headers.ContentEncoding.SingleOrDefault());
        return await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    private static byte[] Unpacked(Stream packed)
    {
        using var plain = new MemoryStream();
        packed.CopyTo(plain);
        return plain.ToArray();
    }

    [GeneratedRegex("script-src 'nonce-([^']+)'")]
    private static partial Regex NonceInPolicy();

    [GeneratedRegex("nonce=\"([^\"]+)\"")]
    private static partial Regex NonceInPage();

    [GeneratedRegex("href=\"([^\"]+)/page.css\"")]
    private static partial Regex LinkInPage();
}
