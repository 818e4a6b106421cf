using PartyBuilding.Dialogue.Patterns;
using PartyBuilding.Recognizers;
using Found = PartyBuilding.Recognizers.Reading;

namespace PartyBuilding.Dialogue.Reading;

/// <summary>Day, start and end out of the dates and times nobody else claimed.</summary>
internal static class WhenReader
{
    public static Slots Fill(Filling filling, Slots slots)
    {
        DateOnly? date = null;
        TimeOnly? start = null;
        TimeOnly? end = null;
        TimeSpan shift = default;
        foreach (var item in Items(filling))
        {
            var found = (Found)item.Payload!;
            var passage = filling.Spotted.Text.Span[item.Start..item.End];
            var (day, from, until) = Parts(found.Value, passage);
            date ??= day;
            if (day is not null || from is null && passage.Length > 0)
                shift = PartOfDay(passage, shift);
            if (from is { } first && start is null)
                start = Shifted(first, passage, shift);
            if (until is { } last)
                end ??= Shifted(last, passage, shift);
        }

        if (Explicit(filling, "start", shift) is { } cuedStart)
            (start, end) = (cuedStart, Explicit(filling, "end", PartOfDay(filling.PassageOf("start"), shift)) ?? end);
        else if (Explicit(filling, "end", shift) is { } cuedEnd)
            (start, end) = (start == cuedEnd ? null : start, cuedEnd);
        // 下午的党课 is today's unless another day is named.
        if (filling["date"] is { Given: "else-today" })
            date ??= DateOnly.FromDateTime(filling.Now.Date);
        date = filling["date"] is { Given: "today" } ? DateOnly.FromDateTime(filling.Now.Date) : DateOf(filling["date"]) ?? date ?? DateOf(filling["start"]) ?? DateOf(filling["end"]);
        return slots with
        {
            Date = filling.Wants("date") ? date : null,
            Start = filling.Wants("start") ? start : null,
            End = filling.Wants("end") && start != end ? end : null,
        };
    }

    /// <summary>The day of a captured item.</summary>
    public static DateOnly? DateOf(Capture? capture) => capture is { Item.Payload: Found found } ? Parts(found.Value, []).Day : null;

    private static IEnumerable<Item> Items(Filling filling) =>
        from item in filling.Spotted.Items
        where item.Payload is Found { Value: Value.Day or Value.Moment or Value.Moments or Value.Days or Value.Clock or Value.Clocks }
        where (item.Types & ItemTypes.Feast) == 0 && (item == filling.MainDay || item == filling["date"]?.Item || !filling.IsTaken(item.Start, item.End))
        where item == filling.MainDay || item == filling["date"]?.Item || filling.MainDay is null || item.Payload is Found { Weight: > Found.Attributive }
        orderby item.Start
        select item;

    private static (DateOnly? Day, TimeOnly? From, TimeOnly? Until) Parts(Value value, ReadOnlySpan<char> passage) => value switch
    {
        Value.Day day => (day.Date, null, null),
        Value.Moment moment => (DateOnly.FromDateTime(moment.At), TimeOnly.FromDateTime(moment.At), null),
        Value.Days { From: { } from, Until: { } until } when until == from.AddDays(1) => (from, null, null),
        Value.Moments { From: { } from, Until: var until } when until is null || until - from <= TimeSpan.FromHours(24) =>
            ValueItems.HasClock(passage)
                ? (DateOnly.FromDateTime(from), TimeOnly.FromDateTime(from), until is { } end ? TimeOnly.FromDateTime(end) : null)
                : (DateOnly.FromDateTime(from), null, null),
        Value.Clock clock => (null, clock.Time, null),
        Value.Clocks clocks when ValueItems.HasClock(passage) => (null, clocks.From, clocks.Until),
        _ => (null, null, null),
    };

    private static TimeOnly? Explicit(Filling filling, string slot, TimeSpan shift) =>
        filling[slot] is { Item.Payload: Found found } capture
        && Parts(found.Value, filling.Spotted.Text.Span[capture.Start..capture.End]).From is { } time
            ? Shifted(time, filling.Spotted.Text.Span[capture.Start..capture.End], shift)
            : null;

    // 昨晚7点: the part of the day said once holds for what follows.
    private static TimeSpan PartOfDay(ReadOnlySpan<char> passage, TimeSpan before) =>
        passage.IndexOf('晚') >= 0 || passage.IndexOf('夜') >= 0 ? TimeSpan.FromHours(5)
        : passage.IndexOf("下午") >= 0 || passage.IndexOf("傍晚") >= 0 ? TimeSpan.FromHours(1)
        : passage.IndexOf('早') >= 0 || passage.IndexOf("上午") >= 0 ? TimeSpan.FromHours(12)
        : before;

    // Without 上午 or 下午: 7 to 11 are in the morning, 1 to 6 in the afternoon.
    private static TimeOnly Shifted(TimeOnly time, ReadOnlySpan<char> passage, TimeSpan shift)
    {
        if (time.Hour is 0 or >= 12 || passage.IndexOf("上午") >= 0 || passage.IndexOf('早') >= 0 || passage.IndexOf("凌晨") >= 0)
            return time;
        var from = shift == default ? 1 : shift.Hours;
        var to = shift == default ? 6 : 11;
        return time.Hour >= from && time.Hour <= to ? time.AddHours(12) : time;
    }
}
