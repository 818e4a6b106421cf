namespace PartyBuilding.Bot.DataFiles;

/// <summary>The keys of one mapping while it is being read. What is asked for here is what may stand there.</summary>
internal sealed class Keys
{
    private readonly Node owner;
    private readonly Dictionary<string, (Node Key, Node Value)> given = [];
    private readonly List<string> known = [];

    public Keys(Node owner, IReadOnlyList<(Node Key, Node Value)> pairs)
    {
        this.owner = owner;
        foreach (var pair in pairs)
            given[pair.Key.Text()] = pair;
    }

    /// <summary>The mapping itself, for mistakes that concern several keys together.</summary>
    public Node Owner => owner;

    /// <summary>The value of a key that may be missing.</summary>
    public Node? Maybe(string key)
    {
        known.Add(key);
        return given.TryGetValue(key, out var pair) ? pair.Value : null;
    }

    /// <summary>The value of a key that must be there.</summary>
    public Node? Need(string key)
    {
        var value = Maybe(key);
        if (value is null)
            owner.Wrong($"缺少“{key}”。");
        return value;
    }

    /// <summary>A text that must be there.</summary>
    public string Text(string key) => Need(key)?.Text() ?? "";

    /// <summary>A text that may be missing.</summary>
    public string? MaybeText(string key) => Maybe(key)?.Text();

    /// <summary>A list of texts; empty when missing.</summary>
    public IReadOnlyList<string> Texts(string key) => Maybe(key)?.Texts() ?? [];

    /// <summary>A list read item by item; empty when missing.</summary>
    public IReadOnlyList<T> List<T>(string key, Func<Node, T> read) => Maybe(key)?.List(read) ?? [];

    /// <summary>Notes every key nobody asked for.</summary>
    public void RefuseOthers()
    {
        foreach (var (key, _) in given.Values)
            if (!known.Contains(key.Text()))
                key.Wrong($"不认识“{key.Text()}”，这里可以写：{string.Join("、", known)}。");
    }
}
