namespace PartyBuilding.Plan;

/// <summary>How many points rules may bring together; for deductions the same number downwards.</summary>
/// <param name="Key">Its name: a shared cap's, or the rule's code.</param>
/// <param name="Month">In one calendar month; null when unlimited.</param>
/// <param name="Year">In one calendar year; null when unlimited.</param>
public sealed record Cap(string Key, decimal? Month, decimal? Year)
{
    /// <summary>No limit.</summary>
    public static Cap None { get; } = new("", null, null);

    /// <summary>What of <paramref name="wanted"/> may still be given.</summary>
    /// <param name="wanted">Points, negative to deduct.</param>
    /// <param name="month">
    /// What entries under this cap with the sign of <paramref name="wanted"/> already sum to in the month, reversed ones left out.
    /// </param>
    /// <param name="year">The same in the year.</param>
    /// <returns>Between 0 and <paramref name="wanted"/>.</returns>
    public decimal Allow(decimal wanted, decimal month, decimal year)
    {
        var room = Math.Min(Room(Month, month), Room(Year, year));
        return Math.Sign(wanted) * Math.Min(Math.Abs(wanted), room);
    }

    private static decimal Room(decimal? cap, decimal used) => cap is { } most ? Math.Max(0, most - Math.Abs(used)) : decimal.MaxValue;
}
