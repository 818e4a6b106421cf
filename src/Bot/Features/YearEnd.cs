using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>
/// What a branch needs at the end of the year, drafted from the ledger: figures for the secretary's report, the stars as far as records show them, the list for
/// the wall. People decide. Dialogs: year_figures, star_draft, wall_list.
/// </summary>
[Intent("year_figures", "star_draft", "wall_list")]
internal sealed class YearEnd(Figures figures, DutyFacts duties, Standing standing, WorkPlan plan) : IFeature
{
    public async Task<Reply> DoAsync(Request request, CancellationToken cancel)
    {
        if (!standing.May(request.Who, "export", Scope.Branch))
            return Reply.With("refused");
        return request.Intent switch
        {
            "year_figures" => await FiguresAsync(request, cancel),
            "star_draft" => await StarsAsync(request, cancel),
            _ => await WallAsync(request, cancel),
        };
    }

    private async Task<Reply> FiguresAsync(Request request, CancellationToken cancel)
    {
        var period = Period.Parse(request.Slots.Period, plan.Calendar) ?? Period.Year(request.Today.Year);
        var rows = (await figures.OfBranchAsync(request.Who.BranchId, period.From, period.Until, cancel)).ToLookup(row => row.Kind);
        var meetings = new List<string>();
        var own = new List<string>();
        // In the order of the plan; what is only spoken of in private stays out.
        foreach (var kind in plan.Kinds.Where(kind => !kind.Privacy.HasFlag(Privacy.OnlyInPrivate)))
        {
            foreach (var row in rows[kind.Key])
                if (row.IsMembers)
                    own.Add($"{kind.Name} {row.Count} 人次{(row.Hours is > 0 and var hours ? $"、{Wording.Number(hours)} 小时" : "")}");
                else
                    meetings.Add($"{kind.Name} {row.Count} 次{(row is { Attendees: { } there, Due: > 0 and var due } ? $"（到会率 {there * 100 / due}%）" : "")}");
        }
        return Reply.With(meetings.Count + own.Count == 0 ? "none" : "done",
            ("who", request.Who.Branch), ("when", period.Label),
            ("meetings", meetings.Count > 0 ? string.Join('、', meetings) : null), ("own", own.Count > 0 ? string.Join('、', own) : null),
            ("members", $"{request.Roster.CardHolders(request.Who.BranchId).Count()}"));
    }

    /// <summary>What only people can judge is left open.</summary>
    private async Task<Reply> StarsAsync(Request request, CancellationToken cancel)
    {
        var year = Period.Year(request.Today.Year);
        var facts = (await duties.OfBranchesAsync(request.Roster, [request.Who.BranchId], year, ahead: false, cancel))[request.Who.BranchId];
        var statuses = Gaps.StatusOf(plan, request.Roster.SubjectOf(request.Who.BranchId), year, facts, request.Today);
        var lines = plan.Stars.Indicators.Select(one => (one, Proposal: one.Proposal(statuses))).ToList();
        return Reply.With("done",
            ("who", request.Who.Branch), ("when", year.Label),
            ("list", string.Join('\n', lines.Select(l => $"· {l.one.Name}（{Wording.Number(l.one.Points)} 分）：{(l.Proposal is { } points ? Wording.Number(points) : "由人评")}"))),
            ("sum", Wording.Number(lines.Sum(l => l.Proposal ?? 0))), ("open", Wording.Number(lines.Where(l => l.Proposal is null).Sum(l => l.one.Points))),
            ("levels", string.Join('、', plan.Stars.Levels.Select(level => $"{level.Name} {Wording.Number(level.From)} 分起"))));
    }

    private async Task<Reply> WallAsync(Request request, CancellationToken cancel)
    {
        var wall = await figures.WallAsync(request.Who.BranchId, cancel);
        return Reply.With("done",
            ("who", request.Who.Branch), ("count", $"{wall.Count}"), ("missing", wall.Count(m => m.Pledge is null) is > 0 and var missing ? $"{missing}" : null),
            ("list", string.Join('\n', wall.Select(m =>
                $"{m.Name}{(m.Standing == "probationary" ? "（预备）" : "")}　政治生日：{(m.JoinedOn is { } joined ? Wording.ShortDay(joined) : "未填")}　承诺：{m.Pledge ?? "未填"}"))));
    }
}
