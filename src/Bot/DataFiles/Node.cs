using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace PartyBuilding.Bot.DataFiles;

/// <summary>One place in a data file. Reading never throws: a mistake is noted with its line, and a neutral value is returned.</summary>
internal sealed class Node(string file, YamlNode node, Faults faults)
{
    /// <summary>True for a plain value that was left empty.</summary>
    public bool IsEmpty => node is YamlScalarNode { Value: null or "" };

    /// <summary>True for a plain value, false for a list or a mapping.</summary>
    public bool IsText => node is YamlScalarNode;

    /// <summary>True for a list.</summary>
    public bool IsList => node is YamlSequenceNode;

    /// <summary>The place as faults show it.</summary>
    public string Where => $"{file}:{node.Start.Line}:{node.Start.Column}";

    /// <summary>Notes a mistake at this place.</summary>
    public void Wrong(string text) => faults.Add(new Fault(file, node.Start.Line, node.Start.Column, text));

    /// <summary>A non-empty text.</summary>
    public string Text()
    {
        if (node is YamlScalarNode { Value: { Length: > 0 } text })
            return text;
        Wrong("这里要写一段文字。");
        return "";
    }

    /// <summary>A whole number within bounds.</summary>
    public int Int(int from = int.MinValue, int to = int.MaxValue)
    {
        if (int.TryParse(Plain(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= from && value <= to)
            return value;
        Wrong(from == int.MinValue && to == int.MaxValue ? "这里要写一个整数。" : $"这里要写一个 {from} 到 {to} 之间的整数。");
        return Math.Clamp(0, from, to);
    }

    /// <summary>A decimal number.</summary>
    public decimal Decimal()
    {
        if (decimal.TryParse(Plain(), NumberStyles.Number, CultureInfo.InvariantCulture, out var value))
            return value;
        Wrong("这里要写一个数。");
        return 0;
    }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public bool Bool()
    {
        if (Plain() is "true" or "false")
            return Plain() == "true";
        Wrong("这里要写 true 或 false。");
        return false;
    }

    /// <summary>A day as <c>2023-10-25</c>.</summary>
    public DateOnly Day()
    {
        if (DateOnly.TryParseExact(Plain(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        Wrong("这里要写一个日期，如 2023-10-25。");
        return DateOnly.MinValue;
    }

    /// <summary>A time of day as <c>"09:00"</c>.</summary>
    public TimeOnly Time()
    {
        if (TimeOnly.TryParseExact(Plain(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return time;
        Wrong("这里要写一个时刻，如 \"09:00\"（带引号）。");
        return TimeOnly.MinValue;
    }

    /// <summary>One of the words of a closed list.</summary>
    public T OneOf<T>(IReadOnlyDictionary<string, T> words)
    {
        if (words.TryGetValue(Plain(), out var value))
            return value;
        Wrong($"“{Plain()}”不认识，只能是：{string.Join("、", words.Keys)}。");
        return words.Values.First();
    }

    /// <summary>Every item of a list, each read by <paramref name="read"/>.</summary>
    public IReadOnlyList<T> List<T>(Func<Node, T> read)
    {
        if (node is YamlSequenceNode items)
            return [.. items.Children.Select(item => read(new Node(file, item, faults)))];
        Wrong("这里要写一个列表（每项以 - 开头，或写成 [a, b]）。");
        return [];
    }

    /// <summary>A list of texts.</summary>
    public IReadOnlyList<string> Texts() => List(item => item.Text());

    /// <summary>A mapping with a closed set of keys: those that <paramref name="read"/> asks for; any other key is a mistake.</summary>
    public T? Map<T>(Func<Keys, T> read)
        where T : class?
    {
        if (node is not YamlMappingNode)
        {
            Wrong("这里要写若干“键: 值”。");
            return null;
        }

        var keys = new Keys(this, Pairs());
        var value = read(keys);
        keys.RefuseOthers();
        return value;
    }

    /// <summary>A mapping whose keys are names chosen by the author, in the order of the file.</summary>
    public IReadOnlyList<(Node Key, Node Value)> Pairs()
    {
        if (node is YamlMappingNode map)
            return [.. map.Children.Select(pair => (new Node(file, pair.Key, faults), new Node(file, pair.Value, faults)))];
        Wrong("这里要写若干“键: 值”。");
        return [];
    }

    private string Plain() => node is YamlScalarNode { Value: { } text } ? text : "";
}
