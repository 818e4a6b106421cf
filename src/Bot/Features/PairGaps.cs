using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>What pairs of mentor and young teacher still owe.</summary>
internal sealed class PairGaps(Pairs pairs, WorkPlan plan)
{
    /// <summary>Gaps of each pair that has any, by its id; one query for all.</summary>
    public async Task<IReadOnlyDictionary<long, IReadOnlyList<Gap>>> OfAsync(IReadOnlyList<PairRow> all, Period period, DateOnly today, CancellationToken cancel)
    {
        if (all.Count == 0)
            return new Dictionary<long, IReadOnlyList<Gap>>();
        var facts = await FactsAsync(all, period, cancel);
        return all
            .Select(pair => (pair.Id, Gaps: Gaps.Of(plan, SubjectOf(pair), period, facts[pair.Id], today)))
            .Where(one => one.Gaps.Count > 0)
            .ToDictionary(one => one.Id, one => one.Gaps);
    }

    /// <summary>What each pair has done, as far as it matters for a period.</summary>
    public async Task<ILookup<long, Fact>> FactsAsync(IReadOnlyList<PairRow> all, Period period, CancellationToken cancel)
    {
        var since = all.Select(SubjectOf).Min(subject => Gaps.Since(plan, subject, period));
        return (await pairs.FactsAsync([.. all.Select(p => p.Id)], since, cancel)).ToLookup(
            row => row.PairId,
            row => new Fact(row.Kind, row.HeldOn) { Named = row.CountsFor is { } code ? Period.Parse(code, plan.Calendar) : null, Item = row.Item });
    }

    /// <summary>A pair as its duties see it: what ended before it began is not owed.</summary>
    public static Subject SubjectOf(PairRow pair) => Subject.Pair() with { Since = pair.FromOn };
}
