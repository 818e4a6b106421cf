using PartyBuilding.Bot.Features;
using PartyBuilding.Data;

namespace PartyBuilding.Tests.Bot;

/// <summary>Numbers of notices in sentences, and reasons people can act on.</summary>
public sealed class NoticeWordsTests
{
    [Theory]
    [InlineData("通知 12", 12L)]
    [InlineData("通知12进展", 12L)]
    [InlineData("撤回第12号通知", 12L)]
    [InlineData("更正通知 12：10月30日开会", 12L)]
    [InlineData("更正通知第3号为：后天开会", 3L)]
    [InlineData("更正通知：10月30日开会", null)]
    [InlineData("更正通知10月30日开会", null)]
    [InlineData("通知3楼的同志", null)]
    [InlineData("通知进展", null)]
    [InlineData("撤回", null)]
    public void The_number_of_a_notice_is_told_from_days_and_floors(string text, long? number) =>
        Assert.Equal(number, NoticeMentioned.NumberIn(text));

    [Theory]
    [InlineData("gone", "403 BotNotInConversationRoster", "绑定本群")]
    [InlineData("unknown", "no answer in time", "不确定")]
    [InlineData("failed", "413", "缩短")]
    [InlineData("failed", "400 BadSyntax", "换个写法")]
    [InlineData("failed", "401", "管理员")]
    [InlineData("failed", "503；过了时限", "失败的重发")]
    [InlineData("failed", "broken connection", "失败的重发")]
    [InlineData("failed", "没有这个会话的服务地址", "服务地址")]
    public void Every_reason_is_Chinese_and_says_what_to_do(string state, string reason, string holds)
    {
        var said = NoticeReasons.Of(new Undelivered("示例小学", state, reason), isPrivate: false);

        Assert.Contains(holds, said, StringComparison.Ordinal);
        Assert.DoesNotContain(said, char.IsAsciiLetter);
    }
}
