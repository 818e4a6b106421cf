using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>Between the plan's rules and the ledger's lines.</summary>
internal static class Credits
{
    /// <summary>The lines a kept report stands for: its branch's, or its member's; of those who were there <see cref="Presence"/> knows.</summary>
    public static IReadOnlyList<NewEntry> Of(ReportRow report, WorkPlan plan)
    {
        var kind = plan.Kind(report.Kind);
        var earns = plan.PointsFor(kind, report.HeldOn, report.Hours, report.MemberId is null ? SubjectType.Branch : kind.Subject);
        return Of(report.MemberId is null ? earns with { EachMember = [] } : earns with { Branch = [] }, report.BranchId,
            report.MemberId is { } member ? [member] : [], report.HeldOn, kind.Name);
    }

    /// <summary>A line for a rule. Lines that count under one cap have one account; deductions are capped apart from gains.</summary>
    /// <param name="memberId">0 for the branch's own ledger.</param>
    public static NewEntry Entry(PointRule rule, decimal points, long branchId, long memberId, DateOnly day, string? reason)
    {
        var limited = rule.Most is { } most ? Math.Clamp(points, -most, most) : points;
        var account = (rule.Cap.Key.Length > 0 ? rule.Cap.Key : rule.Code) + (points < 0 ? "-" : "+");
        return new NewEntry(branchId, memberId, rule.Code, rule.Version, account, rule.Cap.Month, rule.Cap.Year, day, limited, reason);
    }

    /// <summary>Everything a report earns: the branch's lines, then each member's.</summary>
    public static IReadOnlyList<NewEntry> Of(Earnings earned, long branchId, IEnumerable<long> members, DateOnly day, string? reason) =>
    [
        .. earned.Branch.Select(e => Entry(e.Rule, e.Points, branchId, 0, day, reason)),
        .. members.Order().SelectMany(member => earned.EachMember.Select(e => Entry(e.Rule, e.Points, branchId, member, day, reason))),
    ];

    /// <summary>支部台账 +2 分；到会的 16 名党员各 +1 分。 Says too when a cap left less than was asked.</summary>
    public static string? Say(IReadOnlyList<Credited> credited, Func<long, string> nameOf)
    {
        var parts = new List<string>();
        if (credited.Where(c => c.MemberId == 0).ToList() is { Count: > 0 } branch)
            parts.Add($"支部台账 {Wording.Signed(branch.Sum(c => c.Points))} 分{Capped(branch)}");
        var members = credited.Where(c => c.MemberId != 0).GroupBy(c => c.MemberId).Select(g => (Name: nameOf(g.Key), Points: g.Sum(c => c.Points))).ToList();
        foreach (var same in members.GroupBy(m => m.Points))
            parts.Add($"{Wording.Names([.. same.Select(m => m.Name)])}{(same.Count() > 1 ? "各" : "")} {Wording.Signed(same.Key)} 分");
        if (credited.Any(c => c.MemberId != 0 && c.Points != c.Asked))
            parts.Add("其中有人已到本项上限");
        return parts.Count == 0 ? null : string.Join("；", parts) + "。";
    }

    private static string Capped(IReadOnlyList<Credited> lines) => lines.Any(c => c.Points != c.Asked) ? "（已到本项上限）" : "";
}
