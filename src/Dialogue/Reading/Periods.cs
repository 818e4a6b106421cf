using System.Globalization;
using PartyBuilding.Recognizers;

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

    private static string Month(DateOnly day) => Text($"{day.Year:0000}-{day.Month:00}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
