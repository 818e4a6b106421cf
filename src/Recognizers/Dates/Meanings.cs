namespace PartyBuilding.Recognizers.Dates;

/// <summary>What an expression means to a reader at one moment: the likeliest value first, then the others.</summary>
internal readonly struct Meanings(DateTime now, Bias bias)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly Calendar _calendar = new(DateOnly.FromDateTime(now));

    private Pick Nearest => bias == Bias.Past ? Pick.Past : Pick.Future;

    private Pick Opposite => bias == Bias.Past ? Pick.Future : Pick.Past;

    public Value Of(in Expression e, List<Value> others)
    {
        switch (e.Shape)
        {
            case Shape.Point: return OfPoint(e, others);
            case Shape.Range: return OfRange(e, others);
            case Shape.Ago: return OfAgo(e);
            case Shape.Window when !e.Remains: return OfWindow(e);
            case Shape.Within: return OfWithin(e);
            case Shape.Present: return new Value.Moment(now);
            case Shape.Term: return e.Nth > 0 ? new Value.Term(null, e.Nth) : new Value.Term(e.Direction, null);
            case Shape.Recurring: return new Value.Recurring(Timexes.Recurring(e));
            default: return new Value.Length(TimeSpan.FromSeconds(e.Length.TotalSeconds));
        }
    }

    private Value OfPoint(in Expression e, List<Value> others)
    {
        var point = e.From;
        if (point.HasClock && !point.Clock.IsPossible)
            return new Value.IllFormed(Faults.Of(point.Clock));
        if (!point.HasDate)
            return OfTime(e, point, others);
        if (point.Date is { Kind: DatedKind.Day, Bare: true, Month: 8, Day: 15 })
            return OfMidAutumn(e, others);

        // 年底前 is a time limit, so it lies ahead and runs to the end of what was named.
        var isLimit = e.Bound == Bound.Before && point.Date is { Kind: DatedKind.MonthPart or DatedKind.YearPart, Part: Part.End };
        var pick = isLimit ? Pick.Future : Likelier(point.Date);
        if (_calendar.Resolve(point.Date, pick) is not { } span)
            return new Value.IllFormed(Faults.Of(point.Date));

        if (isLimit)
            return new Value.Days(null, span.Until);
        span = OnItsSide(point, span);
        var value = OfDate(e, point, span, false);
        if (Calendar.IsOpen(point.Date) && _calendar.Resolve(point.Date, pick == Nearest ? Opposite : Nearest) is { } other && other != span)
            others.Add(OfDate(e, point, other, false));
        if (point.HasClock && Hours.OtherSeconds(point.Clock) is not null)
            others.Add(OfDate(e, point, span, true));
        return value;
    }

    // 周四早上七点, planned on a Thursday evening, is a week away; reported on a Thursday before seven, it was a week ago.
    private DaySpan OnItsSide(in Point point, DaySpan span)
    {
        if (point is not { HasClock: true, Date: { Kind: DatedKind.Weekday, WeekBy: null } } || span.From != _calendar.Today)
            return span;
        var (said, other) = (Hours.Seconds(point.Clock), Hours.OtherSeconds(point.Clock) ?? Hours.Seconds(point.Clock));
        var isOtherSide = bias == Bias.Past ? At(span.From, Math.Min(said, other)) > now : At(span.From, Math.Max(said, other)) < now;
        var days = !isOtherSide ? 0 : bias == Bias.Past ? -7 : 7;
        return new DaySpan(span.From.AddDays(days), span.Until.AddDays(days));
    }

    // A weekday said beside the day decides when only one of the two days falls on it: 11月25日(星期六).
    private Pick Likelier(in Dated dated)
    {
        if (dated is not { Kind: DatedKind.Day, Weekday: > 0 } || !Calendar.IsOpen(dated))
            return Nearest;
        var isNearest = _calendar.Resolve(dated, Nearest) is { } near && IsOn(near.From, dated.Weekday);
        return !isNearest && _calendar.Resolve(dated, Opposite) is { } far && IsOn(far.From, dated.Weekday) ? Opposite : Nearest;
    }

    private static bool IsOn(DateOnly day, int weekday) => (int)day.DayOfWeek == weekday % 7;

    // 八月十五 in characters, without 日, is the feast; 15 August comes second.
    private Value OfMidAutumn(in Expression e, List<Value> others)
    {
        var solar = e;
        solar.From.Date.Bare = false;
        var lunar = solar;
        lunar.From.Date.Kind = DatedKind.Lunar;
        others.Add(OfPoint(solar, []));
        return OfPoint(lunar, []);
    }

    private static Value OfDate(in Expression e, in Point point, DaySpan span, bool otherHalf)
    {
        if (!point.HasTime)
            return e.Bound switch
            {
                Bound.Before => new Value.Days(null, span.From),
                Bound.Until => new Value.Days(null, span.Until),
                Bound.After => new Value.Days(span.Until, null),
                Bound.Since => new Value.Days(span.From, null),
                _ => point.IsPeriod || point.Date.Edge != Edge.None ? new Value.Days(span.From, span.Until) : new Value.Day(span.From),
            };

        var midnight = span.From.ToDateTime(TimeOnly.MinValue);
        if (!point.HasClock)
        {
            var (from, until) = Hours.Of(point.Part, e.Bound);
            return Bounded(e.Bound, midnight.AddHours(from), midnight.AddHours(until));
        }

        var seconds = otherHalf ? Hours.OtherSeconds(point.Clock)!.Value : Hours.Seconds(point.Clock);
        var at = midnight.AddSeconds(seconds);
        return e.Bound == Bound.None ? new Value.Moment(at) : Bounded(e.Bound, at, at);
    }

    private static Value.Moments Bounded(Bound bound, DateTime from, DateTime until) => bound switch
    {
        Bound.Before => new(null, from),
        Bound.Until => new(null, until),
        Bound.After => new(until, null),
        Bound.Since => new(from, null),
        _ => new(from, until),
    };

    private static Value OfTime(in Expression e, in Point point, List<Value> others)
    {
        if (!point.HasClock)
        {
            var (from, until) = Hours.Of(point.Part, e.Bound);
            return OfTimes(e.Bound, TimeOf(from * 3600), TimeOf(until * 3600));
        }

        var time = TimeOf(Hours.Seconds(point.Clock));
        if (Hours.OtherSeconds(point.Clock) is { } other)
            others.Add(e.Bound == Bound.None ? new Value.Clock(TimeOf(other)) : OfTimes(e.Bound, TimeOf(other), TimeOf(other)));
        return e.Bound == Bound.None ? new Value.Clock(time) : OfTimes(e.Bound, time, time);
    }

    private static Value.Clocks OfTimes(Bound bound, TimeOnly from, TimeOnly until) => bound switch
    {
        Bound.Before => new(null, from),
        Bound.Until => new(null, until),
        Bound.After => new(until, null),
        Bound.Since => new(from, null),
        _ => new(from, until),
    };

    private Value OfRange(in Expression e, List<Value> others)
    {
        var pick = Likelier(e.From.Date);
        var likely = OfRange(e, pick);
        if (e.From.HasDate && Calendar.IsOpen(e.From.Date) && OfRange(e, pick == Nearest ? Opposite : Nearest) is var other and not Value.IllFormed && other != likely)
            others.Add(other);
        return likely;
    }

    private Value OfRange(in Expression e, Pick pick)
    {
        var (from, to) = (e.From, e.To);
        if (from.HasClock && !from.Clock.IsPossible || to.HasClock && !to.Clock.IsPossible)
            return new Value.IllFormed(Faults.Of(from.HasClock && !from.Clock.IsPossible ? from.Clock : to.Clock));
        var (start, end) = Times(from, to);
        if (!from.HasDate && !to.HasDate)
            return new Value.Clocks(TimeOf(start), TimeOf(end));

        var first = from.HasDate ? _calendar.Resolve(from.Date, pick) : new DaySpan(_calendar.Today, _calendar.Today.AddDays(1));
        if (first is not { } a)
            return new Value.IllFormed(Faults.Of(from.Date));
        if (!to.HasDate)
            return new Value.Moments(At(a.From, start), At(a.From, end));
        if (Ranges.End(to.Date, a, _calendar) is not { } b)
            return new Value.IllFormed(Faults.Of(to.Date));
        if (b.Until <= a.From)
            return new Value.IllFormed(Faults.Backwards);
        if (!from.HasTime && !to.HasTime)
            return new Value.Days(a.From, b.Until);
        return new Value.Moments(At(a.From, from.HasTime ? start : 0), to.HasTime ? At(b.From, OwnEnd(from, to)) : At(b.Until, 0));
    }

    // The hours of both ends when they lie on one day.
    private static (int Start, int End) Times(in Point from, in Point to)
    {
        var start = from.HasClock ? Hours.StartSeconds(from.Clock, to.HasClock ? to.Clock : null) : Hours.Of(from.Part).From * 3600;
        var end = to.HasClock ? Hours.EndSeconds(start, from.Clock, to.Clock) : Hours.Of(to.Part).Until * 3600;
        return (start, end);
    }

    private static int OwnEnd(in Point from, in Point to) =>
        !to.HasClock ? Hours.Of(to.Part).Until * 3600 : Hours.Seconds(to.Clock.IsOpen && from.HasClock && from.Clock.Part == DayPart.Forenoon && to.Clock.Hour < 7 ? to.Clock with { Part = DayPart.Afternoon } : to.Clock);

    private Value OfAgo(in Expression e)
    {
        var at = e.Length.From(now, e.Direction);
        return e.Length.HasTime ? new Value.Moment(at) : new Value.Day(DateOnly.FromDateTime(at));
    }

    private Value.Moments OfWindow(in Expression e)
    {
        var other = e.Length.From(now, e.Direction);
        return e.Direction < 0 ? new Value.Moments(other, now) : new Value.Moments(now, other);
    }

    private Value OfWithin(in Expression e)
    {
        var end = e.Length.From(now, 1);
        return e.Length.HasTime ? new Value.Moments(now, end) : new Value.Days(_calendar.Today, DateOnly.FromDateTime(end + Day));
    }

    private static DateTime At(DateOnly day, int seconds) => day.ToDateTime(TimeOnly.MinValue).AddSeconds(seconds);

    private static TimeOnly TimeOf(int seconds) => new(seconds % (24 * 3600) * TimeSpan.TicksPerSecond);
}
