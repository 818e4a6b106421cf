namespace PartyBuilding.Tests.Recognizers;

public sealed class NumberReadingTests
{
    [Theory]
    [InlineData("应到30实到26病假1事假3", "30=30 26=26 1=1 3=3")]
    [InlineData("应到三十实到二十六，病假一事假三", "三十=30 二十六=26 一=1 三=3")]
    [InlineData("实到贰拾陆人", "贰拾陆=26")]
    [InlineData("来了１８名党员", "１８=18")]
    [InlineData("俩人请假，仨人公差", "俩=2 仨=3")]
    [InlineData("廿五人到会", "廿五=25")]
    [InlineData("发了1.5万份，3千5百册", "1.5万=15000 3千5百=3500")]
    [InlineData("一百五十个，一百五个", "一百五十=150 一百五=150")]
    [InlineData("一千零五人", "一千零五=1005")]
    [InlineData("浏览量3w", "3w=30000")]
    [InlineData("浏览量2w5", "2w5=25000")]
    [InlineData("3/4的党员", "3/4=0.75")]
    [InlineData("半数党员参加", "半=0.5")]
    [InlineData("三分之二的党员", "三分之二=0.6667")]
    [InlineData("3又二分之一", "3又二分之一=3.5")]
    [InlineData("五个人都来了", "五=5")]
    [InlineData("近百人，上千册，近20人", "百=100 千=1000 20=20")]
    [InlineData("20来人，三十好几个，十来个党员", "20来=20 三十好几=30 十来=10")]
    [InlineData("一百多号人，二十余名", "一百多号=100 二十余=20")]
    [InlineData("教育系统一百二十名党员", "一百二十=120")]
    [InlineData("名单一百二十人，传单一百份", "一百二十=120 一百=100")]
    [InlineData("大专一名，本科三名", "一=1 三=3")]
    [InlineData("订单一千元", "一千元=1000CNY")]
    public void Numbers_are_read_in_every_writing(string text, string expected) => Assert.Equal(expected, Said.In(text));

    [Theory]
    [InlineData("十分感谢大家")]
    [InlineData("看看三会一课开得怎样，七个一建得如何")]
    [InlineData("五色行动和四必须都要落实")]
    [InlineData("学习二十大报告")]
    [InlineData("三年级的孩子在3楼301教室")]
    [InlineData("我们一起去，等一下，万一下雨呢，千万别忘")]
    [InlineData("第一议题和第二议题")]
    [InlineData("一中支部和二小支部")]
    [InlineData("电话13812345678")]
    [InlineData("最后一节课，每一位老师")]
    [InlineData("我家在四川，陆老师也在")]
    public void What_only_looks_like_a_number_is_left_alone(string text) => Assert.Equal("", Said.In(text));

    [Theory]
    [InlineData("加五分", "五=5")]
    [InlineData("扣1.5分吧", "1.5=1.5")]
    [InlineData("加十分", "十=10")]
    [InlineData("五分钟", "五分钟=Length")]
    [InlineData("五分钱", "五分钱=0.05CNY")]
    [InlineData("三点五分到", "三点五分=Clock")]
    public void Five_fen_is_points_minutes_or_money_by_what_stands_around(string text, string expected) => Assert.Equal(expected, Said.In(text));

    [Theory]
    [InlineData("10月党费32.5已转", "10月=Days 32.5=32.5")]
    [InlineData("10～12月的党费", "10～12月=Days")]
    [InlineData("8点-11点", "8点-11点=Clocks")]
    [InlineData("20231025", "20231025=Day")]
    public void The_calendar_wins_over_the_numbers_in_it(string text, string expected) => Assert.Equal(expected, Said.In(text));

    [Theory]
    [InlineData("第三名", "第三=#3")]
    [InlineData("第12条", "第12=#12")]
    [InlineData("倒数第二", "倒数第二=#-2")]
    public void Ordinals_are_places_in_an_order(string text, string expected) => Assert.Equal(expected, Said.In(text));
}
