using PartyBuilding.Dialogue;

namespace PartyBuilding.Tests.Dialogue;

/// <summary>A notice that was read back is changed by a few words, and only by those.</summary>
public sealed class DraftTests
{
    private const string Meeting = "周三下午两点在三楼会议室开党员大会，请带笔记本。不能来的提前说一声。";

    private static readonly NameIndex Names = new(new Names([new PersonName("王建国", "示范一小")], [new BranchName("示范一小", [])]));

    private static DraftChange? Change(string draft, string said) => TestDialogues.All.Change(draft, TestDialogues.Private(said), Names);

    [Theory]
    [InlineData("把周三改成周四", "周四下午两点在三楼会议室开党员大会，请带笔记本。不能来的提前说一声。")]
    [InlineData("周三改成周四", "周四下午两点在三楼会议室开党员大会，请带笔记本。不能来的提前说一声。")]
    [InlineData("请把里面的星期三换成星期四吧", "星期四下午两点在三楼会议室开党员大会，请带笔记本。不能来的提前说一声。")]
    [InlineData("不是周三，是周四", "周四下午两点在三楼会议室开党员大会，请带笔记本。不能来的提前说一声。")]
    [InlineData("周三写错了，应该是周四", "周四下午两点在三楼会议室开党员大会，请带笔记本。不能来的提前说一声。")]
    [InlineData("周三改周四", "周四下午两点在三楼会议室开党员大会，请带笔记本。不能来的提前说一声。")]
    [InlineData("改成周四", "周四下午两点在三楼会议室开党员大会，请带笔记本。不能来的提前说一声。")]
    [InlineData("改到周四", "周四下午两点在三楼会议室开党员大会，请带笔记本。不能来的提前说一声。")]
    [InlineData("时间改成周四下午三点", "周四下午三点在三楼会议室开党员大会，请带笔记本。不能来的提前说一声。")]
    [InlineData("改成周四下午三点", "周四下午三点在三楼会议室开党员大会，请带笔记本。不能来的提前说一声。")]
    [InlineData("推迟到下午四点", "周三下午四点在三楼会议室开党员大会，请带笔记本。不能来的提前说一声。")]
    [InlineData("改成三点", "周三下午三点在三楼会议室开党员大会，请带笔记本。不能来的提前说一声。")]
    [InlineData("改成九点", "周三九点在三楼会议室开党员大会，请带笔记本。不能来的提前说一声。")]
    [InlineData("把2点改成3点半", "周三下午3点半在三楼会议室开党员大会，请带笔记本。不能来的提前说一声。")]
    [InlineData("\"党员大会\"改成\"支部大会\"", "周三下午两点在三楼会议室开支部大会，请带笔记本。不能来的提前说一声。")]
    [InlineData("“党员大会”换成“支部大会”", "周三下午两点在三楼会议室开支部大会，请带笔记本。不能来的提前说一声。")]
    [InlineData("把党员大会几个字改成支部党员大会", "周三下午两点在三楼会议室开支部党员大会，请带笔记本。不能来的提前说一声。")]
    [InlineData("改成主题党日", "周三下午两点在三楼会议室开主题党日，请带笔记本。不能来的提前说一声。")]
    [InlineData("地点改到二楼阅览室", "周三下午两点在二楼阅览室开党员大会，请带笔记本。不能来的提前说一声。")]
    [InlineData("改在二楼阅览室", "周三下午两点在二楼阅览室开党员大会，请带笔记本。不能来的提前说一声。")]
    [InlineData("把三楼改成二楼", "周三下午两点在二楼会议室开党员大会，请带笔记本。不能来的提前说一声。")]
    [InlineData("把周三改成周四，三楼改成二楼", "周四下午两点在二楼会议室开党员大会，请带笔记本。不能来的提前说一声。")]
    [InlineData("再加一句：手机调静音", "周三下午两点在三楼会议室开党员大会，请带笔记本。不能来的提前说一声。手机调静音")]
    [InlineData("最后补充一句，手机调静音", "周三下午两点在三楼会议室开党员大会，请带笔记本。不能来的提前说一声。手机调静音")]
    [InlineData("开头加上各位同志", "各位同志，周三下午两点在三楼会议室开党员大会，请带笔记本。不能来的提前说一声。")]
    [InlineData("删掉最后一句", "周三下午两点在三楼会议室开党员大会，请带笔记本。")]
    [InlineData("最后一句不要了", "周三下午两点在三楼会议室开党员大会，请带笔记本。")]
    [InlineData("把最后那句去掉吧", "周三下午两点在三楼会议室开党员大会，请带笔记本。")]
    [InlineData("第二句删了", "周三下午两点在三楼会议室开党员大会，请带笔记本。")]
    [InlineData("去掉请带笔记本", "周三下午两点在三楼会议室开党员大会。不能来的提前说一声。")]
    [InlineData("把“请带笔记本”这句删掉", "周三下午两点在三楼会议室开党员大会。不能来的提前说一声。")]
    [InlineData("请带笔记本那句不要了", "周三下午两点在三楼会议室开党员大会。不能来的提前说一声。")]
    [InlineData("把通知改成：周五交党费", "周五交党费")]
    [InlineData("改成：周五前把党费交给组织委员", "周五前把党费交给组织委员")]
    public void A_few_words_are_changed(string said, string text) => Assert.Equal(text, Assert.IsType<DraftChange.Text>(Change(Meeting, said)).Content);

