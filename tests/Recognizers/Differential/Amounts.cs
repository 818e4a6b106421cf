using System.Globalization;

namespace PartyBuilding.Tests.Recognizers.Differential;

/// <summary>Numbers and what is counted or measured with them.</summary>
internal static class Amounts
{
    private static readonly (string Word, string Unit)[] Units =
        [("公里", "Kilometer"), ("米", "Meter"), ("公斤", "Kilogram"), ("斤", "Jin"), ("平方米", "Square meter"), ("亩", "Mu"), ("吨", "Ton"), ("厘米", "Centimeter")];

    /// <summary>How many.</summary>
    public static Meant Number(Random random)
    {
        var number = random.Next(10) == 0 ? random.Next(100, 3000) : random.Next(3, 99);
        return random.Next(12) switch
        {
            0 => new Meant(Figures.Receipt(number), Fact.Number, Write(number)),
            1 => new Meant("1.5万", Fact.Number, "15000"),
            2 => new Meant("2", Fact.Number, "2"),
            _ => new Meant(Figures.Any(random, number), Fact.Number, Write(number)),
        };
    }

    public static Meant Ordinal(Random random)
    {
        var place = random.Next(1, 40);
        return new Meant("第" + Figures.Any(random, place), Fact.Ordinal, Write(place));
    }

    public static Meant Percent(Random random)
    {
        var percent = random.Next(50, 100);
        return random.Next(6) switch
        {
            0 => new Meant("百分之" + Figures.Chinese(percent), Fact.Percent, Write(percent)),
            1 => new Meant($"{Figures.Plain(percent)}.5%", Fact.Percent, $"{Figures.Plain(percent)}.5"),
            2 => new Meant($"{Figures.Wide(percent)}％", Fact.Percent, Write(percent)),
            3 => new Meant($"{Figures.Chinese(percent / 10)}成", Fact.Percent, Write(percent / 10 * 10)),
            _ => new Meant($"{Figures.Plain(percent)}%", Fact.Percent, Write(percent)),
        };
    }

    public static Meant Money(Random random)
    {
        var yuan = random.Next(3, 200);
        var dimes = random.Next(1, 10);
        return random.Next(7) switch
        {
            0 => new Meant($"{Figures.Plain(yuan)}块{Figures.Plain(dimes)}", Fact.Money, $"{Figures.Plain(yuan)}.{Figures.Plain(dimes)}"),
            1 => new Meant($"{Figures.Chinese(yuan)}块{Figures.Chinese(dimes)}毛", Fact.Money, $"{Figures.Plain(yuan)}.{Figures.Plain(dimes)}"),
            2 => new Meant($"{Figures.Chinese(yuan)}元", Fact.Money, Write(yuan)),
            3 => new Meant($"{Figures.Plain(yuan)}.{Figures.Plain(dimes)}元", Fact.Money, $"{Figures.Plain(yuan)}.{Figures.Plain(dimes)}"),
            4 => new Meant("1.2万元", Fact.Money, "12000"),
            5 => new Meant($"人民币{Figures.Plain(yuan * 10)}元", Fact.Money, Write(yuan * 10)),
            _ => new Meant($"{Figures.Any(random, yuan)}{random.Of("元", "块钱", "块")}", Fact.Money, Write(yuan)),
        };
    }

    public static Meant Age(Random random)
    {
        var years = random.Next(18, 99);
        return new Meant($"{Figures.Any(random, years)}{random.Of("岁", "周岁")}", Fact.Age, $"{Write(years)} year");
    }

    public static Meant Measure(Random random)
    {
        var amount = random.Next(2, 60);
        var (word, unit) = random.Of(Units);
        return random.Next(8) == 0
            ? new Meant($"{Figures.Plain(amount)}.5{word}", Fact.Measure, $"{Write(amount)}.5 {unit}")
            : new Meant($"{Figures.Count(random, amount)}{word}", Fact.Measure, $"{Write(amount)} {unit}");
    }

    /// <summary>Whether the upper end of 3到5 belongs to it, libraries see differently and readers do not ask.</summary>
    public static Meant Range(Random random)
    {
        var from = random.Next(3, 30);
        var until = from + random.Next(2, 20);
        return random.Next(6) switch
        {
            0 => new Meant($"超过{Figures.Plain(from)}", Fact.NumberRange, $">{Write(from)}"),
            1 => new Meant($"不少于{Figures.Plain(from)}", Fact.NumberRange, $">={Write(from)}"),
            2 => new Meant($"不到{Figures.Plain(until)}", Fact.NumberRange, $"<{Write(until)}"),
            _ => new Meant($"{Figures.Plain(from)}{random.Of("到", "至", "-", "～")}{Figures.Plain(until)}", Fact.NumberRange, $"{Write(from)}..{Write(until)}"),
        };
    }

    private static string Write(int number) => number.ToString(CultureInfo.InvariantCulture);
}
