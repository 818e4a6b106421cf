using PartyBuilding.Recognizers;

namespace PartyBuilding.Tests.Recognizers.Dates;

public sealed class ClockTests
{
    [Theory]
    [InlineData("八点", "08:00")]
    [InlineData("12点", "12:00")]
    [InlineData("两点半", "14:30")]
    [InlineData("3点一刻", "15:15")]
    [InlineData("6点", "18:00")]
    [InlineData("7点", "07:00")]
    [InlineData("10点45", "10:45")]
    [InlineData("十点零五", "10:05")]
    [InlineData("八点过十分", "08:10")]
    [InlineData("差五分八点", "07:55")]
    [InlineData("差一刻九点", "08:45")]
    [InlineData("八点差五分", "07:55")]
    [InlineData("14点30分", "14:30")]
    [InlineData("20时", "20:00")]
    [InlineData("06:30", "06:30")]
    [InlineData("14:30", "14:30")]
    [InlineData("2:00pm", "14:00")]
    [InlineData("11:30 p.m.", "23:30")]
    [InlineData("下午3点", "15:00")]
    [InlineData("下午2.30", "14:30")]
    [InlineData("晚7点", "19:00")]
    [InlineData("早8:30", "08:30")]
    [InlineData("晚上十二点", "00:00")]
    [InlineData("半夜两点", "02:00")]
    [InlineData("凌晨5点", "05:00")]
    [InlineData("中午12点半", "12:30")]
    [InlineData("中午1点", "13:00")]
    [InlineData("下午14:30", "14:30")]
    [InlineData("24:00", "00:00")]
    [InlineData("八九点钟", "08:00")]
    public void A_time_is_the_hour_that_a_reader_means(string text, string time) => Assert.Equal($"{text}={time}", Reader.Said(text));

    [Theory]
    [InlineData("今天下午2点半到4点", "2023-10-27T14:30/2023-10-27T16:00")]
    [InlineData("下午2:00——4:00", "14:00/16:00")]
    [InlineData("8点-11点", "08:00/11:00")]
    [InlineData("8-11点", "08:00/11:00")]
    [InlineData("8点半干到11点", "08:30/11:00")]
    [InlineData("两点到四点", "14:00/16:00")]
    [InlineData("9点到下午1点", "09:00/13:00")]
    [InlineData("10点到2点", "10:00/14:00")]
    [InlineData("八点多到九点半", "08:00/09:30")]
    [InlineData("上午八点半一直开到十二点", "08:30/12:00")]
    [InlineData("下午2.30-4.00", "14:30/16:00")]
    [InlineData("从上午9点学到11点半", "09:00/11:30")]
    [InlineData("8点50-10点", "08:50/10:00")]
    [InlineData("晚7-9点", "19:00/21:00")]
    [InlineData("5点到7点", "17:00/19:00")]
    [InlineData("6:00-18:00", "06:00/18:00")]
    [InlineData("晚上10点到1点", "22:00/01:00")]
    [InlineData("从9点到10点40", "09:00/10:40")]
    [InlineData("14:00~16:30", "14:00/16:30")]
    [InlineData("昨天晚上10点到凌晨1点", "2023-10-26T22:00/2023-10-27T01:00")]
    [InlineData("10月25日(星期三)下午2:30—4:30", "2023-10-25T14:30/2023-10-25T16:30")]
    [InlineData("从昨天下午两点到明天四点", "2023-10-26T14:00/2023-10-28T16:00")]
    public void The_end_of_a_range_follows_its_start(string text, string range)
    {
        var folded = text.Replace('—', '-');

        Assert.Equal($"{folded}={range}", Reader.Said(folded));
    }

    [Theory]
    [InlineData("11月25日(星期六)19:00", "2023-11-25T19:00")]
    [InlineData("11.20下午两点半到四点", "2022-11-20T14:30/2022-11-20T16:00")]
    [InlineData("明早7点半", "2023-10-28T07:30")]
    [InlineData("今晚8点", "2023-10-27T20:00")]
    [InlineData("昨夜十二点", "2023-10-27T00:00")]
    [InlineData("2023-10-25 14:30", "2023-10-25T14:30")]
    [InlineData("10月25日24时", "2023-10-26T00:00")]
    [InlineData("下周一上午9点到11点半", "2023-10-30T09:00/2023-10-30T11:30")]
    [InlineData("明天上午", "2023-10-28T08:00/2023-10-28T12:00")]
    [InlineData("今早", "2023-10-27T06:00/2023-10-27T09:00")]
    [InlineData("两小时前", "2023-10-27T15:00")]
    [InlineData("30分钟后", "2023-10-27T17:30")]
    public void A_day_and_a_time_make_one_moment(string text, string moment) => Assert.Equal($"{text}={moment}", Reader.Said(text));

    [Fact]
    public void An_open_hour_keeps_its_other_half_of_the_day()
    {
        var reading = Assert.Single(Reader.Readings("3点", Bias.Future));

        Assert.Equal(new Value.Clock(new TimeOnly(3, 0)), Assert.Single(reading.Others));
    }

    [Theory]
    [InlineData("两个来小时", "02:00:00")]
    [InlineData("一小时一刻", "01:15:00")]
    [InlineData("两小时三刻钟", "02:45:00")]
    [InlineData("两个半小时", "02:30:00")]
    [InlineData("一个半小时", "01:30:00")]
    [InlineData("3个半天", "1.12:00:00")]
    [InlineData("1小时20分", "01:20:00")]
    [InlineData("1h", "01:00:00")]
    [InlineData("2h30min", "02:30:00")]
    [InlineData("一刻钟", "00:15:00")]
    [InlineData("半小时", "00:30:00")]
    [InlineData("半个多小时", "00:30:00")]
    [InlineData("俩小时", "02:00:00")]
    [InlineData("仨小时", "03:00:00")]
    [InlineData("两小时半", "02:30:00")]
    [InlineData("1.5小时", "01:30:00")]
    [InlineData("一点五小时", "01:30:00")]
    [InlineData("四十来分钟", "00:40:00")]
    [InlineData("90分钟", "01:30:00")]
    [InlineData("三天半", "3.12:00:00")]
    [InlineData("两三天", "2.00:00:00")]
    [InlineData("个把小时", "01:00:00")]
    [InlineData("1小时零5分", "01:05:00")]
    [InlineData("8天又20个小时", "8.20:00:00")]
    [InlineData("一个半月", "45.00:00:00")]
    public void A_length_is_read_with_its_halves(string text, string length) => Assert.Equal($"{text}={length}", Reader.Said(text));
}
