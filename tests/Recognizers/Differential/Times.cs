using System.Globalization;

namespace PartyBuilding.Tests.Recognizers.Differential;

/// <summary>Times of day, stretches of a day and lengths.</summary>
internal static class Times
{
    private static readonly (string Word, int From, int To)[] Parts = [("上午", 8, 11), ("早上", 6, 9), ("下午", 1, 6), ("晚上", 6, 9), ("中午", 12, 12)];

    private static readonly Func<Random, Meant>[] Lengths = [HalfHours, HoursAndMinutes, Minutes, WholeHours, Quarters, Latin, HalfDays, WholeDays];

    /// <summary>A time.</summary>
    public static Meant Point(Random random)
    {
        var (text, time) = random.Next(4) == 0 ? Digital(random, random.Next(7, 21), random.Next(12) * 5) : Spoken(random, random.Of(Parts));
        return new Meant(text, Fact.When, Write(time));
    }

    /// <summary>From one time to another.</summary>
    public static Meant Stretch(Random random)
    {
        var sign = random.Of("到", "至", "-", "——", "～");
        if (random.Next(3) == 0)
        {
            var hour = random.Next(7, 18);
            var (first, from) = Digital(random, hour, random.Next(12) * 5);
            var (last, until) = Digital(random, hour + random.Next(1, 3), random.Next(12) * 5);
            return new Meant(first + sign + last, Fact.When, $"{Write(from)}..{Write(until)}");
        }
        var part = random.Of(Parts[0], Parts[2], Parts[3]);
        var (begin, start) = Spoken(random, (part.Word, part.From, part.To - 1));
        var (end, stop) = Spoken(random, ("", (start.Hour - 1) % 12 + 2, (start.Hour - 1) % 12 + 2));
        return new Meant(begin + random.Of("到", "至", "-", "——") + end, Fact.When, $"{Write(start)}..{Write(start.Hour < 12 ? stop : stop.AddHours(stop.Hour < 12 ? 12 : 0))}");
    }

    /// <summary>How long.</summary>
    public static Meant Length(Random random) => random.Of(Lengths)(random);

    public static string Write(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static (string Text, TimeOnly Time) Spoken(Random random, (string Word, int From, int To) part)
    {
        var said = random.Next(part.From, part.To + 1);
        var hour = part.Word is "下午" or "晚上" ? said + 12 : said;
        var name = random.Next(3) == 0 ? said == 2 ? "两" : Figures.Chinese(said) : random.Next(6) == 0 ? Figures.Wide(said) : Figures.Plain(said);
        var (rest, minute) = random.Of(("", 0), ("", 0), ("半", 30), ("半", 30), ("一刻", 15), ("三刻", 45), ("二十", 20), ("40分", 40), ("05分", 5), ("整", 0));
        return ($"{part.Word}{name}点{rest}", new TimeOnly(hour, minute));
    }

    private static (string Text, TimeOnly Time) Digital(Random random, int hour, int minute) =>
        (string.Create(CultureInfo.InvariantCulture, $"{hour}{random.Of(":", "：", ":")}{minute:00}"), new TimeOnly(hour, minute));

    private static Meant Said(string text, double minutes) => new(text, Fact.When, ((long)(minutes * 60)).ToString(CultureInfo.InvariantCulture));

    private static Meant HalfHours(Random random)
    {
        var hours = random.Next(0, 4);
        return Said(hours == 0 ? random.Of("半小时", "半个小时", "半个钟头") : $"{Figures.Count(random, hours)}个半{random.Of("小时", "钟头")}", hours * 60 + 30);
    }

    private static Meant HoursAndMinutes(Random random)
    {
        var (hours, minutes) = (random.Next(1, 5), random.Next(1, 6) * 10);
        return Said($"{Figures.Count(random, hours)}{random.Of("", "个")}小时{Figures.Any(random, minutes)}{random.Of("分", "分钟")}", hours * 60 + minutes);
    }

    private static Meant Minutes(Random random)
    {
        var minutes = random.Next(2, 25) * 5;
        return Said($"{Figures.Any(random, minutes)}分钟", minutes);
    }

    private static Meant WholeHours(Random random)
    {
        var hours = random.Next(1, 9);
        return Said($"{Figures.Count(random, hours)}{random.Of("个小时", "小时", "个钟头")}", hours * 60);
    }

    private static Meant Quarters(Random random) => random.Of(Said("一刻钟", 15), Said("三刻钟", 45));

    private static Meant Latin(Random random)
    {
        var hours = random.Next(1, 5);
        return random.Of(Said($"{Figures.Plain(hours)}h", hours * 60), Said($"{Figures.Plain(hours)}h30min", hours * 60 + 30), Said("45min", 45));
    }

    private static Meant HalfDays(Random random)
    {
        var halves = random.Next(2, 5);
        return Said($"{Figures.Count(random, halves)}个半天", halves * 12 * 60);
    }

    private static Meant WholeDays(Random random)
    {
        var days = random.Next(2, 8);
        return Said($"{Figures.Count(random, days)}天", days * 24 * 60);
    }
}
