using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace PartyBuilding.Channels.DirectLine;

/// <summary>Tells open sockets what is new. The host calls it after each commit; a call that is lost costs seconds, never a line.</summary>
public sealed class DirectLineStreams(IOptions<DirectLineOptions> options)
{
    private readonly ConcurrentDictionary<string, List<Listener>> _rooms = new(StringComparer.Ordinal);

    /// <summary>How many sockets are open.</summary>
    public int Open => _rooms.Values.Sum(room =>
    {
        lock (room)
            return room.Count;
    });

    /// <summary>These lines were committed, in this process, in this order.</summary>
    public void Publish(string conversation, IReadOnlyList<Line> lines) => Each(conversation, listener => listener.Offer(lines));

    /// <summary>Something was committed, maybe by another process.</summary>
    public void Wake(string conversation) => Each(conversation, listener => listener.Wake());

    /// <summary>Everything may have changed: the connection that listens for other processes was lost.</summary>
    public void WakeAll()
    {
        foreach (var conversation in _rooms.Keys)
            Wake(conversation);
    }

    /// <summary>Somebody is writing. Reaches open sockets only and is kept nowhere.</summary>
    public void Typing(string conversation, Activity typing) => Each(conversation, listener => listener.Offer(typing));

    internal void Extend(Seat seat, DateTimeOffset expires) => Each(seat.Conversation, listener =>
    {
        if (listener.Seat.User?.Id == seat.User?.Id)
            listener.Extend(expires);
    });

    /// <summary>Starts to listen. Whoever reads the store only afterwards misses nothing.</summary>
    internal Listener Listen(Seat seat, DateTimeOffset expires)
    {
        var listener = new Listener(seat, expires, Forget);
        while (true)
        {
            var room = _rooms.GetOrAdd(seat.Conversation, _ => []);
            lock (room)
            {
                // An emptied room was taken out of the dictionary under this lock.
                if (!_rooms.TryGetValue(seat.Conversation, out var current) || !ReferenceEquals(current, room))
                    continue;
                var own = room.Where(l => l.Seat.User?.Id == seat.User?.Id && !l.IsReplaced).ToList();
                if (own.Count >= options.Value.SocketsPerSeat)
                    own[0].Replace();
                room.Add(listener);
                return listener;
            }
        }
    }

    private void Forget(Listener listener)
    {
        if (!_rooms.TryGetValue(listener.Seat.Conversation, out var room))
            return;
        lock (room)
        {
            room.Remove(listener);
            if (room.Count == 0)
                _rooms.TryRemove(KeyValuePair.Create(listener.Seat.Conversation, room));
        }
    }

    private void Each(string conversation, Action<Listener> tell)
    {
        if (!_rooms.TryGetValue(conversation, out var room))
            return;
        lock (room)
        {
            foreach (var listener in room)
                tell(listener);
        }
    }
}
