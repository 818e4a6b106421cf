using Microsoft.Extensions.Logging.Abstractions;
using PartyBuilding.Bot;
using PartyBuilding.Bot.Sending;
using PartyBuilding.Bot.Turns;
using PartyBuilding.Channels;
using PartyBuilding.Channels.DirectLine;
using PartyBuilding.Data;
using PartyBuilding.Tests.Channels.Support;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.Sending;

/// <summary>The sender against a real database and a real server that answers as the test says.</summary>
public sealed class SenderTests(TestDatabase database) : DatabaseTest(database)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly List<Sender> senders = [];
    private FakeChannel channel = null!;
    private long broadcast;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        channel = await FakeChannel.StartAsync(isAnonymous: true);
        broadcast = await Db.OneAsync<long>("insert into broadcasts (content, state, created_at) values ('通知', 'sending', now()) returning id", cancel: Cancel);
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var sender in senders)
        {
            await sender.StopAsync(CancellationToken.None);
            sender.Dispose();
        }
        await channel.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_broadcast_reaches_every_conversation_with_one_request_each()
    {
        await NoticeAsync(await ConversationsAsync(30));

        await StartAsync();
        await StartAsync();

        await AllAsync("sent", 30);
        Assert.Equal(30, channel.Calls.Count);
        Assert.Equal(30, channel.Calls.Select(call => call.Path).Distinct().Count());
        Assert.All(channel.Calls, call => Assert.Contains("\"text\":\"通知\"", System.Text.RegularExpressions.Regex.Unescape(call.Body), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_last_end_is_written_down_though_the_database_refused_it_at_first()
    {
        await NoticeAsync(await ConversationsAsync(1));
        await Db.RunAsync("""
            create sequence refusals;
            create function refuse() returns trigger language plpgsql as
                $$ begin if nextval('refusals') <= 2 then raise exception 'full' using errcode = '53100'; end if; return new; end $$;
            grant usage on sequence refusals to public;
            create trigger refusing before update on deliveries for each row when (new.state = 'sent') execute function refuse();
            """, cancel: Cancel);

        await StartAsync();

        await AllAsync("sent", 1);
        Assert.Single(channel.Calls);
    }

    [Fact]
    public async Task What_the_channel_throttles_goes_when_it_may()
    {
        channel.Answers(429, header: "Retry-After", value: "1");
        await NoticeAsync(await ConversationsAsync(1));

        await StartAsync();

        await AllAsync("sent", 1);
        Assert.Equal(2, channel.Calls.Count);
    }

    [Fact]
    public async Task What_surely_failed_is_tried_again_and_later_each_time()
    {
        channel.Answers(500).Answers(502);
        await NoticeAsync(await ConversationsAsync(1));

        await StartAsync();

        await AllAsync("sent", 1);
        Assert.Equal(3, channel.Calls.Count);
        Assert.Equal(3, await Db.OneAsync<int>("select tries from deliveries", cancel: Cancel));
    }

    [Theory]
    [InlineData(403, "gone", true)]
    [InlineData(404, "gone", true)]
    [InlineData(400, "failed", false)]
    [InlineData(413, "failed", false)]
    public async Task What_will_never_be_taken_is_not_repeated(int status, string state, bool isGone)
    {
        channel.Answers(status, """{"error":{"code":"BotNotInConversationRoster","message":"x"}}""");
        await NoticeAsync(await ConversationsAsync(1));

        await StartAsync();

        await AllAsync(state, 1);
        Assert.Single(channel.Calls);
        Assert.Equal(isGone, await Db.OneAsync<bool>("select gone_at is not null from conversations", cancel: Cancel));
        Assert.StartsWith($"{status}", await Db.OneAsync<string>("select reason from deliveries", cancel: Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_doubtful_notice_is_unknown_and_a_doubtful_reply_is_repeated_once()
    {
        var conversations = await ConversationsAsync(2);
        channel.Answers(504);
        await NoticeAsync(conversations[..1]);
        await StartAsync();
        await AllAsync("unknown", 1);
        Assert.Single(channel.Calls);

        channel.Answers(504).Answers(504);
        await ReplyAsync(conversations[1], "答复");

        await UntilAsync(async () => await CountAsync("unknown") == 2);
        Assert.Equal(3, channel.Calls.Count);
    }

    [Fact]
    public async Task The_messages_of_a_conversation_keep_their_order_through_trouble()
    {
        channel.Answers(200, """{"id":"1"}""").Answers(503).Answers(500);
        var one = (await ConversationsAsync(1))[0];
        foreach (var n in Enumerable.Range(1, 6))
            await ReplyAsync(one, $"line-{n}");

        await StartAsync();

        await AllAsync("sent", 6);
        var said = channel.Calls.Select(call => call.Body[call.Body.IndexOf("line-", StringComparison.Ordinal)..][..6]).ToList();
        Assert.Equal(said.Order(StringComparer.Ordinal), said);
    }

    [Fact]
    public async Task The_states_of_a_broadcast_sum_to_all_of_it()
    {
        channel.Answers(403).Answers(400).Answers(504).Answers(429, header: "Retry-After", value: "1").Answers(500);
        await NoticeAsync(await ConversationsAsync(20));

        await StartAsync();

        await UntilAsync(async () => await IsQuietAsync());
        var counts = (await new Deliveries(Db).CountAsync(broadcast, Cancel)).ToDictionary(c => c.State, c => c.Count);
        Assert.Equal(20, counts.Values.Sum());
        Assert.Equal((1, 1, 1, 17), (counts["gone"], counts["failed"], counts["unknown"], counts["sent"]));
    }

    [Fact]
    public async Task Of_a_killed_sender_the_notice_becomes_unknown_and_the_reply_is_repeated_once()
    {
        var conversations = await ConversationsAsync(3);
        await NoticeAsync(conversations[..1]);
        await ReplyAsync(conversations[1], "一");
        await ReplyAsync(conversations[2], "二");
        await Db.RunAsync("""
            update deliveries
            set state = 'sending', lease_by = 'gone', lease_until = now() - interval '1 second', tries = case when conversation_id = @last then 2 else 1 end
            """, new { last = conversations[2] }, Cancel);

        await StartAsync();

        await UntilAsync(async () => await IsQuietAsync());
        Assert.Equal(["unknown", "sent", "failed"], await Db.ListAsync<string>("select state from deliveries order by id", cancel: Cancel));
        Assert.Single(channel.Calls);
    }

    [Fact]
    public async Task A_channels_pace_is_kept_by_all_senders_together()
    {
        var conversations = await ConversationsAsync(30, "dingtalk");
        await NoticeAsync(conversations);
        var started = TimeProvider.System.GetUtcNow().AddSeconds(-0.1);

        await StartAsync();
        await StartAsync();

        await AllAsync("sent", 30);
        Assert.Equal(30, channel.Calls.Count);
        var last = await Db.OneAsync<DateTimeOffset>("select max(done_at) from deliveries", cancel: Cancel);
        // 16 at once, for a fifth is kept for replies, the others at 20 a second.
        Assert.True(last - started > TimeSpan.FromSeconds(0.4), $"{last - started}");
        Assert.Equal(1, await Db.OneAsync<int>("select max(tries) from deliveries", cancel: Cancel));
    }

    [Fact]
    public async Task A_reply_leaves_at_once_though_a_thousand_notices_wait_for_a_slow_channel()
    {
        channel.Slowness = TimeSpan.FromSeconds(1);
        var conversations = await ConversationsAsync(1001);
        await NoticeAsync(conversations[..1000]);
        await StartAsync();
        await UntilAsync(() => Task.FromResult(channel.Calls.Count >= 48));

        var asked = TimeProvider.System.GetTimestamp();
        await ReplyAsync(conversations[1000], "答复");
        await UntilAsync(() => Task.FromResult(channel.Calls.Any(call => call.Path.Contains("c-1001/", StringComparison.Ordinal))));

        // Found by the next look at the latest, and then carried by one of the places no notice may take.
        Assert.True(TimeProvider.System.GetElapsedTime(asked) < TimeSpan.FromSeconds(1.5), $"{TimeProvider.System.GetElapsedTime(asked)}");
        Assert.True(await CountAsync("queued") > 500);
    }

    [Fact]
    public async Task A_reply_does_not_wait_for_a_notice_to_the_same_conversation()
    {
        channel.Slowness = TimeSpan.FromSeconds(1.5);
        var one = await ConversationsAsync(1);
        await NoticeAsync(one);
        await StartAsync();
        await UntilAsync(() => Task.FromResult(channel.Calls.Count == 1));

        await ReplyAsync(one[0], "答复");
        await UntilAsync(() => Task.FromResult(channel.Calls.Count == 2));

        Assert.Equal(2, await CountAsync("sending"));
    }

    [Fact]
    public async Task Buckets_give_what_they_hold_and_fill_with_time()
    {
        var rates = new Rates(Db);
        var now = TimeProvider.System.GetUtcNow();
        RateAsk Ask(int count) => new("c", "s", 10, 5, count);

        Assert.Equal(5, (await rates.TakeAsync([Ask(3)], now, Cancel))[0].Tokens, 3);
        Assert.Equal(2, (await rates.TakeAsync([Ask(4)], now, Cancel))[0].Tokens, 3);
        await rates.GiveBackAsync([Ask(1)], Cancel);
        Assert.Equal(2, (await rates.TakeAsync([Ask(4) with { Kept = 1 }], now.AddSeconds(0.1), Cancel))[0].Tokens, 3);
        Assert.Equal(1, (await rates.TakeAsync([Ask(0)], now.AddSeconds(0.1), Cancel))[0].Tokens, 3);
        Assert.Equal(5, (await rates.TakeAsync([Ask(0)], now.AddSeconds(60), Cancel))[0].Tokens, 3);
    }

    private async Task StartAsync()
    {
        var streams = new DirectLineStreams(Microsoft.Extensions.Options.Options.Create(new DirectLineOptions()));
        var sender = new Sender(
            Runtime, new Outbox(TimeProvider.System, streams), [new ConnectorCarrier(channel.Client, Runtime, Plan.Sample.Plan, new BusinessClock(TimeProvider.System), TimeProvider.System)],
            TimeProvider.System, NullLogger<Sender>.Instance);
        senders.Add(sender);
        await sender.StartAsync(Cancel);
    }

    private async Task<long[]> ConversationsAsync(int count, string name = "test")
    {
        var reference = new Reference(channel.ServiceUrl, new ChannelAccount { Id = "bot" }, new ChannelAccount { Id = "somebody" }, null, "zh-CN").Write();
        return [.. await Db.ListAsync<long>("""
            insert into conversations (channel, account, key, kind, reference, created_at)
            select @name, 'bot', 'c-' || n, 'group', @reference::jsonb, now() from generate_series(1, @count) n
            returning id
            """, new { name, count, reference }, Cancel)];
    }

    private Task NoticeAsync(long[] conversations) => QueueAsync(broadcast, conversations, "notice", "通知");

    private Task ReplyAsync(long conversation, string text) => QueueAsync(null, [conversation], "reply", text);

    private async Task QueueAsync(long? of, long[] conversations, string lane, string text)
    {
        var now = TimeProvider.System.GetUtcNow();
        await new Deliveries(Db).QueueAsync(
            of, conversations, [.. conversations.Select(_ => Composer.Write(Outgoings.Message(text, [])))], lane, now.AddSeconds(-1), now.AddMinutes(5), now, Cancel);
    }

    private Task<long> CountAsync(string state) => Db.OneAsync<long>("select count(*) from deliveries where state = @state", new { state }, Cancel);

    /// <summary>In one look: a message between two states must not be missed by both.</summary>
    private Task<bool> IsQuietAsync() => Db.OneAsync<bool>("select not exists (select from deliveries where state in ('queued', 'sending'))", cancel: Cancel);

    private Task AllAsync(string state, int count) => UntilAsync(async () => await CountAsync(state) == count);

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        var until = TimeProvider.System.GetUtcNow() + Patience;
        while (!await isSo())
        {
            Assert.True(TimeProvider.System.GetUtcNow() < until, "It did not happen in time.");
            await Task.Delay(50, Cancel);
        }
    }
}
