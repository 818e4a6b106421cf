namespace PartyBuilding.Recognizers.Dates;

/// <summary>
/// Reads the small numbers that dates and lengths are written with: 7, 07, 二十五, 廿五, 两, 半, 2.5, and digit by digit 二〇二三. Whole numbers only in
/// integers, and never past a 点 that may be an hour's, which is why dates do not use the general numeral reader.
/// </summary>
internal static class Figures
{
    private const int MostDigits = 9;

    /// <summary>Whether a number can begin with this character.</summary>
    public static bool CanBegin(char c) => char.IsAsciiDigit(c) || c == '半' || c >= '\u3007' && (Digit(c) >= 0 || Tens(c) > 0 || Place(c) > 0);

    /// <summary>What a Chinese digit is worth, or -1.</summary>
    public static int Digit(char c) => c switch
    {
        '零' or '〇' => 0,
        '一' or '壹' => 1,
        '二' or '贰' or '两' or '俩' => 2,
        '三' or '叁' or '仨' => 3,
        '四' or '肆' => 4,
        '五' or '伍' => 5,
        '六' or '陆' => 6,
        '七' or '柒' => 7,
        '八' or '捌' => 8,
        '九' or '玖' => 9,
        _ => -1,
    };

    /// <summary>A whole number; <paramref name="length"/> counts characters.</summary>
    public static bool TryWhole(ReadOnlySpan<char> text, int at, out int value, out int length)
    {
        (value, length) = (0, 0);
        if ((uint)at >= (uint)text.Length)
            return false;
        return char.IsAsciiDigit(text[at])
            ? TryArabic(text, at, out value, out length)
            : TryString(text, at, out value, out length) || TryPlaces(text, at, out value, out length);
    }

    /// <summary>Two or more Chinese digits read one by one: 二〇二三, 二三.</summary>
    public static bool TryString(ReadOnlySpan<char> text, int at, out int value, out int length)
    {
        (value, length) = (0, 0);
        while (length <= MostDigits && at + length < text.Length && text[at + length] is not ('两' or '俩' or '仨') && Digit(text[at + length]) is >= 0 and var digit)
        {
            value = value * 10 + digit;
            length++;
        }

        // 三四十 is no string of digits, nor is 二十.
        return length is >= 2 and <= MostDigits && (at + length == text.Length || Place(text[at + length]) == 0);
    }

    /// <summary>An amount that may have decimals or be a half: 2.5, 半, 三.</summary>
    public static bool TryAmount(ReadOnlySpan<char> text, int at, out double amount, out int length)
    {
        (amount, length) = (0, 0);
        if ((uint)at >= (uint)text.Length)
            return false;
        if (text[at] == '半')
        {
            (amount, length) = (0.5, 1);
            return true;
        }

        if (!TryWhole(text, at, out var whole, out length))
            return false;
        amount = whole;
        var isArabic = char.IsAsciiDigit(text[at]);
        if (at + length + 1 < text.Length && text[at + length] == (isArabic ? '.' : '点'))
            ReadDecimals(text, at + length + 1, isArabic, ref amount, ref length);
        return true;
    }

    private static void ReadDecimals(ReadOnlySpan<char> text, int at, bool isArabic, ref double amount, ref int length)
    {
        var (scale, end) = (0.1, at);
        while (end < text.Length && end - at < MostDigits)
        {
            var digit = isArabic ? char.IsAsciiDigit(text[end]) ? text[end] - '0' : -1 : Digit(text[end]);
            if (digit < 0)
                break;
            amount += digit * scale;
            scale /= 10;
            end++;
        }

        amount = Math.Round(amount, MostDigits);
        length += end > at ? end - at + 1 : 0;
    }

    private static bool TryArabic(ReadOnlySpan<char> text, int at, out int value, out int length)
    {
        (value, length) = (0, 0);
        while (length < MostDigits && at + length < text.Length && char.IsAsciiDigit(text[at + length]))
            value = value * 10 + (text[at + length++] - '0');
        return at + length == text.Length || !char.IsAsciiDigit(text[at + length]);
    }

    // 二十五, 一百二十, 两千零八: places go down, a digit stands before each (十 may stand alone).
    private static bool TryPlaces(ReadOnlySpan<char> text, int at, out int value, out int length)
    {
        (value, length) = (0, 0);
        var (below, pending) = (int.MaxValue, -1);
        for (var i = at; i < text.Length && i - at <= MostDigits; i++)
        {
            var c = text[i];
            if (Tens(c) is > 0 and var tens && pending < 0 && below > 10)
                (value, below) = (value + tens, 10);
            else if (Place(c) is > 0 and var place && place < below && (pending > 0 || pending < 0 && place == 10))
                (value, below, pending) = (value + Math.Abs(pending) * place, place, -1);
            else if (Digit(c) is >= 0 and var digit && (pending < 0 || pending == 0 && value > 0) && below > 1)
                pending = digit;
            else
                break;
            length = i - at + 1;
        }

        value += Math.Max(pending, 0);
        return length > 0 && !(length == 1 && Place(text[at]) > 10);
    }

    private static int Place(char c) => c switch { '十' or '拾' => 10, '百' or '佰' => 100, '千' or '仟' => 1000, _ => 0 };

    private static int Tens(char c) => c switch { '廿' => 20, '卅' => 30, _ => 0 };
}
