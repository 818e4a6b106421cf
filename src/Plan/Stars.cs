namespace PartyBuilding.Plan;

/// <summary>How branches are rated.</summary>
/// <param name="Levels">Highest first.</param>
/// <param name="Indicators">What the score is made of; the branch scores itself, people review it.</param>
public sealed record Stars(IReadOnlyList<StarLevel> Levels, IReadOnlyList<StarIndicator> Indicators)
{
    /// <summary>Sum of all indicators.</summary>
    public decimal Highest => Indicators.Sum(indicator => indicator.Points);

    /// <summary>The level a score reaches; null below the lowest.</summary>
    public StarLevel? Of(decimal score) => Levels.FirstOrDefault(level => score >= level.From);
}

/// <summary>One level of the rating.</summary>
/// <param name="Count">How many stars.</param>
/// <param name="Name">五星支部 …</param>
/// <param name="From">The lowest score that reaches it.</param>
/// <param name="Share">About how many of a hundred branches get it; a guide for the reviewers, nothing is cut off. Null when not said.</param>
public sealed record StarLevel(int Count, string Name, decimal From, decimal? Share);

/// <summary>One indicator of the rating.</summary>
/// <param name="Key">Its name in data.</param>
/// <param name="Name">Its name in Chinese.</param>
/// <param name="Points">What it is worth.</param>
/// <param name="Obligations">Duties whose record shows it; empty where only people can judge.</param>
public sealed record StarIndicator(string Key, string Name, decimal Points, IReadOnlyList<string> Obligations)
{
    /// <summary>What the record alone would give: the share of duties met, to half a point; null where only people can judge.</summary>
    /// <param name="statuses">How the branch's duties of the year stand.</param>
    public decimal? Proposal(IEnumerable<Status> statuses)
    {
        var own = statuses.Where(status => Obligations.Contains(status.Obligation.Key)).ToList();
        return own.Count == 0 ? null : Math.Round(Points * 2 * own.Average(s => Math.Min(1, s.Done / s.Needed)), MidpointRounding.ToZero) / 2;
    }
}
