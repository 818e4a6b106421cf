namespace PartyBuilding.Dialogue.Patterns;

/// <summary>Many words found in one walk per place; a walk is as long as the longest word that fits.</summary>
internal sealed class Trie
{
    private readonly List<int> words = [-1];
    private ulong[] keys = new ulong[1024];
    private int[] targets = new int[1024];
    private int used;

    /// <summary>Adds a word; a word already there keeps its first number.</summary>
    /// <returns>The word's number.</returns>
    public int Add(ReadOnlySpan<char> word, int number)
    {
        var state = 0;
        foreach (var c in word)
            state = StepOrAdd(state, c);
        if (words[state] < 0)
            words[state] = number;
        return words[state];
    }

    /// <summary>The state after one more character, or -1.</summary>
    public int Step(int state, char c)
    {
        var key = Key(state, c);
        for (var at = Slot(key); keys[at] != 0; at = (at + 1) & (keys.Length - 1))
            if (keys[at] == key)
                return targets[at];
        return -1;
    }

    /// <summary>The number of the word that ends in this state, or -1.</summary>
    public int WordAt(int state) => words[state];

    /// <summary>The number of a whole word, or -1.</summary>
    public int Find(ReadOnlySpan<char> word)
    {
        var state = 0;
        foreach (var c in word)
            if ((state = Step(state, c)) < 0)
                return -1;
        return words[state];
    }

    private int StepOrAdd(int state, char c)
    {
        if (Step(state, c) is var known and >= 0)
            return known;
        if (++used * 2 > keys.Length)
            Grow();
        words.Add(-1);
        Put(Key(state, c), words.Count - 1);
        return words.Count - 1;
    }

    private void Grow()
    {
        var (oldKeys, oldTargets) = (keys, targets);
        (keys, targets) = (new ulong[oldKeys.Length * 2], new int[oldKeys.Length * 2]);
        for (var i = 0; i < oldKeys.Length; i++)
            if (oldKeys[i] != 0)
                Put(oldKeys[i], oldTargets[i]);
    }

    private void Put(ulong key, int target)
    {
        var at = Slot(key);
        while (keys[at] != 0)
            at = (at + 1) & (keys.Length - 1);
        (keys[at], targets[at]) = (key, target);
    }

    // Never 0: that marks a free place.
    private static ulong Key(int state, char c) => ((ulong)(uint)state << 16 | c) + 1;

    private int Slot(ulong key) => (int)(key * 0x9E3779B97F4A7C15UL >> 40) & (keys.Length - 1);
}
