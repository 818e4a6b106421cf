namespace PartyBuilding.Plan;

/// <summary>What one report earns, before caps.</summary>
/// <param name="Branch">For the branch's account.</param>
/// <param name="EachMember">For the card of each member known to have taken part, or who reported their own.</param>
public sealed record Earnings(IReadOnlyList<Earning> Branch, IReadOnlyList<Earning> EachMember)
{
    /// <summary>Nothing.</summary>
    public static Earnings None { get; } = new([], []);

    /// <summary>Sum for the branch.</summary>
    public decimal BranchTotal => Branch.Sum(earning => earning.Points);

    /// <summary>Sum for each member.</summary>
    public decimal MemberTotal => EachMember.Sum(earning => earning.Points);
}
