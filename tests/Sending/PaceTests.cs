using PartyBuilding.Bot.Sending;
using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.Sending;

/// <summary>
/// Many messages at a channel's pace, on a clock that only moves when nothing more may leave: how long it takes is then what arithmetic says, not
/// what the machine can do. Two processes share the buckets.
/// </summary>
public sealed class PaceTests(TestDatabase database) : DatabaseTest(database)
{
    private static readonly DateTimeOffset Start = new(2026, 10, 28, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Three_hundred_webhooks_take_twenty_a_minute_each_in_order()
    {
        const int Groups = 300, Each = 24;
        await QueueAsync("wecom-webhook", Groups, Each);

        var sent = await SendAllAsync(processes: 2);

        Assert.Equal(Groups * Each, sent.Count);
        foreach (var own in sent.GroupBy(one => one.Row.ConversationId))
        {
            Assert.Equal(own.Select(one => one.Row.Id).Order(), own.Select(one => one.Row.Id));
            AssertWithin(own.Select(one => one.At), 20, TimeSpan.FromMinutes(1));
        }
        // Twenty at once, the other four three seconds apart, all groups side by side.
        Assert.InRange((sent.Max(one => one.At) - Start).TotalSeconds, 12, 13);
    }

    [Fact]
    public async Task Three_hundred_conversations_of_one_account_take_fifty_a_second()
    {
        await QueueAsync("msteams", 300, 1);

        var sent = await SendAllAsync(processes: 2);

        Assert.Equal(300, sent.Count);
        AssertWithin(sent.Select(one => one.At), 50, TimeSpan.FromSeconds(1));
        // Forty at once, for ten are kept for replies, the others fifty a second: 260 / 50 = 5.2 s.
        Assert.InRange((sent.Max(one => one.At) - Start).TotalSeconds, 5.1, 5.8);
    }

    [Fact]
    public async Task A_reply_finds_a_token_though_a_broadcast_waits_for_them()
    {
        await QueueAsync("msteams", 300, 1);
        var rows = await ClaimAsync(Lanes.Notice, Start);
        Assert.Equal(40, (await PaceAsync(rows, Start)).Count(one => one.Wait == TimeSpan.Zero));
        await QueueAsync("msteams", 1, 1, Lanes.Reply, "r");

        Assert.All(await PaceAsync(await ClaimAsync(Lanes.Reply, Start), Start), one => Assert.Equal(TimeSpan.Zero, one.Wait));
    }

    /// <summary>Processes take turns; the clock moves to when the next message may leave.</summary>
    private async Task<List<(DeliveryRow Row, DateTimeOffset At)>> SendAllAsync(int processes)
    {
        var sent = new List<(DeliveryRow, DateTimeOffset)>();
        var now = Start;
        while (true)
        {
            var isIdle = true;
            for (var process = 0; process < processes; process++)
            {
                var rows = await ClaimAsync(Lanes.Notice, now, $"process {process}");
                isIdle &= rows.Count == 0;
                var ends = new List<DeliveryEnd>(rows.Count);
                foreach (var (row, wait) in await PaceAsync(rows, now))
                {
                    if (wait == TimeSpan.Zero)
                        sent.Add((row, now));
                    ends.Add(wait == TimeSpan.Zero ? new(row.Id, "sent", null, null, null) : new(row.Id, "queued", null, null, now + wait));
                }
                await new Deliveries(Db).FinishAsync($"process {process}", ends, now, Cancel);
            }
            if (!isIdle)
                continue;
            if (await Db.OneAsync<DateTimeOffset?>("select min(due_at) from deliveries where state = 'queued'", cancel: Cancel) is not { } next)
                return sent;
            now = next > now ? next : now.AddMilliseconds(10);
        }
    }

    /// <summary>No window of that length holds more than the burst and what flows in meanwhile.</summary>
    private static void AssertWithin(IEnumerable<DateTimeOffset> times, int count, TimeSpan window)
    {
        var ordered = times.Order().ToList();
        for (var first = 0; first < ordered.Count; first++)
        {
            for (var last = first; last < ordered.Count; last++)
            {
                var allowed = count + Math.Ceiling((ordered[last] - ordered[first]) / window * count + 0.001);
                Assert.True(last - first + 1 <= allowed, $"{last - first + 1} in {ordered[last] - ordered[first]}");
            }
        }
    }

    private Task<IReadOnlyList<DeliveryRow>> ClaimAsync(string lane, DateTimeOffset now, string by = "me") =>
        new Deliveries(Db).ClaimAsync(new Lease(by, now.AddMinutes(1)), lane, 400, now, Cancel);

    private Task<IReadOnlyList<(DeliveryRow Row, TimeSpan Wait)>> PaceAsync(IReadOnlyList<DeliveryRow> rows, DateTimeOffset now) =>
        Pace.TakeAsync(new Rates(Db), rows, now, Cancel);

    private async Task QueueAsync(string channel, int conversations, int each, string lane = Lanes.Notice, string key = "c")
    {
        await Db.RunAsync("""
            with chats as (
                insert into conversations (channel, account, key, kind, created_at)
                select @channel, 'bot', @key || n, 'group', @Start from generate_series(1, @conversations) n
                returning id)
            insert into deliveries (conversation_id, lane, activity, state, due_at, expires_at, created_at)
            select c.id, @lane, @activity::jsonb, 'queued', @Start, @Start + interval '1 hour', @Start
            from generate_series(1, @each) n, chats c
            order by n, c.id
            """, new { channel, conversations, each, lane, key, Start, activity = Composer.Write(Outgoings.Message("通知", [])) }, Cancel);
    }
}
