using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>A person's points with the lines behind them. Dialog: dialogs/query_points.yaml.</summary>
[Intent("query_points")]
internal sealed class QueryPoints(Entries entries, Audit audit, Standing standing, WorkPlan plan) : IFeature
{
    private const int MostLines = 12;

    public async Task<Reply> DoAsync(Request request, CancellationToken cancel)
    {
        if (!plan.Points.IsOn)
            return Reply.With("off");
        var member = request.Roster.Member(request.Who.MemberId)!;
        if (request.Slots.Members is { Count: > 0 } named)
        {
            var (found, unknown) = request.Roster.Resolve(named, request.Who.Branch);
            if (unknown.Count > 0)
                return request.Who.InBureau ? Reply.With("refused_detail") : Reply.With("unknown_members", ("names", Wording.Names(unknown)), ("own", request.Who.Branch));
            if (found.Any(m => m.Id != request.Who.MemberId) && !standing.May(request.Who, "points-detail", Scope.Branch))
                return Reply.With("refused");
            member = found[0];
            if (member.Id != request.Who.MemberId)
                await audit.AddAsync(request.Now, request.Who.MemberId, "points-detail", $"member:{member.Id}", member.BranchId, null, cancel);
        }

        var period = Period.Parse(request.Slots.Period, plan.Calendar) ?? Period.Year(request.Today.Year);
        var lines = new List<EntryRow>();
        for (var year = period.From.Year; year <= period.Last.Year; year++)
            lines.AddRange(await entries.OfMemberAsync(member.Id, (short)year, period.From, period.Until, cancel));
        var kept = lines.Where(e => e.State == "kept").ToList();
        var sum = kept.Sum(e => e.Points);
        var isYear = period.Unit == PeriodUnit.Year;
        var waiting = lines.Count(e => e.State == "claimed");
        return Reply.With(kept.Count == 0 ? "empty" : "done",
            ("who", member.Id == request.Who.MemberId ? "您" : member.Name),
            ("when", period.Label),
            ("total", isYear
                ? $"{Wording.Number(plan.Points.Card.Score(sum))} 分（起步 {Wording.Number(plan.Points.Card.Base)}，累计 {Wording.Signed(sum)}）"
                : $"累计 {Wording.Signed(sum)} 分"),
            ("lines", Lines(kept, request.Today, request.Text.Contains("明细", StringComparison.Ordinal))),
            ("waiting", waiting > 0 ? $"另有 {waiting} 条等待确认。" : null));
    }

    /// <summary>Newest first. A line taken back says so where every line was asked for, and is left out elsewhere.</summary>
    private string Lines(List<EntryRow> kept, DateOnly today, bool withReversed)
    {
        var standing = kept.Where(e => (withReversed || !e.IsReversed) && e.Reverses is null && e.Points != 0).OrderByDescending(e => e.OnDay).ThenByDescending(e => e.Id).ToList();
        var shown = standing.Take(MostLines).Select(e =>
            $"· {Wording.Day(e.OnDay, today)} {Wording.Signed(e.Points)} {plan.Points.Find(e.Rule, e.RuleVersion)?.Name}{(e.Reason is { } why ? "：" + why : "")}{(e.IsReversed ? "（已冲回）" : "")}");
        var more = standing.Count > MostLines ? $"\n……更早的还有 {standing.Count - MostLines} 条，合计 {Wording.Signed(standing.Skip(MostLines).Where(e => !e.IsReversed).Sum(e => e.Points))}" : "";
        return string.Join('\n', shown) + more;
    }
}
