namespace PartyBuilding.Channels;

/// <summary>What a file is by its first bytes; its name and its sender's word count for nothing.</summary>
public static class FileTypes
{
    /// <summary>What is offered for download only.</summary>
    public const string Unknown = "application/octet-stream";

    /// <summary>A media type: one of four kinds of picture, PDF, or <see cref="Unknown"/>.</summary>
    public static string Sniff(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Png))
            return "image/png";
        if (bytes.StartsWith(Jpeg))
            return "image/jpeg";
        if (bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8))
            return "image/gif";
        if (bytes.Length >= 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8))
            return "image/webp";
        return bytes.StartsWith("%PDF-"u8) ? "application/pdf" : Unknown;
    }

    /// <summary>True for what a browser may show in the page.</summary>
    public static bool IsPicture(string contentType) => contentType is "image/png" or "image/jpeg" or "image/gif" or "image/webp";

    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];
}
