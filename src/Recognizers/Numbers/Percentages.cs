namespace PartyBuilding.Recognizers.Numbers;

/// <summary>Reads percentages: 97%, 百分之九十七, 千分之三, 七成六, 八折, 五五折, 3个百分点, 5‰.</summary>
internal static class Percentages
{
    // 三成员, 一成立 … where 成 begins another word; likewise 折.
    private const string NotAfterTenths = "员立为果绩功年都长语效品就型份";
    private const string NotAfterDiscount = "腾叠磨返射断扣子纸线";

    /// <summary>A percentage that begins with a numeral.</summary>
    public static bool TryRead(in Figure figure, out int end, out decimal percent)
    {
        (end, percent) = (figure.End + 1, figure.Value);
        switch (figure.After())
        {
            case '%':
                return true;
            case '‰':
                percent /= 10;
                return true;
            case '个' when figure.IsBefore("个百分点"):
                end = figure.End + 4;
                return true;
            case '成' when figure.Value is > 0 and <= 10 && !NotAfterTenths.Contains(figure.After(1)):
                ReadTenths(figure, out end, out percent);
                return true;
            case '折' when figure.Value is > 0 and < 100 && !NotAfterDiscount.Contains(figure.After(1)):
                percent = figure.Value > 10 ? figure.Value : figure.Value * 10;
                return true;
            default:
                return false;
        }
    }

    /// <summary>百分之五, 千分之三, 万分之一 and 百分百, which begin with a place unit.</summary>
    public static bool TryReadOf(ReadOnlySpan<char> text, int at, out int end, out decimal percent)
    {
        (end, percent) = (at, 0);
        var rest = text[at..];
        if (rest.StartsWith("百分百", StringComparison.Ordinal))
        {
            (end, percent) = (at + 3, 100);
            return true;
        }

        var of = rest switch { ['百' or '佰', '分', '之', ..] => 1m, ['千' or '仟', '分', '之', ..] => 10m, ['万', '分', '之', ..] => 100m, _ => 0 };
        if (of == 0)
            return false;
        if (rest.Length > 3 && rest[3] is '百' or '佰')
        {
            (end, percent) = (at + 4, 100 / of);
            return true;
        }

        var sign = rest.Length > 3 && rest[3] == '负' ? 1 : 0;
        if (!Numerals.TryRead(text, at + 3 + sign, out var numeral))
            return false;
        (end, percent) = (at + 3 + sign + numeral.Length, (sign == 1 ? -numeral.Value : numeral.Value) / of);
        return true;
    }

    private static void ReadTenths(in Figure figure, out int end, out decimal percent)
    {
        (end, percent) = (figure.End + 1, figure.Value * 10);
        if (figure.After(1) == '半')
            (end, percent) = (end + 1, percent + 5);
        else if (Numerals.Digit(figure.After(1)) is > 0 and var digit && Numerals.Digit(figure.After(2)) < 0 && Numerals.Unit(figure.After(2)) == 0
                 && Counters.At(figure.Text, figure.End + 2) == 0)
            (end, percent) = (end + 1, percent + digit);
    }
}
