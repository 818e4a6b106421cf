using System.Text;

namespace PartyBuilding.Channels.DirectLine;

/// <summary>Names of files as people may see and save them.</summary>
internal static class FileNames
{
    private const int LongestBytes = 255;

    /// <summary>The last part of the name, without control characters and what no file system takes; 文件 when nothing is left.</summary>
    public static string Clean(string? name)
    {
        var last = name?.Split('/', '\\')[^1] ?? "";
        var kept = new StringBuilder();
        var bytes = 0;
        foreach (var rune in last.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.Format || ":*?\"<>|".Contains((char)rune.Value, StringComparison.Ordinal) && rune.IsBmp)
                continue;
            bytes += rune.Utf8SequenceLength;
            if (bytes > LongestBytes)
                break;
            kept.Append(rune.ToString());
        }
        var clean = kept.ToString().Trim('.', ' ');
        return clean.Length == 0 ? "文件" : clean;
    }
}
