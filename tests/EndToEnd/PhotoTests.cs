using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using PartyBuilding.Data;
using PartyBuilding.Tests.Channels.Support;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.EndToEnd;

/// <summary>Photos of what was reported: over our own Direct Line as its clients upload them, and over <c>/api/messages</c>.</summary>
public sealed class PhotoTests(DemoBot demo) : IClassFixture<DemoBot>
{
    private const string Lesson = "昨天下午2点半到4点在三楼会议室上了党课，应到18实到16，学习二十大报告";

    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_photo_sent_with_a_report_proves_it_without_saying_who_took_it_and_goes_when_it_goes()
    {
        var who = demo.Secretary(0);
        var answer = await SayAsync(who, Lesson, Photo(1));
        var kept = await FilesAsync(who);
        var gone = await SayAsync(who, "撤回");

        Assert.Contains("已登记", answer, StringComparison.Ordinal);
        Assert.Contains("附照片1张", answer, StringComparison.Ordinal);
        var file = Assert.Single(kept);
        Assert.Equal("image/png", file.ContentType);
        Assert.DoesNotContain("somebody", Encoding.Latin1.GetString(file.Bytes), StringComparison.Ordinal);
        Assert.Contains("已撤回", gone, StringComparison.Ordinal);
        Assert.Empty(await FilesAsync(who));
    }

