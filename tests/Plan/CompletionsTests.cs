using PartyBuilding.Plan;

namespace PartyBuilding.Tests.Plan;

public sealed class CompletionsTests
{
    [Theory]
    [InlineData("dues 2026-01-25; dues 2026-02-25; dues 2026-03-25", "dues-quarter 1")]
    [InlineData("dues 2026-01-25; dues 2026-03-25", "")]
    [InlineData("dues 2026-01-25; dues 2026-03-02 2026-02; dues 2026-03-25", "")]     // paid for February, but late
    [InlineData("dues 2026-01-05; dues 2026-01-05 2026-02; dues 2026-01-05 2026-03", "dues-quarter 1")]
    public void Dues_paid_in_time_all_quarter_earn(string facts, string earned) =>
        Assert.Equal(earned, Text(Completions.Of(Sample.Plan, Subject.Member(), Sample.Period("2026Q1"), Sample.Facts(facts))));

    [Fact]
    public void A_month_of_talks_and_tutoring_each_week_earns_and_holidays_ask_for_none()
    {
        var april = Care("2026-04-01", "2026-04-08", "2026-04-15", "2026-04-22");
        var february = Care("2026-02-02", "2026-02-09", "2026-02-25");      // the week from the 16th is all Spring Festival

        Assert.Equal("care-month 0.5", Of("2026-04", april));
        Assert.Equal("", Of("2026-04", [.. april.Skip(1)]));
        Assert.Equal("", Of("2026-08", []));
        Assert.Equal("care-month 0.5", Of("2026-02", [.. february, .. Care("2026-01-28")]));

        static string Of(string month, Fact[] facts) => Text(Completions.Of(Sample.Plan, Subject.Member(), Sample.Period(month), facts));

        static Fact[] Care(params string[] days) =>
            [.. days.SelectMany(day => new[] { "谈心", "辅导" }.Select(tick => new Fact("left-behind", Sample.Day(day)) { Item = tick }))];
    }

    [Fact]
    public void Nobody_earns_for_duties_that_are_not_theirs() =>
        Assert.Empty(Completions.Of(Sample.Plan, Subject.Branch(true, 2), Sample.Period("2026Q1"), []));

    private static string Text(IEnumerable<Earning> earned) =>
        string.Join(", ", earned.Select(e => FormattableString.Invariant($"{e.Rule.Code} {e.Points:0.##}")));
}
