namespace PartyBuilding.Recognizers;

/// <summary>One passage and what it means.</summary>
/// <param name="Start">Offset into the text in UTF-16 units.</param>
/// <param name="Length">Length in UTF-16 units.</param>
/// <param name="Value">The reading that a Chinese reader would take.</param>
/// <param name="Others">Further candidates, likeliest first; often empty.</param>
/// <param name="Weight">
/// 1 when the passage means what was read; <see cref="Attributive"/> for a date that may belong to the noun behind it (周一班会), which
/// counts where nothing better is said; <see cref="Doubtful"/> for what is more likely a name or a number (七一知识竞赛).
/// </param>
public sealed record Reading(int Start, int Length, Value Value, IReadOnlyList<Value> Others, double Weight = 1)
{
    /// <summary>Weight of a date that may belong to the noun behind it.</summary>
    public const double Attributive = 0.6;

    /// <summary>Weight of what is more likely something else.</summary>
    public const double Doubtful = 0.3;

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
