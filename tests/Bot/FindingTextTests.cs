using PartyBuilding.Bot.Features;
using PartyBuilding.Data;

namespace PartyBuilding.Tests.Bot;

public sealed class FindingTextTests
{
    private static readonly DateOnly Today = new(2026, 10, 28);

    [Theory]
    [InlineData("青禾小学党务公开栏没有更新，11月10日前整改", "党务公开栏没有更新")]
    [InlineData("督查发现青禾小学支部制度没上墙，一周内整改", "制度没上墙")]
    [InlineData("督查青禾：公开栏旧，会议记录缺，限10月30日前整改", "公开栏旧，会议记录缺")]
    [InlineData("今天去青禾小学检查了，党费台账缺三个月，限两周内整改", "党费台账缺三个月")]
    [InlineData("上午去青禾看了，制度没上墙，要求两周整改", "制度没上墙")]
    [InlineData("青禾小学会议记录要整改", "会议记录要整改")]
    [InlineData("青禾小学，11月3日前整改", null)]
    public void The_finding_is_what_is_left_without_the_branch_and_the_order(string text, string? finding) =>
        Assert.Equal(finding, FindingText.Of(text, new BranchRow(2, "青禾小学", "branch", ["青禾"], 0, null)));

    [Theory]
    [InlineData("11月10日前整改", "2026-11-10")]
    [InlineData("7天内改好", "2026-11-04")]
    [InlineData("月底前整改", "2026-10-31")]
    [InlineData("今天去检查了，党费台账缺三个月，限两周内整改", "2026-11-11")]
    [InlineData("台账缺三个月，要求一周整改", "2026-11-04")]
    [InlineData("会议记录缺三个月", null)]
    [InlineData("尽快整改", null)]
    public void The_last_day_is_the_one_named(string text, string? day) =>
        Assert.Equal(day is null ? null : DateOnly.Parse(day, null), FindingText.DueIn(text, Today));

    [Theory]
    [InlineData("整改完成 5：补了5份记录", 5L, "补了5份记录")]
    [InlineData("整改完成：补了5份记录", null, "补了5份记录")]
    [InlineData("整改完成5", 5L, null)]
    public void The_number_stands_before_what_was_done(string text, long? number, string? done)
    {
        Assert.Equal(number, FindingText.NumberIn(text));
        Assert.Equal(done, FindingText.Done(text, 5));
    }
}
