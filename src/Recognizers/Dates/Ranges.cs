namespace PartyBuilding.Recognizers.Dates;

/// <summary>Where a range of days ends: the first time its second end comes round once it has begun.</summary>
internal static class Ranges
{
    public static DaySpan? End(in Dated to, DaySpan from, Calendar calendar)
    {
        if (Calendar.IsOpen(to))
            return new Calendar(from.From).Resolve(to, Pick.Future);
        if (calendar.Resolve(to, Pick.Future) is not { } span)
            return null;
        if (!to.Inherited || span.Until > from.From)
            return span;

        // 2023年11月至2月: the year said first is not the year of the end.
        var next = to;
        if (to.Year is not null)
            next.Year++;
        else if (to.YearBy is not null)
            next.YearBy++;
        else
            return span;
        return to.Kind == DatedKind.Day && to.Month is not null && span.From.Month >= from.From.Month ? span : calendar.Resolve(next, Pick.Future);
    }
}
