using System.Collections.Frozen;

namespace PartyBuilding.Recognizers;

/// <summary>Words and what they stand for; finds the longest one at a place of a text without building a string.</summary>
/// <typeparam name="T">What a word stands for.</typeparam>
internal sealed class Vocabulary<T>
{
    private readonly FrozenDictionary<char, (string Word, T Meaning)[]> _byFirst;

    /// <param name="words">One entry for each meaning: its words, separated by a bar.</param>
    public Vocabulary(params ReadOnlySpan<(string Words, T Meaning)> words)
    {
        var all = new List<(string Word, T Meaning)>();
        foreach (var (list, meaning) in words)
            foreach (var word in list.Split('|'))
                all.Add((word, meaning));
        _byFirst = all.GroupBy(one => one.Word[0])
            .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(one => one.Word.Length).ToArray());
    }

    /// <summary>The longest word that begins at <paramref name="at"/>.</summary>
    public bool TryMatch(ReadOnlySpan<char> text, int at, out T meaning, out int length)
    {
        (meaning, length) = (default!, 0);
        if ((uint)at >= (uint)text.Length || !_byFirst.TryGetValue(text[at], out var words))
            return false;

        var rest = text[at..];
        foreach (var (word, means) in words)
        {
            if (!rest.StartsWith(word, StringComparison.Ordinal))
                continue;
            (meaning, length) = (means, word.Length);
            return true;
        }

        return false;
    }
}

/// <summary>A set of words with no further meaning.</summary>
internal sealed class WordSet(string words)
{
    private readonly Vocabulary<bool> _words = new((words, true));

    /// <summary>The length of the longest word at <paramref name="at"/>, or 0.</summary>
    public int At(ReadOnlySpan<char> text, int at) => _words.TryMatch(text, at, out _, out var length) ? length : 0;
}
