using System.Buffers.Text;

namespace PartyBuilding.Channels;

/// <summary>Takes out of JSON what PostgreSQL refuses to keep and .NET refuses to read.</summary>
public static class WireText
{
    private static ReadOnlySpan<byte> Replacement => "\\uFFFD"u8;

    /// <summary>Replaces <c>\u0000</c> and lone surrogates by U+FFFD, in keys and values alike.</summary>
    /// <param name="json">UTF-8 JSON; the replacement is as long as what it replaces, so nothing moves.</param>
    /// <remarks>Costs one vectorised search where there is no backslash. Broken escapes are left for the parser to refuse.</remarks>
    public static void Repair(Span<byte> json)
    {
        var at = 0;
        while (json[at..].IndexOf((byte)'\\') is var next and >= 0)
        {
            at += next;
            if (!IsEscape(json, at, out var unit))
            {
                at = Math.Min(at + 2, json.Length);
                continue;
            }
            if (char.IsHighSurrogate(unit) && IsEscape(json, at + 6, out var low) && char.IsLowSurrogate(low))
            {
                at += 12;
                continue;
            }
            if (unit == '\0' || char.IsSurrogate(unit))
                Replacement.CopyTo(json[at..]);
            at += 6;
        }
    }

    /// <summary>The same for text already read, such as a name from a query string.</summary>
    public static string Repair(string text)
    {
        if (!NeedsRepair(text))
            return text;
        var repaired = text.ToCharArray();
        for (var i = 0; i < repaired.Length; i++)
        {
            if (char.IsHighSurrogate(repaired[i]) && i + 1 < repaired.Length && char.IsLowSurrogate(repaired[i + 1]))
                i++;
            else if (repaired[i] == '\0' || char.IsSurrogate(repaired[i]))
                repaired[i] = '\uFFFD';
        }
        return new string(repaired);
    }

    private static bool NeedsRepair(string text)
    {
        foreach (var c in text)
        {
            if (c == '\0' || char.IsSurrogate(c))
                return true;
        }
        return false;
    }

    private static bool IsEscape(ReadOnlySpan<byte> json, int at, out char unit)
    {
        unit = '\0';
        if (at + 6 > json.Length || json[at] != '\\' || json[at + 1] != 'u')
            return false;
        if (!Utf8Parser.TryParse(json.Slice(at + 2, 4), out ushort code, out var used, 'x') || used != 4)
            return false;
        unit = (char)code;
        return true;
    }
}
