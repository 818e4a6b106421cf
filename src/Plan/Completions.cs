namespace PartyBuilding.Plan;

/// <summary>Points for duties that were met in full, found when a period is over.</summary>
public static class Completions
{
    /// <summary>What a subject has earned by meeting duties in time.</summary>
    /// <param name="plan">Rules and duties.</param>
    /// <param name="subject">Whose duties.</param>
    /// <param name="period">The period that is over, of the unit the rules name.</param>
    /// <param name="facts">The subject's reports.</param>
    /// <returns>One earning for each rule all of whose duties were owed and met in time.</returns>
    public static IReadOnlyList<Earning> Of(WorkPlan plan, Subject subject, Period period, IReadOnlyCollection<Fact> facts)
    {
        if (!plan.Points.IsOn)
            return [];
        var statuses = Gaps.StatusOf(plan, subject, period, facts, period.Last).ToLookup(status => status.Obligation.Key);
        return
        [
            .. plan.Points.All
                .Where(rule => rule.CompletesIn == period.Unit && rule.IsValidOn(period.Last))
                .Where(rule => rule.Completes.All(key => statuses[key].Any() && statuses[key].All(s => s.Done - s.Late >= s.Needed)))
                .Select(rule => new Earning(rule, rule.Value)),
        ];
    }
}
