using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>Rows of reports as the plan counts them.</summary>
internal static class Facts
{
    public static Fact Of(FactRow row, Calendar calendar) => new(row.Kind, row.HeldOn)
    {
        Named = row.CountsFor is { } code ? Period.Parse(code, calendar) : null,
        Hours = row.Hours ?? 0,
        Item = row.Item,
    };

    public static IEnumerable<Fact> Of(IEnumerable<FactRow> rows, WorkPlan plan) => rows.Select(row => Of(row, plan.Calendar));

    public static IReadOnlyList<WantedFacts> Wanted(IReadOnlyList<Decisive> decisive) =>
        [.. decisive.Select(e => new WantedFacts(e.Kind, e.From, e.Until, e.Enough))];
}
