using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using PartyBuilding.Recognizers;

namespace PartyBuilding.Tests.Recognizers.Dates;

public sealed class DatePropertyTests
{
    private const string Digits = "〇一二三四五六七八九";

    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(500);

    private static readonly Arbitrary<DateOnly> AnyDay = Gen.Choose(new DateOnly(1950, 1, 1).DayNumber, new DateOnly(2049, 12, 31).DayNumber)
        .Select(DateOnly.FromDayNumber).ToArbitrary();

    private static readonly Arbitrary<int> AnyMinute = Gen.Choose(0, 24 * 60 - 1).ToArbitrary();

    [Fact]
    public void Every_full_way_of_writing_a_day_reads_back_as_that_day() => Check.One(Thorough, Prop.ForAll(AnyDay, day =>
    {
        foreach (var text in FullForms(day))
            Assert.Equal($"{text}={day:yyyy-MM-dd}", Reader.Said(text));
    }));

    [Fact]
    public void A_day_without_its_year_reads_back_when_it_is_the_last_one() => Check.One(Thorough, Prop.ForAll(AnyDay, AnyDay, (day, now) =>
    {
        var at = now.ToDateTime(new TimeOnly(12, 0));
        var latest = Enumerable.Range(0, 9).Select(back => now.Year - back)
            .Where(year => day.Day <= DateTime.DaysInMonth(year, day.Month)).Select(year => new DateOnly(year, day.Month, day.Day)).First(one => one <= now);
        foreach (var text in new[] { $"{day.Month}月{day.Day}日", $"{day.Month}月{day.Day}号", $"{Chinese(day.Month)}月{Chinese(day.Day)}日" })
            Assert.Equal(latest.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Reader.First(text, Bias.Past, at));
    }));

    [Fact]
    public void A_bare_weekday_is_at_most_six_days_away() => Check.One(Thorough, Prop.ForAll(AnyDay, AnyDay, (day, now) =>
    {
        var text = "周" + "日一二三四五六"[(int)day.DayOfWeek];
        var past = ((Value.Day)Assert.Single(Reader.Readings(text, Bias.Past, now.ToDateTime(TimeOnly.MinValue))).Value).Date;
        var future = ((Value.Day)Assert.Single(Reader.Readings(text, Bias.Future, now.ToDateTime(TimeOnly.MinValue))).Value).Date;

        Assert.Equal(day.DayOfWeek, past.DayOfWeek);
        Assert.Equal(day.DayOfWeek, future.DayOfWeek);
        Assert.InRange(now.DayNumber - past.DayNumber, 0, 6);
        Assert.InRange(future.DayNumber - now.DayNumber, 0, 6);
    }));

    [Fact]
    public void Every_minute_of_the_day_reads_back() => Check.One(Thorough, Prop.ForAll(AnyMinute, minute =>
    {
        var time = new TimeOnly(minute / 60, minute % 60);
        var hour = time.Hour;
        Assert.Equal($"{time:HH:mm}", Reader.First($"{time:HH:mm}"));
        if (hour is >= 13 or >= 7 and <= 12)
            Assert.Equal($"{time:HH:mm}", Reader.First($"{hour}点{time.Minute:D2}分"));
        if (hour > 12 && hour < 18)
            Assert.Equal($"{time:HH:mm}", Reader.First($"下午{Chinese(hour - 12)}点{Chinese(time.Minute)}分"));
    }));

    [Fact]
    public void No_text_makes_the_reader_fail() => Check.One(Thorough, Prop.ForAll(Scraps().ToArbitrary(), text =>
    {
        foreach (var reading in Reader.Readings(text))
        {
            Assert.InRange(reading.Start, 0, text.Length - 1);
            Assert.InRange(reading.End, reading.Start + 1, text.Length);
        }
    }));

    [Theory]
    [InlineData("11月25日下午2点半到4点,")]
    [InlineData("1、2、3、")]
    [InlineData("一")]
    [InlineData("1 ")]
    [InlineData("从")]
    [InlineData("25、")]
    [InlineData("一年又")]
    [InlineData("2023-")]
    [InlineData("最近")]
    public void A_text_four_times_as_long_takes_no_more_than_about_four_times_the_memory(string scrap)
    {
        var once = string.Concat(Enumerable.Repeat(scrap, 10_000 / scrap.Length));
        Reader.Readings(once);

        Assert.True(Allocated(once + once + once + once) < (6 * Allocated(once)) + 65_536);
    }

    private static long Allocated(string text)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Reader.Readings(text);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static IEnumerable<string> FullForms(DateOnly day)
    {
        var (year, month, date) = (day.Year, day.Month, day.Day);
        yield return $"{year}年{month}月{date}日";
        yield return $"{year}年{month:D2}月{date:D2}日";
        yield return $"{year}年{month}月{date}号";
        yield return $"{year % 100:D2}年{month}月{date}日";
        yield return $"{year}-{month:D2}-{date:D2}";
        yield return $"{year}-{month}-{date}";
        yield return $"{year}/{month}/{date}";
        yield return $"{year}.{month}.{date}";
        yield return $"{year}{month:D2}{date:D2}";
        yield return $"{string.Concat(year.ToString(CultureInfo.InvariantCulture).Select(c => Digits[c - '0']))}年{Chinese(month)}月{Chinese(date)}日";
        yield return $"{year}年 {month}月 {date}日";
        yield return $"{year} 年 {month} 月 {date} 日";
    }

    private static string Chinese(int number) => number switch
    {
        < 10 => Digits[number].ToString(),
        _ => (number < 20 ? "" : Digits[number / 10].ToString()) + "十" + (number % 10 == 0 ? "" : Digits[number % 10].ToString()),
    };

    private static Gen<string> Scraps()
    {
        string[] scraps =
        [
            "1", "25", "2023", "13", "三", "十", "半", "年", "月", "日", "号", "点", "分", ":", "-", "/", ".", "上", "下", "周", "星期", "个", "最后一", "第", "每", "到", "从",
            "前", "后", "以前", "春节", "七一", "农历", "初", "大年", "晚", "下午", "小时", "天", "世纪", "年代", "季度", "旬", "内", "今", "明天", "、", "(", ")", " ", "的", "闰", "0", "99",
        ];
        return Gen.Elements(scraps).ArrayOf(12).Select(string.Concat);
    }
}
