using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>
/// What the speaker still has to do: their own duties with the hours they have, their pairs', their branch's when it is theirs to see to, and what waits for
/// them. Dialog: dialogs/query_todo.yaml.
/// </summary>
[Intent("query_todo")]
internal sealed class QueryTodo(
    Reports reports, Plans plans, DutyFacts duties, Pairs pairs, PairGaps pairGaps, Findings findings, Suggestions suggestions, Standing standing, WorkPlan plan) : IFeature
{
    public async Task<Reply> DoAsync(Request request, CancellationToken cancel)
    {
        var period = Period.Parse(request.Slots.Period, plan.Calendar) ?? Period.Month(request.Today.Year, request.Today.Month);
        var member = request.Roster.Member(request.Who.MemberId)!;
        var subject = CountyRoster.SubjectOf(member);
        var facts = await duties.OfMemberAsync(member, period, cancel);
        var own = Gaps.Of(plan, subject, period, facts, request.Today);
        var hours = Gaps.StatusOf(plan, subject, Period.Year(period.From.Year), facts, request.Today).Where(one => one.Obligation.InHours).ToList();
        var (branch, waiting) = await OfBranchAsync(request, member, period, cancel);
        var together = await TogetherAsync(member, request.Today, cancel);
        var ahead = await plans.AheadAsync(member.BranchId, request.Today, period.Until > request.Today ? period.Until : request.Today.AddDays(31), cancel);
        var planned = string.Concat(ahead.Take(6).Select(p => $"\n· {Wording.Day(p.HeldOn, request.Today)}{(p.StartsAt is { } s ? $" {s:HH:mm}" : "")} {plan.MaybeKind(p.Kind)?.Name}{(p.Place is { } where ? "，" + where : "")}"));
        var nothing = own.Count + hours.Count(one => !one.IsMet) + branch.Count + waiting.Count + ahead.Count == 0 && together is null;
        return Reply.With(nothing ? "nothing" : "done",
            ("when", period.Label),
            ("own", own.Count > 0 ? Wording.Gaps(own) : null),
            ("hours", hours.Count > 0 ? string.Join('、', hours.Select(g => $"{g.Obligation.Name}今年已有 {Wording.Number(g.Done)} 学时（全年要 {Wording.Number(g.Needed)}）")) : null),
            ("pairs", together),
            ("branch", branch.Count > 0 ? Wording.Gaps(branch) : null),
            ("waiting", waiting.Count > 0 ? string.Join("；", waiting) : null),
            ("planned", planned.Length > 0 ? planned : null));
    }

    /// <summary>The branch's gaps, and what waits for those who see to them.</summary>
    private async Task<(IReadOnlyList<Gap> Gaps, IReadOnlyList<string> Waiting)> OfBranchAsync(Request request, MemberRow member, Period period, CancellationToken cancel)
    {
        if (!standing.May(request.Who, "report-branch", Scope.Branch) || request.Who.InBureau)
            return ([], []);
        var facts = await duties.OfBranchesAsync(request.Roster, [member.BranchId], period, ahead: false, cancel);
        var gaps = Gaps.Of(plan, request.Roster.SubjectOf(member.BranchId), period, facts[member.BranchId], request.Today);
        var waiting = new List<string>();
        if (standing.May(request.Who, "approve", Scope.Branch)
            && (await reports.ClaimedAsync(member.BranchId, cancel)).Count(r => r.ToldBy != member.Id && r.MemberId != member.Id) is > 0 and var claims)
            waiting.Add($"{claims} 条申报等您确认（回“待确认”查看）");
        if (standing.May(request.Who, "rectify", Scope.Branch) && (await findings.OpenAsync([member.BranchId], cancel)).Count(f => f.State == "open") is > 0 and var open)
            waiting.Add($"{open} 项督查整改没完成（回“还有哪些整改没完成”查看）");
        if (standing.May(request.Who, "suggestions-author", Scope.Branch)
            && (await suggestions.SinceAsync([member.BranchId], request.Now, cancel)).Count(s => s.State == "open") is > 0 and var views)
            waiting.Add($"{views} 条建议还没答复（回“有哪些建议”查看）");
        return (gaps, waiting);
    }

    /// <summary>What the speaker's own pairs still owe this term.</summary>
    private async Task<string?> TogetherAsync(MemberRow member, DateOnly today, CancellationToken cancel)
    {
        var own = (await pairs.OnAsync(member.BranchId, today, cancel)).Where(pair => pair.MentorId == member.Id && pair.UntilOn is null).ToList();
        var gaps = await pairGaps.OfAsync(own, plan.Calendar.TermOf(today) ?? Period.Year(today.Year), today, cancel);
        return gaps.Count == 0 ? null : string.Join('；', own.Where(p => gaps.ContainsKey(p.Id)).Select(p => $"{p.Apprentice}：{Wording.Gaps(gaps[p.Id])}"));
    }
}
