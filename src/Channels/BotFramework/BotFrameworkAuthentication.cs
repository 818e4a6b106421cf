using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PartyBuilding.Channels.BotFramework;

/// <summary>Says whether a call to <c>/api/messages</c> may be believed.</summary>
/// <remarks>The library verifies signature, issuer and audience; where the published SDKs are lenient, we are not, see each rule.</remarks>
public sealed partial class BotFrameworkAuthentication
{
    private const int LongestToken = 16 * 1024;
    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512];

    // Tenants of Microsoft that issue the Emulator's tokens.
    private static readonly string[] EmulatorTenants = ["d6d49420-f39b-4df7-a1dc-d59a935871db", "f8cdef31-a31e-4b4a-93e4-5f571e91255a"];

    private readonly BotFrameworkOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly SigningKeys _channelKeys;
    private readonly SigningKeys _emulatorKeys;
    private readonly JsonWebTokenHandler _tokens = new() { MaximumTokenSizeInBytes = LongestToken, MapInboundClaims = false };
    private readonly HashSet<string> _emulatorIssuers;

    /// <param name="options">Checked at start.</param>
    /// <param name="http">Fetches metadata and keys; without redirects, with a time limit and a small buffer.</param>
    /// <param name="clock">Real time, never the demo's.</param>
    /// <param name="logger">Gets key ids, issuers and reasons; never a token.</param>
    public BotFrameworkAuthentication(
        IOptions<BotFrameworkOptions> options, HttpClient http, TimeProvider clock, ILogger<BotFrameworkAuthentication> logger)
    {
        (_options, _clock, _logger) = (options.Value, clock, logger);
        SigningKeys KeysOf(Uri metadata) => new(
            metadata, http, TimeSpan.FromHours(_options.KeyRefreshHours), TimeSpan.FromMinutes(_options.UnknownKeyMinutes), clock, logger);
        _channelKeys = KeysOf(_options.ChannelMetadata);
        _emulatorKeys = KeysOf(_options.EmulatorMetadata);
        string[] tenants = _options.TenantId is { Length: > 0 } own ? [.. EmulatorTenants, own] : EmulatorTenants;
        _emulatorIssuers = [.. tenants.SelectMany(t => new[] { $"https://sts.windows.net/{t}/", $"https://login.microsoftonline.com/{t}/v2.0" })];
    }

    /// <summary>True when the call is refused whatever its body says, so that it need not be read.</summary>
    public bool IsHopeless(HttpContext call) =>
        !_options.AllowAnonymous && (string.IsNullOrEmpty(_options.AppId) || call.Request.Headers.Authorization.Count == 0);

    /// <summary>Judges one call.</summary>
    /// <param name="call">The request with its connection.</param>
    /// <param name="activity">Its body, unverified.</param>
    /// <param name="cancel">Ends the wait for keys.</param>
    public async Task<Admission> AdmitAsync(HttpContext call, Activity activity, CancellationToken cancel)
    {
        var admission = _options.AllowAnonymous ? AdmitAnonymous(call) : await AdmitTokenAsync(call.Request.Headers.Authorization, activity, cancel);
        if (admission is Admission.Refused { Reason: var reason, Status: var status })
            LogRefused(status, reason);
        return admission;
    }

    private static Admission AdmitAnonymous(HttpContext call) =>
        Loopback.IsLocal(call) ? new Admission.Anonymous() : new Admission.Refused(401, "anonymous access is for this machine only");

    private async Task<Admission> AdmitTokenAsync(string? authorization, Activity activity, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(_options.AppId))
            return new Admission.Refused(401, "no application id is configured");
        if (authorization?.Split(' ') is not [var scheme, { Length: > 0 } text] || !scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            return new Admission.Refused(401, "no bearer token");
        if (Read(text) is not { } token)
            return new Admission.Refused(401, "the token cannot be read");

        var isChannel = token.Issuer == _options.ChannelIssuer;
        if (!isChannel && !((_options.AllowEmulator || _options.AllowedCallers.Count > 0) && _emulatorIssuers.Contains(token.Issuer)))
            return Refuse(token, "unknown issuer");

        var keys = await (isChannel ? _channelKeys : _emulatorKeys).ForAsync(token.Kid, cancel);
        if (keys is null)
            return new Admission.Refused(503, "the issuer's keys cannot be fetched");
        if (!Algorithms.Contains(token.Alg) || !keys.Algorithms.Contains(token.Alg))
            return Refuse(token, "algorithm not allowed");
        if (!keys.Keys.TryGetValue(token.Kid, out var key))
            return Refuse(token, "unknown key");
        var checkedToken = await _tokens.ValidateTokenAsync(token, RulesFor(key, token.Issuer));
        if (!checkedToken.IsValid)
            return Refuse(token, checkedToken.Exception?.GetType().Name ?? "invalid");
        return isChannel ? AdmitChannel(token, key, activity) : AdmitEmulator(token, checkedToken.ClaimsIdentity);
    }

    /// <summary>A signed three-part token with a key id and no extension we would have to understand; null otherwise.</summary>
    private JsonWebToken? Read(string text)
    {
        if (text.Length > LongestToken || text.AsSpan().Count('.') != 2)
            return null;
        try
        {
            var token = (JsonWebToken)_tokens.ReadToken(text);
            return string.IsNullOrEmpty(token.Kid) || token.TryGetHeaderValue<object>("crit", out _) ? null : token;
        }
        catch (Exception fault) when (fault is ArgumentException or SecurityTokenException or System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private TokenValidationParameters RulesFor(SigningKey key, string issuer) => new()
    {
        IssuerSigningKey = key.Key,
        TryAllIssuerSigningKeys = false,
        RequireSignedTokens = true,
        ValidAlgorithms = Algorithms,
        ValidIssuer = issuer,
        ValidAudience = _options.AppId,
        IgnoreTrailingSlashWhenValidatingAudience = false,
        LifetimeValidator = IsInItsTime,
    };

    /// <summary>Both ends are required, which the library asks of the later one only.</summary>
    private bool IsInItsTime(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters rules)
    {
        var now = _clock.GetUtcNow().UtcDateTime;
        var skew = TimeSpan.FromMinutes(_options.SkewMinutes);
        return notBefore is { } from && expires is { } until && from <= until && from - skew <= now && now < until + skew;
    }

    private Admission AdmitChannel(JsonWebToken token, SigningKey key, Activity activity)
    {
        // The SDKs take a missing channel, and a key without endorsements, as endorsed.
        if (string.IsNullOrEmpty(activity.ChannelId)
            || !key.Endorsements.Contains(activity.ChannelId, StringComparer.Ordinal)
            || !_options.RequiredEndorsements.All(e => key.Endorsements.Contains(e, StringComparer.Ordinal)))
            return Refuse(token, "the key does not speak for this channel", 403);

        // The SDKs skip this for an activity without serviceUrl; our own token is sent there later.
        if ((Claim(token, "serviceurl") ?? Claim(token, "serviceUrl")) is not { } claimed
            || activity.ServiceUrl is not { Length: > 0 } said
            || !string.Equals(ServiceUrls.Trimmed(claimed), ServiceUrls.Trimmed(said), StringComparison.Ordinal))
            return Refuse(token, "the token is for another service address");
        if (!Uri.TryCreate(said, UriKind.Absolute, out var url) || !ServiceUrls.IsHttpsOrLoopback(url) || (url.Scheme == "http" && !_options.AllowEmulator))
            return Refuse(token, "the service address is not https");
        return new Admission.Channel(said);
    }

    private Admission AdmitEmulator(JsonWebToken token, ClaimsIdentity identity)
    {
        var caller = identity.FindFirst("ver")?.Value switch
        {
            null or "" or "1.0" => identity.FindFirst("appid")?.Value,
            "2.0" => identity.FindFirst("azp")?.Value,
            _ => null,
        };
        if (string.IsNullOrEmpty(caller))
            return Refuse(token, "the token names no application");
        if (caller == _options.AppId)
            return _options.AllowEmulator ? new Admission.Emulator() : Refuse(token, "the Emulator is not allowed here");
        return _options.AllowedCallers.Contains(caller) ? new Admission.Skill(caller) : Refuse(token, "the calling bot is not on the list");
    }

    private static string? Claim(JsonWebToken token, string name) => token.TryGetPayloadValue<string>(name, out var value) ? value : null;

    private static Admission.Refused Refuse(JsonWebToken token, string reason, int status = 401) =>
        new(status, $"{reason} (kid {Short(token.Kid)}, iss {Short(token.Issuer)})");

    /// <summary>Unverified words in a log line: short, on one line.</summary>
    private static string Short(string text) => string.Concat(text.Take(80).Select(c => char.IsControl(c) ? '?' : c));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused a call to /api/messages with {Status}: {Reason}.")]
    private partial void LogRefused(int status, string reason);
}
