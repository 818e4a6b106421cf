using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>What the speaker still has to do: their own duties, their branch's when it is theirs to see to, and what waits for them. Dialog: dialogs/query_todo.yaml.</summary>
[Intent("query_todo")]
internal sealed class QueryTodo(Reports reports, Plans plans, Standing standing, WorkPlan plan) : IFeature
{
    public async Task<Reply> DoAsync(Request request, CancellationToken cancel)
    {
        var period = Period.Parse(request.Slots.Period, plan.Calendar) ?? Period.Month(request.Today.Year, request.Today.Month);
        var member = request.Roster.Member(request.Who.MemberId)!;
        var own = Gaps.Of(plan, CountyRoster.SubjectOf(member), period,
            Facts.Of(await reports.FactsOfMemberAsync(member.Id, Facts.Since(period.From), cancel), plan), request.Today);
        IReadOnlyList<Gap> branch = [];
        IReadOnlyList<ReportRow> waiting = [];
        if (standing.May(request.Who, "report-branch", Scope.Branch) && !request.Who.InBureau)
        {
            branch = Gaps.Of(plan, request.Roster.SubjectOf(member.BranchId), period,
                Facts.Of(await reports.FactsAsync([member.BranchId], Facts.Since(period.From), [.. plan.LastingKinds], cancel), plan), request.Today);
            waiting = standing.May(request.Who, "approve", Scope.Branch) ? await reports.ClaimedAsync(member.BranchId, cancel) : [];
        }
        var ahead = await plans.AheadAsync(member.BranchId, request.Today, period.Until > request.Today ? period.Until : request.Today.AddDays(31), cancel);
        var planned = string.Concat(ahead.Take(6).Select(p => $"\n· {Wording.Day(p.HeldOn, request.Today)}{(p.StartsAt is { } s ? $" {s:HH:mm}" : "")} {plan.MaybeKind(p.Kind)?.Name}{(p.Place is { } where ? "，" + where : "")}"));
        var nothing = own.Count + branch.Count + waiting.Count + ahead.Count == 0;
        return Reply.With(nothing ? "nothing" : "done",
            ("when", period.Label),
            ("own", own.Count > 0 ? Wording.Gaps(own) : null),
            ("branch", branch.Count > 0 ? Wording.Gaps(branch) : null),
            ("waiting", waiting.Count > 0 ? $"{waiting.Count} 条申报等您确认（回“待确认”查看）" : null),
            ("planned", planned.Length > 0 ? planned : null));
    }
}
