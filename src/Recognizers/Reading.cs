namespace PartyBuilding.Recognizers;

/// <summary>One passage and what it means.</summary>
/// <param name="Start">Offset into the text in UTF-16 units.</param>
/// <param name="Length">Length in UTF-16 units.</param>
/// <param name="Value">The reading that a Chinese reader would take.</param>
/// <param name="Others">Further candidates, likeliest first; often empty.</param>
public sealed record Reading(int Start, int Length, Value Value, IReadOnlyList<Value> Others)
{
    /// <summary>First offset after the passage.</summary>
    public int End => Start + Length;
}

/// <summary>Which way an incomplete date (25号, 周三, 10月) is completed.</summary>
public enum Bias
{
    /// <summary>The nearest one that is not after now: reports.</summary>
    Past,

    /// <summary>The nearest one that is not before now: plans, notices, leave.</summary>
    Future,
}
