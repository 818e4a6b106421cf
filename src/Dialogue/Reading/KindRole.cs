using PartyBuilding.Dialogue.Patterns;

namespace PartyBuilding.Dialogue.Reading;

/// <summary>A kind of activity as the payload of an item.</summary>
internal sealed record KindRole(string Name, bool CountsHours, IReadOnlyList<string> Required);

/// <summary>Finds kinds of activity: by name, with one wrong character in a long name, or by description.</summary>
internal sealed class KindSpotter(
    Dictionary<int, (KindRole Kind, ItemTypes Type)> byWord, IReadOnlyList<(string Name, KindRole Kind)> longNames, (Program Sign, KindRole Kind)[] signs)
{
    // One wrong character leaves the first or the second of a name as it is.
    private readonly Dictionary<char, (string Name, KindRole Kind)[]> byFirst = longNames.GroupBy(of => of.Name[0]).ToDictionary(of => of.Key, of => of.ToArray());
    private readonly Dictionary<char, (string Name, KindRole Kind)[]> bySecond = longNames.GroupBy(of => of.Name[1]).ToDictionary(of => of.Key, of => of.ToArray());

    public void Add(Spotted spotted)
    {
        // Apart from one another: 学习 within 学习测试 stays what it is to the dialogs that look for it.
        AddNames(spotted, isDuty: true);
        AddNames(spotted, isDuty: false);
    }

    private void AddNames(Spotted spotted, bool isDuty)
    {
        var until = 0;
        for (var at = 0; at < spotted.Text.Length; at++)
        {
            var words = spotted.WordsAt(at);
            for (var i = words.Length - 1; i >= 0; i--)
            {
                if (words[i].End <= until || !byWord.TryGetValue(words[i].Word, out var found) || found.Type == ItemTypes.Duty != isDuty
                    || BeginsInWord(spotted, at, words[i].End))
                    continue;
                spotted.Add(new Item(at, words[i].End, found.Type, found.Kind));
                until = words[i].End;
                break;
            }

            if (!isDuty && at >= until && Slip(spotted, at) is ({ } kind, var length))
            {
                spotted.Add(new Item(at, at + length, ItemTypes.Kind, kind));
                until = at + length;
            }
        }
    }

    // 上党课 is a way of saying 党课, but not within 线上党课.
    private bool BeginsInWord(Spotted spotted, int at, int end)
    {
        if (at == 0 || end - at < 3)
            return false;
        foreach (var (wordEnd, _) in spotted.WordsAt(at - 1))
            if (wordEnd == at + 1)
                foreach (var (kindEnd, word) in spotted.WordsAt(at + 1))
                    if (kindEnd == end && byWord.ContainsKey(word))
                        return true;
        return false;
    }

    public void AddSigns(Spotted spotted)
    {
        var matcher = new Matcher(spotted);
        foreach (var (sign, kind) in signs)
            if (matcher.Find(sign) is >= 0 and var start)
                spotted.Add(new Item(start, Math.Max(matcher.End, start + 1), ItemTypes.Sign, kind));
    }

    // 主题当日 for 主题党日: one character of four or more is wrong, and no other word explains it (党员活动室).
    private (KindRole? Kind, int Length) Slip(Spotted spotted, int at)
    {
        var text = spotted.Text.Span[at..];
        return text.Length < 2 ? default
            : byFirst.TryGetValue(text[0], out var names) && Slip(spotted, at, names) is { Length: > 0 } found ? found
            : bySecond.TryGetValue(text[1], out names) ? Slip(spotted, at, names) : default;
    }

    private (KindRole? Kind, int Length) Slip(Spotted spotted, int at, (string Name, KindRole Kind)[] names)
    {
        var text = spotted.Text.Span[at..];
        foreach (var (name, kind) in names)
        {
            if (text.Length < name.Length)
                continue;
            var (wrong, slip) = (0, 0);
            for (var i = 0; i < name.Length && wrong < 2; i++)
                if (text[i] != name[i])
                    (wrong, slip) = (wrong + (char.IsLetter(text[i]) ? 1 : 2), i);
            if (wrong == 1 && IsAlike(text[slip], name[slip]) && !IsExplained(spotted, at + slip) && !IsWithin(spotted, at, name.Length))
                return (kind, name.Length);
        }

        return default;
    }

    // Slips of the input method keep the first letter: 主题当日, but not 省委会议 for 支委会议.
    private static bool IsAlike(char typed, char meant) =>
        Initials.Of(typed.ToString()) == Initials.Of(meant.ToString());

    // 周五思政课 holds 思政课 and no 大思政课.
    private bool IsWithin(Spotted spotted, int at, int length)
    {
        for (var start = at + 1; start < at + length; start++)
            foreach (var (end, word) in spotted.WordsAt(start))
                if (end == at + length && byWord.ContainsKey(word))
                    return true;
        return false;
    }

    private static bool IsExplained(Spotted spotted, int place)
    {
        for (var start = Math.Max(0, place - 4); start <= place; start++)
            foreach (var (end, _) in spotted.WordsAt(start))
                if (end > place && end - start >= 2)
                    return true;
        return false;
    }
}
