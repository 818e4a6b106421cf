using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace PartyBuilding.Channels.DirectLine;

/// <summary>Start and reconnect.</summary>
internal static class ConversationEndpoints
{
    // A client gives up for ever on an error here, and comes back every 20 s when nothing answers.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/conversations", StartAsync);
        group.MapGet("/conversations/{id}", ReconnectAsync);
    }

    private static async Task<IResult> StartAsync(
        HttpContext call, Credentials credentials, DirectLineTokens tokens, IDirectLineStore store, Addresses addresses, Limits limits, RealClock clock)
    {
        var bearer = credentials.Read(call.Request);
        if (bearer is Bearer.Refused refused)
            return Answers.Error(refused);
        var (asked, refusal) = await SmallBody.ReadAsync(call, DirectLineJson.Wire.StartRequest);
        if (refusal is not null)
            return refusal;
        if (limits.Start(call.Connection.RemoteIpAddress) is { } wait)
            return Answers.TooMany(wait);

        var grant = bearer is Bearer.Token { Grant: var given } ? given : null;
        var seat = grant?.Seat ?? new Seat(DirectLineTokens.Random(), UserOf(asked));
        var isNew = await PatientlyAsync(() => store.StartAsync(seat, asked?.Locale, call.RequestAborted), clock.Time, call);
        if (isNew.GaveUp)
        {
            call.Abort();
            return Results.Empty;
        }
        if (isNew.Value is not { } started)
            return Answers.Error(403, "BadArgument", "This user may not be in this conversation.");
        return Opened(call.Request, seat, grant?.Origins, null, tokens, addresses, started ? 201 : 200);
    }

    private static async Task<IResult> ReconnectAsync(
        HttpContext call, string id, string? watermark, Credentials credentials, DirectLineTokens tokens, IDirectLineStore store, Addresses addresses)
    {
        var (seat, grant, refusal) = Gate.Enter(call, credentials, id);
        if (seat is null)
            return refusal!;
        if (!ActivitySet.TryReadWatermark(watermark, out var after))
            return Answers.Error(400, "BadArgument", "This is no watermark of ours.");
        try
        {
            return await store.LastAsync(seat, call.RequestAborted) is { } last
                ? Opened(call.Request, seat, grant?.Origins, after ?? last, tokens, addresses, 200)
                : Answers.UnknownConversation();
        }
        catch (StoreAwayException)
        {
            return Answers.Away();
        }
    }

    private static IResult Opened(
        HttpRequest request, Seat seat, IReadOnlyList<string>? origins, long? after, DirectLineTokens tokens, Addresses addresses, int status)
    {
        var token = tokens.Issue(seat, origins);
        var stream = tokens.IssueForStream(tokens.Check(token.Value, out _)!);
        var body = new ConversationBody(seat.Conversation, token.Value, token.ExpiresIn, addresses.Stream(request, seat.Conversation, stream, after));
        return Results.Json(body, DirectLineJson.Wire.ConversationBody, null, status);
    }

    /// <summary>With a secret, the caller may say who comes; without a good id it is nobody in particular.</summary>
    private static ChannelAccount? UserOf(StartRequest? asked) =>
        asked?.User is { Id: { } id } user && UserIds.MayBeInToken(id) ? new ChannelAccount { Id = id, Name = user.Name } : null;

    private static async Task<(T? Value, bool GaveUp)> PatientlyAsync<T>(Func<Task<T?>> ask, TimeProvider clock, HttpContext call)
    {
        var start = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return (await ask(), false);
            }
            catch (StoreAwayException) when (clock.GetElapsedTime(start) < Patience)
            {
                await Task.Delay(Pause, clock, call.RequestAborted);
            }
            catch (StoreAwayException)
            {
                return (default, true);
            }
        }
    }
}
