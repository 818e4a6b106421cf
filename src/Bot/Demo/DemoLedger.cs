using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Demo;

/// <summary>A line of the points ledger; member 0 is the branch itself.</summary>
internal sealed record DemoEntry(
    long Branch, long Member, PointRule Rule, string Account, DateOnly Day, decimal Asked, decimal Points, long? Report, long ToldBy, DateTimeOffset ToldAt);

/// <summary>A running sum.</summary>
internal sealed record DemoTotal(long Branch, long Member, int Year, string Account, decimal Points);

/// <summary>The points that the demo's past has earned by the plan's rules and within their caps.</summary>
internal sealed class DemoLedger
{
    private readonly Dictionary<(long Branch, long Member, string Account, int Year, int Month), decimal> used = [];
    private readonly List<DemoEntry> entries = [];

    public IReadOnlyList<DemoEntry> Entries => entries;

    public IEnumerable<DemoTotal> Totals =>
        entries.GroupBy(entry => (entry.Branch, entry.Member, entry.Day.Year, entry.Account))
            .Select(sum => new DemoTotal(sum.Key.Branch, sum.Key.Member, sum.Key.Year, sum.Key.Account, sum.Sum(entry => entry.Points)));

    public static DemoLedger Of(WorkPlan plan, DemoRoster roster, DemoHistory history, DateOnly today)
    {
        var ledger = new DemoLedger();
        var wanted = history.Reports.Where(report => !report.IsClaimed).SelectMany(report => Earned(plan, report)).Concat(Completed(plan, roster, history, today));
        // Caps are filled in the order of the days, as they would have been.
        foreach (var entry in wanted.OrderBy(entry => entry.Day).ThenBy(entry => entry.Report ?? long.MaxValue).ThenBy(entry => entry.Member))
            ledger.Credit(entry);
        return ledger;
    }

    private void Credit(DemoEntry wanted)
    {
        var month = (wanted.Branch, wanted.Member, wanted.Account, wanted.Day.Year, wanted.Day.Month);
        var year = month with { Month = 0 };
        var points = PointRules.Grant(wanted.Rule, wanted.Asked, used.GetValueOrDefault(month), used.GetValueOrDefault(year));
        used[month] = used.GetValueOrDefault(month) + points;
        used[year] = used.GetValueOrDefault(year) + points;
        entries.Add(wanted with { Points = points });
    }

    private static IEnumerable<DemoEntry> Earned(WorkPlan plan, DemoReport report)
    {
        var earnings = plan.PointsFor(plan.Kind(report.Kind), report.HeldOn, report.Hours, report.Member is null ? SubjectType.Branch : SubjectType.Member);
        var branch = earnings.Branch.Select(earning => Entry(earning, report.Branch, 0, report.HeldOn, report.Id, report.ToldBy, report.ToldAt));
        var members = report.Present.SelectMany(member =>
            earnings.EachMember.Select(earning => Entry(earning, report.Branch, member, report.HeldOn, report.Id, report.ToldBy, report.ToldAt)));
        return branch.Concat(members);
    }

    /// <summary>What members have earned by meeting duties in full in the months, quarters and terms that are over.</summary>
    private static IEnumerable<DemoEntry> Completed(WorkPlan plan, DemoRoster roster, DemoHistory history, DateOnly today)
    {
        var keys = plan.Points.All.SelectMany(rule => rule.Completes).ToHashSet();
        var units = plan.Points.All.Select(rule => rule.CompletesIn).OfType<PeriodUnit>().Distinct().ToList();
        // Only these duties matter here; the others would only be counted for nothing.
        var part = new WorkPlan(plan.Kinds, plan.Groups, [.. plan.Obligations.Where(duty => keys.Contains(duty.Key))], plan.Points, [], plan.Stars, plan.Rights, plan.Calendar, plan.Notices);
        var kinds = part.Obligations.SelectMany(duty => duty.Kinds).ToHashSet();
        var facts = history.Reports.Where(report => report.Member is not null && kinds.Contains(report.Kind))
            .ToLookup(report => report.Member!.Value, report => new Fact(report.Kind, report.HeldOn) { Item = report.Item });
        var periods = units
            .SelectMany(unit => Period.Months(history.From, today).Split(unit, plan.Calendar))
            .Where(period => period.Until <= today && period.From >= history.From)
            .ToList();
        return
            from staff in roster.Branches
            from member in staff.Members
            where member.Standing != "applicant"
            let own = facts[member.Id].ToList()
            from period in periods
            from earning in Completions.Of(part, Subject.Member(member.IsSecretary, member.IsExempt), period, own)
            select Entry(earning, staff.Id, member.Id, period.Last, null, staff.Secretary.Id, County.At(period.Until, TimeOnly.MinValue));
    }

    private static DemoEntry Entry(Earning earning, long branch, long member, DateOnly day, long? report, long toldBy, DateTimeOffset toldAt) =>
        new(branch, member, earning.Rule, earning.Rule.AccountOf(earning.Points), day, earning.Points, 0, report, toldBy, toldAt);
}
