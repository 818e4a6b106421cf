namespace PartyBuilding.Plan;

/// <summary>An obligation in one of its own periods.</summary>
/// <param name="Obligation">What is owed.</param>
/// <param name="Own">The period it is owed in; null where each branch's term of office says so.</param>
/// <param name="Due">Last day that is in time; what is owed once is asked about at the end of every year until it is there.</param>
internal sealed record Duty(Obligation Obligation, Period? Own, DateOnly Due)
{
    /// <summary>Every one of an obligation's periods that shares a day with the one asked about.</summary>
    public static IEnumerable<Duty> In(Period asked, Obligation obligation, Calendar calendar)
    {
        if (obligation.Per == PeriodUnit.Tenure)
            return [new Duty(obligation, null, default)];
        return from own in asked.Split(obligation.Per, calendar)
               let isOnce = own.Unit == PeriodUnit.Once
               where obligation.IsValidOn(isOnce ? asked.Last : own.Last)
               where !obligation.OnlyInTerm || calendar.SchoolDays(own) >= Obligation.SchoolDays
               select new Duty(obligation, own, isOnce ? new DateOnly(asked.Last.Year, 12, 31) : obligation.ByIn(own));
    }

    /// <summary>The same for a branch whose term of office ends then; null where nobody has said, or the duty is not in force.</summary>
    public Duty? Of(DateOnly? termEnds)
    {
        if (Own is not null)
            return this;
        return termEnds is { } ends && Obligation.IsValidOn(ends) ? new Duty(Obligation, Period.Tenure(ends), Obligation.ByIn(Period.Tenure(ends))) : null;
    }
}
