using System.Buffers.Binary;

namespace PartyBuilding.Channels;

/// <summary>Takes out of a photo what it tells besides the picture: where and when it was taken, with what, by whom.</summary>
/// <remarks>Works on the file's parts without decoding them: the picture itself stays bit for bit the same.</remarks>
public static class Pictures
{
    /// <summary>The picture without metadata; a file that is no JPEG, PNG or WebP, or a broken one, comes back as it is.</summary>
    /// <remarks>How a JPEG is to be turned is kept, or phone photos would lie on their side.</remarks>
    public static ReadOnlyMemory<byte> WithoutMetadata(ReadOnlyMemory<byte> file) => FileTypes.Sniff(file.Span) switch
    {
        "image/jpeg" => Jpeg.Strip(file.Span) ?? file,
        "image/png" => StripPng(file.Span) ?? file,
        "image/webp" => StripWebP(file.Span) ?? file,
        _ => file,
    };

    private static byte[]? StripPng(ReadOnlySpan<byte> file)
    {
        const int Signature = 8, Overhead = 12;
        var kept = new MemoryStream(file.Length);
        kept.Write(file[..Signature]);
        for (var rest = file[Signature..]; rest.Length > 0;)
        {
            if (rest.Length < Overhead || BinaryPrimitives.ReadUInt32BigEndian(rest) is var length && length > rest.Length - Overhead)
                return null;
            var chunk = rest[..((int)length + Overhead)];
            var type = chunk.Slice(4, 4);
            if (!type.SequenceEqual("tEXt"u8) && !type.SequenceEqual("zTXt"u8) && !type.SequenceEqual("iTXt"u8) && !type.SequenceEqual("eXIf"u8) && !type.SequenceEqual("tIME"u8))
                kept.Write(chunk);
            if (type.SequenceEqual("IEND"u8))
                break;
            rest = rest[chunk.Length..];
        }
        return kept.ToArray();
    }

    private static byte[]? StripWebP(ReadOnlySpan<byte> file)
    {
        const int Header = 12, ExifAndXmp = 0x0C;
        var kept = new MemoryStream(file.Length);
        kept.Write(file[..Header]);
        for (var rest = file[Header..]; rest.Length > 0;)
        {
            if (rest.Length < 8 || BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]) is var length && length > rest.Length - 8)
                return null;
            var chunk = rest[..Math.Min(8 + (int)length + (int)(length & 1), rest.Length)];
            if (chunk.StartsWith("VP8X"u8) && length > 0)
            {
                // The flags say that the parts below are there.
                var header = chunk.ToArray();
                header[8] &= unchecked((byte)~ExifAndXmp);
                kept.Write(header);
            }
            else if (!chunk.StartsWith("EXIF"u8) && !chunk.StartsWith("XMP "u8))
            {
                kept.Write(chunk);
            }
            rest = rest[chunk.Length..];
        }
        var stripped = kept.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(stripped.AsSpan(4), (uint)stripped.Length - 8);
        return stripped;
    }

    private static class Jpeg
    {
        private const byte Start = 0xD8, Scan = 0xDA, End = 0xD9, Exif = 0xE1, Icc = 0xE2, LastApp = 0xEF, Comment = 0xFE, Jfif = 0xE0, Adobe = 0xEE;

        public static byte[]? Strip(ReadOnlySpan<byte> file)
        {
            var kept = new MemoryStream(file.Length);
            kept.Write([0xFF, Start]);
            var at = 2;
            while (true)
            {
                while (at < file.Length && file[at] == 0xFF && at + 1 < file.Length && file[at + 1] == 0xFF)
                    at++;
                if (at + 4 > file.Length || file[at] != 0xFF)
                    return null;
                var marker = file[at + 1];
                var length = 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
                if (length < 4 || at + length > file.Length)
                    return null;
                var segment = file.Slice(at, length);
                if (marker == Exif && OrientationOf(segment) is { } orientation and > 1)
                    kept.Write(OnlyOrientation(orientation));
                if (IsPicture(marker, segment))
                    kept.Write(segment);
                at += length;
                if (marker != Scan)
                    continue;
                var dots = file.Slice(at, LengthOfDots(file[at..]));
                kept.Write(dots);
                at += dots.Length;
                // Phones put a second picture, or a film, behind the end of the first; a photo cut off in transit has no end.
                if (at + 1 >= file.Length || file[at + 1] == End)
                {
                    kept.Write([0xFF, End]);
                    return kept.ToArray();
                }
            }
        }

        /// <summary>The compressed dots of one scan, up to the next marker that is neither an escape nor a restart.</summary>
        private static int LengthOfDots(ReadOnlySpan<byte> rest)
        {
            for (var at = 0; ; at += 2)
            {
                if (rest[at..].IndexOf((byte)0xFF) is not (var next and >= 0) || at + next + 1 >= rest.Length)
                    return rest.Length;
                at += next;
                if (rest[at + 1] is not (0 or (>= 0xD0 and <= 0xD7)))
                    return at;
            }
        }

        private static bool IsPicture(byte marker, ReadOnlySpan<byte> segment) => marker switch
        {
            Jfif or Adobe => true,
            Icc => segment[4..].StartsWith("ICC_PROFILE\0"u8),
            >= Jfif and <= LastApp or Comment => false,
            _ => true,
        };

        private static ushort? OrientationOf(ReadOnlySpan<byte> segment)
        {
            const int Tag = 0x0112;
            var body = segment[4..];
            if (!body.StartsWith("Exif\0\0"u8) || body.Length < 16)
                return null;
            var tiff = body[6..];
            var isLittle = tiff[0] == 'I';
            if (Read32(tiff, 4, isLittle) is not { } directory || Read16(tiff, directory, isLittle) is not { } count)
                return null;
            for (var i = 0; i < count; i++)
            {
                var entry = directory + 2 + (12L * i);
                if (Read16(tiff, entry, isLittle) is not { } tag)
                    return null;
                if (tag == Tag)
                    return Read16(tiff, entry + 8, isLittle) is { } turn and <= 8 ? turn : null;
            }
            return null;
        }

        private static ushort? Read16(ReadOnlySpan<byte> tiff, long at, bool isLittle) =>
            at < 0 || at + 2 > tiff.Length ? null
            : isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(tiff[(int)at..]) : BinaryPrimitives.ReadUInt16BigEndian(tiff[(int)at..]);

        private static uint? Read32(ReadOnlySpan<byte> tiff, long at, bool isLittle) =>
            at < 0 || at + 4 > tiff.Length ? null
            : isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[(int)at..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[(int)at..]);

        private static byte[] OnlyOrientation(ushort orientation) =>
        [
            0xFF, Exif, 0, 34, .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0,
        ];
    }
}
