using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace PartyBuilding.Channels.DirectLine;

/// <summary>Tokens for a secret, and fresh ones for old.</summary>
internal static class TokenEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/tokens/generate", GenerateAsync);
        group.MapPost("/tokens/refresh", Refresh);
    }

    private static async Task<IResult> GenerateAsync(HttpContext call, Credentials credentials, DirectLineTokens tokens)
    {
        switch (credentials.Read(call.Request))
        {
            case Bearer.Refused refused:
                return Answers.Error(refused);
            case Bearer.Token:
                return Answers.Error(403, "BadArgument", "Only a secret can generate tokens.");
        }
        var (asked, refusal) = await SmallBody.ReadAsync(call, DirectLineJson.Wire.TokenRequest);
        if (refusal is not null)
            return refusal;
        if (asked?.User?.Id is { } id && !UserIds.MayBeInToken(id))
            return Answers.Error(400, "BadArgument", "A user id in a token starts with 'dl_' and has only letters, digits, '-', '_' and '.', at most 64.");
        var user = asked?.User is { Id: not null } someone ? new ChannelAccount { Id = someone.Id, Name = someone.Name is { } name ? WireText.Repair(name) : null } : null;
        var conversation = DirectLineTokens.Random();
        var token = tokens.Issue(new Seat(conversation, user), asked?.TrustedOrigins);
        return Results.Json(new ConversationBody(conversation, token.Value, token.ExpiresIn), DirectLineJson.Wire.ConversationBody);
    }

    private static IResult Refresh(HttpContext call, Credentials credentials, DirectLineTokens tokens, DirectLineStreams streams, RealClock clock)
    {
        switch (credentials.Read(call.Request))
        {
            case Bearer.Refused refused:
                return Answers.Error(refused);
            case Bearer.Token { Grant: var grant }:
                var token = tokens.Issue(grant.Seat, grant.Origins);
                streams.Extend(grant.Seat, clock.Time.GetUtcNow().AddSeconds(token.ExpiresIn));
                return Results.Json(new ConversationBody(grant.Seat.Conversation, token.Value, token.ExpiresIn), DirectLineJson.Wire.ConversationBody);
            default:
                return Answers.Error(403, "BadArgument", "Only a token can be refreshed.");
        }
    }
}
