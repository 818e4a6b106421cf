using PartyBuilding.Recognizers;

namespace PartyBuilding.Tests.Recognizers.Dates;

public sealed class PeriodTests
{
    [Theory]
    [InlineData("今年", "2023-01-01/2024-01-01")]
    [InlineData("2022年", "2022-01-01/2023-01-01")]
    [InlineData("九八年", "1998-01-01/1999-01-01")]
    [InlineData("二三年", "2023-01-01/2024-01-01")]
    [InlineData("三四年", "1095.00:00:00")]
    [InlineData("23年", "2023-01-01/2024-01-01")]
    [InlineData("10年", "3650.00:00:00")]
    [InlineData("上半年", "2023-01-01/2023-07-01")]
    [InlineData("去年下半年", "2022-07-01/2023-01-01")]
    [InlineData("第三季度", "2023-07-01/2023-10-01")]
    [InlineData("2023Q1", "2023-01-01/2023-04-01")]
    [InlineData("上季度", "2023-07-01/2023-10-01")]
    [InlineData("前三季度", "2023-01-01/2023-10-01")]
    [InlineData("10月", "2023-10-01/2023-11-01")]
    [InlineData("11月份", "2022-11-01/2022-12-01")]
    [InlineData("十月底", "2023-10-21/2023-11-01")]
    [InlineData("11月中旬", "2022-11-11/2022-11-21")]
    [InlineData("2022年底", "2022-12-01/2023-01-01")]
    [InlineData("上周", "2023-10-16/2023-10-23")]
    [InlineData("下下周", "2023-11-06/2023-11-13")]
    [InlineData("上周末", "2023-10-21/2023-10-23")]
    [InlineData("周末", "2023-10-21/2023-10-23")]
    [InlineData("十月的第一周", "2023-10-02/2023-10-09")]
    [InlineData("最近三天", "2023-10-25/2023-10-28")]
    [InlineData("过去两周", "2023-10-14/2023-10-28")]
    [InlineData("未来一周", "2023-10-28/2023-11-04")]
    [InlineData("三天内", "2023-10-27/2023-10-31")]
    [InlineData("去年的前10天", "2022-01-01/2022-01-11")]
    [InlineData("上世纪八十年代", "1980-01-01/1990-01-01")]
    [InlineData("今年夏天", "2023-06-01/2023-09-01")]
    public void A_period_is_a_run_of_whole_days(string text, string days) => Assert.Equal(days, Reader.First(Lower(text)));

    [Theory]
    [InlineData("10~12月", "2023-10-01/2024-01-01")]
    [InlineData("9、10月", "2023-09-01/2023-11-01")]
    [InlineData("9月和10月", "2023-09-01/2023-11-01")]
    [InlineData("从9月份到现在", "2023-09-01/2023-10-28")]
    [InlineData("8月至今", "2023-08-01/2023-10-28")]
    [InlineData("11月25、26两天", "2022-11-25/2022-11-27")]
    [InlineData("25-27号", "2023-10-25/2023-10-28")]
    [InlineData("25号到27号", "2023-10-25/2023-10-28")]
    [InlineData("25、26号", "2023-10-25/2023-10-27")]
    [InlineData("周六、周日两天", "2023-10-21/2023-10-23")]
    [InlineData("周一至周五", "2023-10-23/2023-10-28")]
    [InlineData("10.25-10.27", "2023-10-25/2023-10-28")]
    [InlineData("10月25日至11月3日", "2023-10-25/2023-11-04")]
    [InlineData("2022年11月至2月", "2022-11-01/2023-03-01")]
    [InlineData("2022年12月至2023年2月", "2022-12-01/2023-03-01")]
    [InlineData("2023年9至11月", "2023-09-01/2023-12-01")]
    [InlineData("2021-2023年", "2021-01-01/2024-01-01")]
    [InlineData("25号下午到27号上午", "2023-10-25T12:00/2023-10-27T12:00")]
    public void A_range_takes_in_both_its_ends(string text, string days) => Assert.Equal($"{text}={days}", Reader.Said(text));

    [Theory]
    [InlineData("25号以前", Bias.Past, "/2023-10-25")]
    [InlineData("25日前", Bias.Future, "/2023-11-25")]
    [InlineData("10月31日及以前", Bias.Future, "/2023-11-01")]
    [InlineData("2022年以后", Bias.Past, "2023-01-01/")]
    [InlineData("自10月以来", Bias.Past, "2023-10-01/")]
    [InlineData("从25号开始", Bias.Past, "2023-10-25/")]
    [InlineData("截止到昨天", Bias.Past, "/2023-10-27")]
    [InlineData("年底前", Bias.Past, "/2024-01-01")]
    [InlineData("月底前", Bias.Past, "/2023-11-01")]
    [InlineData("下午5点以后", Bias.Past, "17:00/")]
    [InlineData("明天8点前", Bias.Future, "/2023-10-28T08:00")]
    public void A_range_may_be_open_on_one_side(string text, Bias bias, string range) => Assert.Equal(range, Reader.First(text, bias));

    [Theory]
    [InlineData("每天上午", "每TMO")]
    [InlineData("每天早上7点半", "每T07:30")]
    [InlineData("每晚8点", "每T20")]
    [InlineData("每周三下午", "每XXXX-WXX-3TAF")]
    [InlineData("每个星期五下午两点", "每XXXX-WXX-5T14")]
    [InlineData("每月25号", "每XXXX-XX-25")]
    [InlineData("每年7月1日", "每XXXX-07-01")]
    [InlineData("每两周", "每P2W")]
    [InlineData("每隔一天", "每P2D")]
    [InlineData("每季度", "每P3M")]
    [InlineData("逢周三", "每XXXX-WXX-3")]
    public void What_recurs_has_its_timex(string text, string timex) => Assert.Equal($"{text}={timex}", Reader.Said(text));

    [Fact]
    public void Three_times_a_week_is_not_wednesday() => Assert.Equal("每周=每P1W", Reader.Said("每周三次"));

    private static string Lower(string text) => text.ToLowerInvariant();
}
