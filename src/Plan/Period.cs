using System.Globalization;

namespace PartyBuilding.Plan;

/// <summary>A stretch of days that duties, points and questions are counted in.</summary>
public sealed record Period
{
    private Period(PeriodUnit unit, DateOnly from, DateOnly until, string code, string label) =>
        (Unit, From, Until, Code, Label) = (unit, from, until, code, label);

    /// <summary>How long it is.</summary>
    public PeriodUnit Unit { get; }

    /// <summary>First day.</summary>
    public DateOnly From { get; }

    /// <summary>First day after it.</summary>
    public DateOnly Until { get; }

    /// <summary>Last day.</summary>
    public DateOnly Last => Until.AddDays(-1);

    /// <summary>
    /// <c>2023</c>, <c>2023H1</c>, <c>2023Q3</c>, <c>2023-10</c>, <c>2023-10/2023-12</c>, <c>2023-W43</c>,
    /// <c>2023-2024T1</c> (first term of that school year). <see cref="Parse"/> reads these back; <c>once</c> it does not.
    /// </summary>
    public string Code { get; }

    /// <summary>As people say it: 2023年10月, 2023年第三季度, 2023—2024学年第一学期.</summary>
    public string Label { get; }

    /// <summary>How many days it has.</summary>
    public int Days => Until.DayNumber - From.DayNumber;

    /// <summary>Duties owed once and then kept.</summary>
    public static Period Once { get; } = new(PeriodUnit.Once, DateOnly.MinValue, DateOnly.MaxValue, "once", "长期");

    /// <summary>A calendar year.</summary>
    public static Period Year(int year) =>
        new(PeriodUnit.Year, new(year, 1, 1), new(year + 1, 1, 1), Text($"{year:0000}"), Text($"{year}年"));

    /// <summary>Half a year; <paramref name="half"/> is 1 or 2.</summary>
    public static Period Half(int year, int half)
    {
        var from = new DateOnly(year, (half - 1) * 6 + 1, 1);
        return new(PeriodUnit.Half, from, from.AddMonths(6), Text($"{year:0000}H{half}"), $"{year}年{(half == 1 ? "上" : "下")}半年");
    }

    /// <summary>A calendar quarter, 1 to 4.</summary>
    public static Period Quarter(int year, int quarter)
    {
        var from = new DateOnly(year, (quarter - 1) * 3 + 1, 1);
        return new(PeriodUnit.Quarter, from, from.AddMonths(3), Text($"{year:0000}Q{quarter}"), $"{year}年第{"一二三四"[quarter - 1]}季度");
    }

    /// <summary>A calendar month.</summary>
    public static Period Month(int year, int month)
    {
        var from = new DateOnly(year, month, 1);
        return new(PeriodUnit.Month, from, from.AddMonths(1), Text($"{year:0000}-{month:00}"), Text($"{year}年{month}月"));
    }

    /// <summary>The months from one to another, both included; whole quarters, halves and years come back as such.</summary>
    /// <param name="from">Any day of the first month.</param>
    /// <param name="to">Any day of the last month.</param>
    public static Period Months(DateOnly from, DateOnly to)
    {
        var first = new DateOnly(from.Year, from.Month, 1);
        var until = new DateOnly(to.Year, to.Month, 1).AddMonths(1);
        var count = (until.Year - first.Year) * 12 + until.Month - first.Month;
        return (count, (first.Month - 1) % count) switch
        {
            (1, _) => Month(first.Year, first.Month),
            (3, 0) => Quarter(first.Year, (first.Month + 2) / 3),
            (6, 0) => Half(first.Year, (first.Month + 5) / 6),
            (12, 0) => Year(first.Year),
            _ => new(PeriodUnit.Months, first, until, Text($"{first:yyyy-MM}/{to:yyyy-MM}"), first.Year == to.Year
                ? Text($"{first.Year}年{first.Month}月至{to.Month}月")
                : Text($"{first.Year}年{first.Month}月至{to.Year}年{to.Month}月")),
        };
    }

    /// <summary>The week, Monday to Sunday, that <paramref name="day"/> lies in.</summary>
    public static Period Week(DateOnly day)
    {
        var monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        var sunday = monday.AddDays(6);
        var noon = monday.ToDateTime(TimeOnly.MinValue);
        var label = monday.Year == sunday.Year
            ? Text($"{monday.Year}年{monday.Month}月{monday.Day}日至{sunday.Month}月{sunday.Day}日")
            : Text($"{monday.Year}年{monday.Month}月{monday.Day}日至{sunday.Year}年{sunday.Month}月{sunday.Day}日");
        return new(PeriodUnit.Week, monday, monday.AddDays(7), Text($"{ISOWeek.GetYear(noon):0000}-W{ISOWeek.GetWeekOfYear(noon):00}"), label);
    }

    /// <summary>A school term.</summary>
    /// <param name="schoolYear">The calendar year in which the school year begins.</param>
    /// <param name="number">1 (from autumn) or 2 (from spring).</param>
    /// <param name="from">First day.</param>
    /// <param name="last">Last day.</param>
    public static Period Term(int schoolYear, int number, DateOnly from, DateOnly last) =>
        new(PeriodUnit.Term, from, last.AddDays(1), Text($"{schoolYear:0000}-{schoolYear + 1:0000}T{number}"),
            Text($"{schoolYear}—{schoolYear + 1}学年第{(number == 1 ? "一" : "二")}学期"));

    /// <summary>The period of a unit that <paramref name="day"/> lies in.</summary>
    /// <returns>Null for a day in no term, and for <see cref="PeriodUnit.Months"/>, which has no fixed places.</returns>
    public static Period? Of(PeriodUnit unit, DateOnly day, Calendar calendar) => unit switch
    {
        PeriodUnit.Week => Week(day),
        PeriodUnit.Month => Month(day.Year, day.Month),
        PeriodUnit.Quarter => Quarter(day.Year, (day.Month + 2) / 3),
        PeriodUnit.Half => Half(day.Year, (day.Month + 5) / 6),
        PeriodUnit.Year => Year(day.Year),
        PeriodUnit.Term => calendar.TermOf(day),
        PeriodUnit.Once => Once,
        _ => null,
    };

    /// <summary>Every period of a unit that shares a day with this one, in order.</summary>
    public IEnumerable<Period> Split(PeriodUnit unit, Calendar calendar)
    {
        if (unit == PeriodUnit.Once)
        {
            yield return Once;
            yield break;
        }

        for (var day = From; day < Until;)
        {
            if (Of(unit, day, calendar) is { } part)
            {
                yield return part;
                day = part.Until;
            }
            else
            {
                day = day.AddDays(1);
            }
        }
    }

    /// <summary>Reads a code.</summary>
    /// <param name="code">As <see cref="Code"/> describes.</param>
    /// <param name="calendar">Knows the terms.</param>
    /// <returns>Null when it is no period.</returns>
    public static Period? Parse(string? code, Calendar calendar) => PeriodCode.Read(code, calendar);

    /// <summary>Whether a day lies in it.</summary>
    public bool Contains(DateOnly day) => day >= From && day < Until;

    /// <summary>Whether another period lies wholly in it.</summary>
    public bool Contains(Period other) => other.From >= From && other.Until <= Until;

    /// <inheritdoc/>
    public bool Equals(Period? other) => other is not null && Code == other.Code && From == other.From && Until == other.Until;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Code, From, Until);

    /// <summary>The label.</summary>
    public override string ToString() => Label;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
