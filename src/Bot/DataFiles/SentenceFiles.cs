using System.Text;
using PartyBuilding.Dialogue.Definitions;

namespace PartyBuilding.Bot.DataFiles;

/// <summary>Reads <c>dialogs/sentences/</c>: a file per intent, named like it, a sentence a line; <c>#</c> begins a remark, <c>\n</c> stands for a new line.</summary>
internal static class SentenceFiles
{
    private const int Longest = 500;

    /// <summary>Every sentence with its place; none when there is no such folder.</summary>
    public static IReadOnlyList<LabelledSentence> Read(string folder, Faults faults)
    {
        var sentences = new List<LabelledSentence>();
        var files = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.txt").Order(StringComparer.Ordinal) : Enumerable.Empty<string>();
        foreach (var path in files)
            Read(path, sentences, faults);
        return sentences;
    }

    private static void Read(string path, List<LabelledSentence> sentences, Faults faults)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path, Encoding.UTF8);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            faults.Add(path, $"读不了这个文件：{e.Message}");
            return;
        }

        var intent = Path.GetFileNameWithoutExtension(path);
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length == 0 || lines[i][0] == '#')
                continue;
            if (lines[i].Length > Longest)
                faults.Add(new Fault(path, i + 1, Longest + 1, $"一句话最多 {Longest} 个字。"));
            sentences.Add(new LabelledSentence(intent, new Written(lines[i].Replace("\\n", "\n", StringComparison.Ordinal), $"{path}:{i + 1}:1")));
        }
    }
}
