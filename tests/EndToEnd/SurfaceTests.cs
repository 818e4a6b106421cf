using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace PartyBuilding.Tests.EndToEnd;

/// <summary>What callers from outside rely on: paths, statuses, forms.</summary>
public sealed class SurfaceTests(DemoBot demo) : IClassFixture<DemoBot>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, HttpStatusCode> BadBodies => new()
    {
        { "", HttpStatusCode.BadRequest },
        { "你好", HttpStatusCode.BadRequest },
        { "{", HttpStatusCode.BadRequest },
        { "[]", HttpStatusCode.BadRequest },
        { "null", HttpStatusCode.BadRequest },
        { "{}", HttpStatusCode.BadRequest },
        { """{"type":7}""", HttpStatusCode.BadRequest },
        { """{"type":"message","text":"你好"}""", HttpStatusCode.BadRequest },
        { """{"type":"message","channelId":"demo","conversation":{"id":"c"},"text":"你好"}""", HttpStatusCode.BadRequest },
        { """{"type":"message","channelId":"demo","conversation":"c","from":{"id":"u"}}""", HttpStatusCode.BadRequest },
        { new string('[', 5000), HttpStatusCode.BadRequest },
        { $$"""{"type":"message","text":"{{new string('长', 200_000)}}"}""", HttpStatusCode.RequestEntityTooLarge },
    };

    [Fact]
    public async Task It_says_that_it_lives_and_that_it_is_ready()
    {
        Assert.Equal(HttpStatusCode.OK, (await demo.Http.GetAsync("/healthz", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await demo.Http.GetAsync("/readyz", Cancel)).StatusCode);
    }

    [Fact]
    public void The_demo_county_has_everybody_a_newcomer_may_want_to_be()
    {
        Assert.True(demo.People.Count(person => person.Role == "bureau") >= 2, "two people of the bureau");
        foreach (var role in new[] { "group_leader", "dues_clerk", "inspector", "unbound", "member", "committee", "secretary" })
            Assert.Contains(demo.People, person => person.Is(role));
        Assert.True(demo.People.Select(person => person.Branch).Distinct().Count() >= 10, "about a dozen branches");
        Assert.All(demo.People, person => Assert.StartsWith("dl_", person.Id, StringComparison.Ordinal));
        Assert.All(demo.People, person => Assert.Single(person.Conversations, conversation => !conversation.IsGroup));
        Assert.Equal(demo.People.Count, demo.People.Select(person => person.Id).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task A_bad_body_gets_its_status_and_no_stack_trace(string body, HttpStatusCode wanted)
    {
        var answer = await Messages.PostAsync(demo.Http, body, Cancel);
        Assert.Equal(wanted, answer.Status);
        Assert.DoesNotContain("   at ", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_posting_is_understood_at_the_endpoint_of_messages() =>
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await demo.Http.GetAsync("/api/messages", Cancel)).StatusCode);

    [Fact]
    public async Task A_token_is_given_for_demo_people_and_their_own_conversations_only()
    {
        var person = demo.Secretary(0);
        var foreign = demo.Secretary(1).Group!;
        Assert.Equal(HttpStatusCode.OK, await TokenAsync(person.Id, person.Group));
        Assert.Equal(HttpStatusCode.NotFound, await TokenAsync("dl_nobody", null));
        Assert.Equal(HttpStatusCode.Forbidden, await TokenAsync(person.Id, foreign));
    }

    [Fact]
    public async Task A_page_of_another_site_gets_no_demo_token()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/demo/token") { Content = JsonContent.Create(new JsonObject { ["as"] = demo.Secretary(0).Id }) };
        request.Headers.Add("Origin", "https://elsewhere.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await demo.Http.SendAsync(request, Cancel)).StatusCode);
    }

    [Fact]
    public async Task Replies_come_in_the_response_when_they_are_asked_for_there()
    {
        var answer = await Messages.SayAsync(demo.Http, demo.Secretary(2), "昨天上党课，20人参加", "one", Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("党课", Assert.Single(answer.Replies), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_message_again_is_answered_as_before_and_changes_nothing()
    {
        var person = demo.Secretary(3);
        var first = await Messages.SayAsync(demo.Http, person, "昨天上党课，20人参加", "twice", Cancel);
        var second = await Messages.SayAsync(demo.Http, person, "昨天上党课，20人参加", "twice", Cancel);
        Assert.Contains("已登记", Assert.Single(first.Replies), StringComparison.Ordinal);
        Assert.Equal(first.Replies, second.Replies);
    }

    [Fact]
    public async Task The_same_message_many_times_at_once_is_one_record()
    {
        var person = demo.Secretary(4);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Messages.SayAsync(demo.Http, person, "昨天上党课，20人参加", "burst", Cancel)));
        Assert.All(answers, answer => Assert.Contains("已登记", Assert.Single(answer.Replies), StringComparison.Ordinal));
        Assert.Single(answers.Select(answer => answer.Replies[0]).Distinct());
    }

    [Fact]
    public async Task A_message_far_too_long_gets_one_sentence()
    {
        var answer = await Messages.SayAsync(demo.Http, demo.Secretary(5), new string('学', 12_000), "long", Cancel);
        Assert.Contains("长", Assert.Single(answer.Replies), StringComparison.Ordinal);
        Assert.True(answer.Replies[0].Length < 200, "one sentence");
    }

    [Theory]
    [InlineData("   ")]
    [InlineData("👍👍👍")]
    [InlineData("\u0000\u0007")]
    [InlineData("{branch} {{day}} %s $1 '; drop table reports; --")]
    [InlineData("1234567890123456789012345678901234567890人参加了党课")]
    [InlineData("99999年13月45日25点61分开主题党日，-5人参加")]
    [InlineData("＠党建助手　昨天　党课　２０　人")]
    [InlineData(null)]
    public async Task Odd_text_is_answered_like_any_other(string? text)
    {
        var answer = await Messages.SayAsync(demo.Http, demo.Secretary(6), text, "odd" + text?.Length, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.DoesNotContain("出了点问题", string.Concat(answer.Replies), StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", string.Concat(answer.Replies), StringComparison.Ordinal);
    }

    private async Task<HttpStatusCode> TokenAsync(string person, string? conversation)
    {
        using var answer = await demo.Http.PostAsJsonAsync("/demo/token", new JsonObject { ["as"] = person, ["conversation"] = conversation }, Cancel);
        return answer.StatusCode;
    }
}
