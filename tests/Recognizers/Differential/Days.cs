using System.Globalization;

namespace PartyBuilding.Tests.Recognizers.Differential;

/// <summary>Days and stretches of days as colleagues write them, seen from one day, what is unsaid completed backwards.</summary>
internal static class Days
{
    public static readonly DateOnly Today = new(2026, 4, 22);

    private static readonly string[] Weekdays = ["一", "二", "三", "四", "五", "六", "日"];

    private static readonly (string Name, int Month, int Day)[] Feasts =
        [("元旦", 1, 1), ("妇女节", 3, 8), ("劳动节", 5, 1), ("青年节", 5, 4), ("儿童节", 6, 1), ("教师节", 9, 10), ("国庆节", 10, 1)];

    private static readonly (string Name, int Month, int Day)[] Lunar =
        [("重阳节", 9, 9), ("端午节", 5, 5), ("元宵节", 1, 15), ("中秋节", 8, 15), ("腊月二十三", 12, 23), ("正月初八", 1, 8)];

    private static readonly Func<Random, Meant>[] Single = [Full, InMonth, InMonth, OfMonth, OfMonth, Near, OfWeek, OfLastMonth, Feast, DayBeforeFeast, LunarDay, LastWeekday, Compact];

    private static readonly Func<Random, Meant>[] Several = [Month, Month, ThisOrThat, DaysOfMonth, TwoDays, Months, SinceMonth, Quarter];

    /// <summary>One day.</summary>
    public static Meant One(Random random) => random.Of(Single)(random);

    /// <summary>Several days.</summary>
    public static Meant Stretch(Random random) => random.Of(Several)(random);

