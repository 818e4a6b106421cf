using PartyBuilding.Dialogue.Patterns;
using PartyBuilding.Dialogue.Reading;

namespace PartyBuilding.Dialogue;

/// <summary>Names of the county, built once per roster and only read afterwards; looking up costs the length of the name.</summary>
public sealed class NameIndex
{
    private readonly Trie people = new();
    private readonly Trie branches = new();
    private readonly List<List<PersonName>> byName = [];
    private readonly List<List<string>> byBranchForm = [];
    private readonly Dictionary<string, List<PersonName>> byBranch = [];
    private readonly Dictionary<string, List<PersonName>> byInitials = [];

    /// <summary>Builds the index.</summary>
    public NameIndex(Names names)
    {
        foreach (var person in names.People)
        {
            Put(people, byName, PlainText.Fold(person.Name), person);
            Put(byBranch, person.Branch, person);
            Put(byInitials, Initials.Of(person.Name), person);
        }

        foreach (var branch in names.Branches)
            foreach (var form in branch.ShortForms.Prepend(branch.Name))
                Put(branches, byBranchForm, PlainText.Fold(form), branch.Name);
    }

    /// <summary>No names at all.</summary>
    public static NameIndex Empty { get; } = new(new Names([], []));

    /// <summary>Whom a written name can mean, likeliest first: the speaker's branch before others, exact before mended.</summary>
    /// <param name="written">A full name, a short form (老韩, 王老师) or a name with a slip of the input method.</param>
    /// <param name="branch">The speaker's branch; short forms are looked up only there.</param>
    /// <returns>One when it is clear, several when it has to be asked, none when nobody fits.</returns>
    public IReadOnlyList<PersonName> People(string written, string? branch)
    {
        var name = PlainText.Fold(written);
        if (people.Find(name) is >= 0 and var exact)
            return Prefer(byName[exact], branch);
        if (Prefer(ByForm(name, branch), branch) is { Count: > 0 } shortForms)
            return shortForms;
        if (name.Length >= 2 && byInitials.TryGetValue(Initials.Of(name), out var alike)
            && Prefer(alike.FindAll(person => SharesACharacter(person.Name, name)), branch) is { Count: > 0 } typed)
            return typed;
        return OneWrong(name, branch);
    }

    // A character that only looks alike (王建囯), also the surname's: within the speaker's branch, and asked back when two fit.
    private List<PersonName> OneWrong(string name, string? branch) =>
        branch is not null && name.Length >= ShortestMended && byBranch.TryGetValue(branch, out var own)
            ? own.FindAll(person => Differences(person.Name, name) == 1)
            : [];

    private static int Differences(string a, string b)
    {
        if (a.Length != b.Length)
            return int.MaxValue;
        var different = 0;
        for (var i = 0; i < a.Length; i++)
            different += a[i] == b[i] ? 0 : 1;
        return different;
    }

    private const int ShortestMended = 3;

    /// <summary>Full names of the branches a written form can mean.</summary>
    public IReadOnlyList<string> Branches(string written) =>
        branches.Find(PlainText.Fold(written)) is >= 0 and var number ? byBranchForm[number] : [];

    internal int LongestPerson(ReadOnlySpan<char> text) => Longest(people, text);

    internal int LongestBranch(ReadOnlySpan<char> text) => Longest(branches, text);

    private List<PersonName> ByForm(string name, string? branch)
    {
        if (branch is null || !byBranch.TryGetValue(branch, out var own) || name.Length < 2)
            return [];
        return name switch
        {
            ['老' or '小' or '阿', .. var surname] => own.FindAll(person => person.Name.StartsWith(surname, StringComparison.Ordinal)),
            [_, _] => own.FindAll(person => person.Name.EndsWith(name, StringComparison.Ordinal)
                || name[1] is '姐' or '哥' or '工' or '校' && person.Name[0] == name[0]),
            [var surname, _, _] when IsTitle(name.AsSpan(1)) => own.FindAll(person => person.Name[0] == surname),
            [_, _, .. var title] when IsTitle(title) => own.FindAll(person => person.Name.StartsWith(name[..2], StringComparison.Ordinal)),
            _ => [],
        };
    }

    // The title itself was already recognised by the shape of the mention; here only its length tells it from a name.
    private static bool IsTitle(ReadOnlySpan<char> end) =>
        end is "老师" or "书记" or "校长" or "主任" or "同志" or "园长" or "委员" or "组长" or "师傅" or "大姐" or "会计";

    private static List<PersonName> Prefer(List<PersonName> found, string? branch)
    {
        var own = found.FindAll(person => person.Branch == branch);
        return own.Count > 0 ? own : found;
    }

    private static bool SharesACharacter(string a, string b)
    {
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
            if (a[i] == b[i])
                return true;
        return false;
    }

    private static int Longest(Trie trie, ReadOnlySpan<char> text)
    {
        var (state, best) = (0, 0);
        for (var i = 0; i < text.Length && (state = trie.Step(state, text[i])) >= 0; i++)
            if (trie.WordAt(state) >= 0)
                best = i + 1;
        return best;
    }

    private static void Put<T>(Trie trie, List<List<T>> lists, string word, T value)
    {
        if (word.Length == 0)
            return;
        var number = trie.Add(word, lists.Count);
        if (number == lists.Count)
            lists.Add([]);
        if (!lists[number].Contains(value))
            lists[number].Add(value);
    }

    private static void Put<T>(Dictionary<string, List<T>> lists, string key, T value)
    {
        if (!lists.TryGetValue(key, out var list))
            lists[key] = list = [];
        list.Add(value);
    }
}
