using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace PartyBuilding.Channels.DirectLine;

/// <summary>A token as a client gets it.</summary>
/// <param name="Value">For the header.</param>
/// <param name="ExpiresIn">Seconds it is good for.</param>
public readonly record struct IssuedToken(string Value, int ExpiresIn);

/// <summary>What a good token allows.</summary>
/// <param name="Seat">Where, and as whom.</param>
/// <param name="Origins">Pages it may be used from; null for any.</param>
/// <param name="Expires">When it ends.</param>
public sealed record TokenGrant(Seat Seat, IReadOnlyList<string>? Origins, DateTimeOffset Expires);

/// <summary>Issues and checks the tokens of Direct Line: JWTs, because Microsoft's clients read the user's id out of them.</summary>
/// <remarks>A token's header must be one of the two we write ourselves, so no algorithm is ever chosen by a caller.</remarks>
public sealed class DirectLineTokens
{
    private const string Issuer = "party-building";
    private const string ForCalls = "directline";
    private const string ForStreams = "directline/stream";
    private const int LongestToken = 4096;
    private static readonly TimeSpan StreamLife = TimeSpan.FromSeconds(60);

    private readonly TimeProvider _clock;
    private readonly TimeSpan _life;
    private readonly (string Header, byte[] Key)[] _keys;

    /// <param name="options">Keys and life time.</param>
    /// <param name="clock">Real time, never the demo's.</param>
    public DirectLineTokens(IOptions<DirectLineOptions> options, TimeProvider clock)
    {
        _clock = clock;
        _life = TimeSpan.FromMinutes(options.Value.TokenMinutes);
        _keys = [.. new[] { options.Value.SigningKey, options.Value.PreviousSigningKey }.Where(k => !string.IsNullOrEmpty(k)).Select(Prepare!)];
    }

    /// <summary>A token for one person in one conversation; the caller has made sure that they may be there.</summary>
    /// <param name="seat">A user in it makes the token speak for that user alone; such ids start with <c>dl_</c>.</param>
    /// <param name="origins">Pages it may be used from; null for any.</param>
    public IssuedToken Issue(Seat seat, IReadOnlyList<string>? origins = null) =>
        new(Sign(seat, origins, ForCalls, _life, null), (int)_life.TotalSeconds);

    /// <summary>What a token allows, or null; <paramref name="isExpired"/> tells a token of ours that is merely too old.</summary>
    public TokenGrant? Check(string token, out bool isExpired) => Check(token, ForCalls, out isExpired);

    /// <summary>A token good for one minute, for opening a stream and nothing else, without a name: addresses end up in logs.</summary>
    internal string IssueForStream(TokenGrant grant)
    {
        var nameless = grant.Seat with { User = grant.Seat.User is { } user ? new ChannelAccount { Id = user.Id } : null };
        return Sign(nameless, grant.Origins, ForStreams, StreamLife, grant.Expires);
    }

    internal TokenGrant? CheckForStream(string token) => Check(token, ForStreams, out _);

    private static (string Header, byte[] Key) Prepare(string key)
    {
        var bytes = Convert.FromBase64String(key);
        var kid = Base64UrlEncoder.Encode(SHA256.HashData(bytes).AsSpan(0, 6).ToArray());
        return (Base64UrlEncoder.Encode($$"""{"alg":"HS256","kid":"{{kid}}","typ":"JWT"}"""), bytes);
    }

    private string Sign(Seat seat, IReadOnlyList<string>? origins, string audience, TimeSpan life, DateTimeOffset? until)
    {
        var now = _clock.GetUtcNow();
        var claims = new TokenClaims(
            Issuer, audience, seat.Conversation, seat.User?.Id, seat.User?.Name, origins,
            now.ToUnixTimeSeconds(), (now + life).ToUnixTimeSeconds(), until?.ToUnixTimeSeconds(), Random());
        var signed = _keys[0].Header + "." + Base64UrlEncoder.Encode(JsonSerializer.SerializeToUtf8Bytes(claims, DirectLineJson.Wire.TokenClaims));
        return signed + "." + Base64UrlEncoder.Encode(HMACSHA256.HashData(_keys[0].Key, Encoding.ASCII.GetBytes(signed)));
    }

    private TokenGrant? Check(string token, string audience, out bool isExpired)
    {
        isExpired = false;
        if (token.Length > LongestToken || ReadClaims(token) is not { } claims || claims.Iss != Issuer || claims.Aud != audience || claims.Conv is null)
            return null;
        isExpired = claims.Exp <= _clock.GetUtcNow().ToUnixTimeSeconds();
        if (isExpired)
            return null;
        var user = claims.User is null ? null : new ChannelAccount { Id = claims.User, Name = claims.Name };
        return new TokenGrant(new Seat(claims.Conv, user), claims.Origins, DateTimeOffset.FromUnixTimeSeconds(claims.Until ?? claims.Exp));
    }

    private TokenClaims? ReadClaims(string token)
    {
        var lastDot = token.LastIndexOf('.');
        foreach (var (header, key) in _keys)
        {
            if (lastDot <= header.Length || token[header.Length] != '.' || !token.StartsWith(header, StringComparison.Ordinal))
                continue;
            var expected = Base64UrlEncoder.Encode(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(token[..lastDot])));
            if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(token[(lastDot + 1)..])))
                return null;
            return JsonSerializer.Deserialize(Base64UrlEncoder.DecodeBytes(token[(header.Length + 1)..lastDot]), DirectLineJson.Wire.TokenClaims);
        }
        return null;
    }

    /// <summary>An id nobody can guess, safe in a URL.</summary>
    internal static string Random() => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(16));
}

/// <summary>A token's content. <c>user</c> is the name Microsoft's clients look for.</summary>
internal sealed record TokenClaims(
    string Iss, string Aud, string? Conv, string? User, string? Name, IReadOnlyList<string>? Origins, long Iat, long Exp, long? Until, string Jti);
