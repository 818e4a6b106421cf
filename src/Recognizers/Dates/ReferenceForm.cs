using System.Globalization;

namespace PartyBuilding.Recognizers.Dates;

/// <summary>
/// Resolves an expression as the DateTimeModel of Microsoft.Recognizers.Text does, habits included: past candidate before future,
/// the hour as written before the same hour in the afternoon, lunar numbers taken as solar ones.
/// </summary>
internal readonly struct ReferenceForm(DateTime now)
{
    public const string NotResolved = "not resolved";

    private readonly Calendar _calendar = new(DateOnly.FromDateTime(now), literal: true);

    /// <summary>The entity, or null where the reference model sees nothing.</summary>
    public ReferenceEntity? Of(in Expression e, bool rangeWordFollows)
    {
        var values = new List<ReferenceValue>(2);
        var start = e.Start;
        switch (e.Shape)
        {
            case Shape.Point:
                var bound = e.Bound;
                if (e.Prefix > 0 && rangeWordFollows)
                {
                    start += e.Prefix;
                    bound = e.HasSuffix ? bound : e.Bound == Bound.Since ? Bound.None : bound;
                }

                OfPoint(e.From, bound, values);
                break;
            case Shape.Range:
                new ReferenceRanges(now).Of(e, values);
                break;
            case Shape.Length:
                values.Add(new ReferenceValue(Timexes.Of(e.Length), "duration") { Value = e.Length.TotalSeconds.ToString("0.##", CultureInfo.InvariantCulture) });
                break;
            case Shape.Ago:
                values.Add(OfAgo(e));
                break;
            case Shape.Window:
                values.Add(OfWindow(e));
                break;
            case Shape.Recurring:
                values.Add(new ReferenceValue(Timexes.Recurring(e), "set") { Value = NotResolved });
                break;
            case Shape.Present:
                values.Add(new ReferenceValue(e.Direction switch { < 0 => "PAST_REF", > 0 => "FUTURE_REF", _ => "PRESENT_REF" }, "datetime") { Value = Stamp(now) });
                break;
        }

        return values.Count == 0 ? null : new ReferenceEntity(start, e.End, values[0].Type, values);
    }

    public static string Stamp(DateTime at) => at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private void OfPoint(in Point point, Bound bound, List<ReferenceValue> values)
    {
        if (point.HasClock && !point.Clock.IsPossible || point.Date is { Kind: DatedKind.Day, Day: < 1 or > 31 } || point.Date.Month is < 1 or > 12)
            return;
        if (!point.HasDate)
            ReferenceTimes.Of(point, bound, values);
        else if (point.Date.Kind == DatedKind.Season)
            values.Add(new ReferenceValue(Timexes.Of(point.Date, _calendar.Resolve(point.Date, Pick.NotBefore)), "daterange") { Value = NotResolved });
        else if (point.HasTime)
            OfMoment(point, bound, values);
        else
            OfDate(point.Date, bound, values);
    }

    /// <summary>Past and future, one when they are the same, none when there is no such day.</summary>
    public (DaySpan? Past, DaySpan? Future) Both(in Dated dated)
    {
        if (dated is { Kind: DatedKind.HalfYear or DatedKind.YearPart or DatedKind.Quarter, YearBy: null, Year: null, By: null })
        {
            var present = _calendar.Resolve(dated with { YearBy = 0 }, Pick.Before);
            return (present, dated.Kind == DatedKind.Quarter ? _calendar.Resolve(dated with { YearBy = 1 }, Pick.Before) : present);
        }

        if (dated is { Kind: DatedKind.Weekend, WeekBy: null })
            return Both(dated with { WeekBy = 0 });
        if (dated is { Kind: DatedKind.Year, YearBy: 0 })
        {
            var (first, today) = (new DateOnly(now.Year, 1, 1), _calendar.Today);
            return (new DaySpan(first, today), new DaySpan(first, today));
        }

        var (past, future) = (_calendar.Resolve(dated, Pick.Before), _calendar.Resolve(dated, Pick.NotBefore));
        return (past ?? future, future ?? past);
    }

    private void OfDate(in Dated dated, Bound bound, List<ReferenceValue> values)
    {
        var isDay = dated.IsDay;
        var type = isDay && bound == Bound.None ? "date" : "daterange";
        var (past, future) = Both(dated);
        var timex = Timexes.Of(dated, past);
        var lunar = dated.SaysLunar || dated.Feast is { Rule: FeastRule.Lunar or FeastRule.LastOfLunarYear };
        if (past is not { } first)
        {
            values.Add(new ReferenceValue(timex, type) { Value = NotResolved });
            return;
        }

        values.Add(Bounded(timex, type, first, isDay, bound, lunar));
        if (future is { } second && second != first)
            values.Add(Bounded(timex, type, second, isDay, bound, lunar));
    }

    private static ReferenceValue Bounded(string timex, string type, DaySpan span, bool isDay, Bound bound, bool lunar)
    {
        var value = new ReferenceValue(timex, type) { IsLunar = lunar };
        if (bound == Bound.None)
            return isDay ? value with { Value = Timexes.Day(span.From) } : value with { Start = Timexes.Day(span.From), End = Timexes.Day(span.Until) };
        var (start, end) = ReferenceTimes.Sides(bound, Timexes.Day(span.From), Timexes.Day(isDay ? span.From : span.Until));
        return value with { Start = start, End = end, Mod = ReferenceTimes.Mod(bound), SourceEntity = isDay ? "datetimepoint" : "datetimerange" };
    }

    private void OfMoment(in Point point, Bound bound, List<ReferenceValue> values)
    {
        var (past, future) = Both(point.Date);
        if (past is not { } first)
            return;
        var timex = Timexes.Of(point.Date, past);
        if (!point.HasClock)
        {
            values.Add(ReferenceTimes.PartOf(first.From, point.Part, timex));
            if (future is { } later && later != first)
                values.Add(ReferenceTimes.PartOf(later.From, point.Part, timex));
            return;
        }

        var (clock, hour) = (point.Clock, ReferenceTimes.Hour(point.Clock));
        values.Add(At(first.From, clock, hour, timex, bound));
        if (future is { } second && second != first)
            values.Add(At(second.From, clock, hour, timex, bound));
        if (!clock.IsOpen)
            return;
        for (int i = 0, open = values.Count; i < open; i++)
            values.Add(At(i == 0 ? first.From : future!.Value.From, clock, (hour + 12) % 24, timex, bound));
    }

    private static ReferenceValue At(DateOnly day, in Clock clock, int hour, string timex, Bound bound)
    {
        var stamp = Stamp(day.ToDateTime(TimeOnly.MinValue).AddSeconds(hour * 3600 + clock.Seconds));
        timex += Timexes.Of(clock, hour);
        if (bound == Bound.None)
            return new ReferenceValue(timex, "datetime") { Value = stamp };
        var (start, end) = ReferenceTimes.Sides(bound, stamp, stamp);
        return new ReferenceValue(timex, "datetimerange") { Start = start, End = end, Mod = ReferenceTimes.Mod(bound), SourceEntity = "datetimepoint" };
    }

    private ReferenceValue OfAgo(in Expression e)
    {
        var at = e.Length.From(now, e.Direction);
        var day = Timexes.Day(DateOnly.FromDateTime(at));
        return e.Length.HasTime ? new ReferenceValue(day, "datetime") { Value = Stamp(at) } : new ReferenceValue(day, "date") { Value = day };
    }

    private ReferenceValue OfWindow(in Expression e)
    {
        var other = e.Length.From(now, e.Direction);
        var (from, until) = e.Direction < 0 ? (other, now) : (now, other);
        var timex = $"({from:yyyy-MM-ddTHH:mm:ss},{until:yyyy-MM-ddTHH:mm:ss},{Timexes.Of(e.Length)})";
        return new ReferenceValue(timex, "datetimerange") { Start = Stamp(from), End = Stamp(until) };
    }
}
