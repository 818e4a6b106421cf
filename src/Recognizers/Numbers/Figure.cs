namespace PartyBuilding.Recognizers.Numbers;

/// <summary>A numeral in its place, and what stands around it.</summary>
internal readonly ref struct Figure(ReadOnlySpan<char> text, int start, Numeral numeral)
{
    public readonly ReadOnlySpan<char> Text = text;

    public int Start { get; } = start;

    public int End { get; } = start + numeral.Length;

    public decimal Value { get; } = numeral.Value;

    public NumeralForm Form { get; } = numeral.Form;

    /// <summary>A single character such as 三 or 两, which means a number only where something is counted.</summary>
    public bool IsSingle => End - Start == 1 && !char.IsAsciiDigit(Text[Start]);

    /// <summary>The character behind the numeral, and further ones.</summary>
    public char After(int ahead = 0) => End + ahead < Text.Length ? Text[End + ahead] : '\0';

    /// <summary>The character in front of the numeral, and further ones.</summary>
    public char Before(int back = 1) => Start >= back ? Text[Start - back] : '\0';

    /// <summary>Whether <paramref name="word"/> stands directly behind.</summary>
    public bool IsBefore(string word) => Text[End..].StartsWith(word, StringComparison.Ordinal);
}
