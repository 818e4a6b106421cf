using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PartyBuilding.Channels;
using PartyBuilding.Channels.DirectLine;

namespace PartyBuilding.Tests.Channels.Support;

/// <summary>Our Direct Line over an in-memory store, with the client side of it written out by hand.</summary>
internal sealed class DirectLineServer : IAsyncDisposable
{
    public const string Secret = "school-secret";
    public const string SecondSecret = "school-secret-2";
    public static readonly string FirstKey = Convert.ToBase64String(Enumerable.Repeat((byte)1, 32).ToArray());
    public static readonly string SecondKey = Convert.ToBase64String(Enumerable.Repeat((byte)2, 32).ToArray());

    private LoopbackServer _server = null!;

    public SettableClock Clock { get; } = new();

    public MemoryDirectLineStore Store { get; private init; } = new();

    public HttpClient Http => _server.Http;

    public Uri Address => _server.Address;

    public DirectLineTokens Tokens => _server.Services.GetRequiredService<DirectLineTokens>();

    public DirectLineStreams Streams => _server.Services.GetRequiredService<DirectLineStreams>();

    public static Task<DirectLineServer> StartAsync(params (string Key, string Value)[] settings) => StartAsync("http://127.0.0.1:0", null, settings);

    public static async Task<DirectLineServer> StartAsync(string url, MemoryDirectLineStore? store, params (string Key, string Value)[] settings)
    {
        var server = new DirectLineServer { Store = store ?? new MemoryDirectLineStore() };
        var all = new Dictionary<string, string?>
        {
            ["DirectLine:Secret"] = Secret,
            ["DirectLine:SecondSecret"] = SecondSecret,
            ["DirectLine:SigningKey"] = FirstKey,
        };
        foreach (var (key, value) in settings)
            all["DirectLine:" + key] = value;
        server._server = await LoopbackServer.StartAsync(
            app => app.MapDirectLine(),
            builder =>
            {
                builder.Configuration.AddInMemoryCollection(all);
                builder.Services.AddDirectLine(server.Clock);
                builder.Services.AddSingleton<IDirectLineStore>(server.Store);
            },
            url);
        server.Store.Streams = server.Streams;
        return server;
    }

    public string TokenFor(string conversation, string? user = "dl_1", string? name = "张敏", IReadOnlyList<string>? origins = null) =>
        Tokens.Issue(new Seat(conversation, user is null ? null : new ChannelAccount { Id = user, Name = name }), origins).Value;

    public Task<(HttpStatusCode Status, JsonNode? Body)> PostAsync(string path, string? bearer, string? body = null, Action<HttpRequestMessage>? change = null) =>
        SendAsync(HttpMethod.Post, path, bearer, body, change);

    public Task<(HttpStatusCode Status, JsonNode? Body)> GetAsync(string path, string? bearer, Action<HttpRequestMessage>? change = null) =>
        SendAsync(HttpMethod.Get, path, bearer, null, change);

    public async Task<(HttpStatusCode Status, JsonNode? Body)> SendAsync(
        HttpMethod method, string path, string? bearer, string? body, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(method, DirectLineEndpoints.Path + path);
        if (bearer is not null)
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + bearer);
        if (body is not null)
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        change?.Invoke(request);
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (response.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text) : null);
    }

    /// <summary>Starts as somebody; the body has <c>streamUrl</c> and <c>token</c>.</summary>
    public async Task<JsonNode> BeginAsync(string conversation, string? user = "dl_1")
    {
        var (status, body) = await PostAsync("/conversations", TokenFor(conversation, user));
        Assert.True(status is HttpStatusCode.Created or HttpStatusCode.OK, $"start answered {status}");
        return body!;
    }

    public static async Task<ClientWebSocket> OpenAsync(JsonNode conversation, Action<ClientWebSocket>? change = null)
    {
        var socket = new ClientWebSocket();
        change?.Invoke(socket);
        await socket.ConnectAsync(new Uri((string)conversation["streamUrl"]!), TestContext.Current.CancellationToken);
        return socket;
    }

    /// <summary>Reads frames until <paramref name="count"/> activities have come; the watermark is the last one's.</summary>
    public static async Task<(List<JsonNode> Activities, string? Watermark)> ReadAsync(ClientWebSocket socket, int count)
    {
        var activities = new List<JsonNode>();
        string? watermark = null;
        while (activities.Count < count)
        {
            var frame = JsonNode.Parse(await ReadFrameAsync(socket) ?? throw new InvalidOperationException($"closed: {socket.CloseStatusDescription}"))!;
            activities.AddRange(frame["activities"]!.AsArray().Select(a => a!));
            watermark = (string?)frame["watermark"] ?? watermark;
        }
        return (activities, watermark);
    }

    /// <summary>The next text; null when the server closed.</summary>
    public static async Task<string?> ReadFrameAsync(ClientWebSocket socket)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        var text = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(), limit.Token);
            if (received.MessageType == WebSocketMessageType.Close)
                return null;
            text.Write(buffer, 0, received.Count);
            if (received.EndOfMessage)
                return Encoding.UTF8.GetString(text.ToArray());
        }
    }

    public static string Message(string text) => JsonSerializer.Serialize(new { type = "message", from = new { id = "someone" }, text });

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
