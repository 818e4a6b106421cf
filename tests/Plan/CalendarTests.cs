using PartyBuilding.Plan;

namespace PartyBuilding.Tests.Plan;

public sealed class CalendarTests
{
    private static readonly Calendar Calendar = Sample.Plan.Calendar;

    [Theory]
    [InlineData("2026-04-22", true)]    // a Wednesday
    [InlineData("2026-04-25", false)]   // a Saturday
    [InlineData("2026-05-01", false)]   // Labour Day
    [InlineData("2026-05-09", true)]    // a Saturday worked instead
    [InlineData("2026-02-14", true)]
    [InlineData("2026-02-23", false)]
    [InlineData("2026-02-24", true)]
    [InlineData("2025-10-08", false)]
    [InlineData("2025-10-09", true)]
    [InlineData("2024-02-18", true)]
    [InlineData("2023-10-08", true)]
    [InlineData("2022-12-31", false)]
    [InlineData("2027-05-01", false)]   // not announced yet: a Saturday all the same
    [InlineData("2027-05-03", true)]    // not announced yet: counts as worked
    public void Days_off_and_make_up_days_are_known(string day, bool worked) =>
        Assert.Equal(worked, Calendar.IsWorkday(Sample.Day(day)));

    [Theory]
    [InlineData(2026, 4, 25, "2026-04-24")]    // Saturday: Friday is nearer than Monday
    [InlineData(2026, 1, 25, "2026-01-26")]    // Sunday: Monday
    [InlineData(2026, 3, 25, "2026-03-25")]
    [InlineData(2026, 9, 25, "2026-09-24")]    // Mid-autumn Festival
    [InlineData(2023, 1, 25, "2023-01-28")]    // Spring Festival to the 27th; Saturday the 28th is worked, the 20th is further
    [InlineData(2023, 6, 25, "2023-06-25")]    // a Sunday worked instead
    [InlineData(2025, 1, 31, "2025-01-27")]    // must stay in January
    [InlineData(2026, 5, 1, "2026-05-06")]     // must stay in May
    [InlineData(2026, 2, 31, "2026-02-28")]
    public void The_nearest_working_day_stays_in_its_month(int year, int month, int day, string nearest) =>
        Assert.Equal(Sample.Day(nearest), Calendar.NearestWorkday(year, month, day));

    [Theory]
    [InlineData("2026-04-22T09:00", "2026-04-22T09:00")]
    [InlineData("2026-04-22T21:29", "2026-04-22T21:29")]
    [InlineData("2026-04-22T21:30", "2026-04-23T07:00")]
    [InlineData("2026-04-22T06:59", "2026-04-22T07:00")]
    [InlineData("2026-04-22T00:00", "2026-04-22T07:00")]
    [InlineData("2026-04-25T09:00", "2026-04-27T09:00")]
    [InlineData("2026-04-24T22:00", "2026-04-27T07:00")]
    [InlineData("2026-05-01T09:00", "2026-05-06T09:00")]
    [InlineData("2026-12-31T22:00", "2027-01-01T07:00")]
    public void What_falls_on_a_day_off_or_into_quiet_hours_waits(string wanted, string open) =>
        Assert.Equal(At(open), Calendar.Open(At(wanted)));

    [Theory]
    [InlineData("21:30", "07:00", "23:00", true)]
    [InlineData("21:30", "07:00", "07:00", false)]
    [InlineData("12:00", "14:00", "13:59", true)]
    [InlineData("12:00", "14:00", "14:00", false)]
    [InlineData("12:00", "12:00", "12:00", false)]
    public void Quiet_hours_may_run_over_midnight(string from, string to, string time, bool quiet) =>
        Assert.Equal(quiet, new QuietHours(Time(from), Time(to)).Contains(Time(time)));

    [Fact]
    public void It_is_known_for_which_years_the_days_off_are_known()
    {
        Assert.Equal([2023, 2024, 2025, 2026], Enumerable.Range(2020, 10).Where(Calendar.Knows));
        Assert.Equal(2026, Calendar.LastKnownYear);
    }

    [Fact]
    public void A_term_the_bureau_has_fixed_wins_over_the_usual_one()
    {
        var own = new TermDates(2026, 1, new(2026, 8, 31), new(2027, 1, 22));
        var calendar = new Calendar([], [], [], new(new(21, 30), new(7, 0)), new(new(9, 1), new(1, 31)), new(new(2, 1), new(7, 15)), [own]);

        Assert.Equal("2026-2027T1", calendar.TermOf(new(2026, 8, 31))?.Code);
        Assert.Null(calendar.TermOf(new(2027, 1, 23)));
        Assert.Equal("2026-2027T2", calendar.TermOf(new(2027, 2, 1))?.Code);
    }

    private static DateTime At(string text) => DateTime.ParseExact(text, "yyyy-MM-ddTHH:mm", null);

    private static TimeOnly Time(string text) => TimeOnly.ParseExact(text, "HH:mm");
}
