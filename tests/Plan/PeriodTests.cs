using PartyBuilding.Plan;

namespace PartyBuilding.Tests.Plan;

public sealed class PeriodTests
{
    [Theory]
    [InlineData("2023", "2023-01-01", "2023-12-31", "2023年")]
    [InlineData("2023H1", "2023-01-01", "2023-06-30", "2023年上半年")]
    [InlineData("2023H2", "2023-07-01", "2023-12-31", "2023年下半年")]
    [InlineData("2023Q3", "2023-07-01", "2023-09-30", "2023年第三季度")]
    [InlineData("2024Q1", "2024-01-01", "2024-03-31", "2024年第一季度")]
    [InlineData("2023-10", "2023-10-01", "2023-10-31", "2023年10月")]
    [InlineData("2023-02", "2023-02-01", "2023-02-28", "2023年2月")]
    [InlineData("2024-02", "2024-02-01", "2024-02-29", "2024年2月")]
    [InlineData("2023-09/2023-11", "2023-09-01", "2023-11-30", "2023年9月至11月")]
    [InlineData("2023-11/2024-02", "2023-11-01", "2024-02-29", "2023年11月至2024年2月")]
    [InlineData("2026-W01", "2025-12-29", "2026-01-04", "2025年12月29日至2026年1月4日")]
    [InlineData("2020-W53", "2020-12-28", "2021-01-03", "2020年12月28日至2021年1月3日")]
    [InlineData("2026-W17", "2026-04-20", "2026-04-26", "2026年4月20日至4月26日")]
    [InlineData("2025-2026T1", "2025-09-01", "2026-01-31", "2025—2026学年第一学期")]
    [InlineData("2025-2026T2", "2026-02-01", "2026-07-15", "2025—2026学年第二学期")]
    public void A_code_has_its_days_and_its_label_and_is_written_back(string code, string from, string last, string label)
    {
        var period = Sample.Period(code);

        Assert.Equal((Sample.Day(from), Sample.Day(last), label, code), (period.From, period.Last, period.Label, period.Code));
    }

    [Theory]
    [InlineData("2023-10/2023-12", "2023Q4")]
    [InlineData("2023-01/2023-06", "2023H1")]
    [InlineData("2023-01/2023-12", "2023")]
    [InlineData("2023-05/2023-05", "2023-05")]
    public void A_run_of_months_that_is_a_known_unit_is_that_unit(string code, string same) =>
        Assert.Equal(Sample.Period(same), Sample.Period(code));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("23")]
    [InlineData("2023-13")]
    [InlineData("2023-00")]
    [InlineData("2023Q5")]
    [InlineData("2023H3")]
    [InlineData("2023-W54")]
    [InlineData("2025-W53")]
    [InlineData("2023-12/2023-10")]
    [InlineData("2023-2025T1")]
    [InlineData("2023-2024T3")]
    [InlineData("0000")]
    [InlineData("9999")]
    [InlineData("２０２３")]
    [InlineData("2023-1")]
    [InlineData("2023-10-25")]
    [InlineData("once")]
    public void What_is_no_period_is_refused(string? code) => Assert.Null(Period.Parse(code, Sample.Plan.Calendar));

    [Theory]
    [InlineData("2025-12-31", "2025-2026T1")]
    [InlineData("2026-01-01", "2025-2026T1")]
    [InlineData("2026-01-31", "2025-2026T1")]
    [InlineData("2026-02-01", "2025-2026T2")]
    [InlineData("2026-07-15", "2025-2026T2")]
    [InlineData("2026-07-16", null)]
    [InlineData("2026-08-31", null)]
    [InlineData("2026-09-01", "2026-2027T1")]
    public void A_term_runs_over_the_new_year_and_the_summer_has_none(string day, string? term) =>
        Assert.Equal(term, Sample.Plan.Calendar.TermOf(Sample.Day(day))?.Code);

    [Theory]
    [InlineData("2024-02", PeriodUnit.Week, 5)]
    [InlineData("2026Q2", PeriodUnit.Month, 3)]
    [InlineData("2026", PeriodUnit.Quarter, 4)]
    [InlineData("2026", PeriodUnit.Term, 3)]
    [InlineData("2026-08", PeriodUnit.Term, 0)]
    [InlineData("2026-04", PeriodUnit.Year, 1)]
    [InlineData("2026-04", PeriodUnit.Once, 1)]
    public void A_period_is_split_into_all_units_that_touch_it(string code, PeriodUnit unit, int count) =>
        Assert.Equal(count, Sample.Period(code).Split(unit, Sample.Plan.Calendar).Count());
}
