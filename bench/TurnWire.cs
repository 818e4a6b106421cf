using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace PartyBuilding.Bench;

/// <summary>
/// One keep-alive connection that posts to <c>/api/messages</c>. A bare socket, because a full HTTP client would take a good part of the two
/// cores that the bot is to be measured on.
/// </summary>
internal sealed class TurnWire : IDisposable
{
    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();

    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly string head;
    private byte[] buffer = new byte[64 * 1024];
    private int filled;

    private TurnWire(Uri bot) =>
        head = $"POST /api/messages HTTP/1.1\r\nHost: {bot.Authority}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ";

    public static async Task<TurnWire> ConnectAsync(Uri bot, CancellationToken cancel)
    {
        var wire = new TurnWire(bot);
        await wire.socket.ConnectAsync(bot.Host, bot.Port, cancel);
        return wire;
    }

    /// <summary>Posts one activity and reads the whole answer.</summary>
    /// <returns>The body stays valid until the next call.</returns>
    public async ValueTask<(int Status, ReadOnlyMemory<byte> Body)> PostAsync(ReadOnlyMemory<byte> activity, CancellationToken cancel)
    {
        var top = Encoding.ASCII.GetBytes($"{head}{activity.Length}\r\n\r\n");
        await socket.SendAsync([top, activity.ToArray()]);
        filled = 0;
        int end;
        while ((end = buffer.AsSpan(0, filled).IndexOf(EndOfHead)) < 0)
            await FillAsync(cancel);
        var headers = Encoding.Latin1.GetString(buffer, 0, end);
        var status = int.Parse(headers.AsSpan(9, 3), CultureInfo.InvariantCulture);
        var start = end + EndOfHead.Length;
        return (status, headers.Contains("chunked", StringComparison.OrdinalIgnoreCase)
            ? await ChunksAsync(start, cancel)
            : await LengthAsync(start, Length(headers), cancel));
    }

    public void Dispose() => socket.Dispose();

    private static int Length(string headers)
    {
        const string Name = "\r\ncontent-length:";
        var at = headers.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return 0;
        var value = headers.AsSpan(at + Name.Length);
        var line = value.IndexOf("\r\n", StringComparison.Ordinal);
        return int.Parse(line < 0 ? value.Trim() : value[..line].Trim(), CultureInfo.InvariantCulture);
    }

    private async ValueTask<ReadOnlyMemory<byte>> LengthAsync(int start, int length, CancellationToken cancel)
    {
        while (filled < start + length)
            await FillAsync(cancel);
        return buffer.AsMemory(start, length);
    }

    /// <summary>Moves the chunks together, in place.</summary>
    private async ValueTask<ReadOnlyMemory<byte>> ChunksAsync(int start, CancellationToken cancel)
    {
        var (read, kept) = (start, start);
        while (true)
        {
            int line;
            while ((line = buffer.AsSpan(read, filled - read).IndexOf("\r\n"u8)) < 0)
                await FillAsync(cancel);
            var size = Convert.ToInt32(Encoding.ASCII.GetString(buffer, read, line), 16);
            read += line + 2;
            while (filled < read + size + 2)
                await FillAsync(cancel);
            if (size == 0)
                return buffer.AsMemory(start, kept - start);
            buffer.AsSpan(read, size).CopyTo(buffer.AsSpan(kept));
            kept += size;
            read += size + 2;
        }
    }

    private async ValueTask FillAsync(CancellationToken cancel)
    {
        if (filled == buffer.Length)
            Array.Resize(ref buffer, buffer.Length * 2);
        var count = await socket.ReceiveAsync(buffer.AsMemory(filled), cancel);
        filled += count > 0 ? count : throw new IOException("The bot closed the connection.");
    }
}
