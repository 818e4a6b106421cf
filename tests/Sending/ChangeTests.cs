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

/// <summary>Recalls and corrections: in place where the channel can, as one new message where it cannot, and only where the notice arrived.</summary>
public sealed class ChangeTests(TestDatabase database) : DatabaseTest(database)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private FakeChannel channel = null!;
    private Sender? sender;
    private long notice;
    private long change;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        channel = await FakeChannel.StartAsync(isAnonymous: true);
        notice = await Db.OneAsync<long>("insert into broadcasts (content, state, created_at) values ('周五开会', 'done', now()) returning id", cancel: Cancel);
        change = await Db.OneAsync<long>(
            "insert into broadcasts (content, state, created_at, follows, change) values ('周四开会', 'sending', now(), @notice, 'correct') returning id", new { notice }, Cancel);
    }

    public override async ValueTask DisposeAsync()
    {
        if (sender is not null)
        {
            await sender.StopAsync(CancellationToken.None);
            sender.Dispose();
        }
        await channel.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_correction_changes_the_message_in_each_conversation_that_got_it_and_in_no_other()
    {
        await ArrivedAsync("sent", "sent", "failed", "gone", "unknown", "cancelled");

        Assert.Equal(2, await ChangeAsync("update"));
        await StartAsync();

        await UntilAsync("sent", 2);
        Assert.All(channel.Calls, call => Assert.Equal("PUT", call.Method));
        Assert.Equal(["wire-1", "wire-2"], channel.Calls.Select(call => call.Path.Split('/')[^1]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Where_the_channel_cannot_change_it_is_said_in_one_new_message()
    {
        await ArrivedAsync("sent");
        channel.Answers(405);

        await ChangeAsync("update");
        await StartAsync();

        await UntilAsync("sent", 1);
        Assert.Equal(["PUT", "POST"], channel.Calls.Select(call => call.Method));
        Assert.Equal(1, await Db.OneAsync<long>("select count(*) from deliveries where broadcast_id = @change", new { change }, Cancel));
    }

    [Theory]
    [InlineData("2026-04-22T22:00:00+08:00", 9)]
    [InlineData("2026-04-23T06:30:00+08:00", 0.5)]
    public async Task At_night_what_cannot_be_changed_is_said_anew_when_the_quiet_hours_are_over(string county, double hours)
    {
        await ArrivedAsync("sent");
        channel.Answers(405);
        await ChangeAsync("delete");
        await StartAsync(county);

        await UntilAsync("queued", 1, act: "send");

        var (due, expires) = await Db.OneAsync<(double, double)>("""
            select extract(epoch from due_at - now())::double precision / 3600, extract(epoch from expires_at - due_at)::double precision / 3600
            from deliveries where broadcast_id = @change
            """, new { change }, Cancel);
        Assert.Equal(hours, due, 0.05);
        Assert.InRange(expires, 23.9, 24.1);
        Assert.Equal(["DELETE"], channel.Calls.Select(call => call.Method));
    }

    [Fact]
    public async Task An_urgent_notice_is_taken_back_at_night_too()
    {
        await ArrivedAsync("sent");
        await Db.RunAsync("update broadcasts set urgent = true where id = @change", new { change }, Cancel);
        channel.Answers(405);

        await ChangeAsync("delete");
        await StartAsync("2026-04-22T22:00:00+08:00");

        await UntilAsync("sent", 1);
        Assert.Equal(["DELETE", "POST"], channel.Calls.Select(call => call.Method));
    }

    [Fact]
    public async Task What_waits_for_the_morning_holds_up_no_urgent_notice()
    {
        await ArrivedAsync("sent");
        channel.Answers(405);
        await ChangeAsync("delete");
        await StartAsync("2026-04-22T22:00:00+08:00");
        await UntilAsync("queued", 1, act: "send");

        var now = TimeProvider.System.GetUtcNow();
        var chat = await Db.OneAsync<long>("select id from conversations", cancel: Cancel);
        await new Deliveries(Db).QueueAsync(null, [chat], [Composer.Write(Outgoings.Message("紧急", []))], Lanes.Notice, now, now.AddHours(1), now, Cancel);

        var until = now + Patience;
        while (!channel.Calls.Any(call => call.Method == "POST"))
        {
            Assert.True(TimeProvider.System.GetUtcNow() < until, "It did not leave.");
            await Task.Delay(50, Cancel);
        }
        await UntilAsync("queued", 1, act: "send");
    }

    [Fact]
    public async Task A_message_whose_id_the_channel_never_told_is_followed_up()
    {
        await ArrivedAsync("sent");
        await Db.RunAsync("update deliveries set wire_id = null", cancel: Cancel);

        await ChangeAsync("delete");
        await StartAsync();

        await UntilAsync("sent", 1);
        Assert.Equal(["POST"], channel.Calls.Select(call => call.Method));
    }

    [Fact]
    public async Task A_recall_takes_the_message_away()
    {
        await ArrivedAsync("sent");

        await ChangeAsync("delete");
        await StartAsync();

        await UntilAsync("sent", 1);
        Assert.Equal(["DELETE"], channel.Calls.Select(call => call.Method));
    }

    [Fact]
    public async Task Ordered_twice_a_change_is_made_once()
    {
        await ArrivedAsync("sent", "sent");

        Assert.Equal(2, await ChangeAsync("update"));
        Assert.Equal(0, await ChangeAsync("update"));
    }

    [Fact]
    public async Task Of_a_killed_sender_a_change_in_place_is_made_again_and_a_new_message_becomes_unknown()
    {
        await ArrivedAsync("sent", "sent");
        await ChangeAsync("update");
        await Db.RunAsync("""
            update deliveries
            set state = 'sending', lease_by = 'gone', lease_until = now() - interval '1 second', tries = 1,
                act = case when changes = (select min(id) from deliveries) then 'send' else act end
            where broadcast_id = @change
            """, new { change }, Cancel);

        await StartAsync();

        await UntilAsync("sent", 1);
        Assert.Equal(["unknown", "sent"], await Db.ListAsync<string>("select state from deliveries where broadcast_id = @change order by id", new { change }, Cancel));
        Assert.Equal(["PUT"], channel.Calls.Select(call => call.Method));
    }

    [Fact]
    public async Task What_was_just_leaving_is_changed_when_it_has_arrived_and_left_alone_when_it_has_not()
    {
        await ArrivedAsync("sending", "sending");
        await Db.RunAsync("update deliveries set lease_by = 'other', lease_until = now() + interval '1 hour'", cancel: Cancel);
        Assert.Equal(2, await ChangeAsync("update"));
        var ids = await Db.ListAsync<long>("select id from deliveries where broadcast_id = @notice order by id", new { notice }, Cancel);
        await StartAsync();

        await new Deliveries(Db).FinishAsync(
            "other", [new(ids[0], "sent", "wire-1", null, null), new(ids[1], "failed", null, "400", null)], TimeProvider.System.GetUtcNow(), Cancel);

        await UntilAsync("sent", 1);
        await UntilAsync("cancelled", 1);
        Assert.Single(channel.Calls);
    }

    [Fact]
    public async Task In_our_own_channel_a_recall_is_said_and_the_old_line_no_longer_says_anything()
    {
        await ArrivedAsync("queued");
        await Db.RunAsync("update conversations set channel = 'directline'; update deliveries set due_at = now()", cancel: Cancel);
        await StartAsync();
        await UntilAsync("sent", 1, notice);

        await ChangeAsync("delete");
        await UntilAsync("sent", 1);

        Assert.Equal(["（这条通知已撤回）", "更正通知：周四开会"], await Db.ListAsync<string>("select activity->>'text' from transcript order by line", cancel: Cancel));
    }

    /// <summary>The notice in one conversation for each of these states.</summary>
    private async Task ArrivedAsync(params string[] states)
    {
        var reference = new Reference(channel.ServiceUrl, new ChannelAccount { Id = "bot" }, new ChannelAccount { Id = "somebody" }, null, "zh-CN").Write();
        await Db.RunAsync("""
            with chats as (
                insert into conversations (channel, account, key, kind, reference, created_at)
                select 'test', 'bot', 'c-' || n, 'group', @reference::jsonb, now() from generate_subscripts(@states, 1) n
                returning id)
            insert into deliveries (broadcast_id, conversation_id, lane, activity, state, due_at, expires_at, created_at, wire_id)
            select @notice, c.id, 'notice', @activity::jsonb, (@states)[n], now() + interval '1 hour', now() + interval '2 hours', now(), 'wire-' || n
            from (select id, row_number() over (order by id) as n from chats) c
            """, new { states, notice, reference, activity = Composer.Write(Outgoings.Message("周五开会", [])) }, Cancel);
    }

    private Task<int> ChangeAsync(string act)
    {
        var now = TimeProvider.System.GetUtcNow();
        var message = Composer.Write(Outgoings.Message("更正通知：周四开会", []));
        return new Deliveries(Db).ChangeAsync(change, notice, act, act == "update" ? message : null, message, now.AddSeconds(-1), now.AddHours(1), Cancel);
    }

    /// <summary>Starts a sender whose county has this hour; without one it is a working morning.</summary>
    private async Task StartAsync(string county = "2026-04-22T10:00:00+08:00")
    {
        var offset = (DateTimeOffset.Parse(county, System.Globalization.CultureInfo.InvariantCulture) - TimeProvider.System.GetUtcNow()).TotalSeconds;
        await Db.RunAsync("""
            insert into settings (key, value, changed_at) values ('clock_offset', to_jsonb(@offset::double precision), now())
            on conflict (key) do update set value = excluded.value
            """, new { offset }, Cancel);
        var streams = new DirectLineStreams(Microsoft.Extensions.Options.Options.Create(new DirectLineOptions()));
        sender = new Sender(
            Runtime, new Outbox(TimeProvider.System, streams), [new ConnectorCarrier(channel.Client, Runtime, Plan.Sample.Plan, new BusinessClock(TimeProvider.System), TimeProvider.System)],
            TimeProvider.System, NullLogger<Sender>.Instance);
        await sender.StartAsync(Cancel);
    }

    private async Task UntilAsync(string state, int count, long? of = null, string? act = null)
    {
        var until = TimeProvider.System.GetUtcNow() + Patience;
        while (await Db.OneAsync<long>("select count(*) from deliveries where broadcast_id = @of and state = @state and act = coalesce(@act, act)", new { of = of ?? change, state, act }, Cancel) != count)
        {
            Assert.True(TimeProvider.System.GetUtcNow() < until, "It did not happen in time.");
            await Task.Delay(50, Cancel);
        }
    }
}
