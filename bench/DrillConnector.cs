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

/// <summary>One message the bot sent.</summary>
/// <param name="Conversation">Where to.</param>
/// <param name="ReplyTo">The message it answers, if any.</param>
/// <param name="Text">What it says.</param>
internal sealed record DrillSent(string Conversation, string? ReplyTo, string Text);

/// <summary>Stands in for the channel's Connector: takes every message and writes it down before it answers.</summary>
internal sealed class DrillConnector : IAsyncDisposable
{
    private readonly WebApplication app;
    private int answers;

    private DrillConnector(WebApplication app) => this.app = app;

    public ConcurrentQueue<DrillSent> Sent { get; } = new();

    public string Url { get; private set; } = "";

    public static async Task<DrillConnector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var connector = new DrillConnector(builder.Build());
        connector.app.MapPost("/v3/conversations/{conversation}/activities", connector.TakeAsync);
        connector.app.MapPost("/v3/conversations/{conversation}/activities/{replyTo}", connector.TakeAsync);
        await connector.app.StartAsync();
        connector.Url = connector.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/";
        return connector;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpContext call, string conversation, string? replyTo = null)
    {
        using var activity = await JsonDocument.ParseAsync(call.Request.Body);
        var root = activity.RootElement;
        Sent.Enqueue(new DrillSent(conversation, replyTo ?? Text(root, "replyToId"), Text(root, "text") ?? ""));
        // As long as a channel takes on a good day: long enough to be killed in.
        await Task.Delay(5);
        return Results.Json(new { id = $"s{Interlocked.Increment(ref answers)}" });
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
