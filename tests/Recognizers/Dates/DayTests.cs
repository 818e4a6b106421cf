using PartyBuilding.Recognizers;
using PartyBuilding.Recognizers.Dates;

namespace PartyBuilding.Tests.Recognizers.Dates;

public sealed class DayTests
{
    [Theory]
    [InlineData("2023年11月25日", "2023-11-25")]
    [InlineData("23年11月25日", "2023-11-25")]
    [InlineData("二〇二三年十一月二十五日", "2023-11-25")]
    [InlineData("贰零贰叁年拾壹月贰拾伍日", "2023-11-25")]
    [InlineData("2023-11-25", "2023-11-25")]
    [InlineData("2023/11/25", "2023-11-25")]
    [InlineData("2023.11.25 主题党日", "2023-11-25")]
    [InlineData("20241120", "2024-11-20")]
    [InlineData("25/11/2023", "2023-11-25")]
    [InlineData("今年3月8号", "2023-03-08")]
    [InlineData("去年12月1日", "2022-12-01")]
    [InlineData("上个月25号", "2023-09-25")]
    [InlineData("本月25号", "2023-10-25")]
    [InlineData("大前天", "2023-10-24")]
    [InlineData("前天", "2023-10-25")]
    [InlineData("昨天", "2023-10-26")]
    [InlineData("今天（周五）", "2023-10-27")]
    [InlineData("后天", "2023-10-29")]
    [InlineData("大后天", "2023-10-30")]
    [InlineData("三天前", "2023-10-24")]
    [InlineData("两周后", "2023-11-10")]
    [InlineData("半年前", "2023-04-27")]
    [InlineData("两年以后", "2025-10-27")]
    [InlineData("上周三", "2023-10-18")]
    [InlineData("上上周五", "2023-10-13")]
    [InlineData("本周日", "2023-10-29")]
    [InlineData("下礼拜一", "2023-10-30")]
    [InlineData("上个月最后一个周五", "2023-09-29")]
    [InlineData("本月第二个星期三", "2023-10-11")]
    [InlineData("周三（25号）", "2023-10-25")]
    [InlineData("10月25日(星期三)", "2023-10-25")]
    [InlineData("10月25日，周三", "2023-10-25")]
    public void A_day_is_read_however_it_is_written(string text, string day) => Assert.Equal($"{text.Replace(" 主题党日", "")}={day}", Reader.Said(text));

    [Theory]
    [InlineData("今开支委会", "今=2023-10-27")]
    [InlineData("如今开会都在线上", "")]
    public void Today_is_shortened_before_what_is_held(string text, string expected) => Assert.Equal(expected, Reader.Said(text));

    [Theory]
    [InlineData("25号", "2023-10-25", "2023-11-25")]
    [InlineData("27号", "2023-10-27", "2023-10-27")]
    [InlineData("30号", "2023-09-30", "2023-10-30")]
    [InlineData("31号", "2023-08-31", "2023-10-31")]
    [InlineData("周三", "2023-10-25", "2023-11-01")]
    [InlineData("周五", "2023-10-27", "2023-10-27")]
    [InlineData("11月25日", "2022-11-25", "2023-11-25")]
    [InlineData("10月25号", "2023-10-25", "2024-10-25")]
    [InlineData("2月29日", "2020-02-29", "2024-02-29")]
    [InlineData("11.20开会", "2022-11-20", "2023-11-20")]
    [InlineData("重阳节", "2023-10-23", "2024-10-11")]
    public void What_is_left_out_comes_from_the_side_that_is_meant(string text, string past, string future)
    {
        Assert.Equal(past, Reader.First(text, Bias.Past));
        Assert.Equal(future, Reader.First(text, Bias.Future));
    }

    [Theory]
    [InlineData("11月25日(星期六)", Bias.Past, "2023-11-25")]
    [InlineData("11月25日(星期五)", Bias.Future, "2022-11-25")]
    [InlineData("11月25日(星期一)", Bias.Past, "2022-11-25")]
    [InlineData("25号（周六）", Bias.Past, "2023-11-25")]
    [InlineData("上周四（19号）", Bias.Past, "2023-10-19")]
    public void A_weekday_beside_the_day_decides_which_one_is_meant(string text, Bias bias, string day) => Assert.Equal(day, Reader.First(text, bias));

