using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace PartyBuilding.Channels.DirectLine;

/// <summary>Opens the stream; whatever is wrong is said before the upgrade.</summary>
internal static class StreamEndpoint
{
    // A ping goes out when nothing else did; who does not answer is gone after 90 s in all.
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan PongWithin = TimeSpan.FromSeconds(70);

    public static void Map(RouteGroupBuilder group)
    {
        var routes = (IEndpointRouteBuilder)group;
        var pipeline = routes.CreateApplicationBuilder();
        pipeline.UseWebSockets();
        pipeline.Run(OpenAsync);
        group.MapGet("/conversations/{id}/stream", pipeline.Build());
    }

    private static async Task OpenAsync(HttpContext call)
    {
        var services = call.RequestServices;
        var store = services.GetRequiredService<IDirectLineStore>();
        var id = (string?)call.GetRouteValue("id");
        var refusal = Check(call, services.GetRequiredService<DirectLineTokens>(), id, out var grant, out var after);
        if (refusal is null && await IsUnknownAsync(store, grant!.Seat, call.RequestAborted))
            refusal = Answers.UnknownConversation();
        if (refusal is not null)
        {
            await refusal.ExecuteAsync(call);
            return;
        }
        var clock = services.GetRequiredService<RealClock>().Time;
        using var listener = services.GetRequiredService<DirectLineStreams>().Listen(grant!.Seat, grant.Expires);
        using var socket = await call.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = PingEvery, KeepAliveTimeout = PongWithin });
        var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        await new StreamSocket(socket, listener, store, clock).RunAsync(after, stopping);
    }

    private static IResult? Check(HttpContext call, DirectLineTokens tokens, string? id, out TokenGrant? grant, out long? after)
    {
        after = null;
        grant = tokens.CheckForStream((string?)call.Request.Query["t"] ?? "");
        if (grant is null || grant.Seat.Conversation != id)
            return Answers.Error(403, "BadArgument", "The stream's address is good for one minute; ask for a new one.");
        if (!Credentials.MayComeFrom(call.Request, grant.Origins))
            return Answers.Error(403, "BadArgument", "The token is not for pages of this origin.");
        if (!ActivitySet.TryReadWatermark(call.Request.Query["watermark"], out after))
            return Answers.Error(400, "BadArgument", "This is no watermark of ours.");
        return call.WebSockets.IsWebSocketRequest ? null : Answers.Error(400, "BadArgument", "Open this address as a WebSocket.");
    }

    /// <summary>A store that is away is no reason to turn somebody away: the socket waits for it.</summary>
    private static async Task<bool> IsUnknownAsync(IDirectLineStore store, Seat seat, CancellationToken cancel)
    {
        try
        {
            return await store.LastAsync(seat, cancel) is null;
        }
        catch (StoreAwayException)
        {
            return false;
        }
    }
}
