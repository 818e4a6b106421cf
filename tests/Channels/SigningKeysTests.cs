using System.Net;
using PartyBuilding.Tests.Channels.Support;

namespace PartyBuilding.Tests.Channels;

public sealed class SigningKeysTests
{
    [Fact]
    public async Task Keys_are_fetched_once_for_many_calls_at_the_same_time()
    {
        await using var server = await MessagesServer.StartAsync();
        server.Issuer.Hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var calls = Enumerable.Range(0, 20).Select(_ => server.PostAsync(server.Token())).ToList();
        while (server.Issuer.Fetches == 0)
            await Task.Delay(10, TestContext.Current.CancellationToken);
        server.Issuer.Hold.SetResult();

        Assert.All(await Task.WhenAll(calls), status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(1, server.Issuer.Fetches);
    }

    [Fact]
    public async Task A_new_key_is_believed_as_soon_as_it_is_used()
    {
        await using var server = await MessagesServer.StartAsync();
        Assert.Equal(HttpStatusCode.OK, await server.PostAsync(server.Token()));

        server.Issuer.Announce("k2", 1, "msteams");

        Assert.Equal(HttpStatusCode.OK, await server.PostAsync(server.Token((h, _) => h["kid"] = "k2", 1)));
        Assert.Equal(2, server.Issuer.Fetches);
    }

    [Fact]
    public async Task A_flood_of_unknown_keys_causes_one_fetch_an_hour()
    {
        await using var server = await MessagesServer.StartAsync();
        Assert.Equal(HttpStatusCode.OK, await server.PostAsync(server.Token()));

        for (var hour = 1; hour <= 3; hour++)
        {
            var flood = Enumerable.Range(0, 30).Select(i => server.PostAsync(server.Token((h, _) => h["kid"] = "x" + i)));
            Assert.All(await Task.WhenAll(flood), status => Assert.Equal(HttpStatusCode.Unauthorized, status));
            Assert.Equal(1 + hour, server.Issuer.Fetches);
            server.Clock.Advance(TimeSpan.FromMinutes(61));
        }
        Assert.Equal(HttpStatusCode.OK, await server.PostAsync(server.Token()));
    }

    [Fact]
    public async Task After_a_day_keys_are_fetched_again_in_the_background_and_a_withdrawn_one_is_forgotten()
    {
        await using var server = await MessagesServer.StartAsync();
        Assert.Equal(HttpStatusCode.OK, await server.PostAsync(server.Token()));
        server.Issuer.Withdraw("k1");
        server.Issuer.Announce("k2", 1, "msteams");
        server.Clock.Advance(TimeSpan.FromHours(25));

        Assert.Equal(HttpStatusCode.OK, await server.PostAsync(server.Token()));
        HttpStatusCode later;
        do
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
            later = await server.PostAsync(server.Token());
        }
        while (later == HttpStatusCode.OK);

        Assert.Equal(HttpStatusCode.Unauthorized, later);
        Assert.InRange(server.Issuer.Fetches, 2, 3);
    }

    [Fact]
    public async Task After_two_days_of_silence_a_withdrawn_key_is_not_good_for_one_more_message()
    {
        await using var server = await MessagesServer.StartAsync();
        Assert.Equal(HttpStatusCode.OK, await server.PostAsync(server.Token()));
        server.Issuer.Withdraw("k1");
        server.Issuer.Announce("k2", 1, "msteams");
        server.Clock.Advance(TimeSpan.FromHours(49));

        Assert.Equal(HttpStatusCode.Unauthorized, await server.PostAsync(server.Token()));
    }

    [Fact]
    public async Task The_known_keys_stay_good_while_the_issuer_is_down()
    {
        await using var server = await MessagesServer.StartAsync();
        Assert.Equal(HttpStatusCode.OK, await server.PostAsync(server.Token()));
        server.Issuer.IsBroken = true;
        server.Clock.Advance(TimeSpan.FromHours(72));

        Assert.Equal(HttpStatusCode.OK, await server.PostAsync(server.Token()));
        Assert.Equal(HttpStatusCode.OK, await server.PostAsync(server.Token()));
        Assert.Equal(2, server.Issuer.Fetches);
    }

    [Fact]
    public async Task Without_any_keys_the_channel_is_asked_to_come_again_and_the_issuer_is_not_hammered()
    {
        await using var server = await MessagesServer.StartAsync();
        server.Issuer.IsBroken = true;

        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await server.PostAsync(server.Token()));
        Assert.Equal(1, server.Issuer.Fetches);

        server.Issuer.IsBroken = false;
        server.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(HttpStatusCode.OK, await server.PostAsync(server.Token()));
    }
}
