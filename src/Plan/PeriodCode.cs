using System.Globalization;

namespace PartyBuilding.Plan;

/// <summary>Periods as the wire and the database write them.</summary>
internal static class PeriodCode
{
    // Beyond these a year is a slip of the pen.
    private const int FirstYear = 1900;
    private const int LastYear = 2199;

    public static string Write(Period period)
    {
        var from = period.From;
        return period.Unit switch
        {
            PeriodUnit.Week => Week(from),
            PeriodUnit.Month => Text($"{from:yyyy-MM}"),
            PeriodUnit.Months => Text($"{from:yyyy-MM}/{period.Last:yyyy-MM}"),
            PeriodUnit.Quarter => Text($"{from:yyyy}Q{(from.Month + 2) / 3}"),
            PeriodUnit.Half => Text($"{from:yyyy}H{(from.Month + 5) / 6}"),
            PeriodUnit.Term => Text($"{period.TermNumber.SchoolYear:0000}-{period.TermNumber.SchoolYear + 1:0000}T{period.TermNumber.Number}"),
            PeriodUnit.Year => Text($"{from:yyyy}"),
            PeriodUnit.Tenure => Text($"tenure-{period.Last:yyyy-MM-dd}"),
            _ => "once",
        };
    }

    public static Period? Read(string? code, Calendar calendar)
    {
        if (code is null || code.Length < 4 || Number(code[..4], FirstYear, LastYear) is not { } year)
            return null;
        return code[4..] switch
        {
            "" => Period.Year(year),
            ['H', .. var half] => Number(half, 1, 2) is { } number ? Period.Half(year, number) : null,
            ['Q', .. var quarter] => Number(quarter, 1, 4) is { } number ? Period.Quarter(year, number) : null,
            ['-', 'W', .. { Length: 2 } week] => Number(week, 1, 53) is { } number ? Week(year, number) : null,
            ['-', .. { Length: 2 } month] => Number(month, 1, 12) is { } number ? Period.Month(year, number) : null,
            ['-', .. { Length: 6 } term] => Term(year, term, calendar),
            ['-', _, _, '/', .. { Length: 7 }] => Run(code),
            _ => null,
        };
    }

    private static Period? Week(int year, int number)
    {
        // 4 January lies in week 1 of its year by definition.
        var week = Period.Week(new DateOnly(year, 1, 4).AddDays((number - 1) * 7));
        return number < 53 || week.Code[..4] == new DateOnly(year, 1, 4).ToString("yyyy", null) ? week : null;
    }

    private static Period? Term(int year, string term, Calendar calendar) =>
        Number(term[..4], FirstYear, LastYear + 1) == year + 1 && term[4] == 'T' && Number(term[5..], 1, 2) is { } number
            ? calendar.Term(year, number)
            : null;

    private static Period? Run(string code) =>
        Month(code[..7]) is { } from && Month(code[8..]) is { } to && from <= to ? Period.Months(from, to) : null;

    private static DateOnly? Month(string code) =>
        code[4] == '-' && Number(code[..4], FirstYear, LastYear) is { } year && Number(code[5..], 1, 12) is { } month
            ? new DateOnly(year, month, 1)
            : null;

    private static string Week(DateOnly monday)
    {
        var day = monday.ToDateTime(TimeOnly.MinValue);
        return Text($"{ISOWeek.GetYear(day):0000}-W{ISOWeek.GetWeekOfYear(day):00}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static int? Number(string digits, int from, int to) =>
        digits.All(char.IsAsciiDigit) && int.TryParse(digits, out var number) && number >= from && number <= to ? number : null;
}
