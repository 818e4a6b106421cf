using System.Buffers;
using System.Globalization;
using PartyBuilding.Dialogue.Patterns;
using PartyBuilding.Recognizers;
using Found = PartyBuilding.Recognizers.Reading;

namespace PartyBuilding.Dialogue.Reading;

/// <summary>Slots while they are being filled: the first to claim a slot or a passage keeps it.</summary>
internal sealed class Filling(Spotted spotted, IReadOnlySet<string> wanted, DateTimeOffset now, Rest rest)
{
    private readonly List<(int Start, int End)> claims = [];
    private readonly Dictionary<string, Capture> filled = [];
    private readonly List<Capture> people = [];
    private readonly List<Capture> absentees = [];
    private readonly List<Capture> branches = [];
    private readonly List<Capture> absentMore = [];
    private readonly PassageShapes shapes = new(spotted);

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

    /// <summary>Claims the message's length of time when there is only one, so that no passage swallows it.</summary>
    public void TakeOnlyLength()
    {
        if (!Wants("duration_minutes") || spotted.Items.Count(item => (item.Types & ItemTypes.Length) != 0) != 1)
            return;
        MainLength = spotted.Items.Find(item => (item.Types & ItemTypes.Length) != 0);
        claims.Add((MainLength!.Start, MainLength.End));
    }

    /// <summary>The only length of time in the message.</summary>
    public Item? MainLength { get; private set; }

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

    /// <summary>True when a value has no role yet, or is the message's day or length whose role is still open.</summary>
    public bool IsFree(Item item) => item == MainDay || item == MainLength || !IsTaken(item.Start, item.End);

    /// <summary>The day the message is about: the first one named, and rather a day of its own than one that belongs to a noun.</summary>
    public Item? MainDay { get; private set; }

    /// <summary>Claims the first day for the dialog's date.</summary>
    public void TakeMainDay()
    {
        if (!Wants("date"))
            return;
        foreach (var item in spotted.Items)
            if ((item.Types & ItemTypes.Day) != 0 && (MainDay is null || (-Weight(item), item.Start).CompareTo((-Weight(MainDay), MainDay.Start)) < 0))
                MainDay = item;
        if (MainDay is not null)
            claims.Add((MainDay.Start, MainDay.End));
    }

    private static double Weight(Item item) => item.Payload is Found found ? found.Weight : 1;

    /// <summary>
    /// Fills what a match captured; all of it, or nothing when any value is already taken. A passage gives up the values at
    /// its edges but may contain some: 因9月25日缺席.
    /// </summary>
    /// <param name="captures">What the match filled.</param>
    /// <param name="start">Where the match begins; inside a passage already taken its cue word is no cue.</param>
    /// <returns>False when nothing was filled.</returns>
    public bool Take(List<Capture> captures, int start)
    {
        foreach (var (from, to) in claims)
            if (from <= start && start < to && start != MainDay?.Start && start != MainLength?.Start)
                return false;
        if (spotted.IsInsideTime(start))
            return false;
        for (var i = 0; i < captures.Count; i++)
        {
            var capture = captures[i];
            if (!IsMany(capture.Slot) && filled.ContainsKey(capture.Slot))
                return false;
            if (capture.Slot == "skip")
                continue;
            if (capture.Slot is "points" or "deducted" && CountsPeople(capture))
                return false;
            if (capture is { Item: null, Given: null })
                captures[i] = capture = WithoutEdges(capture.Slot == "topic" ? shapes.BeforeTimes(capture) : capture);
            else if (IsTaken(capture.Start, capture.End) && (capture.Item is null || capture.Item != MainDay && capture.Item != MainLength))
                return false;
            if (capture is { Item: null, Given: null, Slot: not "void" } && Wants("branch") && shapes.CutsBranch(capture) || capture.Slot == "place" && shapes.IsTold(capture))
                return false;
            if (capture is { Item: null, Given: null } && (capture.End <= capture.Start || shapes.IsInsideWord(capture) || IsInsidePassage(capture) || shapes.IsOnlyValues(capture)
                || capture.Slot is "topic" or "reason" && rest.IsSpent(spotted, capture.Start, capture.End, capture.Slot == "topic")))
                return false;
        }

        if (people.Count > 0 && captures.Any(capture => capture.Slot == "members" && people[0].Start != capture.Start))
            return false;
        foreach (var capture in captures)
            Put(capture);
        return true;
    }

