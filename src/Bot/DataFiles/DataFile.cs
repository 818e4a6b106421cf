using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace PartyBuilding.Bot.DataFiles;

/// <summary>One YAML file, opened as nodes that know their line and column.</summary>
internal static class DataFile
{
    /// <summary>The file's top mapping.</summary>
    /// <returns>Null when the file cannot be read at all; the reason is then among <paramref name="faults"/>.</returns>
    public static Node? Open(string path, Faults faults)
    {
        try
        {
            return Parse(path, File.ReadAllText(path, Encoding.UTF8), faults);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            faults.Add(path, $"读不了这个文件：{e.Message}");
            return null;
        }
    }

    /// <summary>The same for text already in hand.</summary>
    public static Node? Parse(string name, string text, Faults faults)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            faults.Add(new Fault(name, e.Start.Line, e.Start.Column, $"YAML 写法有误：{e.Message}"));
            return null;
        }

        if (stream.Documents.Count == 1)
            return new Node(name, stream.Documents[0].RootNode, faults);
        faults.Add(name, stream.Documents.Count == 0 ? "文件是空的。" : "一个文件里只能有一份文档（不要用 ---）。");
        return null;
    }
}
