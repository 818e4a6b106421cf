using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using PartyBuilding.Channels.BotFramework;

namespace PartyBuilding.Tests.Channels.Support;

/// <summary>A channel and a login service that answer as the test has written down, and remember what they were asked.</summary>
internal sealed class FakeChannel : IAsyncDisposable
{
    private LoopbackServer _server = null!;
    private int _tokens;

    public sealed record Call(string Method, string Path, string Authorization, string Body);

    public ConcurrentQueue<Call> Calls { get; } = new();

    /// <summary>Answers in order; then 200 with an id.</summary>
    public ConcurrentQueue<Func<HttpContext, Task>> Script { get; } = new();

    public int TokenCalls => Volatile.Read(ref _tokens);

    public bool LoginIsBroken { get; set; }

    public SettableClock Clock { get; } = new();

    public BotFrameworkOptions Options { get; } = new() { AppId = "our-app", AppSecret = "s+e/c", AllowEmulator = true, CallSeconds = 2 };

    public string ServiceUrl => _server.Address + "amer/";

    public ConnectorClient Client { get; private set; } = null!;

    public static async Task<FakeChannel> StartAsync(bool isAnonymous = false)
    {
        var channel = new FakeChannel();
        channel._server = await LoopbackServer.StartAsync(app =>
        {
            app.MapPost("/login/{tenant}/token", (RequestDelegate)channel.LoginAsync);
            app.MapFallback(channel.AnswerAsync);
        });
        channel.Options.TokenEndpoint = channel._server.Address + "login/{tenant}/token";
        if (isAnonymous)
            (channel.Options.AppId, channel.Options.AllowAnonymous) = (null, true);
        var options = Microsoft.Extensions.Options.Options.Create(channel.Options);
        var tokens = new ConnectorTokens(options, new HttpClient(BotFrameworkServices.Outgoing()), channel.Clock, NullLogger<ConnectorTokens>.Instance);
        channel.Client = new ConnectorClient(
            new HttpClient(BotFrameworkServices.Outgoing()), tokens, new ServiceUrls(channel.Options), options, channel.Clock, NullLogger<ConnectorClient>.Instance);
        return channel;
    }

    /// <summary>How long an answer takes from here on.</summary>
    public TimeSpan Slowness { get; set; }

    public FakeChannel Answers(int status, string body = "", string? header = null, string? value = null)
    {
        Script.Enqueue(call =>
        {
            call.Response.StatusCode = status;
            if (header is not null)
                call.Response.Headers[header] = value;
            return call.Response.WriteAsync(body);
        });
        return this;
    }

    public FakeChannel Does(Func<HttpContext, Task> what)
    {
        Script.Enqueue(what);
        return this;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext call)
    {
        using var reader = new StreamReader(call.Request.Body);
        var raw = call.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        Calls.Enqueue(new Call(call.Request.Method, raw, (string?)call.Request.Headers.Authorization ?? "", await reader.ReadToEndAsync()));
        if (Slowness > TimeSpan.Zero)
            await Task.Delay(Slowness, call.RequestAborted);
        if (Script.TryDequeue(out var answer))
            await answer(call);
        else
            await call.Response.WriteAsync("""{"id":"m1"}""");
    }

    private async Task LoginAsync(HttpContext call)
    {
        var number = Interlocked.Increment(ref _tokens);
        var form = await call.Request.ReadFormAsync();
        if (LoginIsBroken || form["client_secret"] != "s+e/c" || form["scope"] != "https://api.botframework.com/.default" || form["grant_type"] != "client_credentials")
        {
            call.Response.StatusCode = 400;
            return;
        }
        await Task.Delay(50);
        await call.Response.WriteAsync($$"""{"token_type":"Bearer","expires_in":3600,"access_token":"{{call.GetRouteTenant()}}-{{number}}"}""");
    }
}

file static class Routes
{
    public static string GetRouteTenant(this HttpContext call) => (string)call.Request.RouteValues["tenant"]!;
}
