using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using PartyBuilding.Channels.DirectLine;
using PartyBuilding.Tests.Channels.Support;

namespace PartyBuilding.Tests.Channels;

public sealed class DirectLineUploadTests
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 9];
    private static readonly byte[] Html = Encoding.UTF8.GetBytes("<html><script>alert(1)</script></html>");

    [Fact]
    public async Task Files_fill_the_places_the_activity_has_for_them()
    {
        await using var server = await DirectLineServer.StartAsync();
        using var form = Form(
            ("activity", null, "application/vnd.microsoft.activity", Encoding.UTF8.GetBytes("""
                {"type":"message","from":{"id":"x"},"text":"两张","attachments":[{"contentType":"image/png","name":"乙.png","thumbnailUrl":"data:image/png;base64,AA"},{"contentType":"image/png","name":"甲.png"}]}
                """)),
            ("file", "甲.png", "image/png", Png),
            ("file", "乙.png", "image/png", Png),
            ("file", "另.txt", "text/plain", Html));

        var (status, _) = await UploadAsync(server, form);

        Assert.Equal(HttpStatusCode.OK, status);
        var kept = Assert.Single(server.Store.Posted).Activity;
        Assert.Equal(["乙.png", "甲.png", "另.txt"], kept.Attachments!.Select(a => a.Name));
        Assert.All(kept.Attachments!, a => Assert.StartsWith(server.Address + "v3/directline/attachments/", a.ContentUrl, StringComparison.Ordinal));
        Assert.Equal(kept.Attachments![0].ContentUrl, kept.Attachments[0].ThumbnailUrl);
        Assert.Equal("application/octet-stream", kept.Attachments[2].ContentType);
        Assert.Equal("dl_1", kept.From!.Id);
    }

    [Fact]
    public async Task A_form_without_activity_and_a_bare_body_are_messages_with_files()
    {
        await using var server = await DirectLineServer.StartAsync();
        using var form = Form(("file", "a.png", "image/png", Png));
        using var bare = new ByteArrayContent(Png);
        bare.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        bare.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = "\"b.png\"" };

        Assert.Equal(HttpStatusCode.OK, (await UploadAsync(server, form)).Status);
        Assert.Equal(HttpStatusCode.OK, (await UploadAsync(server, bare)).Status);

        Assert.Equal(["a.png", "b.png"], server.Store.Posted.Select(p => p.Activity.Attachments!.Single().Name));
        Assert.All(server.Store.Posted, p => Assert.Equal("message", p.Activity.Type));
    }

    [Fact]
    public async Task Pictures_are_shown_in_place_and_everything_else_is_for_saving_only()
    {
        await using var server = await DirectLineServer.StartAsync();
        using var form = Form(("file", "真.png", "text/html", Png), ("file", "假.png", "image/png", Html), ("file", "图.svg", "image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray()));
        await UploadAsync(server, form);
        var urls = server.Store.Posted.Single().Activity.Attachments!.Select(a => a.ContentUrl!).ToList();

        var answers = new List<(string? Type, string? Disposition, string Policy, string Sniff)>();
        foreach (var url in urls)
        {
            using var response = await server.Http.GetAsync(new Uri(url), TestContext.Current.CancellationToken);
            answers.Add((response.Content.Headers.ContentType?.MediaType, response.Content.Headers.ContentDisposition?.DispositionType,
                response.Headers.GetValues("Content-Security-Policy").Single(), response.Headers.GetValues("X-Content-Type-Options").Single()));
        }

        Assert.Equal(("image/png", "inline"), (answers[0].Type, answers[0].Disposition));
        Assert.Equal(("application/octet-stream", "attachment"), (answers[1].Type, answers[1].Disposition));
        Assert.Equal(("application/octet-stream", "attachment"), (answers[2].Type, answers[2].Disposition));
        Assert.All(answers, a => Assert.Equal(("nosniff", true), (a.Sniff, a.Policy.Contains("sandbox", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"C:\Users\x\会议.docx", "会议.docx")]
    [InlineData("a\u0001\u202Eb\u0000.png", "ab.png")]
    [InlineData("...", "文件")]
    [InlineData("", "文件")]
    [InlineData(null, "文件")]
    [InlineData("a:b*c?.txt", "abc.txt")]
    public void Names_lose_paths_and_tricks(string? sent, string kept) => Assert.Equal(kept, FileNames.Clean(sent));

    [Fact]
    public void A_long_name_is_cut_at_whole_characters() =>
        Assert.Equal(255, Encoding.UTF8.GetByteCount(FileNames.Clean(new string('党', 300))));

    [Theory]
    [InlineData("one file too large")]
    [InlineData("too many files")]
    [InlineData("all together too large")]
    public async Task What_is_too_large_is_413(string what)
    {
        await using var server = await DirectLineServer.StartAsync(("MaxFileBytes", "2000"), ("MaxFiles", "3"), ("MaxUploadBytes", "5000"));
        using var form = what switch
        {
            "one file too large" => Form(("file", "a", "a/b", new byte[2001])),
            "too many files" => Form([.. Enumerable.Range(0, 4).Select(i => ("file", (string?)$"{i}", "a/b", new byte[10]))]),
            _ => Form([.. Enumerable.Range(0, 3).Select(i => ("file", (string?)$"{i}", "a/b", new byte[1999]))]),
        };

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await UploadAsync(server, form)).Status);
        Assert.Empty(server.Store.Posted);
    }

    [Theory]
    [InlineData("multipart/form-data", "x")]
    [InlineData("multipart/form-data; boundary=b", "nonsense")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\ncut off")]
    [InlineData("multipart/form-data; boundary=b", "--b--\r\n")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Type: application/vnd.microsoft.activity\r\n\r\n{\r\n--b--\r\n")]
    [InlineData("image/png", "")]
    public async Task A_broken_upload_is_400(string type, string body)
    {
        await using var server = await DirectLineServer.StartAsync();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        Assert.Equal(HttpStatusCode.BadRequest, (await UploadAsync(server, content)).Status);
    }

    [Fact]
    public async Task An_unknown_file_is_404()
    {
        await using var server = await DirectLineServer.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync("/attachments/none/a.png", null)).Status);
    }

    /// <summary>Written by hand: browsers send names as they are, which the library would encode.</summary>
    private static ByteArrayContent Form(params (string Field, string? FileName, string Type, byte[] Bytes)[] parts)
    {
        var body = new MemoryStream();
        foreach (var (field, name, type, bytes) in parts)
        {
            body.Write(Encoding.UTF8.GetBytes($"--b\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name ?? "blob"}\"\r\nContent-Type: {type}\r\n\r\n"));
            body.Write(bytes);
            body.Write("\r\n"u8);
        }
        body.Write("--b--\r\n"u8);
        var form = new ByteArrayContent(body.ToArray());
        form.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=b");
        return form;
    }

    private static async Task<(HttpStatusCode Status, JsonNode? Body)> UploadAsync(DirectLineServer server, HttpContent content)
    {
        await server.BeginAsync("c");
        return await server.PostAsync("/conversations/c/upload?userId=dl_1", server.TokenFor("c"), change: r => r.Content = content);
    }
}
