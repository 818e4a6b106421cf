using System.Buffers;
using System.Globalization;
using System.Text;

namespace PartyBuilding.Channels.DirectLine;

/// <summary>Writes <c>{"activities":[…],"watermark":"N"}</c> around stored lines without reading them.</summary>
internal static class ActivitySet
{
    /// <param name="lines">In order.</param>
    /// <param name="watermark">Of the last line the reader then knows; null leaves it out.</param>
    public static ReadOnlyMemory<byte> Write(IReadOnlyList<Line> lines, long? watermark)
    {
        var buffer = new ArrayBufferWriter<byte>(64 + lines.Sum(line => line.Json.Length + 1));
        buffer.Write("{\"activities\":["u8);
        for (var i = 0; i < lines.Count; i++)
        {
            if (i > 0)
                buffer.Write(","u8);
            buffer.Write(lines[i].Json.Span);
        }
        buffer.Write("]"u8);
        if (watermark is { } number)
            buffer.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $",\"watermark\":\"{number}\"")));
        buffer.Write("}"u8);
        return buffer.WrittenMemory;
    }

    /// <summary>Reads a watermark; an empty one is none.</summary>
    /// <returns>False for what we never issued.</returns>
    public static bool TryReadWatermark(string? text, out long? watermark)
    {
        watermark = null;
        if (string.IsNullOrEmpty(text))
            return true;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        watermark = number;
        return true;
    }
}
