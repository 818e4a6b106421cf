using System.Globalization;
using PartyBuilding.Dialogue.Patterns;
using PartyBuilding.Recognizers;
using Found = PartyBuilding.Recognizers.Reading;

namespace PartyBuilding.Dialogue.Reading;

/// <summary>Slots while they are being filled: the first to claim a slot or a passage keeps it.</summary>
internal sealed class Filling(Spotted spotted, IReadOnlySet<string> wanted, DateTimeOffset now)
{
    private readonly List<(int Start, int End)> claims = [];
    private readonly Dictionary<string, Capture> filled = [];
    private readonly List<Capture> people = [];
    private readonly List<Capture> absentees = [];
    private readonly List<Capture> branches = [];
    private readonly List<Capture> absentMore = [];

    /// <summary>The time of the message.</summary>
    public DateTimeOffset Now => now;

    /// <summary>The message.</summary>
    public Spotted Spotted => spotted;

    /// <summary>People credited or spoken for.</summary>
    public IReadOnlyList<Capture> People => people;

    /// <summary>People absent.</summary>
    public IReadOnlyList<Capture> Absentees => absentees;

    /// <summary>Branches named.</summary>
    public IReadOnlyList<Capture> Branches => branches;

    /// <summary>Sum of those absent by reason (病假1事假3); null when none is told.</summary>
    public int? AbsentByReason => absentMore.Count == 0
        ? null
        : (int)absentMore.Sum(capture => capture.Item?.Payload is Found { Value: Value.Number { Amount: >= 0 and < 100_000 } number } ? number.Amount : 0);

    /// <summary>The capture of a slot, if it is filled.</summary>
    public Capture? this[string slot] => filled.TryGetValue(slot, out var capture) ? capture : null;

    /// <summary>True when the dialog keeps this slot.</summary>
    public bool Wants(string slot) => wanted.Contains(slot);

    /// <summary>True when a passage overlaps one already taken.</summary>
    public bool IsTaken(int start, int end)
    {
        foreach (var (from, to) in claims)
            if (start < to && end > from)
                return true;
        return false;
    }

    /// <summary>Takes a passage without filling a slot.</summary>
    public void Claim(int start, int end) => claims.Add((start, end));

    /// <summary>Fills what a match captured; all of it, or nothing when any part is already taken.</summary>
    public void Take(IReadOnlyList<Capture> captures)
    {
        foreach (var capture in captures)
            if (IsTaken(capture.Start, capture.End) || !IsMany(capture.Slot) && filled.ContainsKey(capture.Slot))
                return;
        if (people.Count > 0 && captures.Any(capture => capture.Slot == "members" && people[0].Start != capture.Start))
            return;
        foreach (var capture in captures)
            Put(capture);
    }

    /// <summary>Fills one slot.</summary>
    public void Put(Capture capture)
    {
        Claim(capture.Start, capture.End);
        if (capture.Slot == "members")
            people.Add(capture);
        else if (capture.Slot == "absences")
            absentees.Add(capture);
        else if (capture.Slot == "branch")
            branches.Add(capture);
        else if (capture.Slot == "absent_more")
            absentMore.Add(capture);
        else
            filled[capture.Slot] = capture;
    }

    /// <summary>A number slot.</summary>
    public decimal? Number(string slot) => this[slot] switch
    {
        { Given: { } given } => decimal.Parse(given, CultureInfo.InvariantCulture),
        { Item.Payload: Found { Value: Value.Number number } } => number.Amount,
        { Item.Payload: Found { Value: Value.Money money } } => money.Amount,
        _ => null,
    };

    /// <summary>A count; fractions and numbers beyond a million are none.</summary>
    public int? Count(string slot) =>
        Number(slot) is { } number && number == decimal.Truncate(number) && Math.Abs(number) < 1_000_000 ? (int)number : null;

    /// <summary>The passage of a slot as typed.</summary>
    public string? Passage(string slot) => this[slot] switch
    {
        null => null,
        { Given: { } given } => given,
        { } capture => Passages.Clean(spotted.Text.Original(capture.Start, capture.End)),
    };

    private static bool IsMany(string slot) => slot is "members" or "absences" or "branch" or "skip" or "absent_more";
}
