using PartyBuilding.Plan;

namespace PartyBuilding.Tests.Plan;

/// <summary>Which notices have to be looked at by whom, as the shipped plan says.</summary>
public sealed class NoticeRulesTests
{
    private static readonly NoticeRules Rules = Sample.Plan.Notices;

    [Theory]
    [InlineData("请周五前交台账", false, true, null)]
    [InlineData("请周五前交台账", true, true, "second-bureau")]
    [InlineData("请周五前交台账", true, false, "second-branch")]
    [InlineData("宣传稿请各校转载", false, true, "published-bureau")]
    [InlineData("宣传稿请各校转载", true, true, "published-bureau")]
    [InlineData("发公众号的稿子", false, false, "published-branch")]
    public void The_first_chain_that_fits_counts(string content, bool needsSecond, bool isBureaus, string? key) =>
        Assert.Equal(key, Rules.ReviewOf(content, needsSecond, isBureaus)?.Key);

    [Fact]
    public void Three_reviews_and_three_proof_readings_come_in_their_order() => Assert.Equal(
        ["一校", "初审", "二校", "复审", "三校", "终审"], Rules.ReviewOf("宣传稿", false, isBureaus: true)!.Stages.Select(stage => stage.Label));

    [Fact]
    public void Proof_readings_are_numbered_through_and_belong_to_their_step()
    {
        var chain = new ReviewChain("k", "n", false, [], true, true, [new("初审", ["bureau"], 2, false), new("终审", ["secretary"], 0, false)]);

        Assert.Equal([("一校", "初审"), ("二校", "初审"), ("初审", "初审"), ("终审", "终审")], chain.Stages.Select(stage => (stage.Label, stage.Step)));
    }

    [Fact]
    public void In_every_chain_somebody_else_than_the_author_has_a_word() =>
        Assert.All(Rules.Reviews, chain => Assert.Contains(chain.Steps, step => !step.AuthorMay));
}