    public static string Write(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Meant Said(string text, DateOnly day) => new(text, Fact.When, Write(day));

    private static Meant Said(string text, DateOnly from, DateOnly until) => new(text, Fact.When, $"{Write(from)}..{Write(until)}");

    private static Meant Full(Random random)
    {
        var day = Today.AddDays(random.Next(-700, 200));
        return Said(
            random.Next(4) == 0
                ? $"{Figures.Year(day.Year)}年{Figures.Chinese(day.Month)}月{Figures.Chinese(day.Day)}日"
                : $"{Figures.Plain(day.Year)}年{Figures.Any(random, day.Month)}月{Figures.Any(random, day.Day)}{random.Of("日", "号")}", day);
    }

    private static Meant Compact(Random random)
    {
        var day = Today.AddDays(random.Next(-700, 0));
        return Said(day.ToString(random.Of("yyyyMMdd", "yyyy.M.d", "yyyy-MM-dd", "yyyy/M/d"), CultureInfo.InvariantCulture), day);
    }

    private static Meant InMonth(Random random)
    {
        var day = Today.AddDays(-random.Next(1, 360));
        return Said($"{Figures.Any(random, day.Month)}月{Figures.Any(random, day.Day)}{random.Of("日", "号")}", day);
    }

    private static Meant OfMonth(Random random)
    {
        var day = Today.AddDays(-random.Next(1, 28));
        return Said($"{Figures.Any(random, day.Day)}{random.Of("号", "日")}", day);
    }

    private static Meant OfLastMonth(Random random)
    {
        var (word, by) = random.Of(("上个月", -1), ("上月", -1), ("本月", 0), ("这个月", 0), ("下个月", 1));
        var day = new DateOnly(Today.Year, Today.Month, random.Next(1, 29)).AddMonths(by);
        return Said($"{word}{Figures.Any(random, day.Day)}号", day);
    }

    private static Meant Near(Random random)
    {
        var (word, by) = random.Of(("今天", 0), ("昨天", -1), ("前天", -2), ("大前天", -3), ("明天", 1), ("后天", 2), ("昨日", -1), ("今日", 0));
        return Said(word, Today.AddDays(by));
    }

    private static Meant OfWeek(Random random)
    {
        var (word, by) = random.Of(("上周", -1), ("上个星期", -1), ("上星期", -1), ("本周", 0), ("这周", 0), ("下周", 1), ("下个星期", 1), ("上个礼拜", -1));
        var weekday = random.Next(7);
        return Said(word + (weekday == 6 && !word.EndsWith('周') ? random.Of("日", "天") : Weekdays[weekday]), Monday.AddDays(7 * by + weekday));
    }

    private static Meant Feast(Random random)
    {
        var (name, month, day) = random.Of(Feasts);
        return Said(name, Past(month, day));
    }

    private static Meant DayBeforeFeast(Random random)
    {
        var (name, month, day) = random.Of(Feasts);
        var (word, by) = random.Of(("前一天", -1), ("后一天", 1));
        return Said(name + word, Past(month, day).AddDays(by));
    }

    private static Meant LunarDay(Random random)
    {
        var (name, month, day) = random.Of(Lunar);
        var thisYear = Solar(Today.Year, month, day);
        return Said(name, thisYear <= Today ? thisYear : Solar(Today.Year - 1, month, day));
    }

    private static Meant LastWeekday(Random random)
    {
        var first = new DateOnly(Today.Year, Today.Month, 1).AddMonths(-1);
        var weekday = random.Next(5);
        var (word, nth) = random.Of(("最后一个", -1), ("第一个", 0), ("第二个", 1), ("第三个", 2));
        var day = first.AddDays((weekday - (((int)first.DayOfWeek + 6) % 7) + 7) % 7).AddDays(7 * Math.Max(nth, 0));
        while (nth < 0 && day.AddDays(7).Month == first.Month)
            day = day.AddDays(7);
        return Said($"上个月{word}{random.Of("周", "星期")}{Weekdays[weekday]}", day);
    }

    private static Meant Month(Random random)
    {
        var first = new DateOnly(Today.Year, Today.Month, 1).AddMonths(-random.Next(12));
        return Said($"{Figures.Any(random, first.Month)}月份", first, first.AddMonths(1));
    }

    private static Meant ThisOrThat(Random random)
    {
        var month = new DateOnly(Today.Year, Today.Month, 1);
        var year = new DateOnly(Today.Year, 1, 1);
        var (word, from, until) = random.Of(
            ("上个月", month.AddMonths(-1), month), ("本月", month, month.AddMonths(1)), ("上周", Monday.AddDays(-7), Monday), ("这周", Monday, Monday.AddDays(7)),
            ("去年", year.AddYears(-1), year), ("今年", year, year.AddYears(1)), ("上半年", year, year.AddMonths(6)), ("去年下半年", year.AddMonths(-6), year));
        return Said(word, from, until);
    }

    private static Meant DaysOfMonth(Random random)
    {
        var first = new DateOnly(2025, random.Next(5, 13), random.Next(1, 20));
        var last = first.AddDays(random.Next(2, 9));
        var sign = random.Of("到", "至", "-", "～", "——");
        return Said($"{Figures.Plain(first.Month)}月{Figures.Plain(first.Day)}{random.Of("日", "号")}{sign}{Figures.Plain(last.Day)}{random.Of("日", "号")}", first, last.AddDays(1));
    }

    private static Meant TwoDays(Random random)
    {
        var first = new DateOnly(2025, random.Next(5, 13), random.Next(1, 27));
        return Said($"{Figures.Plain(first.Month)}月{Figures.Plain(first.Day)}{random.Of("、", "日、", "和")}{Figures.Plain(first.Day + 1)}{random.Of("", "日")}两天", first, first.AddDays(2));
    }

    private static Meant Months(Random random)
    {
        var first = new DateOnly(2025, random.Next(5, 10), 1);
        var last = first.AddMonths(random.Next(1, 4));
        return Said($"{Figures.Plain(first.Month)}{random.Of("", "月")}{random.Of("到", "至", "～", "-")}{Figures.Plain(last.Month)}月", first, last.AddMonths(1));
    }

    private static Meant SinceMonth(Random random)
    {
        var first = new DateOnly(2025, random.Next(5, 13), 1);
        return Said($"从{Figures.Plain(first.Month)}月份到{random.Of("现在", "今天")}", first, Today.AddDays(1));
    }

    private static Meant Quarter(Random random)
    {
        var quarter = random.Next(1, 5);
        var from = new DateOnly(2025, 3 * quarter - 2, 1);
        return Said($"去年第{Figures.Chinese(quarter)}季度", from, from.AddMonths(3));
    }

    private static DateOnly Monday => Today.AddDays(-(((int)Today.DayOfWeek + 6) % 7));

    private static DateOnly Past(int month, int day)
    {
        var thisYear = new DateOnly(Today.Year, month, day);
        return thisYear <= Today ? thisYear : thisYear.AddYears(-1);
    }

    private static DateOnly Solar(int year, int month, int day)
    {
        var calendar = new ChineseLunisolarCalendar();
        var leap = calendar.GetLeapMonth(year);
        return DateOnly.FromDateTime(calendar.ToDateTime(year, leap > 0 && month >= leap ? month + 1 : month, day, 0, 0, 0, 0));
    }
}
