using System.Threading.Channels;
using PartyBuilding.Bot.Turns;
using PartyBuilding.Channels.DirectLine;
using PartyBuilding.Data;

namespace PartyBuilding.Bot.Sending;

/// <summary>Between turns and the sender of this process: what a turn has just committed need not be found by polling.</summary>
internal sealed class Outbox(TimeProvider time, DirectLineStreams streams)
{
    /// <summary>How long a leased message may be under way before others may judge it. Longer than the longest call to a channel.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(30);

    /// <summary>What must be left of a lease for a call to begin.</summary>
    public static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(16);

    private readonly Channel<long> leased = Channel.CreateBounded<long>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Channel<bool> replies = OneWake();
    private readonly Channel<bool> notices = OneWake();

    /// <summary>This process among all that send.</summary>
    public string Name { get; } = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.CreateVersion7():N}";

    /// <summary>Deliveries leased to this process. Dropped ones lapse and are found again.</summary>
    public ChannelReader<long> Leased => leased.Reader;

    /// <summary>Something was queued, maybe in this lane.</summary>
    public ChannelReader<bool> Wakes(string lane) => lane == Lanes.Notice ? notices.Reader : replies.Reader;

    public Lease NewLease() => new(Name, time.GetUtcNow() + LeaseTime);

    /// <summary>A turn has committed these.</summary>
    public void Take(TurnClose close, ClosedTurn closed)
    {
        for (var i = 0; i < closed.DeliveryIds.Count; i++)
        {
            if (close.Deliveries[i].Leased)
                leased.Writer.TryWrite(closed.DeliveryIds[i]);
            else
                Wake();
        }
    }

    /// <summary>Messages were queued outside a turn's own leases.</summary>
    public void Wake()
    {
        replies.Writer.TryWrite(true);
        notices.Writer.TryWrite(true);
    }

    /// <summary>A Direct Line conversation has new lines.</summary>
    public void Said(ConversationRow where)
    {
        if (where.Channel == ChannelNames.DirectLine)
            streams.Wake(where.Key);
    }

    public void Said(string key) => streams.Wake(key);

    private static Channel<bool> OneWake() => Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
}
