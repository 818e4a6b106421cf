using PartyBuilding.Plan;

namespace PartyBuilding.Tests.Plan;

public sealed class StarsTests
{
    [Theory]
    [InlineData(110, 5)]
    [InlineData(90, 5)]
    [InlineData(89.5, 4)]
    [InlineData(80, 4)]
    [InlineData(70, 3)]
    [InlineData(60, 2)]
    [InlineData(59.5, null)]
    public void A_score_reaches_its_level(decimal score, int? stars) => Assert.Equal(stars, Sample.Plan.Stars.Of(score)?.Count);

    [Fact]
    public void The_record_proposes_a_share_of_an_indicator_to_half_a_point_and_leaves_the_rest_to_people()
    {
        var branch = Subject.Branch(hasCommittee: false, groups: 0);
        var facts = new[] { "一室", "一旗", "一徽", "一标" }.Select(which => new Fact("seven-ones", new(2025, 3, 1)) { Item = which });
        var statuses = Gaps.StatusOf(Sample.Plan, branch, Sample.Period("2026"), facts, new(2026, 12, 31));

        // 4 of 7 and nothing of the wall: (0.571 + 0) / 2 of 10 points.
        Assert.Equal(2.5m, Indicator("basics").Proposal(statuses));
        Assert.Null(Indicator("structure").Proposal(statuses));
        Assert.Equal(110, Sample.Plan.Stars.Highest);

        static StarIndicator Indicator(string key) => Sample.Plan.Stars.Indicators.Single(one => one.Key == key);
    }
}
