namespace PartyBuilding.Recognizers;

/// <summary>What a passage of text means. Closed: a caller can switch over every case.</summary>
public abstract record Value
{
    private Value() { }

    /// <summary>A plain number: 16, 贰拾陆, 三分之一, 1.5万.</summary>
    public sealed record Number(decimal Amount) : Value;

    /// <summary>A place in an order: 第三, 末位 is -1.</summary>
    public sealed record Ordinal(int Place) : Value;

    /// <summary>A percentage; 97 means 97 %.</summary>
    public sealed record Percent(decimal Amount) : Value;

    /// <summary>An interval of percentages: 30%到50%, 百分之三十到五十.</summary>
    public sealed record PercentRange(decimal From, decimal To) : Value;

    /// <summary>An interval of numbers; a missing bound is open.</summary>
    public sealed record NumberRange(decimal? From, bool FromIncluded, decimal? To, bool ToIncluded) : Value;

    /// <summary>An amount of money; <paramref name="Currency"/> is the ISO code, <c>CNY</c> where the text says only 块 or 元.</summary>
    public sealed record Money(decimal Amount, string Currency) : Value;

    /// <summary>An age in <paramref name="Unit"/> (<c>year</c>, <c>month</c>, <c>week</c>, <c>day</c>).</summary>
    public sealed record Age(decimal Amount, string Unit) : Value;

    /// <summary>A length, weight, area and so on; <paramref name="Unit"/> is the English unit name.</summary>
    public sealed record Measure(decimal Amount, string Unit) : Value;

    /// <summary>是 / 否 in any of their forms.</summary>
    public sealed record YesNo(bool Yes) : Value;

    /// <summary>One calendar day.</summary>
    public sealed record Day(DateOnly Date) : Value;

    /// <summary>A time of day with no date.</summary>
    public sealed record Clock(TimeOnly Time) : Value;

    /// <summary>A day and a time of day.</summary>
    public sealed record Moment(DateTime At) : Value;

    /// <summary>Consecutive days; <paramref name="Until"/> is the first day not included. A missing bound is open (以前, 以来).</summary>
    public sealed record Days(DateOnly? From, DateOnly? Until) : Value;

    /// <summary>A stretch of a day with no date: 两点到四点, 上午. Open bounds as in <see cref="Days"/>.</summary>
    public sealed record Clocks(TimeOnly? From, TimeOnly? Until) : Value;

    /// <summary>A stretch of time with dates. Open bounds as in <see cref="Days"/>.</summary>
    public sealed record Moments(DateTime? From, DateTime? Until) : Value;

    /// <summary>A length of time. Months count 30 days and years 365 where only a length is wanted.</summary>
    public sealed record Length(TimeSpan Time) : Value;

    /// <summary>
    /// A school term: <paramref name="By"/> counted from the present one (本学期 0, 上学期 -1), or <paramref name="Nth"/> of a school
    /// year (第一学期, 秋季学期 1; 第二学期, 春季学期 2). When it begins and ends, the county decides: <c>plan/calendar.yaml</c>.
    /// </summary>
    public sealed record Term(int? By, int? Nth) : Value;

    /// <summary>Something that recurs (每周三, 每月25号); <paramref name="Timex"/> as in TIMEX3: <c>XXXX-WXX-3</c>, <c>P1M</c>.</summary>
    public sealed record Recurring(string Timex) : Value;

    /// <summary>Written like a date or a time but impossible: 2月30日, 32号, 25点. Never silently another day.</summary>
    public sealed record IllFormed(string Reason) : Value;
}
