namespace PartyBuilding.Recognizers;

/// <summary>Words and what they stand for; finds the longest one at a place of a text without building a string.</summary>
/// <remarks>Chains by first character, of one class: ready sooner in a new process than a dictionary, which the first sentence would wait for.</remarks>
/// <typeparam name="T">What a word stands for.</typeparam>
internal sealed class Vocabulary<T>
{
    private const int Chains = 256;

    private readonly Entry?[] _chains = new Entry?[Chains];

    /// <param name="words">One entry for each meaning: its words, separated by a bar. Of a word given twice the first meaning holds.</param>
    public Vocabulary(params (string Words, T Meaning)[] words)
    {
        foreach (var (list, meaning) in words)
            foreach (var word in list.Split('|'))
                Add(word, meaning);
    }

    /// <summary>The longest word that begins at <paramref name="at"/>.</summary>
    public bool TryMatch(ReadOnlySpan<char> text, int at, out T meaning, out int length)
    {
        (meaning, length) = (default!, 0);
        if ((uint)at >= (uint)text.Length)
            return false;

        var rest = text[at..];
        for (var entry = _chains[rest[0] % Chains]; entry is not null; entry = entry.Next)
        {
            if (entry.Word[0] != rest[0] || !rest.StartsWith(entry.Word, StringComparison.Ordinal))
                continue;
            (meaning, length) = (entry.Meaning, entry.Word.Length);
            return true;
        }

        return false;
    }

    // Longer words stand in front of shorter ones, so that the first that fits is the longest.
    private void Add(string word, T meaning)
    {
        ref var place = ref _chains[word[0] % Chains];
        while (place is not null && place.Word.Length >= word.Length)
            place = ref place.Next;
        place = new Entry(word, meaning) { Next = place };
    }

    private sealed class Entry(string word, T meaning)
    {
        public readonly string Word = word;
        public readonly T Meaning = meaning;
        public Entry? Next;
    }
}

/// <summary>A set of words with no further meaning.</summary>
internal sealed class WordSet(string words)
{
    // Of a reference type, so that all vocabularies share one compiled form.
    private readonly Vocabulary<string> _words = new((words, ""));

    /// <summary>The length of the longest word at <paramref name="at"/>, or 0.</summary>
    public int At(ReadOnlySpan<char> text, int at) => _words.TryMatch(text, at, out _, out var length) ? length : 0;
}
