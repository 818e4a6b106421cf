using System.Runtime.InteropServices;

namespace PartyBuilding.Dialogue.Patterns;

/// <summary>All words of all patterns in one trie, and the word classes they belong to.</summary>
internal sealed class Vocabulary
{
    private readonly Trie trie = new();
    private readonly List<List<int>> classesOfWord = [];
    private readonly Dictionary<string, int> classes = [];
    private ulong[][] bits = [];

    /// <summary>How many word classes there are.</summary>
    public int ClassCount => classes.Count;

    /// <summary>The number of the class that holds just these words; equal lists share one.</summary>
    public int Class(IEnumerable<string> words)
    {
        var sorted = words.Distinct().Order(StringComparer.Ordinal).ToArray();
        var key = string.Join('|', sorted);
        if (classes.TryGetValue(key, out var known))
            return known;
        var number = classes.Count;
        classes[key] = number;
        foreach (var word in sorted)
            classesOfWord[Word(word)].Add(number);
        return number;
    }

    /// <summary>The number of a word, added when new.</summary>
    public int Word(string word)
    {
        if (word.Length == 0)
            throw new PatternException("这里有一个空的词。");
        var number = trie.Add(word, classesOfWord.Count);
        if (number == classesOfWord.Count)
            classesOfWord.Add([]);
        return number;
    }

    /// <summary>Makes class tests a look at one bit. No words are added afterwards.</summary>
    public void Freeze()
    {
        bits = new ulong[classesOfWord.Count][];
        for (var word = 0; word < bits.Length; word++)
        {
            bits[word] = new ulong[(ClassCount + 63) / 64];
            foreach (var number in CollectionsMarshal.AsSpan(classesOfWord[word]))
                bits[word][number >> 6] |= 1UL << (number & 63);
        }
    }

    /// <summary>The classes of a word as bits.</summary>
    public ReadOnlySpan<ulong> ClassesOf(int word) => bits[word];

    /// <summary>True when the word belongs to the class.</summary>
    public bool IsIn(int word, int number) => (bits[word][number >> 6] >> (number & 63) & 1) != 0;

    /// <summary>The trie to walk.</summary>
    public Trie Trie => trie;
}
