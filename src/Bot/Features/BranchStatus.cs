using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>What is done and what is missing, of the own branch or of all. Dialog: dialogs/branch_status.yaml.</summary>
[Intent("branch_status")]
internal sealed class BranchStatus(DutyFacts duties, Pairs pairs, PairGaps pairGaps, Reach reach, Standing standing, WorkPlan plan) : IFeature
{
    private const int MostNames = 40;

    public async Task<Reply> DoAsync(Request request, CancellationToken cancel)
    {
        var slots = request.Slots;
        var period = Period.Parse(slots.Period, plan.Calendar) ?? Period.Month(request.Today.Year, request.Today.Month);
        var kinds = slots.ActivityType is { } name ? plan.KindsNamed(name) : DutyIn(request.Text);
        var within = await reach.BranchesAsync(request, "status", cancel);
        if (slots.Branch is ["全部"] || (slots.Branch is null && request.Who.InBureau))
            return !standing.Right(request.Who, "status").Reaches(Scope.Assigned) ? Reply.With("refused")
                : within.Count == 0 ? Reply.With("unassigned", ("who", request.Who.Name))
                : await AllAsync(request, within, period, kinds, cancel);

        var branch = request.Roster.Branch(request.Who.BranchId);
        if (slots.Branch is [var named, ..] && named != request.Who.Branch)
        {
            if (!standing.Right(request.Who, "status").Reaches(Scope.Assigned))
                return Reply.With("refused");
            if (request.Roster.BranchNamed(named) is not { } other)
                return Reply.With("unknown_branch", ("branch", named));
            if (within.All(b => b.Id != other.Id))
                return Reply.With("foreign", ("branch", other.Name));
            branch = other;
        }
        var facts = (await duties.OfBranchesAsync(request.Roster, [branch.Id], period, ahead: true, cancel))[branch.Id].ToList();
        var together = await TogetherAsync(branch, period, kinds, request.Today, cancel);
        return kinds.Count > 0 ? OfKinds(branch, period, kinds, facts, together, request) : Whole(branch, period, facts, together, request);
    }

    /// <summary>Pairs that still owe something in the period, or in the term where they are asked about by name.</summary>
    private async Task<string?> TogetherAsync(BranchRow branch, Period period, IReadOnlyList<Kind> kinds, DateOnly today, CancellationToken cancel)
    {
        var isAsked = kinds.Any(kind => kind.Subject == SubjectType.Pair);
        if (kinds.Count > 0 && !isAsked)
            return null;
        var all = await pairs.OnAsync(branch.Id, today, cancel);
        var gaps = await pairGaps.OfAsync(all, isAsked ? plan.Calendar.TermOf(today) ?? period : period, today, cancel);
        return gaps.Count == 0 ? null : string.Join('；', all.Where(p => gaps.ContainsKey(p.Id)).Select(p => $"{p.Mentor}带{p.Apprentice}：{string.Join('、', gaps[p.Id].Select(g => g.Label))}"));
    }

    /// <summary>What is due in the period; asked about by name, what has until later and is not there yet too.</summary>
    private IReadOnlyList<Gap> Owed(Subject subject, Period period, IEnumerable<Fact> facts, bool isNamed, DateOnly today)
    {
        var all = facts.ToList();
        var due = Gaps.Of(plan, subject, period, all, today);
        return isNamed ? [.. due, .. Gaps.Ahead(plan, subject, period, all, today)] : due;
    }

    /// <summary>七个一, 年度计划: what is no activity is found by its name alone.</summary>
    private IReadOnlyList<Kind> DutyIn(string text) =>
        [.. plan.Kinds.Where(kind => !kind.IsListed && kind.Subject == SubjectType.Branch && kind.Aliases.Append(kind.Name).Any(name => text.Contains(name, StringComparison.Ordinal))).Take(1)];

    /// <summary>How often; of things that are counted one by one how many of them, and which are missing.</summary>
    private string Counted(Kind kind, int count, List<Fact> facts)
    {
        if (kind.ItemField is not { } field || !plan.Obligations.Any(duty => duty.DistinctItems && duty.Kinds.Contains(kind.Key)))
            return $"{kind.Name} {count} 次";
        var missing = field.Choices.Except(facts.Where(fact => fact.Kind == kind.Key).Select(fact => fact.Item).OfType<string>()).ToList();
        return $"{kind.Name} {field.Choices.Count - missing.Count}/{field.Choices.Count}{(missing.Count > 0 ? $"（还缺{string.Join('、', missing)}）" : "")}";
    }