    // 三位没交 tells of people, not of points.
    private bool CountsPeople(Capture capture) =>
        capture.End < spotted.Text.Length && spotted.Text.Chars[capture.End] is '位' or '名' or '人';

    private Capture WithoutEdges(Capture capture)
    {
        var (start, end) = (capture.Start, capture.End);
        for (var moved = true; moved && start < end;)
        {
            moved = false;
            foreach (var (from, to) in claims)
            {
                if (from <= start && to > start && to < end)
                    (start, moved) = (to, true);
                if (to >= end && from < end && from > start)
                    (end, moved) = (from, true);
            }
        }

        return capture with { Start = start, End = end };
    }

    private bool IsInsidePassage(Capture capture)
    {
        foreach (var (from, to) in claims)
            if (from <= capture.Start && to >= capture.End)
                return true;
        return false;
    }

    /// <summary>Fills one slot.</summary>
    public void Put(Capture capture)
    {
        if (capture.Slot == "skip")
            return;
        // Whom a notice is for may name branches: these are filled besides.
        if (capture.Slot != "audience")
            claims.Add((capture.Start, capture.End));
        if (capture.Slot == "void")
            return;
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

    /// <summary>The passage of a slot in plain form; empty when it is not filled.</summary>
    public ReadOnlySpan<char> PassageOf(string slot) => this[slot] is { } capture ? spotted.Text.Span[capture.Start..capture.End] : [];

    /// <summary>The passage of a slot as typed.</summary>
    public string? Passage(string slot) => this[slot] switch
    {
        null => null,
        { Given: { } given } => given,
        { } capture when slot == "content" => Passages.Whole(spotted.Text.Original(capture.Start, capture.End)),
        { } capture => Passages.Clean(spotted.Text.Original(capture.Start, capture.End)),
    };

    /// <summary>
    /// Adds those who stand beside the people found, here or where one of them is named again: 段小丽她俩要带考生，段小丽和强薇请假.
    /// </summary>
    public void CompletePeople()
    {
        for (var i = 0; i < people.Count && people.Count < MostPeople; i++)
            if (people[i].Item?.Payload is Mentioned known)
                foreach (var item in spotted.Items)
                    if ((item.Types & AnyPerson) != 0 && item.Payload is Mentioned same && same.Written == known.Written)
                    {
                        claims.Add((item.Start, item.End));
                        if (Beside(item.End) is { } next)
                            people.Add(new Capture("members", next.Start, next.End, next, null));
                    }
    }

    private const int MostPeople = 100;
    private const ItemTypes AnyPerson = ItemTypes.Person | ItemTypes.Guess;

    // The name behind a comma of enumeration, unless it is taken.
    private Item? Beside(int end)
    {
        if (end + 1 >= spotted.Text.Length || !Between.Contains(spotted.Text.Chars[end]) || spotted.ItemsAt(end + 1) is not { } here)
            return null;
        return here.Find(item => (item.Types & AnyPerson) != 0 && !IsTaken(item.Start, item.End)
            && !people.Exists(one => one.Item?.Payload is Mentioned known && item.Payload is Mentioned same && known.Written == same.Written));
    }

    private static readonly SearchValues<char> Between = SearchValues.Create("、和与跟及");

    private static bool IsMany(string slot) => slot is "members" or "absences" or "branch" or "skip" or "absent_more" or "other" or "void";
}
