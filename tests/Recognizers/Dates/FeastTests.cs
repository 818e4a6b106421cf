using PartyBuilding.Recognizers;
using PartyBuilding.Recognizers.Dates;

namespace PartyBuilding.Tests.Recognizers.Dates;

public sealed class FeastTests
{
    [Theory]
    [InlineData("腊月二十三", "2023-01-14")]
    [InlineData("大年三十", "2023-01-21")]
    [InlineData("除夕", "2023-01-21")]
    [InlineData("大年初三", "2023-01-24")]
    [InlineData("正月十五", "2023-02-05")]
    [InlineData("元宵节", "2023-02-05")]
    [InlineData("闰二月初一", "2023-03-22")]
    [InlineData("清明节", "2023-04-05")]
    [InlineData("端午", "2023-06-22")]
    [InlineData("七夕", "2023-08-22")]
    [InlineData("中秋节", "2023-09-29")]
    [InlineData("农历八月十五", "2023-09-29")]
    [InlineData("八月十五", "2023-09-29")]
    [InlineData("重阳", "2023-10-23")]
    [InlineData("2024年春节", "2024-02-10")]
    [InlineData("2024年除夕", "2024-02-09")]
    [InlineData("母亲节", "2023-05-14")]
    [InlineData("父亲节", "2023-06-18")]
    [InlineData("立春", "2023-02-04")]
    [InlineData("霜降", "2023-10-24")]
    public void A_feast_has_its_day(string text, string day) => Assert.Equal($"{text}={day}", Reader.Said(text));

    [Theory]
    [InlineData("七一前夕", "2023-06-24/2023-07-01")]
    [InlineData("“七一”前夕", "2023-06-24/2023-07-01")]
    [InlineData("国庆节前一天", "2023-09-30")]
    [InlineData("春节前两天", "2023-01-20")]
    [InlineData("清明节前三天", "2023-04-02")]
    [InlineData("五一当天", "2023-05-01")]
    [InlineData("清明放假前一天", "2023-04-04")]
    [InlineData("国庆放假", "2023-10-01/2023-10-08")]
    [InlineData("国庆期间", "2023-10-01/2023-10-08")]
    [InlineData("十一期间", "2023-10-01/2023-10-08")]
    [InlineData("五一假期", "2023-05-01/2023-05-06")]
    [InlineData("端午假期", "2023-06-22/2023-06-23")]
    [InlineData("清明节假期", "2023-04-05/2023-04-06")]
    [InlineData("元旦前后", "2022-12-29/2023-01-05")]
    [InlineData("迎七一", "2023-07-01")]
    public void Days_around_a_feast_are_counted_from_it(string text, string days) => Assert.Equal(days, Reader.First(text));

    [Theory]
    [InlineData("七一知识竞赛一等奖")]
    [InlineData("“七一”表彰大会")]
    [InlineData("定七一活动方案")]
    [InlineData("五四精神")]
    [InlineData("三八红旗手")]
    [InlineData("五一路小学")]
    [InlineData("八一小学")]
    [InlineData("十一名党员")]
    [InlineData("大雪纷飞")]
    public void A_number_in_a_name_is_no_feast(string text) => Assert.Equal("", Reader.Said(text));

    [Fact]
    public void Every_lunar_new_year_from_1901_to_2100_lies_between_21_January_and_21_February()
    {
        for (var year = LunarCalendar.FirstYear; year <= LunarCalendar.LastYear; year++)
        {
            var day = LunarCalendar.Day(year, 1, 1, false)!.Value;
            Assert.InRange(day, new DateOnly(year, 1, 21), new DateOnly(year, 2, 21));
        }
    }

    // The calendar is made so that 冬至 falls into the eleventh month: its tables and our sun were computed by different people.
    [Fact]
    public void Every_winter_solstice_lies_in_the_eleventh_lunar_month()
    {
        for (var year = LunarCalendar.FirstYear; year < LunarCalendar.LastYear; year++)
        {
            var (from, until) = LunarCalendar.Month(year, 11, false)!.Value;
            Assert.InRange(SolarTerms.Day(year, 23), from, until.AddDays(-1));
        }
    }

    [Theory]
    [InlineData(1949, 6, "1949-04-05")]
    [InlineData(1980, 6, "1980-04-04")]
    [InlineData(2000, 2, "2000-02-04")]
    [InlineData(2017, 2, "2017-02-03")]
    [InlineData(2021, 23, "2021-12-21")]
    [InlineData(2023, 23, "2023-12-22")]
    [InlineData(2024, 6, "2024-04-04")]
    [InlineData(2025, 2, "2025-02-03")]
    [InlineData(2025, 6, "2025-04-04")]
    public void A_solar_term_falls_on_its_day(int year, int term, string day) =>
        Assert.Equal(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), SolarTerms.Day(year, term));

    [Fact]
    public void The_terms_of_a_year_follow_each_other_by_about_a_fortnight()
    {
        for (var year = 1901; year <= 2100; year++)
            for (var term = 1; term < 24; term++)
                Assert.InRange(SolarTerms.Day(year, term).DayNumber - SolarTerms.Day(year, term - 1).DayNumber, 14, 16);
    }

    [Fact]
    public void Plans_look_ahead_to_the_next_feast() => Assert.Equal("2024-06-10", Reader.First("端午", Bias.Future));
}
