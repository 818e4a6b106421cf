using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace PartyBuilding.Bot.Turns;

/// <summary>Somebody sends too fast.</summary>
/// <param name="IsFirst">True for the first message turned away: the one to be answered.</param>
internal sealed record Flood(bool IsFirst);

/// <summary>
/// The door to the turns of this process: one person's messages in a conversation one after the other, a few of one conversation and so many of all
/// at once. Everybody who waits holds one place in one queue, so that the one with two hundred messages waits for himself. All queues are short; who
/// finds them full, or sends faster than people write, is sent away without having touched the database.
/// </summary>
internal sealed class Crowd(IOptions<BotOptions> options, TimeProvider time) : IDisposable
{
    private const int WaitingForOneself = 60;
    private const int AtOnceInOneConversation = 8;
    private const int WaitingInOneConversation = 200;
    private const int WaitingInAll = 2_000;
    private const int MostRemembered = 10_000;

    /// <summary>A flood is over when nothing was refused for so long.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(20);

    private readonly Gates people = new(1, WaitingForOneself);
    private readonly Gates conversations = new(AtOnceInOneConversation, WaitingInOneConversation);
    private readonly Gates all = new(options.Value.TurnsAtOnce, WaitingInAll);
    private readonly Dictionary<string, DateTimeOffset> floods = [];
    private readonly PartitionedRateLimiter<string> paces = PartitionedRateLimiter.Create<string, string>(
        person => RateLimitPartition.GetTokenBucketLimiter(person, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = 4 * options.Value.MessagesPerSecond,
            TokensPerPeriod = options.Value.MessagesPerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        }), StringComparer.Ordinal);

    /// <summary>Counts a message against its sender's pace.</summary>
    /// <returns>Null when it may come in.</returns>
    public Flood? Pace(Incoming incoming)
    {
        var person = $"{incoming.Channel}|{incoming.UserId}";
        using var pace = paces.AttemptAcquire(person);
        return pace.IsAcquired ? null : new Flood(IsFirst(person));
    }

    /// <summary>Waits for a place.</summary>
    /// <returns>Held until it is disposed of; null when a queue is full.</returns>
    public async Task<IDisposable?> EnterAsync(Incoming incoming, CancellationToken cancel)
    {
        var conversation = $"{incoming.Channel}|{incoming.Account}|{incoming.Conversation}";
        var held = new Held();
        try
        {
            foreach (var (gates, key) in new[] { (people, $"{conversation}|{incoming.UserId}"), (conversations, conversation), (all, "") })
            {
                if (await gates.EnterAsync(key, cancel) is not { } place)
                {
                    held.Dispose();
                    return null;
                }
                held.Add(place);
            }
            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    public void Dispose() => paces.Dispose();

    private bool IsFirst(string person)
    {
        var now = time.GetUtcNow();
        lock (floods)
        {
            if (floods.Count >= MostRemembered)
            {
                foreach (var (old, _) in floods.Where(flood => now - flood.Value > Calm).ToList())
                    floods.Remove(old);
            }
            var isFirst = !floods.TryGetValue(person, out var last) || now - last > Calm;
            floods[person] = now;
            return isFirst;
        }
    }

    /// <summary>Places at several gates, left in the opposite order.</summary>
    private sealed class Held : IDisposable
    {
        private readonly Stack<IDisposable> places = new(3);

        public void Add(IDisposable place) => places.Push(place);

        public void Dispose()
        {
            while (places.TryPop(out var place))
                place.Dispose();
        }
    }
}

/// <summary>Gates by key, each with so many places and a short queue in order of arrival; an idle one takes no memory.</summary>
internal sealed class Gates(int places, int waiting)
{
    private readonly Dictionary<string, Gate> open = new(StringComparer.Ordinal);

    /// <returns>A place until it is disposed of; null when the queue is full.</returns>
    public async Task<IDisposable?> EnterAsync(string key, CancellationToken cancel)
    {
        Gate? gate;
        lock (open)
        {
            if (!open.TryGetValue(key, out gate))
                open.Add(key, gate = new Gate(this, key, new SemaphoreSlim(places)));
            if (gate.Users >= places + waiting)
                return null;
            gate.Users++;
        }
        try
        {
            await gate.Room.WaitAsync(cancel);
            return gate;
        }
        catch
        {
            Leave(gate);
            throw;
        }
    }

    private void Leave(Gate gate)
    {
        lock (open)
        {
            if (--gate.Users > 0)
                return;
            open.Remove(gate.Key);
            gate.Room.Dispose();
        }
    }

    private sealed class Gate(Gates gates, string key, SemaphoreSlim room) : IDisposable
    {
        public string Key => key;

        public SemaphoreSlim Room => room;

        public int Users { get; set; }

        public void Dispose()
        {
            room.Release();
            gates.Leave(this);
        }
    }
}
