namespace PartyBuilding.Recognizers.Dates;

/// <summary>
/// Walks forward through one normal text. A rule that does not fit puts <see cref="At"/> back to where it began;
/// rules never look further than a fixed number of characters, so reading stays linear.
/// </summary>
/// <param name="text">A whole normal text.</param>
/// <param name="at">Where to begin.</param>
/// <param name="asReference">Whether the habits of the reference model are kept where they differ from what a reader would say.</param>
internal ref struct Cursor(ReadOnlySpan<char> text, int at, bool asReference = false)
{
    private const int MostBlanks = 3;

    public readonly ReadOnlySpan<char> Text = text;
    public readonly bool AsReference = asReference;
    public readonly int Origin = at;

    /// <summary>A time written 2.30 may follow, because the first end of the range has a part of the day.</summary>
    public bool AllowsDottedTime;
    public int At = at;

    public readonly char Next => Peek(0);

    public readonly char Before => At > 0 ? Text[At - 1] : '\0';

    public readonly bool AtEnd => At >= Text.Length;

    public readonly char Peek(int ahead) => (uint)(At + ahead) < (uint)Text.Length ? Text[At + ahead] : '\0';

    public readonly bool Sees(string word) => Text[Math.Min(At, Text.Length)..].StartsWith(word, StringComparison.Ordinal);

    /// <summary>Whether one of several characters comes next; never true at the end of the text.</summary>
    public readonly bool SeesOneOf(string characters) => !AtEnd && characters.Contains(Text[At]);

    public bool Take(char c)
    {
        if (Next != c || AtEnd)
            return false;
        At++;
        return true;
    }

    public bool Take(string word)
    {
        if (!Sees(word))
            return false;
        At += word.Length;
        return true;
    }

    public bool TakeOneOf(string characters)
    {
        if (!SeesOneOf(characters))
            return false;
        At++;
        return true;
    }

    /// <summary>Takes the first of <paramref name="words"/> that fits, so longer ones come first.</summary>
    /// <returns>Its index, or -1.</returns>
    public int TakeAny(ReadOnlySpan<string> words)
    {
        for (var i = 0; i < words.Length; i++)
            if (Take(words[i]))
                return i;
        return -1;
    }

    public void SkipBlanks()
    {
        for (var i = 0; i < MostBlanks && Next == ' '; i++)
            At++;
    }

    /// <summary>A whole number in any writing. <paramref name="digits"/> counts characters.</summary>
    public bool TakeNumber(out int value, out int digits)
    {
        if (!Figures.TryWhole(Text, At, out value, out digits))
            return false;
        At += digits;
        return true;
    }

    /// <summary>Plain Arabic digits, at least <paramref name="least"/> and at most <paramref name="most"/>, and no further digit behind them.</summary>
    public bool TakeDigits(int least, int most, out int value, out int digits)
    {
        (value, digits) = (0, 0);
        while (digits <= most && char.IsAsciiDigit(Peek(digits)))
            value = value * 10 + (Peek(digits++) - '0');
        if (digits < least || digits > most)
            return false;
        At += digits;
        return true;
    }
}
