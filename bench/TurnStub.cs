using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PartyBuilding.Bench;

/// <summary>Stands in for a channel's Connector: takes replies at once and hands each to whoever waits for the answer to that message.</summary>
internal sealed class TurnStub : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<byte[]>> waiting = new(StringComparer.Ordinal);
    private int taken;

    private TurnStub(WebApplication app) => this.app = app;

    public string Url { get; private set; } = "";

    public static async Task<TurnStub> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var stub = new TurnStub(builder.Build());
        stub.app.MapPost("/v3/conversations/{conversation}/activities/{replyTo?}", stub.TakeAsync);
        await stub.app.StartAsync();
        stub.Url = stub.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/";
        return stub;
    }

    /// <summary>The reply to a message, whole.</summary>
    public Task<byte[]> ReplyToAsync(string message) => Waiting(message).Task.WaitAsync(TimeSpan.FromSeconds(10));

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private TaskCompletionSource<byte[]> Waiting(string message) =>
        waiting.GetOrAdd(message, _ => new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task TakeAsync(HttpContext call)
    {
        var body = new byte[call.Request.ContentLength ?? 0];
        await call.Request.Body.ReadExactlyAsync(body);
        if ((call.Request.RouteValues["replyTo"] as string ?? ReplyTo(body)) is { } message)
        {
            Waiting(message).TrySetResult(body);
            waiting.TryRemove(message, out _);
        }
        call.Response.ContentType = "application/json";
        await call.Response.WriteAsync($$"""{"id":"r{{Interlocked.Increment(ref taken)}}"}""");
    }

    private static string? ReplyTo(byte[] body)
    {
        using var activity = JsonDocument.Parse(body);
        return activity.RootElement.TryGetProperty("replyToId", out var id) ? id.GetString() : null;
    }
}
