using System.Buffers;
using PartyBuilding.Dialogue.Patterns;
using PartyBuilding.Dialogue.Reading;

namespace PartyBuilding.Dialogue.Learning;

/// <summary>
/// What is weighed in a message: runs of one to three characters, in which every name, kind of activity and number stands for all of
/// its like, the kinds named, and how long the message is. Values are not needed, so nothing depends on the day.
/// </summary>
internal static class Traits
{
    /// <summary>Traits are numbers below this; the few that share one weigh together.</summary>
    public const int Count = 1 << CountBits;

    /// <summary>No message has more traits.</summary>
    public const int Most = (Longest + 2) * LongestRun + MostKinds + 1;

    private const int CountBits = 15;
    private const int LongestRun = 3;
    private const int MostKinds = 16;

    // Longer texts tell what they are by their beginning.
    private const int Longest = 200;

    private const char Person = '\uE000', Branch = '\uE001', Kind = '\uE002', Border = '\uE003', Number = '0', Stop = ',';

    private const ItemTypes Named = ItemTypes.Person | ItemTypes.Guess | ItemTypes.Branch | ItemTypes.Kind;

    private static readonly SearchValues<char> Numerals = SearchValues.Create("0123456789一二三四五六七八九十两俩仨百");

    // Up to which length a message is one of its class.
    private static readonly int[] Lengths = [4, 8, 14, 24, 44];

    /// <summary>Writes the traits of a message, each once, in rising order.</summary>
    /// <returns>How many there are.</returns>
    public static int Of(Spotted spotted, Span<int> traits)
    {
        Span<char> symbols = stackalloc char[Longest + 2];
        var length = Symbols(spotted, symbols);
        var count = 0;
        for (var start = 0; start < length; start++)
        {
            var hash = Start;
            for (var run = 0; run < LongestRun && start + run < length; run++)
            {
                hash = Mix(hash, symbols[start + run]);
                traits[count++] = Bucket(Mix(hash, (uint)run));
            }
        }

        var kinds = 0;
        foreach (var item in spotted.Items)
            if ((item.Types & ItemTypes.Kind) != 0 && item.Payload is KindRole kind && kinds++ < MostKinds)
                traits[count++] = Bucket(Hash(kind.Name));
        traits[count++] = Bucket(Mix(Hash("length"), (uint)Lengths.Count(most => length > most)));
        return Unique(traits[..count]);
    }

    private static int Unique(Span<int> traits)
    {
        traits.Sort();
        var unique = 1;
        for (var i = 1; i < traits.Length; i++)
            if (traits[i] != traits[i - 1])
                traits[unique++] = traits[i];
        return unique;
    }

    private static int Symbols(Spotted spotted, Span<char> symbols)
    {
        var (text, length) = (spotted.Text, 1);
        symbols[0] = Border;
        for (var place = 0; place < text.Length && length < Longest;)
        {
            if (place > 0 && text.IsBreak(place) && symbols[length - 1] != Stop)
                symbols[length++] = Stop;
            var (symbol, end) = SymbolAt(spotted, place);
            if (symbol != symbols[length - 1] || symbol is not (Number or Stop))
                symbols[length++] = symbol;
            place = end;
        }

        while (length > 1 && symbols[length - 1] == Stop)
            length--;
        symbols[length++] = Border;
        return length;
    }

    private static (char Symbol, int End) SymbolAt(Spotted spotted, int place)
    {
        Item? longest = null;
        foreach (var item in spotted.ItemsAt(place) ?? [])
            if ((item.Types & Named) != 0 && (longest is null || item.End > longest.End))
                longest = item;
        if (longest is not null)
            return ((longest.Types & ItemTypes.Kind) != 0 ? Kind : (longest.Types & ItemTypes.Branch) != 0 ? Branch : Person, longest.End);
        var c = spotted.Text.Chars[place];
        return (Numerals.Contains(c) ? Number : c != '?' && PlainText.IsStop(c) ? Stop : c, place + 1);
    }

    private const uint Start = 2166136261;

    private static uint Mix(uint hash, uint part) => (hash ^ part) * 16777619;

    private static uint Hash(string text)
    {
        var hash = Start;
        foreach (var c in text)
            hash = Mix(hash, c);
        return Mix(hash, LongestRun);
    }

    private static int Bucket(uint hash) => (int)(hash * 0x9E3779B1 >> (32 - CountBits));
}
