namespace PartyBuilding.Bot.Commands;

/// <summary>What follows a verb: words, options with a value, options that stand alone.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> values = [];
    private readonly HashSet<string> flags = [];
    private readonly List<string> words = [];

    private Arguments()
    {
    }

    /// <summary>Words that are no options, in order.</summary>
    public IReadOnlyList<string> Words => words;

    /// <summary>Folder of the installation.</summary>
    public string Data => this["--data"] ?? ".party";

    /// <summary>An option's value; null when it was not given.</summary>
    public string? this[string option] => values.GetValueOrDefault(option);

    /// <summary>Whether an option stands there.</summary>
    public bool Has(string option) => flags.Contains(option);

    /// <summary>Reads them.</summary>
    /// <param name="args">What follows the verb.</param>
    /// <param name="usage">Shown when something is wrong or help is asked for.</param>
    /// <param name="withValue">Options that take a value, besides <c>--data</c>.</param>
    /// <param name="alone">Options that stand alone.</param>
    /// <exception cref="Refusal">An option is unknown, incomplete or given twice.</exception>
    public static Arguments Read(string[] args, string usage, string[] withValue, string[] alone)
    {
        var read = new Arguments();
        for (var i = 0; i < args.Length; i++)
        {
            var word = args[i];
            if (word is "--help" or "-h")
                throw new Refusal(usage);
            if (!word.StartsWith("--", StringComparison.Ordinal))
                read.words.Add(word);
            else if (alone.Contains(word))
                read.flags.Add(word);
            else if (word != "--data" && !withValue.Contains(word))
                throw new Refusal($"不认识的选项 {word}。\n{usage}");
            else if (i + 1 == args.Length)
                throw new Refusal($"选项 {word} 后面缺少内容。\n{usage}");
            else if (!read.values.TryAdd(word, args[++i]))
                throw new Refusal($"选项 {word} 写了两次。");
        }
        return read;
    }
}
