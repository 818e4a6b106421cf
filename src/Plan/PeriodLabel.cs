using System.Globalization;

namespace PartyBuilding.Plan;

/// <summary>Periods as people say them.</summary>
internal static class PeriodLabel
{
    private const string Numerals = "零一二三四";

    public static string Of(Period period)
    {
        var (from, last) = (period.From, period.Last);
        return period.Unit switch
        {
            PeriodUnit.Week => Text($"{from.Year}年{from.Month}月{from.Day}日至{Year(from, last)}{last.Month}月{last.Day}日"),
            PeriodUnit.Month => Text($"{from.Year}年{from.Month}月"),
            PeriodUnit.Months => Text($"{from.Year}年{from.Month}月至{Year(from, last)}{last.Month}月"),
            PeriodUnit.Quarter => Text($"{from.Year}年第{Numerals[(from.Month + 2) / 3]}季度"),
            PeriodUnit.Half => Text($"{from.Year}年{(from.Month == 1 ? "上" : "下")}半年"),
            PeriodUnit.Term => Text($"{period.TermNumber.SchoolYear}—{period.TermNumber.SchoolYear + 1}学年第{Numerals[period.TermNumber.Number]}学期"),
            PeriodUnit.Year => Text($"{from.Year}年"),
            PeriodUnit.Tenure => "本届",
            _ => "长期",
        };
    }

    private static string Year(DateOnly from, DateOnly last) => from.Year == last.Year ? "" : Text($"{last.Year}年");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