    [Fact]
    public async Task A_photo_right_after_a_report_is_added_once_and_in_the_group_with_one_line()
    {
        var who = demo.Secretary(1);
        await SayAsync(who, Lesson, inGroup: true);
        var added = await SayAsync(who, "@党建助手", Photo(2), inGroup: true);
        var again = await SayAsync(who, "@党建助手", Photo(2), inGroup: true);

        Assert.Contains("党课：照片1张", added, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', added);
        Assert.Contains("已经附在", again, StringComparison.Ordinal);
        Assert.Single(await FilesAsync(who));
    }

    [Fact]
    public async Task A_photo_waits_for_the_figures_that_are_asked_for()
    {
        var who = demo.Secretary(2);
        await SayAsync(who, "昨天在三楼会议室上了党课，学习二十大报告", Photo(3));
        var answer = await SayAsync(who, "应到18实到16");

        Assert.Contains("附照片1张", answer, StringComparison.Ordinal);
        Assert.Single(await FilesAsync(who));
    }

    [Fact]
    public async Task A_photo_of_nothing_is_refused_in_private_and_ignored_in_a_group()
    {
        var who = demo.Secretary(3);
        var inPrivate = await SayAsync(who, null, Photo(4));
        var inGroup = await SayAsync(who, null, Photo(4), inGroup: true);
        var talk = await SayAsync(who, "今天的晚霞真好看", Photo(4), inGroup: true);

        Assert.Contains("照片没有保存", inPrivate, StringComparison.Ordinal);
        Assert.Equal("", inGroup);
        Assert.Equal("", talk);
        Assert.Equal(0, await CountAsync("select count(*) from attachments where position(@mark in bytes) > 0", Mark(4)));
    }

    [Theory]
    [InlineData("application/pdf", "%PDF-1.7", "我只收照片")]
    [InlineData("image/png", "MZ no picture at all", "我只收照片")]
    public async Task What_is_no_picture_gets_one_clear_sentence(string type, string content, string answer)
    {
        var who = demo.Secretary(4);
        var said = await SayAsync(who, null, Attachment(type, Encoding.UTF8.GetBytes(content)));
        Assert.Contains(answer, said, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', said);
    }

    [Fact]
    public async Task An_address_that_is_not_the_channels_is_never_called()
    {
        var who = demo.Secretary(5);
        var attachment = new JsonObject { ["contentType"] = "image/png", ["contentUrl"] = "http://169.254.1.1/latest/meta-data", ["name"] = "x.png" };
        var said = await SayAsync(who, null, attachment);
        Assert.Contains("没有取到", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_a_channel_it_is_fetched_from_the_channel_alone_and_no_larger_than_allowed()
    {
        await using var channel = await FakeChannel.StartAsync(isAnonymous: true);
        var who = demo.Secretary(10);
        channel.Does(async call => await call.Response.Body.WriteAsync(Marked(8)));
        var good = await SayAsync(who, Lesson, Remote(channel, "photo?sig=1"));
        channel.Does(async call =>
        {
            await call.Response.Body.WriteAsync(Marked(9));
            await call.Response.Body.WriteAsync(new byte[11 * 1024 * 1024]);
        });
        var big = await SayAsync(who, null, Remote(channel, "big"));
        channel.Answers(404);
        var lost = await SayAsync(who, null, Remote(channel, "gone"));
        var before = channel.Calls.Count;
        await SayAsync(who, null, Remote(channel, "nothing"), inGroup: true);

        Assert.Contains("附照片1张", good, StringComparison.Ordinal);
        Assert.Contains("照片太大了", big, StringComparison.Ordinal);
        Assert.Contains("没有取到", lost, StringComparison.Ordinal);
        Assert.Equal(before, channel.Calls.Count);
        Assert.All(channel.Calls, call => Assert.Equal("", call.Authorization));
        Assert.Single(await FilesAsync(who));
    }

    private static JsonObject Remote(FakeChannel channel, string path) => new()
    {
        ["contentType"] = "image/png", ["contentUrl"] = channel.ServiceUrl + path, ["name"] = "现场.png",
    };

    [Fact]
    public async Task Where_nobody_may_be_named_nobody_is_shown()
    {
        var who = demo.Secretary(6);
        var said = await SayAsync(who, "昨天和结对的孩子谈了心，关爱留守儿童一次", Photo(5));
        Assert.Contains("不附照片", said, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync("select count(*) from attachments where position(@mark in bytes) > 0", Mark(5)));
    }

    [Fact]
    public async Task Uploaded_to_our_own_channel_with_the_words_it_is_counted_in_the_answer()
    {
        var who = demo.Secretary(7);
        using var opened = await demo.Http.PostAsync("/demo/token", new StringContent($$"""{"as":"{{who.Id}}"}""", Encoding.UTF8, "application/json"), Cancel);
        var given = JsonNode.Parse(await opened.Content.ReadAsStringAsync(Cancel))!;
        var chat = await Chat.OpenAsync(demo.Http, who.Id, who.Private, Cancel);
        using var form = new MultipartFormDataContent();
        var activity = new StringContent($$"""{"type":"message","from":{"id":"{{who.Id}}"},"text":"{{Lesson}}"}""");
        activity.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.microsoft.activity");
        form.Add(activity, "activity", "blob");
        form.Add(new ByteArrayContent(Marked(6)) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } }, "file", "现场.png");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v3/directline/conversations/{given["conversationId"]}/upload?userId={who.Id}") { Content = form };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (string)given["token"]!);
        using var sent = await demo.Http.SendAsync(request, Cancel);
        await chat.LookAsync(Cancel);

        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        Assert.Contains("附照片1张", Assert.Single(chat.Unread).Text, StringComparison.Ordinal);
        Assert.Single(await FilesAsync(who));
    }

    [Fact]
    public async Task The_branchs_secretary_sees_its_photos_and_nobody_else_of_the_branch_does()
    {
        var who = demo.Secretary(8);
        var other = demo.Secretary(9);
        var member = demo.People.First(person => person.Branch == who.Branch && person.Is("member"));
        await SayAsync(who, Lesson, Photo(7));
        var chat = Messages.Activity(who, "看昨天党课的照片", "look");
        var shown = JsonNode.Parse((await Messages.PostAsync(demo.Http, chat.ToJsonString(), Cancel)).Body)!["activities"]![0]!;
        var photo = shown["attachments"]![0]!;

        Assert.Contains("照片1张", (string)shown["text"]!, StringComparison.Ordinal);
        Assert.Equal("image/png", (string)photo["contentType"]!);
        Assert.Contains("mark-7", Encoding.Latin1.GetString(await demo.Http.GetByteArrayAsync(new Uri((string)photo["contentUrl"]!), Cancel)), StringComparison.Ordinal);
        Assert.Contains("只给本支部书记", await SayAsync(member, "看昨天党课的照片"), StringComparison.Ordinal);
        Assert.Contains("只给本支部书记", await SayAsync(other, $"看{who.Branch}昨天党课的照片"), StringComparison.Ordinal);
        Assert.Contains("请私聊", await SayAsync(who, "@党建助手 看昨天党课的照片", inGroup: true), StringComparison.Ordinal);
    }

    private async Task<string> SayAsync(DemoPerson who, string? text, JsonObject? attachment = null, bool inGroup = false)
    {
        var activity = Messages.Activity(who, text, Guid.NewGuid().ToString("N"), inGroup);
        if (attachment is not null)
            activity["attachments"] = new JsonArray(attachment);
        var answer = await Messages.PostAsync(demo.Http, activity.ToJsonString(), Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return string.Join('\n', answer.Replies);
    }

    private static JsonObject Photo(byte mark) => Attachment("image/png", Marked(mark));

    private static JsonObject Attachment(string type, byte[] bytes) => new()
    {
        ["contentType"] = type, ["contentUrl"] = $"data:{type};base64,{Convert.ToBase64String(bytes)}", ["name"] = "现场.png",
    };

    /// <summary>A picture unlike those of the other tests, with a text in it that must not be kept.</summary>
    private static byte[] Marked(byte mark) => [.. Signature, .. Chunk("tEXt", "Author\0somebody"), .. Mark(mark), .. Chunk("IEND", "")];

    private static byte[] Mark(byte mark) => Chunk("IDAT", $"mark-{mark}");

    private static byte[] Chunk(string type, string data)
    {
        var bytes = Encoding.Latin1.GetBytes(data);
        return [0, 0, 0, (byte)bytes.Length, .. Encoding.ASCII.GetBytes(type), .. bytes, 0, 0, 0, 0];
    }

    private async Task<IReadOnlyList<FileRow>> FilesAsync(DemoPerson who)
    {
        await using var db = await demo.Bot.Data!.OpenAsync(Cancel);
        return await db.ListAsync<FileRow>("""
            select f.id, f.name, a.content_type, a.bytes
            from evidence e
            join files f on f.id = e.file_id and f.kept
            join attachments a on a.hash = e.hash
            join organisations o on o.id = e.branch_id
            where o.name = @Branch
            """, new { who.Branch }, Cancel);
    }

    private async Task<long> CountAsync(string sql, byte[] mark)
    {
        await using var db = await demo.Bot.Data!.OpenAsync(Cancel);
        return await db.OneAsync<long>(sql, new { mark }, Cancel);
    }
}
