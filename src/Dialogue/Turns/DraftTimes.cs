using PartyBuilding.Dialogue.Patterns;
using PartyBuilding.Recognizers;
using Found = PartyBuilding.Recognizers.Reading;

namespace PartyBuilding.Dialogue.Turns;

/// <summary>A day, a time of day, or both side by side, in a text.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Behind it.</param>
/// <param name="DayEnd">Behind its day; <paramref name="Start"/> when it has none.</param>
internal sealed record DraftTime(int Start, int End, int DayEnd)
{
    private const ItemTypes Days = ItemTypes.Day | ItemTypes.Feast;
    private const ItemTypes Clocks = ItemTypes.Clock | ItemTypes.Clocks | ItemTypes.PartOfDay;

    private static readonly (string Name, int From, int To)[] Parts =
    [
        ("上午", 6, 12), ("早上", 5, 11), ("早晨", 5, 11), ("清早", 4, 8), ("中午", 11, 12), ("下午", 1, 6), ("傍晚", 4, 8), ("晚上", 6, 11), ("凌晨", 1, 5),
    ];

    public bool HasDay => DayEnd > Start;

    public bool HasClock => End > DayEnd;

    /// <summary>The times in a text, in its order.</summary>
    /// <param name="text">The text.</param>
    /// <param name="spot">Finds what is in a text.</param>
    public static IReadOnlyList<DraftTime> In(string text, Func<string, Spotted> spot)
    {
        var found = Values(spot(text), text).ToList();
        var times = new List<DraftTime>();
        foreach (var value in found.Where(value => !found.Exists(other => other != value && other.Start <= value.Start && other.End >= value.End)))
        {
            var one = new DraftTime(value.Start, value.End, (value.Types & Days) == 0 ? value.Start : value.Start + DayIn(text[value.Start..value.End], spot));
            if (times is [.., var last] && last.End == one.Start && !last.HasClock && !one.HasDay)
                times[^1] = last with { End = one.End };
            else if (times is [.., { HasClock: true } before] && before.End == one.Start && !one.HasDay)
                times[^1] = before with { End = one.End };
            else
                times.Add(one);
        }
        return times;
    }

    /// <summary>The place of what the new words replace in this time; null when it has nothing of their sort.</summary>
    public (int Start, int End)? For(DraftTime wanted) => (wanted.HasDay, wanted.HasClock) switch
    {
        (true, true) when HasDay || HasClock => (Start, End),
        (true, false) when HasDay => (Start, DayEnd),
        (false, true) when HasClock => (DayEnd, End),
        _ => null,
    };

    /// <summary>三点 instead of 下午两点 is 下午三点; 十点 is not in the afternoon.</summary>
    public static string Kept(string old, string words)
    {
        var hour = words.IndexOfAny(['点', ':', '：', '时']) is > 0 and var at ? HourOf(words[..at]) : 0;
        return Array.Find(Parts, part => old.StartsWith(part.Name, StringComparison.Ordinal) && old.Length > part.Name.Length && hour >= part.From && hour <= part.To) is { Name: { } name }
            ? name + words
            : words;
    }

    private static int HourOf(string written) =>
        int.TryParse(written, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var hour) ? hour
        : written switch { "十" => 10, "十一" => 11, "十二" => 12, "两" => 2, [var digit] => "零一二三四五六七八九".IndexOf(digit, StringComparison.Ordinal), _ => 0 };

    private static IEnumerable<(int Start, int End, ItemTypes Types)> Values(Spotted spotted, string text) =>
        from item in spotted.Items
        where (item.Types & (Days | Clocks)) != 0 && item.Payload is Found { Value: Value.Day or Value.Moment or Value.Moments or Value.Clock or Value.Clocks or Value.Days }
        orderby item.Start, item.End descending
        let start = text.IndexOf(spotted.Text.Exact(item.Start, item.End), PlaceOf(spotted, item.Start), StringComparison.Ordinal)
        where start >= 0
        select (start, start + spotted.Text.Exact(item.Start, item.End).Length, item.Types);

    private static int PlaceOf(Spotted spotted, int place) => spotted.Text.Exact(0, place) is { Length: > 0 } before ? before.Length : 0;

    // How much of 周三下午两点 is its day: the shortest beginning that is a day, with a time behind it.
    private static int DayIn(string written, Func<string, Spotted> spot)
    {
        for (var length = 2; length < written.Length; length++)
            if (IsAll(written[..length], Days, spot) && IsAll(written[length..], Clocks, spot))
                return length;
        return written.Length;
    }

    private static bool IsAll(string written, ItemTypes types, Func<string, Spotted> spot)
    {
        var spotted = spot(written);
        return spotted.Items.Exists(item => item.Start == 0 && item.End == spotted.Text.Length && (item.Types & types) != 0 && (item.Types & (Days | Clocks) & ~types) == 0);
    }
}
