using System.Net;
using System.Text.Json.Nodes;
using PartyBuilding.Channels.BotFramework;
using PartyBuilding.Tests.Channels.Support;

namespace PartyBuilding.Tests.Channels;

public sealed class InboundAuthenticationTests
{
    [Theory]
    [InlineData("RS256")]
    [InlineData("RS384")]
    [InlineData("RS512")]
    public async Task A_channel_with_a_good_token_is_believed(string algorithm)
    {
        await using var server = await MessagesServer.StartAsync();

        var status = await server.PostAsync(server.Token((header, _) => header["alg"] = algorithm));

        Assert.Equal(HttpStatusCode.OK, status);
        var inbound = Assert.Single(server.Taken);
        Assert.Equal(new Admission.Channel("https://smba.trafficmanager.net/apac/"), inbound.Admission);
        Assert.Equal("你好", inbound.Activity.Text);
    }

    public static TheoryData<string, Action<JsonObject, JsonObject>> BadTokens() => new()
    {
        { "no algorithm", (h, _) => h["alg"] = "none" },
        { "public key as shared secret", (h, _) => h["alg"] = "HS256" },
        { "an RSA algorithm that is not on the list", (h, _) => h["alg"] = "PS256" },
        { "an algorithm of no known name", (h, _) => h["alg"] = "rs256" },
        { "no key id", (h, _) => h.Remove("kid") },
        { "unknown key id", (h, _) => h["kid"] = "k9" },
        { "key id of another type", (h, _) => h["kid"] = 1 },
        { "an extension one must understand", (h, _) => h["crit"] = new JsonArray("exp") },
        { "no issuer", (_, c) => c.Remove("iss") },
        { "foreign issuer", (_, c) => c["iss"] = "https://evil.example" },
        { "issuer with a slash too many", (_, c) => c["iss"] = "https://api.botframework.com/" },
        { "an Emulator's issuer while the Emulator is not allowed", (_, c) => c["iss"] = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/" },
        { "no audience", (_, c) => c.Remove("aud") },
        { "another bot's audience", (_, c) => c["aud"] = "other-app" },
        { "our audience with a slash", (_, c) => c["aud"] = "our-app/" },
        { "a list of others' audiences", (_, c) => c["aud"] = new JsonArray("a", "b") },
        { "no end", (_, c) => c.Remove("exp") },
        { "no start", (_, c) => c.Remove("nbf") },
        { "an end that is no number", (_, c) => c["exp"] = "tomorrow" },
        { "an end before its start", (_, c) => c["exp"] = (long)c["nbf"]! - 1 },
        { "no service address", (_, c) => c.Remove("serviceurl") },
        { "another service address", (_, c) => c["serviceurl"] = "https://smba.trafficmanager.net/emea/" },
        { "a service address in other case", (_, c) => c["serviceurl"] = "https://smba.trafficmanager.net/APAC/" },
    };

    [Theory]
    [MemberData(nameof(BadTokens))]
    public async Task A_bad_token_is_answered_with_401(string what, Action<JsonObject, JsonObject> change)
    {
        await using var server = await MessagesServer.StartAsync();

        Assert.True(await server.PostAsync(server.Token(change)) == HttpStatusCode.Unauthorized, what);
        Assert.Empty(server.Taken);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Bearer a b")]
    [InlineData("Bearer a.b")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Bearer a.b.c.d.e")]
    [InlineData("Bearer ..")]
    [InlineData("Bearer bnVsbA.bnVsbA.x")]
    [InlineData("Bearer e30.e30.")]
    [InlineData("Bearer W10.W10.W10")]
    public async Task A_header_that_is_no_token_is_answered_with_401(string? header)
    {
        await using var server = await MessagesServer.StartAsync();

        using var response = await server.SendAsync(header);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(0, server.Issuer.Fetches);
    }

    [Fact]
    public async Task A_changed_claim_or_another_pair_of_keys_breaks_the_signature()
    {
        await using var server = await MessagesServer.StartAsync();
        var parts = server.Token().Split('.');
        var others = server.Token((_, c) => c["aud"] = new JsonArray("our-app", "x")).Split('.');

        Assert.Equal(HttpStatusCode.Unauthorized, await server.PostAsync($"{parts[0]}.{others[1]}.{parts[2]}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await server.PostAsync(server.Token(pair: 1)));
        Assert.Equal(HttpStatusCode.Unauthorized, await server.PostAsync($"{parts[0]}.{parts[1]}."));
    }

    [Theory]
    [InlineData(-4, 0, true)]
    [InlineData(-6, 0, false)]
    [InlineData(0, 64, true)]
    [InlineData(0, 66, false)]
    public async Task Times_count_with_five_minutes_of_grace(int minutesBeforeStart, int minutesAfterStart, bool isGood)
    {
        await using var server = await MessagesServer.StartAsync();
        var token = server.Token();
        server.Clock.Advance(TimeSpan.FromMinutes(minutesBeforeStart + minutesAfterStart));

        Assert.Equal(isGood ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, await server.PostAsync(token));
    }

    [Theory]
    [InlineData("serviceurl", "https://smba.trafficmanager.net/apac")]
    [InlineData("serviceUrl", "https://smba.trafficmanager.net/apac/")]
    public async Task The_service_address_may_differ_by_its_last_slash_and_the_claims_name_by_case(string name, string url)
    {
        await using var server = await MessagesServer.StartAsync();

        var token = server.Token((_, c) =>
        {
            c.Remove("serviceurl");
            c[name] = url;
        });

        Assert.Equal(HttpStatusCode.OK, await server.PostAsync(token));
    }

    [Theory]
    [InlineData("\"serviceUrl\":\"https://smba.trafficmanager.net/apac/\",", "")]
    [InlineData("https://smba.trafficmanager.net/apac/", "https://evil.example/")]
    [InlineData("https://smba.trafficmanager.net/apac/", "")]
    public async Task An_activity_without_the_tokens_service_address_is_refused(string said, string instead)
    {
        await using var server = await MessagesServer.StartAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await server.PostAsync(server.Token(), MessagesServer.Message.Replace(said, instead, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_service_address_that_is_not_https_is_refused_though_the_token_names_it()
    {
        await using var server = await MessagesServer.StartAsync();
        const string Plain = "http://smba.trafficmanager.net/apac/";

        var status = await server.PostAsync(
            server.Token((_, c) => c["serviceurl"] = Plain), MessagesServer.Message.Replace("https://smba.trafficmanager.net/apac/", Plain, StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.Unauthorized, status);
    }

    [Fact]
    public async Task A_key_speaks_only_for_the_channels_it_is_endorsed_for()
    {
        await using var server = await MessagesServer.StartAsync();
        server.Issuer.Announce("bare", 1, null);
        server.Issuer.Announce("empty", 2);

        Assert.Equal(HttpStatusCode.Forbidden, await server.PostAsync(server.Token(), MessagesServer.Message.Replace("msteams", "slack", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.Forbidden, await server.PostAsync(server.Token(), MessagesServer.Message.Replace("\"channelId\":\"msteams\",", "", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.Forbidden, await server.PostAsync(server.Token((h, _) => h["kid"] = "bare", 1)));
        Assert.Equal(HttpStatusCode.Forbidden, await server.PostAsync(server.Token((h, _) => h["kid"] = "empty", 2)));
    }

    [Theory]
    [InlineData("webchat", HttpStatusCode.OK)]
    [InlineData("gov", HttpStatusCode.Forbidden)]
    public async Task More_endorsements_can_be_asked_for(string endorsement, HttpStatusCode status)
    {
        await using var server = await MessagesServer.StartAsync(("RequiredEndorsements:0", endorsement));

        Assert.Equal(status, await server.PostAsync(server.Token()));
    }

    [Fact]
    public async Task An_algorithm_the_issuer_does_not_announce_is_refused()
    {
        await using var server = await MessagesServer.StartAsync();
        server.Issuer.Algorithms = ["RS256"];

        Assert.Equal(HttpStatusCode.Unauthorized, await server.PostAsync(server.Token((h, _) => h["alg"] = "RS512")));
        Assert.Equal(HttpStatusCode.OK, await server.PostAsync(server.Token()));
    }

    [Theory]
    [InlineData("https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/", "1.0", "appid", HttpStatusCode.OK)]
    [InlineData("https://sts.windows.net/f8cdef31-a31e-4b4a-93e4-5f571e91255a/", null, "appid", HttpStatusCode.OK)]
    [InlineData("https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0", "2.0", "azp", HttpStatusCode.OK)]
    [InlineData("https://login.microsoftonline.com/our-tenant/v2.0", "2.0", "azp", HttpStatusCode.OK)]
    [InlineData("https://login.microsoftonline.com/other-tenant/v2.0", "2.0", "azp", HttpStatusCode.Unauthorized)]
    [InlineData("https://login.microsoftonline.com/our-tenant/v2.0", "2.0", "appid", HttpStatusCode.Unauthorized)]
    [InlineData("https://login.microsoftonline.com/our-tenant/v2.0", "3.0", "azp", HttpStatusCode.Unauthorized)]
    public async Task The_Emulator_is_believed_where_it_is_allowed(string issuer, string? version, string claim, HttpStatusCode status)
    {
        await using var server = await MessagesServer.StartAsync(("AllowEmulator", "true"), ("TenantId", "our-tenant"));

        Assert.Equal(status, await server.PostAsync(server.Token(Emulator(issuer, version, claim, "our-app")), OnLoopback()));
        Assert.All(server.Taken, inbound => Assert.Equal("http://localhost:50000", inbound.Activity.ServiceUrl));
    }

    [Theory]
    [InlineData("friend-bot", HttpStatusCode.OK)]
    [InlineData("other-bot", HttpStatusCode.Unauthorized)]
    [InlineData("our-app", HttpStatusCode.Unauthorized)]
    public async Task Another_bot_calls_only_when_it_is_on_the_list(string caller, HttpStatusCode status)
    {
        await using var server = await MessagesServer.StartAsync(("AllowedCallers:0", "friend-bot"));
        const string Issuer = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/";

        Assert.Equal(status, await server.PostAsync(server.Token(Emulator(Issuer, "1.0", "appid", caller))));
        Assert.All(server.Taken, inbound => Assert.IsType<Admission.Skill>(inbound.Admission));
    }

    private static Action<JsonObject, JsonObject> Emulator(string issuer, string? version, string claim, string caller) => (_, c) =>
    {
        c.Remove("serviceurl");
        c["iss"] = issuer;
        c[claim] = caller;
        if (version is not null)
            c["ver"] = version;
    };

    private static string OnLoopback() =>
        MessagesServer.Message.Replace("https://smba.trafficmanager.net/apac/", "http://localhost:50000", StringComparison.Ordinal);
}
