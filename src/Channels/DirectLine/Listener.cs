using System.Threading.Channels;

namespace PartyBuilding.Channels.DirectLine;

/// <summary>One open socket's ear: new lines as they are committed, or the hint to read them from the store.</summary>
/// <remarks>Holds little, whatever happens: a socket too slow for the queue reads what it missed from the store when it gets to it.</remarks>
internal sealed class Listener(Seat seat, DateTimeOffset expires, Action<Listener> close) : IDisposable
{
    private const int MostWaiting = 64;

    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Lock _gate = new();
    private readonly List<Line> _lines = [];
    private Activity? _typing;
    private bool _mustRead = true;

    public Seat Seat { get; } = seat;

    /// <summary>When its token ends; later after a refresh.</summary>
    public DateTimeOffset Expires { get; private set; } = expires;

    /// <summary>True when newer sockets of the same person took its place.</summary>
    public bool IsReplaced { get; private set; }

    public void Offer(IReadOnlyList<Line> lines)
    {
        lock (_gate)
        {
            if (_lines.Count + lines.Count > MostWaiting)
            {
                _lines.Clear();
                _mustRead = true;
            }
            else
            {
                _lines.AddRange(lines);
            }
        }
        _signal.Writer.TryWrite(true);
    }

    public void Wake()
    {
        lock (_gate)
            _mustRead = true;
        _signal.Writer.TryWrite(true);
    }

    public void Offer(Activity typing)
    {
        if (typing.From?.Id is { } id && id == Seat.User?.Id)
            return;
        lock (_gate)
            _typing = typing;
        _signal.Writer.TryWrite(true);
    }

    public void Extend(DateTimeOffset expires)
    {
        if (expires > Expires)
            Expires = expires;
    }

    public void Replace()
    {
        IsReplaced = true;
        _signal.Writer.TryWrite(true);
    }

    /// <summary>What came since the last time; the list is empty when the store must be read or nothing is new.</summary>
    public (IReadOnlyList<Line> Lines, bool MustRead, Activity? Typing) Take()
    {
        lock (_gate)
        {
            Line[] lines = _mustRead ? [] : [.. _lines];
            var taken = (lines, _mustRead, _typing);
            _lines.Clear();
            (_mustRead, _typing) = (false, null);
            return taken;
        }
    }

    /// <summary>Waits until there is something to take, or until the time is up: then the store is read, in case a signal got lost.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(atMost, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            await _signal.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            Wake();
        }
    }

    public void Dispose() => close(this);
}
