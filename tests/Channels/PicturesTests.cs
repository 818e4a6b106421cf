using System.Buffers.Binary;
using System.Text;
using PartyBuilding.Channels;

namespace PartyBuilding.Tests.Channels;

public sealed class PicturesTests
{
    private static readonly byte[] Scan = [0xFF, 0xDA, 0, 4, 1, 2, 0x11, 0x22, 0xFF, 0x00, 0x33, 0xFF, 0xD9];
    private static readonly byte[] Jfif = Segment(0xE0, "JFIF\0"u8);
    private static readonly byte[] Table = Segment(0xDB, [1, 2, 3]);

    [Fact]
    public void A_photo_loses_place_camera_and_comments_and_keeps_picture_and_colours()
    {
        var icc = Segment(0xE2, [.. "ICC_PROFILE\0"u8, 9]);
        byte[] photo = [0xFF, 0xD8, .. Jfif, .. Exif(1, 'M'), .. Segment(0xE1, "http://ns.adobe.com/xap/1.0/\0GPS"u8), .. icc, .. Segment(0xED, "Photoshop"u8), .. Segment(0xFE, "张敏拍的"u8), .. Table, .. Scan];

        Assert.Equal([0xFF, 0xD8, .. Jfif, .. icc, .. Table, .. Scan], Pictures.WithoutMetadata(photo).ToArray());
    }

    [Theory]
    [InlineData('M')]
    [InlineData('I')]
    public void A_turned_photo_stays_turned(char order)
    {
        byte[] photo = [0xFF, 0xD8, .. Exif(6, order), .. Table, .. Scan];

        var stripped = Pictures.WithoutMetadata(photo).ToArray();

        Assert.DoesNotContain("GPS", Encoding.Latin1.GetString(stripped), StringComparison.Ordinal);
        byte[] header = [0xFF, 0xE1, 0, 34, .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
        Assert.Equal([0xFF, 0xD8, .. header, .. Table, .. Scan], stripped);
        Assert.Equal(34, header.Length - 2);
        Assert.Equal(stripped, Pictures.WithoutMetadata(stripped).ToArray());
    }

    [Fact]
    public void What_a_phone_hides_behind_the_photo_goes_too()
    {
        byte[] photo = [0xFF, 0xD8, .. Table, .. Scan, .. "a film of the same moment"u8];

        Assert.Equal([0xFF, 0xD8, .. Table, .. Scan], Pictures.WithoutMetadata(photo).ToArray());
    }

    [Fact]
    public void A_photo_in_several_scans_stays_whole()
    {
        byte[] dots = [0xFF, 0xDA, 0, 4, 1, 2, 0x11, 0xFF, 0xD0, 0x12, 0xFF, 0x00];
        // A table whose bytes look like the end.
        byte[] photo = [0xFF, 0xD8, .. Table, .. dots, .. Segment(0xC4, [0xFF, 0xD9]), .. dots, .. Segment(0xFE, "词"u8), .. Scan];

        Assert.Equal([0xFF, 0xD8, .. Table, .. dots, .. Segment(0xC4, [0xFF, 0xD9]), .. dots, .. Scan], Pictures.WithoutMetadata(photo).ToArray());
    }

    [Fact]
    public void A_png_loses_its_texts()
    {
        byte[] signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
        byte[] picture = [.. Chunk("IDAT", [1, 2, 3]), .. Chunk("IEND", [])];

        byte[] file = [.. signature, .. Chunk("IHDR", new byte[13]), .. Chunk("tEXt", [7]), .. Chunk("eXIf", [7]), .. Chunk("tIME", [7]), .. Chunk("iTXt", [7]), .. picture, 1, 2];

        Assert.Equal([.. signature, .. Chunk("IHDR", new byte[13]), .. picture], Pictures.WithoutMetadata(file).ToArray());
    }

    [Fact]
    public void A_webp_loses_its_texts_and_says_so()
    {
        byte[] body = [.. Riff("VP8X", [0x2C, 0, 0, 0, 0, 0, 0, 0, 0, 0]), .. Riff("VP8 ", [1, 2, 3]), .. Riff("EXIF", [9, 9]), .. Riff("XMP ", [9])];

        var stripped = Pictures.WithoutMetadata(WebP(body)).ToArray();

        Assert.Equal(WebP([.. Riff("VP8X", [0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0]), .. Riff("VP8 ", [1, 2, 3])]), stripped);
    }

    [Fact]
    public void Broken_pictures_and_other_files_come_back_as_they_are_or_shorter_and_never_fail()
    {
        byte[] photo = [0xFF, 0xD8, .. Jfif, .. Exif(6, 'I'), .. Table, .. Scan];
        for (var length = 0; length < photo.Length; length++)
            Assert.True(Pictures.WithoutMetadata(photo.AsMemory(0, length)).Length <= length + 2);
        var random = new Random(7);
        foreach (var original in new[] { photo, WebP([.. Riff("VP8X", new byte[10]), .. Riff("EXIF", [1])]) })
        {
            for (var i = 0; i < 5000; i++)
            {
                var changed = original.ToArray();
                for (var n = 0; n < 3; n++)
                    changed[random.Next(2, changed.Length)] = (byte)random.Next(256);
                Assert.True(Pictures.WithoutMetadata(changed).Length <= changed.Length + 36);
            }
        }
        var text = "no picture"u8.ToArray();
        Assert.Equal(text, Pictures.WithoutMetadata(text).ToArray());
    }

    private static byte[] Segment(byte marker, ReadOnlySpan<byte> body)
    {
        byte[] segment = [0xFF, marker, 0, 0, .. body];
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(body.Length + 2));
        return segment;
    }

    private static byte[] Exif(byte orientation, char order) => order == 'M'
        ? Segment(0xE1, [.. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 2, 0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 99, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0, .. "GPS"u8])
        : Segment(0xE1, [.. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0, .. "GPS"u8]);

    private static byte[] Chunk(string type, byte[] body)
    {
        byte[] chunk = [0, 0, 0, (byte)body.Length, .. Encoding.ASCII.GetBytes(type), .. body, 1, 2, 3, 4];
        return chunk;
    }

    private static byte[] Riff(string type, byte[] body) =>
        [.. Encoding.ASCII.GetBytes(type), (byte)body.Length, 0, 0, 0, .. body, .. new byte[body.Length % 2]];

    private static byte[] WebP(byte[] body)
    {
        byte[] file = [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBP"u8, .. body];
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(4), (uint)(file.Length - 8));
        return file;
    }
}
