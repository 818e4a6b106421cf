using System.Globalization;

namespace PartyBuilding.Recognizers.Dates;

/// <summary>Chinese lunar days as days of our calendar, for the years 1901 to 2100.</summary>
internal static class LunarCalendar
{
    public const int FirstYear = 1901, LastYear = 2100;

    private static readonly ChineseLunisolarCalendar Calendar = new();

    /// <summary>The first day that <see cref="YearOf"/> can place.</summary>
    private static readonly DateOnly Earliest = DateOnly.FromDateTime(Calendar.MinSupportedDateTime), Latest = DateOnly.FromDateTime(Calendar.MaxSupportedDateTime);

    /// <summary>The day, or null when that year has no such month or day.</summary>
    /// <param name="year">Lunar year, named by the solar year in which it begins.</param>
    /// <param name="month">1 to 12.</param>
    /// <param name="day">1 to 30.</param>
    /// <param name="leap">The month that follows its namesake (闰).</param>
    public static DateOnly? Day(int year, int month, int day, bool leap)
    {
        if (Index(year, month, leap) is not { } index || day < 1 || day > Calendar.GetDaysInMonth(year, index))
            return null;
        return DateOnly.FromDateTime(Calendar.ToDateTime(year, index, day, 0, 0, 0, 0));
    }

    /// <summary>First day of a lunar month and the first day after it, or null.</summary>
    public static (DateOnly From, DateOnly Until)? Month(int year, int month, bool leap)
    {
        if (Index(year, month, leap) is not { } index || Day(year, month, 1, leap) is not { } first)
            return null;
        return (first, first.AddDays(Calendar.GetDaysInMonth(year, index)));
    }

    /// <summary>除夕: the 29th or 30th of the last month.</summary>
    public static DateOnly? LastDay(int year)
    {
        if (Day(year, 12, 1, false) is not { } first)
            return null;
        return first.AddDays(Calendar.GetDaysInMonth(year, Calendar.GetMonthsInYear(year)) - 1);
    }

    /// <summary>The lunar year that a day belongs to; outside the known years the solar one.</summary>
    public static int YearOf(DateOnly day) =>
        day < Earliest || day > Latest ? day.Year : Calendar.GetYear(day.ToDateTime(TimeOnly.MinValue));

    private static int? Index(int year, int month, bool leap)
    {
        if (year is < FirstYear or > LastYear || month is < 1 or > 12)
            return null;
        var leapIndex = Calendar.GetLeapMonth(year); // the place of the leap month among all; 0: none
        if (leap)
            return leapIndex == month + 1 ? leapIndex : null;
        return leapIndex > 0 && month >= leapIndex ? month + 1 : month;
    }
}
