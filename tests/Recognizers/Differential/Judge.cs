namespace PartyBuilding.Tests.Recognizers.Differential;

/// <summary>Who is right where two readers differ.</summary>
public enum Verdict
{
    /// <summary>They say the same.</summary>
    Same,

    /// <summary>Both mean what the author meant: other bounds of the passage, further candidates, a number inside a date.</summary>
    Taste,

    /// <summary>Only ours is right.</summary>
    Theirs,

    /// <summary>Only theirs is right.</summary>
    Ours,

    /// <summary>Neither is right.</summary>
    Both,
}

/// <summary>Compares two readers of one sentence with what its author meant, one kind of fact at a time.</summary>
internal static class Judge
{
    /// <summary>What was meant, or seen by either.</summary>
    public static IEnumerable<Fact> FactsOf(Sentence sentence, IReadOnlyList<Found> ours, IReadOnlyList<Found> theirs) =>
        Enum.GetValues<Fact>().Where(fact => sentence.Facts.Any(placed => placed.Meant.Fact == fact) || Of(sentence, fact, ours).Count + Of(sentence, fact, theirs).Count > 0);

    public static Verdict Decide(Sentence sentence, Fact fact, IReadOnlyList<Found> ours, IReadOnlyList<Found> theirs)
    {
        var (a, b) = (Of(sentence, fact, ours), Of(sentence, fact, theirs));
        return (IsRight(sentence, fact, a), IsRight(sentence, fact, b)) switch
        {
            (true, true) => a.Count == b.Count && a.Zip(b).All(pair => IsSame(pair.First, pair.Second)) ? Verdict.Same : Verdict.Taste,
            (true, false) => Verdict.Theirs,
            (false, true) => Verdict.Ours,
            _ => Verdict.Both,
        };
    }

    /// <summary>True when everything meant was found and nothing was found where nothing was meant.</summary>
    private static bool IsRight(Sentence sentence, Fact fact, List<Found> found) =>
        sentence.Facts.All(placed => placed.Meant.Fact != fact || IsFound(placed, found))
        && found.All(one => sentence.Facts.Any(placed => placed.Meant.Fact == fact && one.Touches(placed.Start, placed.End)));

    private static bool IsFound(Placed placed, IReadOnlyList<Found> found)
    {
        var here = found.Where(one => one.Touches(placed.Start, placed.End)).ToList();
        // A day and a time beside it say as much as both in one.
        return here is [var whole] ? whole.Values.Contains(placed.Meant.Value)
            : here is [var day, var time] && (from d in day.Values
                                              from t in time.Values
                                              select string.Join("..", t.Split("..").Select(at => $"{d} {at}"))).Contains(placed.Meant.Value);
    }

    // A library of many models sees numbers inside dates and amounts too; who asks for those does not mind.
    private static List<Found> Of(Sentence sentence, Fact fact, IReadOnlyList<Found> found) =>
        [.. found.Where(one => one.Fact == fact && !sentence.Facts.Any(placed => placed.Meant.Fact != fact && one.Touches(placed.Start, placed.End))).OrderBy(one => one.Start)];

    private static bool IsSame(Found a, Found b) => (a.Start, a.End) == (b.Start, b.End) && a.Values.SequenceEqual(b.Values);
}
