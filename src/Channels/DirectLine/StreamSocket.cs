using System.Net.WebSockets;

namespace PartyBuilding.Channels.DirectLine;

/// <summary>Serves one open socket: everything after a watermark, then everything new, in order, once.</summary>
/// <remarks>Position is the number of the last line sent. A new line that follows it goes out at once; any gap is read from the store.</remarks>
internal sealed class StreamSocket(WebSocket socket, Listener listener, IDirectLineStore store, TimeProvider clock)
{
    private const int LinesPerFrame = 200;
    private const int LargestJunk = 64 * 1024;
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PauseWhileAway = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SlowestSend = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan GraceAfterExpiry = TimeSpan.FromMinutes(5);

    private long? _position;
    private volatile bool _junk;

    /// <summary>Runs until the client goes, the token ends, or <paramref name="stopping"/>.</summary>
    /// <param name="after">Where the client is; null for somebody who just came in.</param>
    /// <param name="stopping">The process stops: the client is told to come back.</param>
    public async Task RunAsync(long? after, CancellationToken stopping)
    {
        _position = after;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var receiving = ReceiveAsync(end);
        var (status, reason) = await SendUntilAsync(end.Token, stopping);
        await CloseAsync(_junk ? WebSocketCloseStatus.MessageTooBig : status, reason);
        // The client's own goodbye, so that it is not cut off before it has read ours.
        await Task.WhenAny(receiving, Task.Delay(Farewell, clock, CancellationToken.None));
        socket.Abort();
        await receiving;
    }

    private async Task<(WebSocketCloseStatus, string)> SendUntilAsync(CancellationToken end, CancellationToken stopping)
    {
        try
        {
            return await SendAllAsync(end);
        }
        catch (Exception fault) when (fault is OperationCanceledException or WebSocketException)
        {
            // Stopping, or the client has gone or was too slow; it comes back with its watermark.
            return stopping.IsCancellationRequested ? (WebSocketCloseStatus.EndpointUnavailable, "restart") : (WebSocketCloseStatus.NormalClosure, "");
        }
    }

    private async Task<(WebSocketCloseStatus, string)> SendAllAsync(CancellationToken end)
    {
        while (true)
        {
            var (lines, mustRead, typing) = listener.Take();
            if (listener.IsReplaced)
                return (WebSocketCloseStatus.PolicyViolation, "collision");
            if (clock.GetUtcNow() > listener.Expires + GraceAfterExpiry)
                return (WebSocketCloseStatus.PolicyViolation, "token expired");
            if (typing is not null)
                await SendAsync(ActivitySet.Write([new Line(0, ActivityJson.Write(typing))], null), end);
            if (!await SendNewAsync(lines, mustRead, end))
                return (WebSocketCloseStatus.PolicyViolation, "conversation closed");
            await listener.WaitAsync(Silence, clock, end);
        }
    }

    /// <returns>False when the conversation is no longer this person's to read.</returns>
    private async Task<bool> SendNewAsync(IReadOnlyList<Line> lines, bool mustRead, CancellationToken end)
    {
        if (!mustRead)
        {
            var known = _position ?? 0;
            var next = lines.Where(line => line.Number > known).ToList();
            if (next.Count == 0)
                return true;
            // Numbers without a gap: signals of two commits may cross, or one get lost.
            if (next.Select((line, i) => line.Number - i).All(start => start == known + 1))
            {
                await SendLinesAsync(next, end);
                return true;
            }
        }
        return await SendFromStoreAsync(end);
    }

    private async Task<bool> SendFromStoreAsync(CancellationToken end)
    {
        while (true)
        {
            IReadOnlyList<Line>? page;
            try
            {
                page = await store.ReadAsync(listener.Seat, _position, LinesPerFrame, end);
            }
            catch (StoreAwayException)
            {
                await Task.Delay(PauseWhileAway, clock, end);
                continue;
            }
            if (page is null)
                return false;
            if (page.Count > 0)
                await SendLinesAsync(page, end);
            _position ??= 0;
            if (page.Count < LinesPerFrame)
                return true;
        }
    }

    private async Task SendLinesAsync(IReadOnlyList<Line> lines, CancellationToken end)
    {
        await SendAsync(ActivitySet.Write(lines, lines[^1].Number), end);
        _position = lines[^1].Number;
    }

    private async Task SendAsync(ReadOnlyMemory<byte> frame, CancellationToken end)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(end);
        limit.CancelAfter(SlowestSend);
        await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, limit.Token);
    }

    /// <summary>Reads and forgets what clients send: empty texts to stay alive, now and then junk. Ends with the connection.</summary>
    private async Task ReceiveAsync(CancellationTokenSource end)
    {
        var buffer = new byte[1024];
        var length = 0;
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close)
                    return;
                length = received.EndOfMessage ? 0 : length + received.Count;
                if (length <= LargestJunk || _junk)
                    continue;
                _junk = true;
                await end.CancelAsync();
            }
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Gone without a goodbye.
        }
        finally
        {
            await end.CancelAsync();
        }
    }

    private async Task CloseAsync(WebSocketCloseStatus status, string reason)
    {
        using var limit = new CancellationTokenSource(Farewell, clock);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(status, reason, limit.Token);
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException)
        {
            socket.Abort();
        }
    }
}
