namespace PartyBuilding.Recognizers.Dates;

/// <summary>Ranges as the reference model resolves them: the end of a range of dates is the first day of its second date.</summary>
internal readonly struct ReferenceRanges(DateTime now)
{
    public void Of(in Expression e, List<ReferenceValue> values)
    {
        var (from, to) = (e.From, e.To);
        if (from.HasClock && !from.Clock.IsPossible || to.HasClock && !to.Clock.IsPossible)
            return;
        // 2点-明天4点 begins today.
        if (from is { HasDate: false, HasClock: true } && to is { HasDate: true, HasClock: true })
            from.Date = RelativeDates.DaysFromToday(0);
        if (from.HasDate && to.HasDate)
        {
            if (from.HasTime || to.HasTime)
                OfMoments(from, to, values);
            else if (from.Date.Kind == DatedKind.Month && to.Date.Kind == DatedKind.Month && !from.Date.HasYear && from.Date.MonthBy is null)
                OfMonths(from.Date.Month!.Value, to.Date.Month ?? 0, values);
            else
                OfDates(from.Date, to.Date, values);
        }
        else if (from.HasClock && to.HasClock)
        {
            OfTimes(from, to, values);
        }
    }

    private void OfDates(in Dated from, in Dated to, List<ReferenceValue> values)
    {
        var form = new ReferenceForm(now);
        var (pastFrom, futureFrom) = form.Both(from);
        var (pastTo, futureTo) = form.Both(to);
        if (pastFrom is not { } a || futureFrom is not { } b || pastTo is not { } c || futureTo is not { } d)
        {
            var missing = $"({Timexes.Of(from, pastFrom)},{Timexes.Of(to, pastTo)},PXD)";
            values.Add(new ReferenceValue(missing, "daterange") { Value = ReferenceForm.NotResolved });
            return;
        }

        if (from is { Kind: DatedKind.Day, Month: 2, Day: 29 } && Calendar.IsOpen(from))
            (c, d) = (new Calendar(a.From).Resolve(to, Pick.Future) ?? c, new Calendar(b.From).Resolve(to, Pick.Future) ?? d);
        if (b.From > d.From)
            b = a;
        if (c.From < a.From)
            c = d;

        var unit = from.Kind == DatedKind.Year && to.Kind == DatedKind.Year ? Unit.Year : from.Kind == DatedKind.Month && to.Kind == DatedKind.Month ? Unit.Month : Unit.Day;
        var length = Timexes.Between(new DaySpan(b.From, d.From), unit);
        var timex = $"({Start(from, b)},{Start(to, d)},{length[(length.LastIndexOf(',') + 1)..]}";
        Add(timex, a.From, c.From, values);
        if (a != b || c != d)
            Add(timex, b.From, d.From, values);
    }

    // A whole year or month stands for its first day.
    private static string Start(in Dated dated, DaySpan span) =>
        dated.IsDay ? Timexes.Of(dated, span) : dated.Kind switch
        {
            DatedKind.Month => Timexes.Of(dated, span) + "-01",
            _ => Timexes.Day(span.From),
        };

    private void OfMonths(int first, int last, List<ReferenceValue> values)
    {
        var (year, month) = (now.Year, now.Month);
        var (pastFrom, pastTo, futureFrom, futureTo) = (year, year, year, year);
        if (first < last)
        {
            if (first >= month)
                (pastFrom, pastTo) = (year - 1, year - 1);
            else if (last < month)
                (futureFrom, futureTo) = (year + 1, year + 1);
        }
        else if (first < month)
        {
            (pastTo, futureTo) = (year + 1, year + 1);
        }
        else
        {
            (pastFrom, futureTo) = (year - 1, year + 1);
        }

        if (last is < 1 or > 12 || first is < 1 or > 12)
            return;
        var timex = $"(XXXX-{first:D2}-01,XXXX-{last:D2}-01,P{(last - first + 12) % 12}M)";
        Add(timex, new DateOnly(pastFrom, first, 1), new DateOnly(pastTo, last, 1), values);
        if (pastFrom != futureFrom || pastTo != futureTo)
            Add(timex, new DateOnly(futureFrom, first, 1), new DateOnly(futureTo, last, 1), values);
    }

    private static void Add(string timex, DateOnly from, DateOnly until, List<ReferenceValue> values) =>
        values.Add(new ReferenceValue(timex, "daterange") { Start = Timexes.Day(from), End = Timexes.Day(until) });

    private void OfMoments(in Point from, in Point to, List<ReferenceValue> values)
    {
        if (!from.HasClock || !to.HasClock)
            return;
        var form = new ReferenceForm(now);
        var ((past, begin), (_, end)) = (form.Both(from.Date), form.Both(to.Date));
        if (begin is not { } first || end is not { } last || past is not { } before)
            return;
        if (first.From > last.From)
            first = before;
        var (start, stop) = (At(first.From, from.Clock), At(last.From, to.Clock));
        var timex = $"({Timexes.Of(from.Date, first)}{Timexes.Of(from.Clock, ReferenceTimes.Hour(from.Clock))},{Timexes.Of(to.Date, last)}{Timexes.Of(to.Clock, ReferenceTimes.Hour(to.Clock))},{Timexes.Span(stop - start)})";
        values.Add(new ReferenceValue(timex, "datetimerange") { Start = ReferenceForm.Stamp(start), End = ReferenceForm.Stamp(stop) });
    }

    private static DateTime At(DateOnly day, in Clock clock) =>
        day.ToDateTime(TimeOnly.MinValue).AddSeconds(ReferenceTimes.Hour(clock) * 3600 + clock.Seconds);

    // Two times of one day, with or without that day.
    private void OfTimes(in Point from, in Point to, List<ReferenceValue> values)
    {
        var (left, right) = Settle(from.Clock, to.Clock);
        var isOpen = from.Clock.Part == DayPart.None && to.Clock.Part == DayPart.None
            && (from.HasDate ? left < 12 && right < 12 : from.Clock.Hour <= 12 && to.Clock.Hour <= 12);
        if (!from.HasDate)
        {
            AddTimes(from.Clock, to.Clock, left, right, values);
            if (isOpen)
                AddTimes(from.Clock, to.Clock, (left + 12) % 24, (right + 12) % 24, values);
            return;
        }

        var (past, future) = new ReferenceForm(now).Both(from.Date);
        if (past is not { } first || future is not { } second)
            return;
        var timex = Timexes.Of(from.Date, first);
        for (var half = 0; half < (isOpen ? 2 : 1); half++)
        {
            AddMoments(first.From, timex, from.Clock, to.Clock, left + 12 * half, right + 12 * half, values);
            if (second != first)
                AddMoments(second.From, timex, from.Clock, to.Clock, left + 12 * half, right + 12 * half, values);
        }
    }

    /// <summary>Both hours, each moved to the afternoon where the other end or its part of the day asks for it.</summary>
    private static (int Left, int Right) Settle(in Clock from, in Clock to)
    {
        var (left, right) = (ReferenceTimes.Hour(from), ReferenceTimes.Hour(to));
        var span = right - left;
        if (span < 0 || span == 0 && from.Minute > to.Minute)
            span += 24;
        if (span <= 12)
            return (left, right);
        if (to.Part == DayPart.None && from.Part != DayPart.None && to.Hour <= 12)
            right += 12;
        else if (from.Part == DayPart.None && to.Part != DayPart.None && from.Hour <= 12)
            left += 12;
        else if (from.IsOpen && to.IsOpen && left > right)
            (left, right) = left == 12 ? (0, right) : (left, right + 12);
        return (left, right % 24);
    }

    private static void AddTimes(in Clock from, in Clock to, int left, int right, List<ReferenceValue> values)
    {
        var (start, end) = (left * 3600 + from.Seconds, right * 3600 + to.Seconds);
        var span = TimeSpan.FromSeconds((end - start + 86400) % 86400);
        values.Add(new ReferenceValue($"({Timexes.Of(from, left)},{Timexes.Of(to, right)},{Timexes.Span(span)})", "timerange")
        {
            Start = ReferenceTimes.Time(start),
            End = ReferenceTimes.Time(end),
        });
    }

    private static void AddMoments(DateOnly day, string date, in Clock from, in Clock to, int left, int right, List<ReferenceValue> values)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        var (start, end) = (midnight.AddSeconds(left * 3600 + from.Seconds), midnight.AddSeconds(right * 3600 + to.Seconds));
        if (end < start)
            end = end.AddDays(1);
        values.Add(new ReferenceValue($"({date}{Timexes.Of(from, left % 24)},{date}{Timexes.Of(to, right % 24)},{Timexes.Span(end - start)})", "datetimerange")
        {
            Start = ReferenceForm.Stamp(start),
            End = ReferenceForm.Stamp(end),
        });
    }
}
