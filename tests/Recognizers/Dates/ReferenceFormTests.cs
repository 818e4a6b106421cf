using PartyBuilding.Recognizers.Dates;

namespace PartyBuilding.Tests.Recognizers.Dates;

/// <summary>The candidates of Microsoft's DateTimeModel, its habits included. Sentences are our own.</summary>
public sealed class ReferenceFormTests
{
    private static readonly DateTime Now = new(2017, 3, 22, 10, 30, 0);

    [Theory]
    [InlineData("3月25日开会", "3月25日 date XXXX-03-25:2016-03-25|2017-03-25")]
    [InlineData("25号", "25号 date XXXX-XX-25:2017-02-25|2017-03-25")]
    [InlineData("2017年3月5日", "2017年3月5日 date 2017-03-05:2017-03-05")]
    [InlineData("大后天交", "大后天 date 2017-03-25:2017-03-25")]
    [InlineData("星期四", "星期四 date XXXX-WXX-4:2017-03-16|2017-03-23")]
    [InlineData("上周五", "上周五 date 2017-03-17:2017-03-17")]
    [InlineData("四天前", "四天前 date 2017-03-18:2017-03-18")]
    [InlineData("教师节", "教师节 date XXXX-09-10:2016-09-10|2017-09-10")]
    [InlineData("母亲节", "母亲节 date XXXX-05-WXX-7-2:2016-05-08|2017-05-14")]
    [InlineData("端午节", "端午节 date XXXX-05-05 lunar:2016-05-05|2017-05-05")]
    [InlineData("4月31日", "4月31日 date XXXX-04-31:not resolved")]
    [InlineData("最近怎么样", "最近 date 2017-03-22:2017-03-22")]
    public void Dates_have_past_before_future(string text, string expected) => Assert.Equal(expected, Written(text));

    [Theory]
    [InlineData("5月", "5月 daterange XXXX-05:2016-05-01/2016-06-01|2017-05-01/2017-06-01")]
    [InlineData("去年", "去年 daterange 2016:2016-01-01/2017-01-01")]
    [InlineData("今年", "今年 daterange 2017:2017-01-01/2017-03-22")]
    [InlineData("上周", "上周 daterange 2017-W11:2017-03-13/2017-03-20")]
    [InlineData("下个周末", "下个周末 daterange 2017-W13-WE:2017-04-01/2017-04-03")]
    [InlineData("2015年第四季度", "2015年第四季度 daterange (2015-10-01,2016-01-01,P3M):2015-10-01/2016-01-01")]
    [InlineData("过去五天", "过去五天 daterange (2017-03-17,2017-03-22,P5D):2017-03-17/2017-03-22")]
    [InlineData("未来两周", "未来两周 daterange (2017-03-23,2017-04-06,P2W):2017-03-23/2017-04-06")]
    [InlineData("3月8日到12日", "3月8日到12日 daterange (XXXX-03-08,XXXX-03-12,P4D):2017-03-08/2017-03-12|2018-03-08/2018-03-12")]
    [InlineData("6月到8月", "6月到8月 daterange (XXXX-06-01,XXXX-08-01,P2M):2016-06-01/2016-08-01|2017-06-01/2017-08-01")]
    [InlineData("2003至2005年", "2003至2005年 daterange (2003-01-01,2005-01-01,P2Y):2003-01-01/2005-01-01")]
    [InlineData("去年冬天", "去年冬天 daterange 2016-WI:not resolved")]
    [InlineData("5月3日之前", "5月3日之前 daterange XXXX-05-03 before datetimepoint:/2016-05-03|/2017-05-03")]
    [InlineData("2010年以后", "2010年以后 daterange 2010 after datetimerange:2011-01-01/")]
    [InlineData("2016年5月及以前", "2016年5月及以前 daterange 2016-05 until datetimerange:/2016-06-01")]
    [InlineData("自去年起", "自去年起 daterange 2016 since datetimerange:2016-01-01/")]
    public void Periods_have_exclusive_ends_but_ranges_end_at_their_second_date(string text, string expected) => Assert.Equal(expected, Written(text));

    [Theory]
    [InlineData("七点", "七点 time T07:07:00:00|19:00:00")]
    [InlineData("夜里九点半", "夜里九点半 time T21:30:21:30:00")]
    [InlineData("上午", "上午 timerange TMO:08:00:00/12:00:00")]
    [InlineData("8点到10点", "8点到10点 timerange (T08,T10,PT2H):08:00:00/10:00:00|20:00:00/22:00:00")]
    [InlineData("明天七点", "明天七点 datetime 2017-03-23T07:2017-03-23 07:00:00|2017-03-23 19:00:00")]
    [InlineData("周四七点", "周四七点 datetime XXXX-WXX-4T07:2017-03-16 07:00:00|2017-03-23 07:00:00|2017-03-16 19:00:00|2017-03-23 19:00:00")]
    [InlineData("昨晚", "昨晚 datetimerange 2017-03-21TEV:2017-03-21 16:00:00/2017-03-21 20:00:00")]
    [InlineData("明天下午2点到4点", "明天下午2点到4点 datetimerange (2017-03-23T14,2017-03-23T16,PT2H):2017-03-23 14:00:00/2017-03-23 16:00:00")]
    [InlineData("5分钟前", "5分钟前 datetime 2017-03-22:2017-03-22 10:25:00")]
    [InlineData("现在", "现在 datetime PRESENT_REF:2017-03-22 10:30:00")]
    [InlineData("9点之后", "9点之后 timerange T09 after datetimepoint:09:00:00/|21:00:00/")]
    [InlineData("两小时十分钟", "两小时十分钟 duration PT2H10M:7800")]
    [InlineData("每周二上午九点", "每周二上午九点 set XXXX-WXX-2T09:not resolved")]
    [InlineData("还剩20分钟", "还剩20分钟 datetimerange (2017-03-22T10:30:00,2017-03-22T10:50:00,PT20M):2017-03-22 10:30:00/2017-03-22 10:50:00")]
    public void Open_hours_come_in_the_morning_first(string text, string expected) => Assert.Equal(expected, Written(text));

    // text type timex [mod source] [lunar]:value|value
    private static string Written(string text) => string.Join(" + ", DateReader.ReadAsReference(text, Now).Select(entity =>
    {
        var first = entity.Values[0];
        var head = $"{text[entity.Start..entity.End]} {entity.Type} {first.Timex}";
        if (first.Mod is not null)
            head += $" {first.Mod} {first.SourceEntity}";
        return $"{head}{(first.IsLunar ? " lunar" : "")}:{string.Join("|", entity.Values.Select(one => one.Value ?? $"{one.Start}/{one.End}"))}";
    }));
}
