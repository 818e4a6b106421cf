using Microsoft.AspNetCore.Http;

namespace PartyBuilding.Channels.DirectLine;

/// <summary>Lets a call into one conversation.</summary>
internal static class Gate
{
    /// <returns>The caller's place there, and the grant where it came with a token; or the answer that refuses.</returns>
    public static (Seat? Seat, TokenGrant? Grant, IResult? Refusal) Enter(HttpContext call, Credentials credentials, string conversation) =>
        credentials.Read(call.Request) switch
        {
            Bearer.Token { Grant: var grant } when grant.Seat.Conversation == conversation => (grant.Seat, grant, null),
            Bearer.Token => (null, null, Answers.Error(403, "BadArgument", "The token is for another conversation.")),
            Bearer.Secret => (new Seat(conversation, null), null, null),
            Bearer.Refused refused => (null, null, Answers.Error(refused)),
            _ => throw new InvalidOperationException("unreachable: Bearer is closed"),
        };
}
