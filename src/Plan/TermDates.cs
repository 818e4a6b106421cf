namespace PartyBuilding.Plan;

/// <summary>A term whose days the bureau has fixed.</summary>
/// <param name="SchoolYear">The calendar year in which the school year begins.</param>
/// <param name="Number">1 (from autumn) or 2 (from spring).</param>
/// <param name="From">First day.</param>
/// <param name="Last">Last day.</param>
public sealed record TermDates(int SchoolYear, int Number, DateOnly From, DateOnly Last);

/// <summary>A term's usual days.</summary>
/// <param name="From">First day.</param>
/// <param name="Last">Last day; before <paramref name="From"/> it means the next calendar year.</param>
public sealed record TermRule(MonthDay From, MonthDay Last)
{
    /// <summary>Its days when it begins in <paramref name="year"/>.</summary>
    public (DateOnly From, DateOnly Last) In(int year) => (From.In(year), Last.In(Last.CompareTo(From) < 0 ? year + 1 : year));
}
