using PartyBuilding.Dialogue;

namespace PartyBuilding.Tests.Dialogue;

/// <summary>When the bot hears what nobody said to it: the table the handbook shows.</summary>
public sealed class GroupTests
{
    private static readonly DialogueState WithRecord = new(null, [new RecordRef("report", 1, "主题党日", new DateOnly(2026, 4, 22))]);

    private static Step InGroup(string text, DialogueState? state = null, bool addressed = false) =>
        TestDialogues.All.Step(TestDialogues.InGroup(text, addressed), state ?? DialogueState.Empty, NameIndex.Empty).Step;

    [Theory]
    [InlineData("今天下午2点半到4点在三楼会议室搞了主题党日，应到18实到16")]
    [InlineData("昨天的党课，21人参加，缺席2人")]
    [InlineData("示范一小支部昨天开了支委会，5个人都到了")]
    public void An_unmistakable_report_is_heard(string text) =>
        Assert.Equal("report_activity", Assert.IsType<Step.Act>(InGroup(text)).Intent);

    [Theory]
    [InlineData("昨天开了主题党日")]
    [InlineData("今天主题党日大家辛苦了")]
    [InlineData("主题党日几点开始？")]
    [InlineData("示范二小支部昨天开了支委会，5个人都到了")]
    [InlineData("昨天去社区打扫卫生2小时")]
    [InlineData("明天下午3点在会议室开主题党日，18人参加")]
    [InlineData("我今年多少分")]
    [InlineData("你们谁会修投影")]
    [InlineData("2月30日主题党日实到16人")]
    public void Everything_else_is_met_with_silence(string text) => Assert.IsType<Step.Silent>(InGroup(text));

    [Theory]
    [InlineData("撤回", "withdraw_record")]
    [InlineData("改成17人", "correct_record")]
    public void The_undo_that_was_offered_works_without_a_mention(string text, string intent)
    {
        Assert.Equal(intent, Assert.IsType<Step.Act>(InGroup(text, WithRecord)).Intent);
        Assert.IsType<Step.Silent>(InGroup(text));
    }

    [Fact]
    public void A_bare_receipt_is_heard() => Assert.Equal("ack_notice", Assert.IsType<Step.Act>(InGroup("收到")).Intent);

    [Fact]
    public void A_mention_is_always_answered() => Assert.IsType<Step.Act>(InGroup("我们支部这个月还差什么", addressed: true));
}