    [Theory]
    [InlineData("把周五改成周四", "没有“周五”")]
    [InlineData("删掉带手机那句", "没有“带手机")]
    [InlineData("第五句不要了", "没有这一句")]
    [InlineData("改成张老师主持", "哪几个字")]
    public void What_is_not_there_is_asked_about_once(string said, string question) =>
        Assert.Contains(question, Assert.IsType<DraftChange.Question>(Change(Meeting, said)).Say, StringComparison.Ordinal);

    [Theory]
    [InlineData("周三交笔记，周三下午开会", "把周三改成周四", 0, "周四交笔记，周三下午开会")]
    [InlineData("周三交笔记，周三下午开会", "把周三改成周四", 1, "周三交笔记，周四下午开会")]
    [InlineData("周三交笔记，周三下午开会", "把周三改成周四", 2, "周四交笔记，周四下午开会")]
    [InlineData("周三交笔记，周五下午开会", "改成周四", 1, "周三交笔记，周四下午开会")]
    [InlineData("上午九点到三楼，下午两点到操场", "改成十点", 0, "上午十点到三楼，下午两点到操场")]
    public void What_stands_twice_is_asked_about_and_each_answer_is_clear(string draft, string said, int choice, string text)
    {
        var question = Assert.IsType<DraftChange.Question>(Change(draft, said));
        Assert.Equal(text, Assert.IsType<DraftChange.Text>(Change(draft, question.Choices[choice])).Content);
    }

    [Theory]
    [InlineData("明天早上八点发")]
    [InlineData("改成明早八点再发")]
    [InlineData("发给各支部书记")]
    [InlineData("发送时间改成明早八点")]
    [InlineData("我今年多少分了")]
    public void When_and_to_whom_it_goes_is_no_change_of_its_words(string said) => Assert.Null(Change(Meeting, said));

    [Fact]
    public void A_time_said_for_a_text_without_one_is_asked_about() =>
        Assert.Contains("周四下午三点发", Assert.IsType<DraftChange.Question>(Change("请带笔记本", "改成周四下午三点")).Say, StringComparison.Ordinal);

    [Fact]
    public void The_only_sentence_is_not_deleted() =>
        Assert.Contains("只有这一句", Assert.IsType<DraftChange.Question>(Change("请带笔记本", "删掉最后一句")).Say, StringComparison.Ordinal);

    [Fact]
    public void Three_o_clock_is_no_part_of_thirteen() =>
        Assert.Contains("没有“三点”", Assert.IsType<DraftChange.Question>(Change("十三点集合", "把三点改成四点")).Say, StringComparison.Ordinal);
}
