using PartyBuilding.Bot.DataFiles;
using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>What a branch sets itself beyond the county's plan; it can add and end its own, never lessen the county's. Dialogs: add_duty, end_duty.</summary>
[Intent("add_duty", "end_duty")]
internal sealed class OwnDuties(BranchDuties duties, Settings settings, Standing standing, WorkPlan plan) : IFeature
{
    private static readonly (string Word, PeriodUnit Unit, string Said)[] Units =
    [
        ("周", PeriodUnit.Week, "每周"), ("星期", PeriodUnit.Week, "每周"), ("季", PeriodUnit.Quarter, "每季度"), ("半年", PeriodUnit.Half, "每半年"),
        ("学期", PeriodUnit.Term, "每学期"), ("月", PeriodUnit.Month, "每月"), ("年", PeriodUnit.Year, "每年"),
    ];

    public async Task<Reply> DoAsync(Request request, CancellationToken cancel)
    {
        if (!standing.May(request.Who, "branch-duties", Scope.Branch))
            return Reply.With("refused");
        if (plan.KindNamed(request.Slots.ActivityType ?? "") is not { IsFallback: false } kind)
            return Reply.With("no_kind");
        if (kind.Subject != SubjectType.Branch)
            return Reply.With("members", ("kind", kind.Name));
        if (request.Intent == "end_duty")
        {
            if (!await duties.EndAsync(request.Who.BranchId, kind.Key, request.Today, cancel))
                return Reply.With("none", ("kind", kind.Name));
            await settings.MoveRosterAsync(request.Who.MemberId, request.Now, cancel);
            return Reply.With("done", ("kind", kind.Name));
        }
        if (UnitIn(request.Text) is not var (unit, said))
            return Reply.With("no_unit");
        var times = (short)Math.Clamp(request.Slots.Attendees ?? 1, 1, 10);
        var per = PlanWords.Units.First(pair => pair.Value == unit).Key;
        await duties.AddAsync(request.Who.BranchId, kind.Key, per, times, request.Today, request.Who.MemberId, request.Now, cancel);
        await settings.MoveRosterAsync(request.Who.MemberId, request.Now, cancel);
        return Reply.With("done", ("kind", kind.Name), ("per", said), ("times", $"{times}"));
    }

    /// <summary>A branch's own duty as the plan counts duties.</summary>
    public static Obligation Of(BranchDutyRow row, WorkPlan plan) =>
        new($"own-{row.Kind}", $"{plan.Kind(row.Kind).Name}（本支部加）", Who.EveryBranch, [row.Kind], PlanWords.Units[row.Per], "本支部自定")
        {
            Times = row.Times, From = row.FromOn,
        };

    private static (PeriodUnit Unit, string Said)? UnitIn(string text)
    {
        foreach (var (word, unit, said) in Units)
            if (text.Contains("每" + word, StringComparison.Ordinal) || text.Contains("每个" + word, StringComparison.Ordinal) || text.Contains("一" + word, StringComparison.Ordinal) || text.Contains("一个" + word, StringComparison.Ordinal))
                return (unit, said);
        return null;
    }
}
