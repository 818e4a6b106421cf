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

        AddListed(spotted);
    }

    // What stands in a list beside a name is a name, whatever its surname: 韩冬、穆春雨; 姜海峰、白露二人.
    private static void AddListed(Spotted spotted)
    {
        var text = spotted.Text;
        for (var sign = 1; sign + 2 < text.Length; sign++)
            if (text.Chars[sign] == '、' && IsNameEnd(spotted, sign) && !IsNameStart(spotted, sign + 1) && ListedEnd(text, sign + 1) is > 0 and var end)
                Add(spotted, sign + 1, end, end, ItemTypes.Guess, full: true);
    }

    private static bool IsNameEnd(Spotted spotted, int place)
    {
        for (var start = Math.Max(0, place - LongestName); start < place; start++)
            if (spotted.ItemsAt(start)?.Exists(item => item.End == place && (item.Types & AnyPerson) != 0) == true)
                return true;
        return false;
    }

    private static bool IsNameStart(Spotted spotted, int place) =>
        spotted.ItemsAt(place)?.Exists(item => (item.Types & (AnyPerson | ItemTypes.Kind | ItemTypes.Branch)) != 0) == true;

    // Two or three characters up to the next sign, count or end.
    private static int ListedEnd(PlainText text, int start)
    {
        for (var at = start; at <= text.Length && at - start <= LongestListed; at++)
        {
            if (at - start >= 2 && (text.IsClauseEnd(at) || AfterName.Contains(text.Chars[at]) || char.IsAsciiDigit(text.Chars[at])))
                return at;
            if (at >= text.Length || text.Chars[at] is < '\u4E00' or > '\u9FFF')
                return 0;
        }

        return 0;
    }

    private const int LongestName = 6;
    private const int LongestListed = 3;
    private const ItemTypes AnyPerson = ItemTypes.Person | ItemTypes.Guess;

    private static readonly SearchValues<char> AfterName = SearchValues.Create("两二三四五六七八俩仨等各每共的加扣减均都同老和与报登交缴请:;+-");

    private void AddByShape(Spotted spotted, int at)
    {
        var text = spotted.Text;
        if (prefixes.Contains(text.Chars[at]) && AnySurname(text, at + 1) is var after and > 0 && !IsWord(spotted, at, at + 1 + after))
            Add(spotted, at, at + 1 + after + Elder(text, at + 1 + after), at + 1 + after + Elder(text, at + 1 + after), ItemTypes.Person, full: false);
        var surname = AnySurname(text, at);
        if (surname == 0)
            return;
        if (Title(text, at + surname) is var title and > 0)
            Add(spotted, at, at + surname + title, at + surname + title, ItemTypes.Person, full: false);
        if (Surname(text, at) == 0)
        {
            AddRare(spotted, at, surname);
            return;
        }

        // 查卜凡 looks up 卜凡: what may be a verb and stands before a surname is none itself.
        if (Verbs.Contains(text.Chars[at]) && (Surname(text, at + 1) > 0 || at > 0 && text.Chars[at - 1] == text.Chars[at]))
        {
            // 于桂芳同志 at the head of a clause is called by name.
            if (text.Chars[at] is '于' or '关' && (at == 0 || text.IsBreak(at) || !char.IsLetterOrDigit(text.Chars[at - 1])) && Title(text, at + 3) > 0)
                AddGuess(spotted, at, surname, 2);
            return;
        }

        AddGuess(spotted, at, surname, 2);
        AddGuess(spotted, at, surname, 1);
    }

    // 敬小红 and 闻涛 are names in a list or where they are counted, and words elsewhere.
    private void AddRare(Spotted spotted, int at, int surname)
    {
        for (var given = 2; given > 0; given--)
        {
            var end = at + surname + given;
            if (end <= spotted.Text.Length && IsNamed(spotted, at, end))
                AddGuess(spotted, at, surname, given);
        }
    }

    private bool IsNamed(Spotted spotted, int start, int end)
    {
        var text = spotted.Text;
        return end < text.Length && IsCounted(text, end)
            || start > 0 && Serving.Contains(text.Chars[start - 1]) && Surname(text, end - 1) == 0 && Title(text, end) > 0
            || (start == 0 || PlainText.IsStop(text.Chars[start - 1])) && end + 1 < text.Length && text.Chars[end] is '托' or '让' or '叫' or '请' && text.Chars[end + 1] == '我'
            || start > 0 && text.Chars[start - 1] == ':' && (text.IsClauseEnd(end) || text.Chars[end] == '-')
            || start > 1 && text.Chars[start - 1] is '和' or '跟' or '与' or '、' && IsNameEnd(spotted, start - 1);
    }

    private static bool IsCounted(PlainText text, int end) =>
        text.Chars[end] == '、' || text.Chars[end] is '二' or '两' or '三' or '四' && end + 1 < text.Length && text.Chars[end + 1] is '人' or '位' or '名' or '个';

    // 老吴头, 老李叔: how an old man is called.
    private static int Elder(PlainText text, int at) =>
        at < text.Length && (text.Chars[at] is '叔' or '伯' or '爷' or '哥' or '嫂' || text.Chars[at] == '头' && (at + 1 >= text.Length || text.Chars[at + 1] is not ('疼' or '痛' or '晕'))) ? 1 : 0;

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
                if (wordEnd - at >= 2 && wordEnd >= end && !IsNameAndParticle(spotted.Text, start, end, wordEnd))
                    return true;
        return false;
    }

    // 把崔立新的减掉: the 新的 of three characters is a name and 的.
    private static bool IsNameAndParticle(PlainText text, int start, int end, int wordEnd) =>
        end - start == 3 && wordEnd == end + 1 && text.Chars[end] == '的' && start > 0 && Serving.Contains(text.Chars[start - 1]);

    private static readonly SearchValues<char> Serving = SearchValues.Create("把给替帮将为代、和跟与");

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
        // 谢老, 曾老: an elder, where no longer word follows.
        return text.Chars[at] == '老' && (text.IsClauseEnd(at + 1) || AfterElder.Contains(text.Chars[at + 1])) ? 1 : 0;
    }

    private static readonly SearchValues<char> AfterElder = SearchValues.Create("的说提让托今他她也建反那和与、这去本上有到没:");

    private static void Add(Spotted spotted, int start, int nameEnd, int end, ItemTypes type, bool full) =>
        spotted.Add(new Item(start, end, type, new Mentioned(spotted.Text.Exact(start, nameEnd), full)));
}
