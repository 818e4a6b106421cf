using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;

namespace PartyBuilding.Tests.Channels.Support;

/// <summary>Stands in for the Bot Framework's login service: announces keys and signs tokens with them, well or badly.</summary>
internal sealed class FakeIssuer : IAsyncDisposable
{
    // Making a key takes a tenth of a second: a few serve all tests.
    private static readonly RSA[] Pairs = [RSA.Create(2048), RSA.Create(2048), RSA.Create(2048)];

    private readonly Dictionary<string, (int Pair, string[]? Endorsements)> _keys = [];
    private LoopbackServer _server = null!;
    private int _fetches;

    public Uri Metadata => new(_server.Address, "/metadata");

    public int Fetches => Volatile.Read(ref _fetches);

    public bool IsBroken { get; set; }

    public TaskCompletionSource? Hold { get; set; }

    public string[] Algorithms { get; set; } = ["RS256", "RS384", "RS512"];

    public static async Task<FakeIssuer> StartAsync()
    {
        var issuer = new FakeIssuer();
        issuer.Announce("k1", 0, "msteams", "directline", "webchat");
        issuer._server = await LoopbackServer.StartAsync(app =>
        {
            app.MapGet("/metadata", (Delegate)issuer.MetadataAsync);
            app.MapGet("/keys", () => Results.Text(issuer.KeysJson(), "application/json"));
        });
        return issuer;
    }

    public void Announce(string kid, int pair, params string[]? endorsements) => _keys[kid] = (pair, endorsements);

    public void Withdraw(string kid) => _keys.Remove(kid);

    /// <summary>A token as a channel would send it, after <paramref name="change"/> had its way with header and claims.</summary>
    public static string Token(DateTimeOffset now, Action<JsonObject, JsonObject>? change = null, int pair = 0)
    {
        var header = new JsonObject { ["alg"] = "RS256", ["kid"] = "k1", ["typ"] = "JWT" };
        var claims = new JsonObject
        {
            ["iss"] = "https://api.botframework.com",
            ["aud"] = "our-app",
            ["serviceurl"] = "https://smba.trafficmanager.net/apac/",
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddHours(1).ToUnixTimeSeconds(),
        };
        change?.Invoke(header, claims);
        var signed = Base64UrlEncoder.Encode(header.ToJsonString()) + "." + Base64UrlEncoder.Encode(claims.ToJsonString());
        return signed + "." + Base64UrlEncoder.Encode(Sign((string?)header["alg"], Encoding.ASCII.GetBytes(signed), pair));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task<IResult> MetadataAsync(HttpContext call)
    {
        Interlocked.Increment(ref _fetches);
        if (Hold is { } hold)
            await hold.Task;
        if (IsBroken)
            return Results.StatusCode(500);
        var algorithms = string.Join(',', Algorithms.Select(a => $"\"{a}\""));
        return Results.Text($$"""{"issuer":"https://api.botframework.com","jwks_uri":"{{new Uri(_server.Address, "/keys")}}","id_token_signing_alg_values_supported":[{{algorithms}}]}""", "application/json");
    }

    private string KeysJson()
    {
        var keys = new JsonArray();
        foreach (var (kid, (pair, endorsements)) in _keys)
        {
            var rsa = Pairs[pair].ExportParameters(false);
            var key = new JsonObject
            {
                ["kty"] = "RSA",
                ["use"] = "sig",
                ["kid"] = kid,
                ["n"] = Base64UrlEncoder.Encode(rsa.Modulus),
                ["e"] = Base64UrlEncoder.Encode(rsa.Exponent),
            };
            if (endorsements is not null)
                key["endorsements"] = new JsonArray([.. endorsements.Select(e => JsonValue.Create(e))]);
            keys.Add(key);
        }
        return new JsonObject { ["keys"] = keys }.ToJsonString();
    }

    private static byte[] Sign(string? algorithm, byte[] text, int pair) => algorithm switch
    {
        "none" => [],
        // The classic trick: the public key, which everybody has, as the secret of an HMAC.
        "HS256" => HMACSHA256.HashData(Encoding.ASCII.GetBytes(Pairs[pair].ExportSubjectPublicKeyInfoPem()), text),
        "RS384" => Pairs[pair].SignData(text, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
        "RS512" => Pairs[pair].SignData(text, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
        "PS256" => Pairs[pair].SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        _ => Pairs[pair].SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
    };
}
