using System.Runtime.CompilerServices;
using PartyBuilding.Dialogue.Reading;

namespace PartyBuilding.Dialogue.Patterns;

/// <summary>A message with everything found in it, by place: what patterns are matched against.</summary>
internal sealed class Spotted
{
    private readonly List<(int End, int Word)> words = [];
    private readonly int[] firstWord;
    private readonly List<Item>?[] items;
    private readonly ulong[] classes;

    public Spotted(PlainText text, Vocabulary vocabulary)
    {
        Text = text;
        Vocabulary = vocabulary;
        firstWord = new int[text.Length + 2];
        items = new List<Item>?[text.Length + 1];
        classes = new ulong[(vocabulary.ClassCount + 63) / 64];
        FindWords();
    }

    public PlainText Text { get; }

    public Vocabulary Vocabulary { get; }

    /// <summary>All types of items found.</summary>
    public ItemTypes Types { get; private set; }

    /// <summary>Items in the order they were added.</summary>
    public List<Item> Items { get; } = [];

    public void Add(Item item)
    {
        (items[item.Start] ??= []).Add(item);
        Items.Add(item);
        Types |= item.Types;
    }

    /// <summary>Items that start at a place.</summary>
    public List<Item>? ItemsAt(int place) => items[place];

    /// <summary>True when a date or a time starts at a place.</summary>
    public bool IsTimed(int place) =>
        items[place] is { } here && here.Exists(item => (item.Types & (ItemTypes.Day | ItemTypes.Clock | ItemTypes.Clocks | ItemTypes.Length)) != 0);

    /// <summary>True when a date, a time, a kind or a branch ends at a place.</summary>
    public bool IsValueEnd(int place)
    {
        foreach (var item in Items)
            if (item.End == place && (item.Types & Leading) != 0)
                return true;
        return false;
    }

    private const ItemTypes Leading = ItemTypes.Day | ItemTypes.Feast | ItemTypes.Clock | ItemTypes.Clocks | ItemTypes.PartOfDay | ItemTypes.Length
        | ItemTypes.Kind | ItemTypes.Branch;

    /// <summary>True when a place lies within a date or a time: the 到 of 两点到四点 is no cue.</summary>
    public bool IsInsideTime(int place)
    {
        foreach (var item in Items)
            if (item.Start < place && place < item.End && (item.Types & (ItemTypes.Day | ItemTypes.Clock | ItemTypes.Clocks)) != 0)
                return true;
        return false;
    }

    /// <summary>Words that start at a place, shortest first.</summary>
    public ReadOnlySpan<(int End, int Word)> WordsAt(int place) =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(words)[firstWord[place]..firstWord[place + 1]];

    /// <summary>False when the program cannot match for want of a word or a value.</summary>
    public bool MayMatch(Program program)
    {
        foreach (var need in program.Needs)
            if ((classes[need >> 6] >> (need & 63) & 1) == 0)
                return false;
        foreach (var need in program.NeedsTypes)
            if ((Types & need) == 0)
                return false;
        return true;
    }

    /// <summary>False when nothing that a match begins with stands at a place.</summary>
    public bool MayStart(Starts starts, int place)
    {
        if (items[place] is { } here)
            foreach (var item in here)
                if ((item.Types & starts.Types) != 0)
                    return true;
        foreach (var (_, word) in WordsAt(place))
            foreach (var number in starts.Words)
                if (Vocabulary.IsIn(word, number))
                    return true;
        return false;
    }

    // Thousands of sentences are read at load, before the runtime would come to this by itself.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FindWords()
    {
        var trie = Vocabulary.Trie;
        for (var start = 0; start < Text.Length; start++)
        {
            firstWord[start] = words.Count;
            var state = 0;
            for (var end = start; end < Text.Length && (state = trie.Step(state, Text.Chars[end])) >= 0; end++)
            {
                if (trie.WordAt(state) is not (>= 0 and var word))
                    continue;
                words.Add((end + 1, word));
                var of = Vocabulary.ClassesOf(word);
                for (var i = 0; i < of.Length; i++)
                    classes[i] |= of[i];
            }
        }

        firstWord[Text.Length] = firstWord[Text.Length + 1] = words.Count;
    }
}
