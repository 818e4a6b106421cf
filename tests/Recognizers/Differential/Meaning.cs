namespace PartyBuilding.Tests.Recognizers.Differential;

/// <summary>What is compared: one kind of fact in a sentence.</summary>
internal enum Fact
{
    When,
    Number,
    Ordinal,
    Percent,
    Money,
    Age,
    Measure,
    NumberRange,
}

/// <summary>A fact as its author meant it.</summary>
/// <param name="Text">How it is said.</param>
/// <param name="Fact">Its kind.</param>
/// <param name="Value">
/// What it means: a day <c>2026-04-22</c>, a time <c>14:30</c>, both joined by a blank, a stretch <c>from..until</c> with days up to the first not
/// included, a length in seconds, a number, an interval in brackets.
/// </param>
internal sealed record Meant(string Text, Fact Fact, string Value);

/// <summary>A fact and where it stands.</summary>
internal sealed record Placed(Meant Meant, int Start, int End);

/// <summary>What a reader found.</summary>
/// <param name="Values">Every reading it offers for the passage.</param>
internal sealed record Found(Fact Fact, int Start, int End, IReadOnlyList<string> Values)
{
    public bool Touches(int start, int end) => Start < end && start < End;

    public override string ToString() => $"{Fact} {Start}–{End} {string.Join(" | ", Values)}";
}

/// <summary>A sentence with everything its author meant.</summary>
internal sealed record Sentence(string Text, IReadOnlyList<Placed> Facts);
