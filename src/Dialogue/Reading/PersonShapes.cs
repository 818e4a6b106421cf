using System.Buffers;
using PartyBuilding.Dialogue.Definitions;
using PartyBuilding.Dialogue.Patterns;

namespace PartyBuilding.Dialogue.Reading;

/// <summary>A person as written; <paramref name="Full"/> when it is a whole name and not 老韩 or 王老师.</summary>
internal sealed record Mentioned(string Written, bool Full);

/// <summary>Finds what looks like a person's name: from the roster, by title or prefix, or by surname alone.</summary>
internal sealed class PersonShapes
{
    private readonly HashSet<string> surnames;
    private readonly HashSet<string> rare;
    private readonly HashSet<char> never;
    private readonly string[] titles;
    private readonly HashSet<char> prefixes;

    public PersonShapes(NameShapes shapes)
    {
        surnames = [.. shapes.Surnames];
        rare = [.. shapes.RareSurnames];
        never = [.. shapes.NotInNames];
        titles = [.. shapes.Titles.OrderByDescending(title => title.Length)];
        prefixes = [.. shapes.Prefixes.Select(prefix => prefix[0])];
    }

    public void Add(Spotted spotted, NameIndex names)
    {
        var text = spotted.Text;
        for (var at = 0; at < text.Length; at++)
        {
            var known = names.LongestPerson(text.Span[at..]);
            if (known > 0)
                Add(spotted, at, at + known, at + known + Title(text, at + known), ItemTypes.Person, full: true);
            else
                AddByShape(spotted, at);
        }
    }

    private void AddByShape(Spotted spotted, int at)
    {
        var text = spotted.Text;
        if (prefixes.Contains(text.Chars[at]) && AnySurname(text, at + 1) is var after and > 0 && !IsWord(spotted, at, at + 1 + after))
            Add(spotted, at, at + 1 + after, at + 1 + after, ItemTypes.Person, full: false);
        var surname = AnySurname(text, at);
        if (surname == 0)
            return;
        if (Title(text, at + surname) is var title and > 0)
            Add(spotted, at, at + surname + title, at + surname + title, ItemTypes.Person, full: false);
        if (Surname(text, at) == 0)
            return;
        // 查卜凡 looks up 卜凡: what may be a verb and stands before a surname is none itself.
        if (Verbs.Contains(text.Chars[at]) && Surname(text, at + 1) > 0)
            return;
        AddGuess(spotted, at, surname, 2);
        AddGuess(spotted, at, surname, 1);
    }

    private static readonly SearchValues<char> Verbs = SearchValues.Create("查向于关计解");

    private void AddGuess(Spotted spotted, int at, int surname, int given)
    {
        var text = spotted.Text;
        var end = at + surname + given;
        if (end > text.Length)
            return;
        for (var i = at + 1; i < end; i++)
            if (text.IsBreak(i) || text.Chars[i] is < '\u4E00' or > '\u9FFF' || i >= at + surname && never.Contains(text.Chars[i]))
                return;
        // 沈一鸣 is a name, 查一 is not.
        if ("一二三四五六七八九十".Contains(text.Chars[end - 1]))
            return;
        if (!IsWord(spotted, at, end))
            Add(spotted, at, end, end + Title(text, end), ItemTypes.Guess, full: true);
    }

    // A name neither begins as a known word or value nor runs into one.
    private static bool IsWord(Spotted spotted, int start, int end)
    {
        foreach (var item in spotted.Items)
            if (item.Start < end && item.End > start && (item.Types & (ItemTypes.Person | ItemTypes.Guess)) == 0 && !IsGiven(spotted, item, start, end))
                return true;
        foreach (var (wordEnd, _) in spotted.WordsAt(start))
            if (wordEnd - start >= 2)
                return true;
        for (var at = start + 1; at < end; at++)
            foreach (var (wordEnd, _) in spotted.WordsAt(at))
                if (wordEnd - at >= 2 && wordEnd >= end)
                    return true;
        return false;
    }

    // 魏国庆 is a name, 于国庆 is not.
    private static bool IsGiven(Spotted spotted, Item item, int start, int end) =>
        (item.Types & ItemTypes.Feast) != 0 && item.Start == start + 1 && item.End == end && spotted.Text.Chars[start] != '于';

    private int Surname(PlainText text, int at)
    {
        if (at + 1 < text.Length && surnames.Contains(new string(text.Chars, at, 2)))
            return 2;
        return at < text.Length && surnames.Contains(text.Chars[at].ToString()) ? 1 : 0;
    }

    private int AnySurname(PlainText text, int at) =>
        Surname(text, at) is > 0 and var length ? length : at < text.Length && rare.Contains(text.Chars[at].ToString()) ? 1 : 0;

    private int Title(PlainText text, int at)
    {
        if (at >= text.Length || text.IsBreak(at))
            return 0;
        foreach (var title in titles)
            if (text.Span[at..].StartsWith(title))
                return title.Length;
        return 0;
    }

    private static void Add(Spotted spotted, int start, int nameEnd, int end, ItemTypes type, bool full) =>
        spotted.Add(new Item(start, end, type, new Mentioned(spotted.Text.Exact(start, nameEnd), full)));
}
