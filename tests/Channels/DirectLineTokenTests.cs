using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using PartyBuilding.Tests.Channels.Support;

namespace PartyBuilding.Tests.Channels;

public sealed class DirectLineTokenTests
{
    [Theory]
    [InlineData(DirectLineServer.Secret)]
    [InlineData(DirectLineServer.SecondSecret)]
    public async Task A_secret_generates_a_token_that_says_who_uses_it(string secret)
    {
        await using var server = await DirectLineServer.StartAsync();

        var (status, body) = await server.PostAsync("/tokens/generate", secret, """{"user":{"id":"dl_7","name":"张敏"},"trustedOrigins":["https://school.example"]}""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(1800, (int)body!["expires_in"]!);
        var claims = JsonNode.Parse(Encoding.UTF8.GetString(Base64UrlEncoder.DecodeBytes(((string)body["token"]!).Split('.')[1])))!;
        Assert.Equal("dl_7", (string?)claims["user"]);
        Assert.Equal((string?)body["conversationId"], (string?)claims["conv"]);
        Assert.Null(body["streamUrl"]);
        Assert.Empty(server.Store.Started);
    }

    [Theory]
    [InlineData(null, 401, "MissingAuthorization")]
    [InlineData("", 401, "MissingAuthorization")]
    [InlineData("school-secre", 403, "BadArgument")]
    [InlineData("a.b.c", 403, "BadArgument")]
    public async Task Clients_can_tell_a_missing_header_from_a_wrong_one(string? bearer, int status, string code)
    {
        await using var server = await DirectLineServer.StartAsync();

        var answer = await server.PostAsync("/tokens/generate", bearer);

        Assert.Equal((status, code), ((int)answer.Status, (string?)answer.Body!["error"]!["code"]));
        Assert.NotEmpty((string)answer.Body["error"]!["message"]!);
    }

    [Theory]
    [InlineData("""{"user":{"id":"7"}}""")]
    [InlineData("""{"user":{"id":"dl_"}}""")]
    [InlineData("""{"user":{"id":"dl_a/b"}}""")]
    [InlineData("""{"user":{"id":"dl_张"}}""")]
    [InlineData("""{"user":"dl_7"}""")]
    [InlineData("""{"trustedOrigins":"https://x"}""")]
    [InlineData("nonsense")]
    public async Task A_token_is_not_generated_for_a_bad_request(string body)
    {
        await using var server = await DirectLineServer.StartAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await server.PostAsync("/tokens/generate", DirectLineServer.Secret, body)).Status);
    }

    [Fact]
    public async Task A_token_cannot_generate_and_a_secret_cannot_be_refreshed()
    {
        await using var server = await DirectLineServer.StartAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await server.PostAsync("/tokens/generate", server.TokenFor("c"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await server.PostAsync("/tokens/refresh", DirectLineServer.Secret)).Status);
    }

    [Fact]
    public async Task A_token_is_refreshed_again_and_again_and_an_expired_one_never()
    {
        await using var server = await DirectLineServer.StartAsync();
        var token = server.TokenFor("c");
        for (var i = 0; i < 4; i++)
        {
            server.Clock.Advance(TimeSpan.FromMinutes(29));
            var (status, body) = await server.PostAsync("/tokens/refresh", token);
            Assert.Equal((HttpStatusCode.OK, "c"), (status, (string?)body!["conversationId"]));
            token = (string)body["token"]!;
        }
        server.Clock.Advance(TimeSpan.FromMinutes(31));

        var expired = await server.PostAsync("/tokens/refresh", token);

        Assert.Equal((HttpStatusCode.Forbidden, "TokenExpired"), (expired.Status, (string?)expired.Body!["error"]!["code"]));
    }

    [Fact]
    public async Task A_changed_token_is_refused_whatever_was_changed()
    {
        await using var server = await DirectLineServer.StartAsync();
        var parts = server.TokenFor("c").Split('.');
        var none = Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""");
        var claims = Base64UrlEncoder.Encode("""{"iss":"party-building","aud":"directline","conv":"c","exp":9999999999}""");

        foreach (var token in new[] { $"{none}.{parts[1]}.", $"{none}.{claims}.{parts[2]}", $"{parts[0]}.{claims}.{parts[2]}", $"{parts[0]}.{parts[1]}.", $"{parts[0]}.{parts[1]}", $"{parts[0]}..{parts[2]}", parts[0] + "." })
            Assert.Equal(HttpStatusCode.Forbidden, (await server.PostAsync("/tokens/refresh", token)).Status);
    }

    [Fact]
    public async Task Tokens_of_the_previous_key_stay_good_during_a_roll_over()
    {
        await using var before = await DirectLineServer.StartAsync();
        var token = before.TokenFor("c");
        await using var during = await DirectLineServer.StartAsync(("SigningKey", DirectLineServer.SecondKey), ("PreviousSigningKey", DirectLineServer.FirstKey));
        await using var after = await DirectLineServer.StartAsync(("SigningKey", DirectLineServer.SecondKey));

        Assert.Equal(HttpStatusCode.OK, (await during.PostAsync("/tokens/refresh", token)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await after.PostAsync("/tokens/refresh", token)).Status);
        Assert.Equal(HttpStatusCode.OK, (await after.PostAsync("/tokens/refresh", during.TokenFor("c"))).Status);
    }

    [Theory]
    [InlineData("https://school.example", HttpStatusCode.OK)]
    [InlineData(null, HttpStatusCode.OK)]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    public async Task A_token_bound_to_origins_is_for_their_pages_only(string? origin, HttpStatusCode status)
    {
        await using var server = await DirectLineServer.StartAsync();
        var token = server.TokenFor("c", origins: ["https://school.example"]);

        var answer = await server.PostAsync("/tokens/refresh", token, change: r =>
        {
            if (origin is not null)
                r.Headers.TryAddWithoutValidation("Origin", origin);
        });

        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task A_short_key_stops_the_start()
    {
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => DirectLineServer.StartAsync(("SigningKey", "c2hvcnQ=")));

        Assert.Contains("32 bytes", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_of_other_origins_may_ask_first()
    {
        await using var server = await DirectLineServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Options, "/v3/directline/conversations/c/activities");
        request.Headers.Add("Origin", "https://school.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");

        using var response = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains("x-ms-bot-agent", response.Headers.GetValues("Access-Control-Allow-Headers").Single(), StringComparison.Ordinal);
    }
}
