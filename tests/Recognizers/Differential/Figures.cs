using System.Globalization;

namespace PartyBuilding.Tests.Recognizers.Differential;

/// <summary>Writes numbers as people do.</summary>
internal static class Figures
{
    private const string Digits = "零一二三四五六七八九";
    private const string Formal = "零壹贰叁肆伍陆柒捌玖";

    /// <summary>In Arabic digits, mostly; full-width or in characters now and then.</summary>
    public static string Any(Random random, int number) => random.Next(6) switch
    {
        0 => Chinese(number),
        1 => Wide(number),
        _ => Plain(number),
    };

    /// <summary>As a count before a measure word: 两 for 2.</summary>
    public static string Count(Random random, int number) => random.Next(3) == 0 ? number == 2 ? "两" : Chinese(number) : Plain(number);

    public static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Wide(int number) => string.Concat(Plain(number).Select(digit => (char)(digit - '0' + '０')));

    /// <summary>0 to 9999 in characters: 十六, 一百零五, 三千二百.</summary>
    public static string Chinese(int number) => Spell(number, Digits, "十百千") is ['一', '十', ..] spelled ? spelled[1..] : Spell(number, Digits, "十百千");

    /// <summary>As on a receipt: 贰拾陆.</summary>
    public static string Receipt(int number) => Spell(number, Formal, "拾佰仟");

    /// <summary>A year by its digits: 二〇二六.</summary>
    public static string Year(int year) => string.Concat(Plain(year).Select(digit => digit == '0' ? '〇' : Digits[digit - '0']));

    private static string Spell(int number, string digits, string units)
    {
        if (number == 0)
            return "零";
        var text = Plain(number);
        var spelled = "";
        for (var i = 0; i < text.Length; i++)
        {
            var (digit, place) = (text[i] - '0', text.Length - 1 - i);
            if (digit > 0)
                spelled += (spelled.Length > 0 && text[i - 1] == '0' ? digits[..1] : "") + digits[digit] + (place > 0 ? units[place - 1] : "");
        }
        return spelled;
    }
}
