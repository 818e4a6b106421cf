using System.Collections.Concurrent;
using System.Threading.Channels;
using Npgsql;
using PartyBuilding.Bot.Telemetry;
using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;

namespace PartyBuilding.Bot.Sending;

/// <summary>
/// Carries deliveries to the wire: those its own process has just leased at once, all others by asking the database. In each lane of a
/// conversation one after the other; a conversation that is slow holds up nobody else, and notices never take all the places: an answer leaves
/// at once, however many notices are on their way.
/// </summary>
internal sealed partial class Sender(
    NpgsqlDataSource database, Outbox outbox, IEnumerable<ICarrier> carriers, TimeProvider time, ILogger<Sender> log) : BackgroundService
{
    private const int AtOnce = 64;

    /// <summary>Of these at most so many for notices; the others are kept free for replies.</summary>
    private const int NoticesAtOnce = 48;

    private const int Most = 200;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ReapEvery = TimeSpan.FromSeconds(5);

    private readonly ICarrier[] carriers = [.. carriers];
    private readonly ConcurrentDictionary<(long Conversation, string Lane), Task<Held>> lanes = new();
    private readonly SemaphoreSlim room = new(AtOnce);
    private readonly SemaphoreSlim noticeRoom = new(NoticesAtOnce);
    private readonly Channel<DeliveryEnd> ends = Channel.CreateBounded<DeliveryEnd>(new BoundedChannelOptions(Most) { SingleReader = true });

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        var finishing = FinishAsync(stopping);
        await Task.WhenAll(
            KeepOnAsync(LeasedAsync, stopping), KeepOnAsync(stop => DueAsync(Lanes.Reply, stop), stopping),
            KeepOnAsync(stop => DueAsync(Lanes.Notice, stop), stopping), KeepOnAsync(ReapAsync, stopping));
        await Task.WhenAll(lanes.Values);
        ends.Writer.Complete();
        await finishing;
        await HandBackAsync();
    }

    /// <summary>Everything begun is finished by now: what is still leased was never tried.</summary>
    private async Task HandBackAsync()
    {
        try
        {
            await using var db = await database.OpenConnectionAsync();
            var left = await new Deliveries(db).HandBackAsync(outbox.Name, time.GetUtcNow(), CancellationToken.None);
            if (left > 0)
                LogHandedBack(log, left);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            LogAway(log, e.GetType().Name);
        }
    }

    /// <summary>The database may be away for a while; a sender waits for it.</summary>
    private async Task KeepOnAsync(Func<CancellationToken, Task> round, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await round(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or OperationCanceledException)
            {
                LogAway(log, e.GetType().Name);
                await Task.Delay(ReapEvery, time, stopping).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
        }
    }

    private async Task LeasedAsync(CancellationToken stopping)
    {
        await outbox.Leased.WaitToReadAsync(stopping);
        var ids = new List<long>();
        while (ids.Count < Most && outbox.Leased.TryRead(out var id))
            ids.Add(id);
        IReadOnlyList<DeliveryRow> ready;
        await using (var db = await database.OpenConnectionAsync(stopping))
            ready = await ReadyAsync(await new Deliveries(db).LeasedAsync([.. ids], outbox.Name, stopping), db, stopping);
        await StartAsync(ready, stopping);
    }

    private async Task DueAsync(string lane, CancellationToken stopping)
    {
        using (var pause = CancellationTokenSource.CreateLinkedTokenSource(stopping))
        {
            pause.CancelAfter(Poll);
            try
            {
                await outbox.Wakes(lane).WaitToReadAsync(pause.Token);
                outbox.Wakes(lane).TryRead(out _);
            }
            catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
            {
                // Nobody called: look all the same, another process may have queued something.
            }
        }
        var places = lane == Lanes.Notice ? noticeRoom : room;
        IReadOnlyList<DeliveryRow> rows;
        do
        {
            IReadOnlyList<DeliveryRow> ready;
            await using (var db = await database.OpenConnectionAsync(stopping))
            {
                // No more than can be carried soon: what waits here would wait under a running lease.
                rows = await new Deliveries(db).ClaimAsync(outbox.NewLease(), lane, Math.Clamp(2 * places.CurrentCount, 1, Most), time.GetUtcNow(), stopping);
                ready = await ReadyAsync(rows, db, stopping);
            }
            await StartAsync(ready, stopping);
        }
        while (rows.Count > 0);
    }

    private async Task ReapAsync(CancellationToken stopping)
    {
        await Task.Delay(ReapEvery, time, stopping);
        await using var db = await database.OpenConnectionAsync(stopping);
        await new Deliveries(db).ReapAsync(time.GetUtcNow(), stopping);
    }

    /// <summary>Says what is for our own channel, and leaves what other channels take now.</summary>
    private async Task<IReadOnlyList<DeliveryRow>> ReadyAsync(IReadOnlyList<DeliveryRow> rows, NpgsqlConnection db, CancellationToken stopping)
    {
        var ours = rows.Where(row => row.Channel == ChannelNames.DirectLine).ToList();
        if (ours.Count > 0)
        {
            var keys = await new Deliveries(db).SayAsync(
                outbox.Name, [.. ours.Select(row => row.Id)], [.. ours.Select(_ => Outgoings.NewId())], time.GetUtcNow(), stopping);
            Measure.Deliveries.Add(ours.Count, new("channel", ChannelNames.DirectLine), new("state", "sent"));
            foreach (var key in keys)
                outbox.Said(key);
        }
        var others = rows.Where(row => row.Channel != ChannelNames.DirectLine).ToList();
        var ready = new List<DeliveryRow>(others.Count);
        foreach (var (row, wait) in await Pace.TakeAsync(new Rates(db), others, time.GetUtcNow(), stopping))
        {
            if (wait > TimeSpan.Zero)
                await ends.Writer.WriteAsync(PutBack(row, time.GetUtcNow() + wait), stopping);
            else
                ready.Add(row);
        }
        return ready;
    }

    private async Task StartAsync(IReadOnlyList<DeliveryRow> rows, CancellationToken stopping)
    {
        foreach (var row in rows)
        {
            if (row.Lane == Lanes.Notice)
                await noticeRoom.WaitAsync(stopping);
            await room.WaitAsync(stopping);
            var lane = (row.ConversationId, row.Lane);
            var own = CarryAsync(lanes.GetValueOrDefault(lane, Nothing), row, stopping);
            lanes[lane] = own;
            _ = own.ContinueWith(done => lanes.TryRemove(new(lane, done)), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    /// <summary>One message after the one before it in its conversation. A started call is finished even when the process is asked to stop.</summary>
    /// <returns>Until when what follows in its lane must wait, because this one has to.</returns>
    private async Task<Held> CarryAsync(Task<Held> before, DeliveryRow row, CancellationToken stopping)
    {
        try
        {
            var held = await before;
            // Under a lease that may end meanwhile, or in a process that is about to, nothing is begun: somebody else will have it then.
            var isLate = stopping.IsCancellationRequested || row.LeaseUntil - time.GetUtcNow() < Outbox.LongestCall;
            var wait = isLate ? time.GetUtcNow() : held.Until;
            if (wait is { } until)
            {
                await ends.Writer.WriteAsync(PutBack(row, until), CancellationToken.None);
                return new Held(until);
            }
            var carrier = carriers.FirstOrDefault(c => c.Serves(row.Channel));
            var end = carrier is null
                ? new DeliveryEnd(row.Id, "failed", null, $"没有连接 {row.Channel} 渠道", null)
                : await carrier.CarryAsync(row, CancellationToken.None);
            Measure.Deliveries.Add(1, new("channel", row.Channel), new("state", end.State));
            await ends.Writer.WriteAsync(end, CancellationToken.None);
            return new Held(end.State == "queued" ? end.DueAt : null);
        }
        catch (Exception e)
        {
            LogFailed(log, e, row.Id);
            await ends.Writer.WriteAsync(new DeliveryEnd(row.Id, row.Lane == Lanes.Notice ? "unknown" : "failed", null, "发送时出错", null), CancellationToken.None);
            return default;
        }
        finally
        {
            room.Release();
            if (row.Lane == Lanes.Notice)
                noticeRoom.Release();
        }
    }

    private static readonly Task<Held> Nothing = Task.FromResult(default(Held));

    private static DeliveryEnd PutBack(DeliveryRow row, DateTimeOffset until) => new(row.Id, "queued", null, null, until);

    /// <summary>
    /// Writes ends down, many at once when many come at once. While the database is away they are kept, and the places of those that wait with them
    /// stay taken; when the process is to stop meanwhile they are given up, and their leases lapse.
    /// </summary>
    private async Task FinishAsync(CancellationToken stopping)
    {
        var batch = new List<DeliveryEnd>(Most);
        while (await ends.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (batch.Count < Most && ends.Reader.TryRead(out var end))
                batch.Add(end);
            while (batch.Count > 0)
            {
                try
                {
                    await using var db = await database.OpenConnectionAsync(CancellationToken.None);
                    await new Deliveries(db).FinishAsync(outbox.Name, batch, time.GetUtcNow(), CancellationToken.None);
                    batch.Clear();
                }
                catch (Exception e) when (e is NpgsqlException or TimeoutException)
                {
                    LogAway(log, e.GetType().Name);
                    if (stopping.IsCancellationRequested)
                        batch.Clear();
                    await Task.Delay(Poll, time, CancellationToken.None);
                }
            }
        }
    }

    /// <summary>Until when a lane waits because its last message has to.</summary>
    private readonly record struct Held(DateTimeOffset? Until);

    [LoggerMessage(LogLevel.Warning, "Sending waits for the database: {Fault}")]
    private static partial void LogAway(ILogger log, string fault);

    [LoggerMessage(LogLevel.Information, "Stopping: {Count} messages not begun are left to the next sender")]
    private static partial void LogHandedBack(ILogger log, int count);

    [LoggerMessage(LogLevel.Error, "Delivery {Id} could not be carried")]
    private static partial void LogFailed(ILogger log, Exception e, long id);
}
