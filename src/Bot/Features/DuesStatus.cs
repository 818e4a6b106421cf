using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>Who has paid this month's dues and who has not: for the secretary and the clerk, never an amount; others hear of themselves. Dialog: dialogs/dues_status.yaml.</summary>
[Intent("dues_status")]
internal sealed class DuesStatus(Reports reports, Standing standing, WorkPlan plan) : IFeature
{
    private const int MostNames = 30;

    public async Task<Reply> DoAsync(Request request, CancellationToken cancel)
    {
        // Another branch's dues are no business of this one.
        if (request.Slots.Branch is [var named, ..] && request.Roster.BranchNamed(named) is { } other && other.Id != request.Who.BranchId)
            return Reply.With("foreign");
        var period = Period.Parse(request.Slots.Period, plan.Calendar) ?? Period.Month(request.Today.Year, request.Today.Month);
        var unpaid = await reports.WithoutAsync(request.Who.BranchId, "dues", period.Code, period.From, period.Until, cancel);
        if (!standing.May(request.Who, "dues-paid", Scope.Branch))
            return Reply.With(unpaid.Contains(request.Who.MemberId) ? "own_unpaid" : "own_paid", ("when", period.Label));
        var all = request.Roster.CardHolders(request.Who.BranchId).Count();
        return Reply.With(unpaid.Count == 0 ? "complete" : "done",
            ("when", period.Label), ("paid", $"{all - unpaid.Count}"), ("all", $"{all}"), ("names", Wording.Names([.. unpaid.Select(id => request.Roster.Member(id)?.Name ?? "")], MostNames)));
    }
}
