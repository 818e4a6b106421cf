using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PartyBuilding.Bench;

/// <summary>Stands in for a channel: takes messages, or in given shares throttles, fails, takes without ever answering, and refuses.</summary>
internal sealed class BroadcastStandIn : IAsyncDisposable
{
    /// <summary>Of a hundred first requests: 10 throttled, 5 failed, 2 left without an answer, 2 forbidden, 1 unknown.</summary>
    private const int Throttled = 10, Failed = 15, Silent = 17, Forbidden = 19, Unknown = 20;

    private readonly WebApplication app;
    private ConcurrentDictionary<string, Seen> seen = new();
    private bool isWell = true;
    private int requests;
    private readonly int[] told = new int[5];

    private BroadcastStandIn(WebApplication app) => this.app = app;

    public string Url { get; private set; } = "";

    public int Requests => Volatile.Read(ref requests);

    /// <summary>Conversations whose message was taken and the taking answered.</summary>
    public int Accepted => seen.Values.Count(one => one.Accepted == 1);

    /// <summary>Conversations whose message was taken more than once, answered or not.</summary>
    public int AcceptedTwice => seen.Values.Count(one => one.Accepted + one.Silent > 1);

    /// <summary>What it answered instead of taking.</summary>
    public string Told => $"answered 429 {told[0]}, 500 {told[1]}, nothing {told[2]}, 403 {told[3]}, 404 {told[4]}";

    public static async Task<BroadcastStandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var standIn = new BroadcastStandIn(builder.Build());
        standIn.app.MapPost("/v3/conversations/{conversation}/activities", standIn.TakeAsync);
        await standIn.app.StartAsync();
        standIn.Url = standIn.app.Urls.First() + "/";
        return standIn;
    }

    /// <summary>Forgets everything; from here on all is well, or not.</summary>
    public void Begin(bool isWell)
    {
        (this.isWell, requests, seen) = (isWell, 0, new());
        Array.Clear(told);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpContext call, string conversation)
    {
        Interlocked.Increment(ref requests);
        await call.Request.Body.CopyToAsync(Stream.Null);
        var one = seen.GetOrAdd(conversation, _ => new Seen());
        var share = isWell ? 100 : Share(conversation, Interlocked.Increment(ref one.Requests));
        switch (share)
        {
            case < Throttled:
                Interlocked.Increment(ref told[0]);
                call.Response.Headers.RetryAfter = "1";
                return Results.StatusCode(429);
            case < Failed:
                Interlocked.Increment(ref told[1]);
                return Results.StatusCode(500);
            case < Silent:
                Interlocked.Increment(ref told[2]);
                Interlocked.Increment(ref one.Silent);
                await Task.Delay(TimeSpan.FromSeconds(30), call.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                return Results.Empty;
            case < Forbidden:
                Interlocked.Increment(ref told[3]);
                return Results.StatusCode(403);
            case < Unknown:
                Interlocked.Increment(ref told[4]);
                return Results.StatusCode(404);
            default:
                Interlocked.Increment(ref one.Accepted);
                return Results.Text("""{"id":"m1"}""", "application/json");
        }
    }

    /// <summary>The same for a conversation in every run; a second request meets other luck than the first.</summary>
    private static int Share(string conversation, int request)
    {
        var hash = 17u + (uint)request * 7919u;
        foreach (var c in conversation)
            hash = (hash ^ c) * 16777619u;
        return (int)((hash >> 8) % 100);
    }

    private sealed class Seen
    {
        public int Requests;
        public int Accepted;
        public int Silent;
    }
}
