namespace PartyBuilding.Recognizers;

/// <summary>
/// Reads a numeral at a place of a <see cref="NormalText"/>: 16, 1,234, 2.5, 二十六, 贰拾陆, 廿五, 一百五, 三点五, 1.5万, 3千5, 二〇二三, 俩, 仨, 半.
/// Signs (负, -) and what follows (人, 号, 块) belong to the callers. Allocates nothing; looks at a bounded number of characters.
/// </summary>
internal static class Numerals
{
    /// <summary>More digits than this are a number of a document or a person, not a quantity.</summary>
    public const int MaxDigits = 27;

    /// <summary>Reads the longest numeral that begins exactly at <paramref name="at"/>.</summary>
    /// <param name="text">A whole <see cref="NormalText"/>, so that the neighbours can be seen.</param>
    /// <param name="at">Where the numeral must begin; that it does not begin inside another numeral is the caller's business.</param>
    /// <param name="numeral">The numeral; meaningless when the answer is false.</param>
    /// <param name="parts">What is allowed beyond a whole number.</param>
    /// <returns>False when no numeral begins there, or one of more than <see cref="MaxDigits"/> digits.</returns>
    public static bool TryRead(ReadOnlySpan<char> text, int at, out Numeral numeral, NumeralParts parts = NumeralParts.Usual)
    {
        numeral = default;
        if ((uint)at >= (uint)text.Length || !CanBegin(text[at]))
            return false;
        if (text[at] == '半')
        {
            numeral = new Numeral(0.5m, 1, NumeralForm.Chinese);
            return true;
        }

        return TryReadDigitString(text, at, out numeral) || new NumeralBuilder(text, at, parts).TryRead(out numeral);
    }

    /// <summary>Whether a numeral can begin with <paramref name="c"/>: a quick test before reading.</summary>
    public static bool CanBegin(char c) =>
        c < 0x80 ? char.IsAsciiDigit(c) : Digit(c) >= 0 || Unit(c) > 0 || Tens(c) > 0 || c is '半';

    /// <summary>Whether the 一 here belongs to the word before it: 统一二十号交. In 教育系统一月十日 or 名单一百人 that word ends before it.</summary>
    public static bool IsTail(ReadOnlySpan<char> text, int at) =>
        text[at] == '一' && at > 0 && text[at - 1] switch
        {
            '唯' => true,
            '统' => at == 1 || !(text[at - 2] is '系' or '传' or '总' or '血'),
            _ => false,
        };

    /// <summary>The digit that a character stands for, or -1: 0–9, 零〇, 一–九, 两, 俩, 仨, 壹–玖.</summary>
    public static int Digit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        '零' or '〇' => 0,
        '一' or '壹' or '幺' => 1,
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

    /// <summary>The place unit that a character stands for, or 0: 十, 百, 千, 万, 亿, 兆 and the forms for money.</summary>
    public static long Unit(char c) => c switch
    {
        '十' or '拾' => 10,
        '百' or '佰' => 100,
        '千' or '仟' => 1000,
        '万' => 10_000,
        '亿' => 100_000_000,
        '兆' => 1_000_000_000_000,
        _ => 0,
    };

    /// <summary>20 for 廿, 30 for 卅, 40 for 卌, else 0.</summary>
    public static int Tens(char c) => c switch { '廿' => 20, '卅' => 30, '卌' => 40, _ => 0 };

    private static bool TryReadDigitString(ReadOnlySpan<char> text, int at, out Numeral numeral)
    {
        numeral = default;
        var (end, value) = (at, 0m);
        while (end < text.Length && IsPlainDigit(text[end]) && end - at <= MaxDigits)
            value = value * 10 + Digit(text[end++]);

        // 三四十 and 一百二三十 are not digit by digit: a place unit behind the run belongs to it.
        if (end - at < 2 || end - at > MaxDigits || (end < text.Length && (Unit(text[end]) > 0 || char.IsAsciiDigit(text[end]))))
            return false;

        numeral = new Numeral(value, end - at, NumeralForm.DigitString);
        return true;
    }

    private static bool IsPlainDigit(char c) => c is '零' or '〇' or '一' or '二' or '三' or '四' or '五' or '六' or '七' or '八' or '九' or '幺';
}
