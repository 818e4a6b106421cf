using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>A line that stands.</summary>
/// <param name="Owner">Branch and member; member 0 for the branch's own ledger.</param>
internal sealed record OldLine(long Id, (long Branch, long Member) Owner, string Rule, int Version, decimal Asked, decimal Points);

/// <summary>What one report, or one duty met, earned and what it earns now.</summary>
internal sealed record ReplayChange(long BranchId, long? ReportId, IReadOnlyList<OldLine> Old, IReadOnlyList<NewEntry> New);

/// <summary>
/// Which lines the rules as they are now would make otherwise. Members credited stay the same ones: who was there is not asked again. Lines that
/// somebody stated by hand are nobody's to recompute.
/// </summary>
internal sealed class PointsReplay(WorkPlan plan, Replays replays)
{
    public async Task<IReadOnlyList<ReplayChange>> ChangesAsync(DateOnly from, DateOnly until, CancellationToken cancel)
    {
        if (!plan.Points.IsOn)
            return [];
        string[] kinds = [.. plan.Points.All.SelectMany(rule => rule.Kinds).Distinct()];
        var earned = (await replays.EarnedAsync(kinds, from, until, cancel)).GroupBy(row => row.ReportId).Select(OfReport);
        string[] rules = [.. plan.Points.All.Where(rule => rule.CompletesIn is not null).Select(rule => rule.Code).Distinct()];
        var met = (await replays.MetAsync(rules, from, until, cancel)).Select(OfDuty);
        return [.. earned.Concat(met).OfType<ReplayChange>()];
    }

    private ReplayChange? OfReport(IGrouping<long, EarnedRow> lines)
    {
        var report = lines.First();
        var old = lines.Where(line => line.EntryId is not null)
            .Select(line => new OldLine(line.EntryId!.Value, (line.BranchId, line.MemberId!.Value), line.Rule!, line.RuleVersion!.Value, line.Asked!.Value, line.Points!.Value))
            .ToList();
        var kind = plan.Kind(report.Kind);
        var earns = plan.PointsFor(kind, report.HeldOn, report.Hours, report.OfMember is null ? SubjectType.Branch : kind.Subject);
        var members = report.OfMember is { } own ? [own] : old.Select(line => line.Owner.Member).Where(member => member != 0).Distinct().ToList();
        var now = Credits.Of(report.OfMember is null ? earns : earns with { Branch = [] }, report.BranchId, members, report.HeldOn, kind.Name);
        var same = old.Select(line => (line.Owner.Member, line.Rule, line.Version, line.Asked)).Order()
            .SequenceEqual(now.Select(line => (line.MemberId, line.Rule, line.RuleVersion, line.Asked)).Order());
        return same ? null : new ReplayChange(report.BranchId, report.ReportId, old, now);
    }

    private ReplayChange? OfDuty(MetRow line)
    {
        if (plan.Points.Find(line.Rule, line.OnDay) is not { } rule || (rule.Version == line.RuleVersion && rule.Value == line.Asked))
            return null;
        return new ReplayChange(
            line.BranchId, null, [new OldLine(line.EntryId, (line.BranchId, line.MemberId), line.Rule, line.RuleVersion, line.Asked, line.Points)],
            [Credits.Entry(rule, rule.Value, line.BranchId, line.MemberId, line.OnDay, line.Reason)]);
    }
}
