using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;
using PartyBuilding.Channels;
using PartyBuilding.Channels.BotFramework;
using PartyBuilding.Tests.Channels.Support;

namespace PartyBuilding.Tests.Channels;

public sealed class MessagesEndpointTests
{
    private static readonly (string, string)[] Anonymous = [("AppId", ""), ("AppSecret", ""), ("AllowAnonymous", "true")];

    [Fact]
    public async Task Expected_replies_come_in_the_response_in_order()
    {
        await using var server = await MessagesServer.StartAsync(Anonymous);
        server.Take = (inbound, _) => Task.FromResult<InboundAnswer>(new InboundAnswer.Replies([inbound.Activity.Answer("一"), inbound.Activity.Answer("二")]));

        using var response = await server.SendAsync(null);
        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(["一", "二"], body.RootElement.GetProperty("activities").EnumerateArray().Select(a => a.GetProperty("text").GetString()));
        Assert.Equal("1", body.RootElement.GetProperty("activities")[0].GetProperty("replyToId").GetString());
    }

    [Fact]
    public async Task An_invoke_answers_with_the_handlers_status_and_body()
    {
        await using var server = await MessagesServer.StartAsync(Anonymous);
        server.Take = (_, _) => Task.FromResult<InboundAnswer>(new InboundAnswer.Invoked(501, JsonDocument.Parse("""{"a":"党"}""").RootElement));

        using var response = await server.SendAsync(null);

        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
        Assert.Equal("""{"a":"党"}""", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_busy_bot_asks_the_channel_to_come_again()
    {
        await using var server = await MessagesServer.StartAsync(Anonymous);
        server.Take = (_, _) => Task.FromResult<InboundAnswer>(new InboundAnswer.Busy(TimeSpan.FromSeconds(3)));

        using var response = await server.SendAsync(null);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(3), response.Headers.RetryAfter!.Delta);
    }

    [Theory]
    [InlineData("{", 400)]
    [InlineData("[]", 400)]
    [InlineData("{\"text\":\"x\"}", 400)]
    [InlineData("{\"type\":\"message\",\"channelId\":\"demo\",\"from\":{\"id\":\"u\"}}", 400)]
    [InlineData("{\"type\":\"message\",\"channelId\":\"demo\",\"conversation\":{\"id\":\"c\"}}", 400)]
    [InlineData("{\"type\":\"message\",\"from\":{\"id\":\"u\"},\"conversation\":{\"id\":\"c\"}}", 400)]
    [InlineData("{\"type\":\"somethingNew\"}", 200)]
    [InlineData("{\"type\":\"typing\"}", 200)]
    public async Task A_malformed_body_is_answered_with_the_reason(string body, int status)
    {
        await using var server = await MessagesServer.StartAsync(Anonymous);

        using var response = await server.SendAsync(null, body);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 400, (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains("\"message\":", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_body_too_large_or_of_another_kind_or_another_method_is_refused()
    {
        await using var server = await MessagesServer.StartAsync(Anonymous);

        using var large = await server.SendAsync(null, new string(' ', ActivityJson.MaxBytes + 1));
        using var chunked = await server.SendAsync(null, new string(' ', ActivityJson.MaxBytes + 1), r => r.Headers.TransferEncodingChunked = true);
        using var form = await server.SendAsync(null, change: r => r.Content!.Headers.ContentType = new MediaTypeHeaderValue("text/plain"));
        using var get = await server.Http.GetAsync("/api/messages", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, chunked.StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, form.StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, get.StatusCode);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "10.0.0.1")]
    [InlineData("Forwarded", "for=10.0.0.1")]
    [InlineData("X-Real-IP", "10.0.0.1")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Host", "evil.example")]
    public async Task Anonymous_calls_through_a_proxy_or_from_another_sites_page_are_refused(string header, string value)
    {
        await using var server = await MessagesServer.StartAsync(Anonymous);

        using var response = await server.SendAsync(null, change: r => r.Headers.TryAddWithoutValidation(header, value));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(server.Taken);
    }

    [Fact]
    public async Task Anonymous_calls_are_refused_on_a_listener_open_to_others()
    {
        await using var server = await MessagesServer.StartAsync("http://0.0.0.0:0", Anonymous);

        Assert.Equal(HttpStatusCode.Unauthorized, await server.PostAsync(null));
    }

    [Fact]
    public async Task An_empty_application_id_does_not_open_the_door()
    {
        await using var server = await MessagesServer.StartAsync(("AppId", ""), ("AppSecret", ""));

        Assert.Equal(HttpStatusCode.Unauthorized, await server.PostAsync(null));
        Assert.Equal(HttpStatusCode.Unauthorized, await server.PostAsync(server.Token((_, c) => c["aud"] = "")));
    }

    [Fact]
    public async Task An_anonymous_service_address_survives_only_on_this_machine()
    {
        await using var server = await MessagesServer.StartAsync(Anonymous);

        await server.PostAsync(null);
        await server.PostAsync(null, MessagesServer.Message.Replace("https://smba.trafficmanager.net/apac/", "http://10.0.0.1/", StringComparison.Ordinal));
        await server.PostAsync(null, MessagesServer.Message.Replace("https://smba.trafficmanager.net/apac/", "http://127.0.0.1:9/x", StringComparison.Ordinal));

        Assert.Equal(["https://smba.trafficmanager.net/apac/", null, "http://127.0.0.1:9/x"], server.Taken.Select(i => i.Activity.ServiceUrl));
    }

    [Fact]
    public async Task Anonymous_access_beside_an_application_id_stops_the_start()
    {
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => MessagesServer.StartAsync(("AllowAnonymous", "true")));

        Assert.Contains("cannot be combined", fault.Message, StringComparison.Ordinal);
    }
}
