using System.Buffers;
using PartyBuilding.Dialogue.Patterns;
using PartyBuilding.Dialogue.Reading;

namespace PartyBuilding.Dialogue.Learning;

/// <summary>
/// What is weighed in a message: single characters and pairs, in which every name, kind of activity and number stands for all of its
/// like and a dialect's word for the common one, the kinds named, and how long the message is. Values are not needed, so nothing depends
/// on the day.
/// </summary>
internal static class Traits
{
    /// <summary>No message has more traits.</summary>
    public const int Most = (Longest + Room) * LongestRun + MostKinds + 1;

    // Longer runs only tell apart what was learned; unseen sentences share few of them.
    private const int LongestRun = 2;
    private const int MostKinds = 16;

    // Longer texts tell what they are by their beginning.
    private const int Longest = 200;

    // The last character read may write three symbols, and a border closes the message.
    private const int Room = 4;

    private const char Person = '\uE000', Branch = '\uE001', Kind = '\uE002', Border = '\uE003', Number = '0', Stop = ',', Question = '吗';

    private const ItemTypes Named = ItemTypes.Person | ItemTypes.Guess | ItemTypes.Branch | ItemTypes.Kind;

    private static readonly SearchValues<char> Numerals = SearchValues.Create("0123456789一二三四五六七八九十两俩仨百");

    // Up to which length a message is one of its class.
    private static readonly int[] Lengths = [4, 8, 14, 24, 44];

    /// <summary>Writes the traits of a message, each once, in rising order.</summary>
    /// <returns>How many there are.</returns>
    public static int Of(Spotted spotted, Span<uint> traits)
    {
        Span<char> symbols = stackalloc char[Longest + Room];
        var length = Symbols(spotted, symbols);
        var count = 0;
        for (var start = 0; start < length; start++)
        {
            var hash = Start;
            for (var run = 0; run < LongestRun && start + run < length; run++)
            {
                hash = Mix(hash, symbols[start + run]);
                traits[count++] = Mix(hash, (uint)run);
            }
        }

        var kinds = 0;
        foreach (var item in spotted.Items)
            if ((item.Types & ItemTypes.Kind) != 0 && item.Payload is KindRole kind && kinds++ < MostKinds)
                traits[count++] = Hash(kind.Name);
        traits[count++] = Mix(Hash("length"), (uint)Lengths.Count(most => length > most));
        return Unique(traits[..count]);
    }

    private static int Unique(Span<uint> traits)
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
            if (symbol is '啥' or '咋')
                (symbols[length++], symbol) = (symbol == '啥' ? '什' : '怎', Question);
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
        return (Numerals.Contains(c) ? Number : c != '?' && PlainText.IsStop(c) ? Stop : Common(c), place + 1);
    }

    // What people say for the same thing in one place or another.
    private static char Common(char c) => c switch
    {
        '咱' or '俺' => '我',
        '您' => '你',
        '她' or '它' => '他',
        '么' or '嘛' => Question,
        '嘞' or '哩' or '啦' or '咯' or '喽' or '哒' => '了',
        '呀' or '哦' or '哈' or '哟' or '噢' or '嗷' or '诶' or '哎' or '唉' => '啊',
        '呗' => '吧',
        '瞅' or '瞧' => '看',
        '整' or '搞' => '弄',
        '替' or '代' => '帮',
        '拿' or '将' => '把',
        _ => c,
    };

    private const uint Start = 2166136261;

    private static uint Mix(uint hash, uint part) => (hash ^ part) * 16777619;

    private static uint Hash(string text)
    {
        var hash = Start;
        foreach (var c in text)
            hash = Mix(hash, c);
        return Mix(hash, LongestRun);
    }
}