    [Fact]
    public void The_other_side_is_kept_as_a_second_candidate()
    {
        var reading = Assert.Single(Reader.Readings("25号晚上"));

        Assert.Equal("2023-10-25T18:00/2023-10-26T00:00", Reader.Written(reading.Value));
        Assert.Equal("2023-11-25T18:00/2023-11-26T00:00", Reader.Written(Assert.Single(reading.Others)));
    }

    [Theory]
    [InlineData("11月25、27日", "11月25=2022-11-25 27日=2022-11-27")]
    [InlineData("25号和27号", "25号=2023-10-25 27号=2023-10-27")]
    [InlineData("3月5日、12日", "3月5日=2023-03-05 12日=2023-03-12")]
    public void Days_in_a_list_share_their_month(string text, string said) => Assert.Equal(said, Reader.Said(text));

    [Theory]
    [InlineData("25号开了主题党日，当天下午三点到四点半", "25号=2023-10-25 当天下午三点到四点半=2023-10-25T15:00/2023-10-25T16:30")]
    [InlineData("23号扫墓，次日上党课", "23号=2023-10-23 次日=2023-10-24")]
    [InlineData("25号晚上8点到次日8点", "25号晚上8点到次日8点=2023-10-25T20:00/2023-10-26T08:00")]
    [InlineData("当天下午三点", "当天下午三点=15:00")]
    [InlineData("当天来了16人", "")]
    public void The_same_day_and_the_next_are_those_of_the_day_named_before(string text, string said) => Assert.Equal(said, Reader.Said(text));

    [Theory]
    [InlineData("教育系统一月十日开会", "一月十日=2023-01-10")]
    [InlineData("党员名单一月份更新", "一月份=2023-01-01/2023-02-01")]
    [InlineData("成绩单一月十号交", "一月十号=2023-01-10")]
    [InlineData("材料统一二十号交", "二十号=2023-10-20")]
    [InlineData("材料统一17日交", "17日=2023-10-17")]
    [InlineData("材料统一下周一交", "下周一=2023-10-30")]
    [InlineData("本周一下周一都有会", "本周一=2023-10-23 下周一=2023-10-30")]
    [InlineData("高一下周三开会", "下周三=2023-11-01")]
    [InlineData("说一下周三的会", "周三=2023-10-25")]
    [InlineData("报一下一月份的党费", "一月份=2023-01-01/2023-02-01")]
    public void A_one_belongs_to_the_day_unless_the_word_before_it_takes_it(string text, string said) => Assert.Equal(said, Reader.Said(text));

    [Theory]
    [InlineData("25号的党课", 1)]
    [InlineData("周一的班会", 1)]
    [InlineData("周一班会", Reading.Attributive)]
    [InlineData("周三例会上", Reading.Attributive)]
    [InlineData("七一知识竞赛", Reading.Doubtful)]
    [InlineData("党费10.25", Reading.Doubtful)]
    public void A_day_that_may_be_part_of_a_name_weighs_less(string text, double weight)
    {
        var found = new List<Reading>();
        DateReader.Read(text, Reader.Friday, Bias.Past, found);
        Assert.Equal(weight, Assert.Single(found).Weight);
    }

    [Theory]
    [InlineData("2月30日", "?2月没有30日")]
    [InlineData("2023年2月29日", "?2023年2月没有29日")]
    [InlineData("4月31号", "?4月没有31日")]
    [InlineData("32号", "?没有32号")]
    [InlineData("0号", "?没有0号")]
    [InlineData("13月", "?没有13月")]
    [InlineData("13月5日", "?没有13月")]
    [InlineData("25点", "?没有25点")]
    [InlineData("8点70分", "?没有8点70分")]
    [InlineData("25:00", "?没有25点")]
    [InlineData("2023年10月27日到2023年10月25日", "?结束早于开始")]
    [InlineData("农历2023年闰五月初一", "?那一年没有闰5月")]
    public void An_impossible_day_or_time_is_said_to_be_one(string text, string reason) => Assert.Equal(reason, Reader.First(text));
}
