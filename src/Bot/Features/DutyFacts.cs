using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>
/// The facts that questions about duties are answered from, read by one rule: as far back as the duties of the period reach, what is owed once however
/// old, and of a member the meetings attended too.
/// </summary>
internal sealed class DutyFacts(Reports reports, Duties duties, WorkPlan plan)
{
    /// <summary>Of branches, by their ids; one query for all.</summary>
    /// <param name="roster">Knows what each branch owes.</param>
    /// <param name="branches">Whose.</param>
    /// <param name="period">The period asked about.</param>
    /// <param name="ahead">Whether what is due after the period is asked about too.</param>
    /// <param name="cancel">Ends the wait.</param>
    public async Task<ILookup<long, Fact>> OfBranchesAsync(CountyRoster roster, IReadOnlyList<long> branches, Period period, bool ahead, CancellationToken cancel)
    {
        if (branches.Count == 0)
            return Array.Empty<Fact>().ToLookup(_ => 0L);
        var rows = await reports.FactsAsync([.. branches], branches.Select(roster.SubjectOf).Min(subject => Since(subject, period, ahead)), [.. plan.LastingKinds], cancel);
        return rows.ToLookup(row => row.BranchId, row => Facts.Of(row, plan.Calendar));
    }

    /// <summary>Of one member.</summary>
    public async Task<IReadOnlyList<Fact>> OfMemberAsync(MemberRow member, Period period, CancellationToken cancel) =>
        [.. Facts.Of(await duties.FactsOfMemberAsync(member.Id, Since(CountyRoster.SubjectOf(member), period, ahead: true), [.. plan.LastingKinds], cancel), plan)];

    private DateOnly Since(Subject subject, Period period, bool ahead) => ahead ? Gaps.SinceAhead(plan, subject, period) : Gaps.Since(plan, subject, period);
}