    private Reply OfKinds(BranchRow branch, Period period, IReadOnlyList<Kind> kinds, List<Fact> facts, string? together, Request request)
    {
        var counts = Gaps.Count(kinds, period, facts);
        var keys = kinds.Select(k => k.Key).ToHashSet();
        var gaps = Owed(request.Roster.SubjectOf(branch.Id), period, facts, true, request.Today).Where(g => g.Obligation.Kinds.Any(keys.Contains)).ToList();
        return Reply.With("kinds",
            ("who", branch.Name), ("when", period.Label),
            ("counts", string.Join('、', counts.Select(c => Counted(c.Kind, c.Count, facts)))),
            ("gaps", Wording.Gaps(gaps)), ("pairs", together));
    }

    private Reply Whole(BranchRow branch, Period period, List<Fact> facts, string? together, Request request)
    {
        var subject = request.Roster.SubjectOf(branch.Id);
        var all = Gaps.StatusOf(plan, subject, period, facts, request.Today);
        var done = all.Where(s => s.IsMet).Select(s => s.Obligation.Name).Distinct().ToList();
        var gaps = Gaps.Of(plan, subject, period, facts, request.Today);
        var ahead = Gaps.Ahead(plan, subject, period, facts, request.Today);
        return Reply.With(gaps.Count == 0 && together is null ? "complete" : "gaps",
            ("who", branch.Name), ("when", period.Label), ("pairs", together),
            ("gaps", gaps.Count > 0 ? string.Join('\n', gaps.Select(g => Line(g, request.Today))) : null),
            ("done", done.Count > 0 ? string.Join('、', done) : null),
            ("ahead", Wording.Ahead(ahead, request.Today)));
    }

    private static string Line(Gap gap, DateOnly today) => gap.IsOverdue
        ? $"· {gap.Label}：期限是 {Wording.ShortDay(gap.By)}，已过，请尽快补上"
        : $"· {gap.Label}：最晚 {Wording.Day(gap.By, today)}{(gap.Proposed is { } day && day >= today ? $"，建议 {Wording.ShortDay(day)}" : "")}";

    /// <summary>Every branch at once: one query, whatever their number.</summary>
    private async Task<Reply> AllAsync(Request request, IReadOnlyList<BranchRow> branches, Period period, IReadOnlyList<Kind> kinds, CancellationToken cancel)
    {
        var byBranch = await duties.OfBranchesAsync(request.Roster, [.. branches.Select(b => b.Id)], period, ahead: kinds.Count > 0, cancel);
        var keys = kinds.Select(k => k.Key).ToHashSet();
        var missing = branches
            .Select(branch => (branch, gaps: Owed(request.Roster.SubjectOf(branch.Id), period, byBranch[branch.Id], kinds.Count > 0, request.Today)
                .Where(gap => keys.Count == 0 || gap.Obligation.Kinds.Any(keys.Contains)).ToList()))
            .Where(b => b.gaps.Count > 0)
            .ToList();
        if (kinds.Count > 0 && missing.Count == 0 && !branches.Any(branch => byBranch[branch.Id].Any(fact => keys.Contains(fact.Kind))))
            return Reply.With("nothing_due", ("when", period.Label), ("what", request.Slots.ActivityType ?? kinds[0].Name));
        var what = kinds.Count > 0 ? request.Slots.ActivityType ?? kinds[0].Name : "规定动作";
        return Reply.With(missing.Count == 0 ? "all_complete" : "all_gaps",
            ("when", period.Label), ("what", what),
            ("total", $"{branches.Count}"), ("count", $"{missing.Count}"), ("done_count", $"{branches.Count - missing.Count}"),
            ("list", string.Join('\n', missing.Take(MostNames).Select(b => keys.Count > 0
                ? $"· {b.branch.Name}"
                : $"· {b.branch.Name}：{string.Join('、', b.gaps.Take(4).Select(g => g.Label))}")) + (missing.Count > MostNames ? $"\n……共 {missing.Count} 个" : "")));
    }
}
