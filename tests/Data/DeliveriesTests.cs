using System.Collections.Concurrent;
using PartyBuilding.Data;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.Data;

public sealed class DeliveriesTests(TestDatabase database) : DatabaseTest(database)
{
    private static readonly DateTimeOffset Now = SmallCounty.Now;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await SmallCounty.CreateAsync(Db, Cancel);
        await Db.RunAsync("""
            insert into conversations (channel, account, key, kind, created_at) select 'test', 'bot', 'c' || n, 'group', now() from generate_series(2, 30) n;
            insert into broadcasts (content, state, created_at) values ('通知', 'sending', now()), ('又一条', 'sending', now());
            """, cancel: Cancel);
    }

    [Fact]
    public async Task Senders_side_by_side_take_every_message_once_and_each_conversations_in_order()
    {
        foreach (var _ in Enumerable.Range(0, 4))
            await QueueAsync("reply", Enumerable.Range(1, 30));
        var carried = new ConcurrentQueue<DeliveryRow>();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(async n =>
        {
            await using var db = await Runtime.OpenConnectionAsync(Cancel);
            var deliveries = new Deliveries(db);
            var by = $"sender {n}";
            while (await db.OneAsync<bool>("select exists (select from deliveries where state <> 'sent')", cancel: Cancel))
            {
                var rows = await deliveries.ClaimAsync(Lease(by), Lanes.Reply, 7, Now, Cancel);
                foreach (var row in rows)
                    carried.Enqueue(row);
                await deliveries.FinishAsync(by, [.. rows.Select(row => new DeliveryEnd(row.Id, "sent", $"w{row.Id}", null, null))], Now, Cancel);
            }
        }));

        Assert.Equal(120, carried.Count);
        Assert.Equal(120, carried.Select(row => row.Id).Distinct().Count());
        Assert.All(carried.GroupBy(row => row.ConversationId), own => Assert.Equal(own.Select(row => row.Id).Order(), own.Select(row => row.Id)));
    }

    [Fact]
    public async Task Replies_and_notices_are_taken_apart()
    {
        await QueueAsync("notice", Enumerable.Range(1, 30), broadcast: 1, due: Now.AddHours(-1));
        await QueueAsync("reply", [5, 6]);

        Assert.Equal([5L, 6], (await WithAsync(d => d.ClaimAsync(Lease("me"), Lanes.Reply, 30, Now, Cancel))).Select(row => row.ConversationId));
        Assert.Equal(30, (await WithAsync(d => d.ClaimAsync(Lease("me"), Lanes.Notice, 40, Now, Cancel))).Count);
    }

    [Fact]
    public async Task A_message_that_has_to_wait_holds_back_its_own_lane_of_its_own_conversation_only()
    {
        await QueueAsync("notice", [1], broadcast: 1);
        await QueueAsync("notice", [1, 2], broadcast: 2);
        await QueueAsync("reply", [1]);
        var held = (await WithAsync(d => d.ClaimAsync(Lease("me"), Lanes.Notice, 10, Now, Cancel))).Single(row => row is { Lane: "notice", ConversationId: 1 });
        await WithAsync(d => d.FinishAsync("me", [new DeliveryEnd(held.Id, "queued", null, "429", Now.AddSeconds(30))], Now, Cancel));

        Assert.Empty(await WithAsync(d => d.ClaimAsync(Lease("me"), Lanes.Notice, 10, Now, Cancel)));
        Assert.Equal([held.Id], (await WithAsync(d => d.ClaimAsync(Lease("me"), Lanes.Notice, 10, Now.AddSeconds(30), Cancel))).Select(row => row.Id));
    }

    [Fact]
    public async Task A_notice_nobody_finished_is_unknown_and_never_sent_again_by_itself()
    {
        await QueueAsync("notice", [1], broadcast: 1);
        await WithAsync(d => d.ClaimAsync(Lease("gone"), Lanes.Notice, 10, Now, Cancel));

        await WithAsync(d => d.ReapAsync(Now.AddMinutes(5), Cancel));

        Assert.Equal(["unknown"], await StatesAsync());
        Assert.Empty(await WithAsync(d => d.ClaimAsync(Lease("me"), Lanes.Notice, 10, Now.AddDays(1), Cancel)));
    }

    [Fact]
    public async Task Who_was_only_slow_may_still_say_how_an_unknown_one_ended()
    {
        await QueueAsync("notice", [1], broadcast: 1);
        var row = (await WithAsync(d => d.ClaimAsync(Lease("slow"), Lanes.Notice, 10, Now, Cancel))).Single();
        await WithAsync(d => d.ReapAsync(Now.AddMinutes(5), Cancel));

        Assert.Equal(0, await WithAsync(d => d.FinishAsync("other", [new DeliveryEnd(row.Id, "failed", null, null, null)], Now, Cancel)));
        Assert.Equal(0, await WithAsync(d => d.FinishAsync("slow", [new DeliveryEnd(row.Id, "queued", null, null, Now)], Now, Cancel)));
        Assert.Equal(1, await WithAsync(d => d.FinishAsync("slow", [new DeliveryEnd(row.Id, "sent", "w1", null, null)], Now, Cancel)));

        Assert.Equal(["sent"], await StatesAsync());
    }

    [Fact]
    public async Task A_reply_nobody_finished_is_tried_once_more_and_no_oftener()
    {
        await QueueAsync("reply", [1]);
        await WithAsync(d => d.ClaimAsync(Lease("gone"), Lanes.Reply, 10, Now, Cancel));
        await WithAsync(d => d.ReapAsync(Now.AddMinutes(2), Cancel));
        Assert.Single(await WithAsync(d => d.ClaimAsync(Lease("gone too"), Lanes.Reply, 10, Now.AddMinutes(2), Cancel)));

        await WithAsync(d => d.ReapAsync(Now.AddMinutes(5), Cancel));

        Assert.Equal(["failed"], await StatesAsync());
    }

    [Fact]
    public async Task What_somebody_else_has_leased_since_is_not_theirs_to_finish()
    {
        await QueueAsync("reply", [1]);
        var row = (await WithAsync(d => d.ClaimAsync(Lease("slow"), Lanes.Reply, 10, Now, Cancel))).Single();
        await WithAsync(d => d.ReapAsync(Now.AddMinutes(2), Cancel));
        await WithAsync(d => d.ClaimAsync(Lease("quick"), Lanes.Reply, 10, Now.AddMinutes(2), Cancel));

        Assert.Equal(0, await WithAsync(d => d.FinishAsync("slow", [new DeliveryEnd(row.Id, "failed", null, null, null)], Now, Cancel)));
        Assert.Equal(["sending"], await StatesAsync());
    }

    [Fact]
    public async Task What_is_past_its_time_is_given_up()
    {
        await QueueAsync("reply", [1]);

        await WithAsync(d => d.ReapAsync(Now.AddMinutes(11), Cancel));

        Assert.Equal(["failed"], await StatesAsync());
    }

    [Fact]
    public async Task A_broadcasts_figures_add_up_and_only_what_failed_is_sent_again()
    {
        Assert.Equal(30, await QueueAsync("notice", Enumerable.Range(1, 30), broadcast: 1));
        Assert.Equal(0, await QueueAsync("notice", Enumerable.Range(1, 30), broadcast: 1));
        var rows = await WithAsync(d => d.ClaimAsync(Lease("me"), Lanes.Notice, 12, Now, Cancel));
        await WithAsync(d => d.FinishAsync(
            "me", [.. rows.Select((row, n) => new DeliveryEnd(row.Id, n < 5 ? "sent" : n < 9 ? "failed" : "gone", null, "x", null))], Now, Cancel));
        await Db.RunAsync("update conversations c set gone_at = now() from deliveries d where d.conversation_id = c.id and d.state = 'gone'", cancel: Cancel);
        Assert.Equal(18, await WithAsync(d => d.CancelAsync(1, Now, Cancel)));

        var counts = await WithAsync(d => d.CountAsync(1, Cancel));
        Assert.Equal([("cancelled", 18L), ("failed", 4L), ("gone", 3L), ("sent", 5L)], counts.Select(c => (c.State, c.Count)));
        Assert.Equal(7, (await WithAsync(d => d.UndeliveredAsync(1, 50, Cancel))).Count);
        Assert.Equal(4, await WithAsync(d => d.ResendFailedAsync(1, Now, Now.AddDays(1), Cancel)));
        Assert.Equal(30, (await WithAsync(d => d.CountAsync(1, Cancel))).Sum(c => c.Count));
    }

    [Fact]
    public async Task Said_in_our_own_channel_a_message_is_a_line_once()
    {
        await QueueAsync("reply", [1]);
        await QueueAsync("reply", [2]);
        var ids = (await WithAsync(d => d.ClaimAsync(Lease("me"), Lanes.Reply, 10, Now, Cancel))).Select(row => row.Id).ToArray();

        var said = await WithAsync(d => d.SayAsync("me", ids, ["x", "y"], Now, Cancel));
        var again = await WithAsync(d => d.SayAsync("me", ids, ["x", "y"], Now, Cancel));

        Assert.Equal(["c2", "group"], said.Order(StringComparer.Ordinal));
        Assert.Empty(again);
        Assert.Equal(2, await Db.OneAsync<long>("select count(*) from transcript", cancel: Cancel));
    }

    private static Lease Lease(string by) => new(by, Now.AddMinutes(1));

    private Task<int> QueueAsync(string lane, IEnumerable<int> conversations, long? broadcast = null, DateTimeOffset? due = null)
    {
        var where = conversations.Select(n => (long)n).ToArray();
        return WithAsync(d => d.QueueAsync(broadcast, where, [.. where.Select(_ => "{}")], lane, due ?? Now, Now.AddMinutes(10), Now, Cancel));
    }

    private Task<IReadOnlyList<string>> StatesAsync() => Db.ListAsync<string>("select state from deliveries order by id", cancel: Cancel);

    private async Task<T> WithAsync<T>(Func<Deliveries, Task<T>> work)
    {
        await using var db = await Runtime.OpenConnectionAsync(Cancel);
        return await work(new Deliveries(db));
    }
}
