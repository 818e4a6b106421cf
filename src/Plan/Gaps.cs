namespace PartyBuilding.Plan;

/// <summary>Duties against facts.</summary>
public static class Gaps
{
    /// <summary>What <paramref name="subject"/> still owes and must have done within <paramref name="period"/>, soonest first.</summary>
    /// <param name="plan">The duties.</param>
    /// <param name="subject">Who is asked about.</param>
    /// <param name="period">A duty belongs to the period its last day in time falls in: a quarter's meeting to the quarter's last month.</param>
    /// <param name="facts">
    /// The subject's reports since <see cref="Since"/>, and those of <see cref="WorkPlan.LastingKinds"/> whenever they were; any order,
    /// others are ignored. A member's are their own and those of the meetings they attended.
    /// </param>
    /// <param name="today">Periods that have not begun are not owed yet, unless the one asked about is itself ahead.</param>
    /// <returns>Empty when nothing is owed. The same duty appears once for each of its own periods.</returns>
    public static IReadOnlyList<Gap> Of(WorkPlan plan, Subject subject, Period period, IEnumerable<Fact> facts, DateOnly today) =>
        Missing(StatusOf(plan, subject, period, facts, today), today);

    /// <summary>What has begun by the end of <paramref name="period"/> and may still be done after it, soonest first.</summary>
    /// <inheritdoc cref="Of"/>
    public static IReadOnlyList<Gap> Ahead(WorkPlan plan, Subject subject, Period period, IEnumerable<Fact> facts, DateOnly today) =>
        Missing(Stand(plan, subject, period, facts, today, by => by >= period.Until), today);

    /// <summary>How every duty due within <paramref name="period"/> stands, done ones too, soonest first.</summary>
    /// <inheritdoc cref="Of"/>
    public static IReadOnlyList<Status> StatusOf(
        WorkPlan plan, Subject subject, Period period, IEnumerable<Fact> facts, DateOnly today) =>
        Stand(plan, subject, period, facts, today, by => by >= period.From && by < period.Until);

    /// <summary>The first day whose reports can matter for what is due within <paramref name="period"/>, dues paid a month ahead included.</summary>
    public static DateOnly Since(WorkPlan plan, Subject subject, Period period) => Owed(plan, subject, period)
        .Where(owed => owed.Own.Unit != PeriodUnit.Once && owed.Due >= period.From && owed.Due < period.Until)
        .Select(owed => owed.Own.From)
        .Append(period.From)
        .Min()
        .AddMonths(-1);

    /// <summary>
    /// The least that must be looked at to tell what is owed within <paramref name="period"/>; reports that name a period of their own
    /// (“10月主题党日”) are needed besides, whenever they were held.
    /// </summary>
    public static IReadOnlyList<Decisive> DecisiveOf(WorkPlan plan, Subject subject, Period period) =>
    [
        .. from owed in Owed(plan, subject, period)
           let obligation = owed.Obligation
           where owed.Due >= period.From && owed.Due < period.Until
           from kind in obligation.Kinds
           select new Decisive(kind, obligation.OpensIn(owed.Own), owed.Own.Until, IsCounted(obligation) ? (int)subject.Needs(obligation) : null),
    ];

    private static bool IsCounted(Obligation obligation) => !obligation.InHours && !obligation.DistinctItems && obligation.Item is null;

    /// <summary>The same for <see cref="Ahead"/>: the first day of the longest duty the period has a part in.</summary>
    public static DateOnly SinceAhead(WorkPlan plan, Subject subject, Period period) => Owed(plan, subject, period)
        .Where(owed => owed.Own.Unit != PeriodUnit.Once)
        .Select(owed => owed.Own.From)
        .Append(period.From)
        .Min()
        .AddMonths(-1);

    /// <summary>How often each kind was held in a period, kinds in the order given, those never held too.</summary>
    public static IReadOnlyList<(Kind Kind, int Count)> Count(IReadOnlyList<Kind> kinds, Period period, IEnumerable<Fact> facts)
    {
        var counts = facts.Where(fact => fact.CountsIn(period)).GroupBy(fact => fact.Kind).ToDictionary(g => g.Key, g => g.Count());
        return [.. kinds.Select(kind => (kind, counts.GetValueOrDefault(kind.Key)))];
    }

    private static List<Gap> Missing(IReadOnlyList<Status> all, DateOnly today) =>
        [.. all.Where(s => !s.IsMet).Select(s => new Gap(s.Obligation, s.Period, s.Done, s.Needed, s.By, s.Proposed, s.By < today))];

    private static IReadOnlyList<Status> Stand(
        WorkPlan plan, Subject subject, Period asked, IEnumerable<Fact> facts, DateOnly today, Func<DateOnly, bool> isAsked)
    {
        var byKind = facts.ToLookup(fact => fact.Kind);
        var statuses =
            from owed in Owed(plan, subject, asked)
            where isAsked(owed.Due) && owed.Obligation.OpensIn(owed.Own) <= (asked.From > today ? asked.Last : today)
            select Measure(owed.Obligation, owed.Own, owed.Due, subject, byKind, plan.Calendar);
        return [.. statuses.OrderBy(status => status.By)];
    }

    private static IEnumerable<(Obligation Obligation, Period Own, DateOnly Due)> Owed(WorkPlan plan, Subject subject, Period asked)
    {
        var extra = subject.Extra.Count == 0 ? [] : subject.Extra.SelectMany(own => Duty.In(asked, own, plan.Calendar));
        foreach (var duty in plan.DutiesIn(asked).Concat(extra))
            if (subject.Owes(duty.Obligation) && duty.Of(subject.TermEnds) is { Own: { } own } owed && own.Until > subject.Since)
                yield return (owed.Obligation, own, owed.Due);
    }

    private static Status Measure(
        Obligation obligation, Period own, DateOnly by, Subject subject, ILookup<string, Fact> facts, Calendar calendar)
    {
        var counted = obligation.Kinds
            .SelectMany(kind => facts[kind])
            .Where(fact => fact.CountsIn(own) && (obligation.Item is null || fact.Item == obligation.Item)
                && (obligation.Opens is null || fact.Day >= obligation.OpensIn(own)))
            .ToList();
        return new Status(
            obligation, own, Sum(obligation, counted), subject.Needs(obligation),
            Sum(obligation, [.. counted.Where(fact => fact.Day > by)]), by,
            obligation.About is { } day ? calendar.NearestWorkday(own.Last.Year, own.Last.Month, day) : null);
    }

    private static decimal Sum(Obligation obligation, List<Fact> facts) =>
        obligation.InHours ? facts.Sum(fact => fact.Hours)
        : obligation.DistinctItems ? facts.Select(fact => fact.Item).OfType<string>().Distinct().Count()
        : facts.Count;
}
