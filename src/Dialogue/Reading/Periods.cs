using System.Globalization;
using PartyBuilding.Dialogue.Patterns;
using PartyBuilding.Recognizers;
using Found = PartyBuilding.Recognizers.Reading;

namespace PartyBuilding.Dialogue.Reading;

/// <summary>Writes a stretch of days as <c>2023</c>, <c>2023H1</c>, <c>2023Q3</c>, <c>2023-10</c> or a run of months.</summary>
internal static class Periods
{
    /// <returns>Null for weeks, single days and stretches that do not follow months.</returns>
    /// <param name="days">The stretch.</param>
    /// <param name="passage">How it was written: 三季度 is a quarter, 7至9月 is a run of months.</param>
    /// <param name="now">Where an open stretch ends.</param>
    public static string? Code(Value.Days days, ReadOnlySpan<char> passage, DateTimeOffset now)
    {
        if (days.From is not { Day: 1 } from)
            return null;
        var today = DateOnly.FromDateTime(now.Date);
        var until = days.Until ?? today.AddDays(1);
        // 从9月份到现在 runs to the end of the present month.
        if (until.Day != 1 && (until == today || until == today.AddDays(1)))
            until = new DateOnly(until.Year, until.Month, 1).AddMonths(1);
        if (until.Day != 1 || until <= from)
            return null;
        // 今年到现在 is spoken of as the year.
        if (days.Until is null or { Day: not 1 } && from.Month == 1 && passage.IndexOf('年') >= 0)
            return Text($"{from.Year:0000}");
        if (days.Until is null or { Day: not 1 } && from.Month is 1 or 7 && passage.IndexOf("半年") >= 0)
            return Text($"{from.Year:0000}H{from.Month / 6 + 1}");
        var months = (until.Year - from.Year) * 12 + until.Month - from.Month;
        return (months, from.Month) switch
        {
            (12, 1) => Text($"{from.Year:0000}"),
            (6, 1 or 7) when passage.IndexOf('月') < 0 => Text($"{from.Year:0000}H{from.Month / 6 + 1}"),
            (3, 1 or 4 or 7 or 10) when passage.IndexOf('月') < 0 => Text($"{from.Year:0000}Q{(from.Month + 2) / 3}"),
            (1, _) => Month(from),
            _ => $"{Month(from)}/{Month(until.AddMonths(-1))}",
        };
    }

    /// <summary>A month with those listed beside it: 7、8、9月 and 7月、8月、9月 are three.</summary>
    public static Value.Days Listed(Value.Days days, Capture capture, Spotted spotted)
    {
        var (start, end) = (capture.Start, capture.End);
        for (var found = true; found;)
        {
            found = false;
            foreach (var item in spotted.Items)
                if (item.Payload is not Found { Value: var value })
                    continue;
                else if (value is Value.Days next && next.From == days.Until && next.Until is not null && Follows(spotted.Text, end, item.Start))
                    (days, end, found) = (days with { Until = next.Until }, item.End, true);
                else if (value is Value.Number number && days.From is { Month: > 1 } from && number.Amount == from.Month - 1 && item.End == start - 1
                         && spotted.Text.Chars[item.End] is '、' or ',')
                    (days, start, found) = (days with { From = from.AddMonths(-1) }, item.Start, true);
        }

        return days;
    }

    private static bool Follows(PlainText text, int end, int start) => start == end || start == end + 1 && text.Chars[end] is '、' or ',' or '和';

    private static string Month(DateOnly day) => Text($"{day.Year:0000}-{day.Month:00}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
