using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace PartyBuilding.Channels.DirectLine;

/// <summary>Who makes a call. Closed.</summary>
internal abstract record Bearer
{
    private Bearer() { }

    /// <summary>A server of the school's: any conversation.</summary>
    public sealed record Secret : Bearer;

    /// <summary>A client with a token.</summary>
    public sealed record Token(TokenGrant Grant) : Bearer;

    /// <summary>Nobody we know. Clients tell 401 from 403, and a token that is merely too old from a bad one.</summary>
    public sealed record Refused(int Status, string Code, string Message) : Bearer;
}

/// <summary>Reads the header every call carries.</summary>
internal sealed class Credentials(IOptions<DirectLineOptions> options, DirectLineTokens tokens)
{
    private readonly byte[][] _secrets =
        [.. new[] { options.Value.Secret, options.Value.SecondSecret }.Where(s => !string.IsNullOrEmpty(s)).Select(s => SHA256.HashData(Encoding.UTF8.GetBytes(s!)))];

    public Bearer Read(HttpRequest request)
    {
        if (((string?)request.Headers.Authorization)?.Split(' ') is not [var scheme, { Length: > 0 } value]
            || !scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            return new Bearer.Refused(401, "MissingAuthorization", "Send 'Authorization: Bearer' with a secret or a token.");
        if (IsSecret(value))
            return new Bearer.Secret();
        if (tokens.Check(value, out var isExpired) is not { } grant)
        {
            return isExpired
                ? new Bearer.Refused(403, "TokenExpired", "The token has expired; ask for a new one.")
                : new Bearer.Refused(403, "BadArgument", "This is neither a secret nor a token of ours.");
        }
        return MayComeFrom(request, grant.Origins)
            ? new Bearer.Token(grant)
            : new Bearer.Refused(403, "BadArgument", "The token is not for pages of this origin.");
    }

    /// <summary>True unless a page asks that is not on the token's list.</summary>
    public static bool MayComeFrom(HttpRequest request, IReadOnlyList<string>? origins) =>
        origins is null || (string?)request.Headers.Origin is not { Length: > 0 } origin || origins.Contains(origin, StringComparer.OrdinalIgnoreCase);

    /// <summary>Compared in constant time, both secrets always.</summary>
    private bool IsSecret(string value)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(value));
        var isSecret = false;
        foreach (var secret in _secrets)
            isSecret |= CryptographicOperations.FixedTimeEquals(secret, hash);
        return isSecret;
    }
}
