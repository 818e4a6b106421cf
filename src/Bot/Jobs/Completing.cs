using Npgsql;
using PartyBuilding.Bot.Features;
using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Jobs;

/// <summary>Credits members who met duties in full when a month, quarter or term is over. Once a day, each line once.</summary>
internal sealed class Completing(
    NpgsqlConnection db, Settings settings, Duties duties, Entries entries, Members members, Pairs pairs, PairGaps pairGaps, Roster roster, WorkPlan plan)
{
    /// <summary>The day that was done last.</summary>
    private const string Done = "completed_on";

    /// <summary>How long after its end a period is looked at again: what was held in time is often told a little later.</summary>
    private const int Days = 10;

    public async Task RunAsync(DateTimeOffset now, DateTimeOffset began, CancellationToken cancel)
    {
        var today = County.Day(now);
        var mark = $"\"{today:yyyy-MM-dd}\"";
        if (!plan.Points.IsOn || await settings.FindAsync(Done, cancel) == mark)
            return;
        var people = await roster.AtAsync(await settings.RosterVersionAsync(cancel), today, cancel);
        await using var transaction = await db.BeginTransactionAsync(cancel);
        await members.ScopeToCountyAsync(cancel);
        await duties.AloneAsync(Done, cancel);
        foreach (var period in Ended(today).Where(period => County.At(period.Until, TimeOnly.MinValue) > began))
            await CreditAsync(period, people, now, cancel);
        await settings.SetAsync(Done, new Jsonb(mark), null, now, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Periods that rules speak of and that ended lately.</summary>
    private IEnumerable<Period> Ended(DateOnly today) => plan.Points.All
        .Select(rule => rule.CompletesIn).OfType<PeriodUnit>().Distinct()
        .SelectMany(unit => Enumerable.Range(1, Days).Select(n => Period.Of(unit, today.AddDays(-n), plan.Calendar)))
        .OfType<Period>()
        .Where(period => period.Until <= today && period.Until > today.AddDays(-Days))
        .Distinct();

    private async Task CreditAsync(Period period, CountyRoster people, DateTimeOffset now, CancellationToken cancel)
    {
        var rules = plan.Points.All.Where(rule => rule.CompletesIn == period.Unit && rule.Ledger == Ledger.Member).ToList();
        var keys = rules.SelectMany(rule => rule.Completes).ToHashSet();
        var kinds = plan.Obligations.Where(o => keys.Contains(o.Key)).SelectMany(o => o.Kinds).Distinct().ToArray();
        var facts = (await duties.FactsOfMembersAsync(kinds, period.From.AddMonths(-1), [.. plan.LastingKinds], cancel)).ToLookup(row => row.MemberId!.Value);
        var known = (await duties.CompletedAsync(period.Last, [.. rules.Select(rule => rule.Code)], cancel)).ToHashSet();
        var paired = (await pairs.OnAsync(null, period.Last, cancel)).ToLookup(pair => pair.BranchId);
        var together = paired.Count == 0 ? null : await pairGaps.FactsAsync([.. paired.SelectMany(pair => pair)], period, cancel);
        foreach (var branch in people.Branches.Where(b => b.Kind == "branch"))
        {
            // What a pair has done in full is its mentor's; with two of them, twice.
            var mentored = paired[branch.Id]
                .SelectMany(pair => Completions.Of(plan, PairGaps.SubjectOf(pair), period, [.. together![pair.Id]])
                    .Where(earning => !known.Contains(new CompletedRow(pair.MentorId, earning.Rule.Code)))
                    .Select(earning => Credits.Entry(earning.Rule, earning.Points, branch.Id, pair.MentorId, period.Last, $"{period.Label}带{pair.Apprentice}全部完成")));
            var earned = people.CardHolders(branch.Id)
                .SelectMany(m => Completions.Of(plan, CountyRoster.SubjectOf(m), period, [.. Facts.Of(facts[m.Id], plan)]).Select(e => (Member: m, Earning: e)))
                .Where(e => e.Earning.Rule.Ledger == Ledger.Member && !known.Contains(new CompletedRow(e.Member.Id, e.Earning.Rule.Code)))
                .Select(e => Credits.Entry(e.Earning.Rule, e.Earning.Points, branch.Id, e.Member.Id, period.Last, $"{period.Label}全部按时完成"))
                .Concat(mentored)
                .ToList();
            if (earned.Count > 0)
                await entries.CreditAsync(earned, null, Teller(people, branch.Id, earned[0].MemberId), now, cancel);
        }
    }

    /// <summary>Every line names somebody who answers for it: the branch's secretary.</summary>
    private static long Teller(CountyRoster people, long branch, long member) => people.Holding(branch, "secretary").FirstOrDefault()?.Id ?? member;
}
