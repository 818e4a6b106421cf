namespace PartyBuilding.Recognizers;

/// <summary>A passage that a scanner could read, before overlaps are resolved. No value: the passage reads as nothing (三会一课).</summary>
internal sealed record Candidate(int Start, int End, Strength Strength, Value? Value, IReadOnlyList<Value> Others, double Weight = 1)
{
    public int Length => End - Start;
}

/// <summary>Who wins between candidates of the same length; the longer one wins anyway.</summary>
internal enum Strength
{
    /// <summary>More likely something else: 七一知识竞赛.</summary>
    Doubtful,

    /// <summary>A bare number, which anything else explains better.</summary>
    Number,

    /// <summary>A number with a meaning of its own: ordinal, percentage, range, money, age, measure, yes and no.</summary>
    Quantity,

    /// <summary>A fixed expression whose numerals mean nothing.</summary>
    Fixed,

    /// <summary>Anything of the calendar and the clock.</summary>
    Time,
}
