using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Configuration;
using PartyBuilding.Channels.BotFramework;

namespace PartyBuilding.Tests.Channels.Support;

/// <summary>Our <c>/api/messages</c> with a fake issuer behind it.</summary>
internal sealed class MessagesServer : IAsyncDisposable
{
    public const string Message = """
        {"type":"message","id":"1","channelId":"msteams","serviceUrl":"https://smba.trafficmanager.net/apac/","from":{"id":"u"},"recipient":{"id":"b"},"conversation":{"id":"c"},"text":"你好"}
        """;

    private LoopbackServer _server = null!;

    public required FakeIssuer Issuer { get; init; }

    public SettableClock Clock { get; } = new();

    public ConcurrentQueue<Inbound> Taken { get; } = new();

    public TakeInbound Take { get; set; } = (_, _) => Task.FromResult<InboundAnswer>(new InboundAnswer.Accepted());

    public HttpClient Http => _server.Http;

    public static Task<MessagesServer> StartAsync(params (string Key, string Value)[] settings) => StartAsync("http://127.0.0.1:0", settings);

    public static async Task<MessagesServer> StartAsync(string url, params (string Key, string Value)[] settings)
    {
        var server = new MessagesServer { Issuer = await FakeIssuer.StartAsync() };
        var all = new Dictionary<string, string?>
        {
            ["BotFramework:AppId"] = "our-app",
            ["BotFramework:AppSecret"] = "secret",
            ["BotFramework:ChannelMetadata"] = server.Issuer.Metadata.ToString(),
            ["BotFramework:EmulatorMetadata"] = server.Issuer.Metadata.ToString(),
        };
        foreach (var (key, value) in settings)
            all["BotFramework:" + key] = value;
        server._server = await LoopbackServer.StartAsync(
            app => app.MapMessages(async (inbound, cancel) =>
            {
                server.Taken.Enqueue(inbound);
                return await server.Take(inbound, cancel);
            }),
            builder =>
            {
                builder.Configuration.AddInMemoryCollection(all);
                builder.Services.AddBotFramework(server.Clock);
            },
            url);
        return server;
    }

    public string Token(Action<System.Text.Json.Nodes.JsonObject, System.Text.Json.Nodes.JsonObject>? change = null, int pair = 0) =>
        FakeIssuer.Token(Clock.GetUtcNow(), change, pair);

    public async Task<HttpStatusCode> PostAsync(string? token, string body = Message)
    {
        using var response = await SendAsync(token is null ? null : "Bearer " + token, body);
        return response.StatusCode;
    }

    public async Task<HttpResponseMessage> SendAsync(string? authorization, string body = Message, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        change?.Invoke(request);
        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await Issuer.DisposeAsync();
    }
}
