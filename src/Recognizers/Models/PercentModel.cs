namespace PartyBuilding.Recognizers.Models;

/// <summary>百分之, 千分之, %, 个百分点, 成 and 折, with blanks anywhere.</summary>
internal static class PercentModel
{
    public static void Read(ReadOnlySpan<char> text, Entities found)
    {
        for (var at = 0; at < text.Length;)
        {
            if (TryDiscount(text, at, out var end, out var percent) || TryOf(text, at, out end, out percent) || TryBehind(text, at, out end, out percent))
            {
                found.Add("percentage", at, end, ("value", Entities.Plain(percent) + "%"));
                at = end;
            }
            else
            {
                at = SkipNumber(text, at);
            }
        }
    }

    // What is no percentage as a whole has none inside: 五百分之2.2.
    private static int SkipNumber(ReadOnlySpan<char> text, int at) =>
        char.IsAsciiDigit(text[at]) || Numerals.Digit(text[at]) >= 0 && Numerals.Unit(Amounts.At(text, at + 1)) > 0
            ? Amounts.TryReadPlain(text, at, out var end, out _) && end > at + 1 && Amounts.At(text, end - 1) is not ('百' or '佰') ? end : at + 1
            : at + 1;

    private static bool TryOf(ReadOnlySpan<char> text, int at, out int end, out double percent)
    {
        (end, percent) = (at, 0);
        if (Numerals.Unit(text[at]) < 100 || (at > 0 && (Numerals.Digit(text[at - 1]) >= 0 || Numerals.Unit(text[at - 1]) > 0)))
            return false;
        var (of, next) = (1.0, at);
        for (; Numerals.Unit(Amounts.At(text, next)) > 0; next++)
            of *= Numerals.Unit(text[next]);
        next = Amounts.AfterBlanks(text, next);
        if (Amounts.At(text, next) != '分')
            return false;
        next = Amounts.AfterBlanks(text, next + 1);
        if (Amounts.At(text, next) != '之')
            return false;
        next = Amounts.AfterBlanks(text, next + 1);

        if (Amounts.At(text, next) is '百' or '佰' && Numerals.Digit(Amounts.At(text, next + 1)) < 0)
            (end, percent) = (next + 1, 10_000 / of);
        else if (TryShare(text, next, out end, out var share) && !IsNumeral(Amounts.At(text, end)))
            percent = share * 100 / of;
        else
            return false;
        return true;
    }

    private static bool TryShare(ReadOnlySpan<char> text, int at, out int end, out double share)
    {
        if (!Amounts.TryReadPlain(text, at, out end, out share))
            return false;
        var next = Amounts.AfterBlanks(text, end);
        if (Amounts.At(text, next) == 'k' && char.IsAsciiDigit(text[end - 1]))
            (end, share) = (next + 1, share * 1000);
        return true;
    }

    private static bool IsNumeral(char c) => Numerals.Digit(c) >= 0 || Numerals.Unit(c) > 0;

    // 22%, 负3.9%, 一百五十 个百分点.
    private static bool TryBehind(ReadOnlySpan<char> text, int at, out int end, out double percent)
    {
        (end, percent) = (at, 0);
        if (at > 0 && (text[at - 1] == '%' || IsNumeral(text[at - 1])) || !NumberModel.CanBegin(text[at]) || !TrySigned(text, at, out end, out percent))
            return false;
        var next = Amounts.AfterBlanks(text, end);
        if (Amounts.At(text, next) == '%' && char.IsAsciiDigit(text[end - 1]) && !char.IsAsciiDigit(Amounts.At(text, next + 1)))
        {
            end = next + 1;
            return true;
        }

        foreach (var c in "个百分点")
        {
            if (Amounts.At(text, next) != c)
                return false;
            end = next + 1;
            next = Amounts.AfterBlanks(text, end);
        }

        return true;
    }

    private static bool TrySigned(ReadOnlySpan<char> text, int at, out int end, out double percent)
    {
        var sign = Amounts.SignAt(text, at);
        if (!TryShare(text, sign == 0 ? at : Amounts.AfterBlanks(text, at + 1), out end, out percent))
            return false;
        percent *= sign < 0 ? -1 : 1;
        return true;
    }

    // 九折, 三八折, 7 2 折, 六 点 五 成, 七成 六, 三成半, 十成, 半成, 对折.
    private static bool TryDiscount(ReadOnlySpan<char> text, int at, out int end, out double percent)
    {
        (end, percent) = (at, 0);
        if (text[at] is '半' or '对' && Amounts.At(text, at + 1) is '折' or '成')
        {
            if (text[at] == '对' && (text[at + 1] != '折' || Amounts.At(text, at - 1) != '打'))
                return false;
            (end, percent) = (at + 2, text[at + 1] == '折' ? 50 : 5);
            return true;
        }

        var tens = text[at] is '十' or '拾' ? 10 : Numerals.Digit(text[at]);
        if (tens < 0 || at > 0 && text[at - 1] is '.' or '点')
            return false;
        var next = Amounts.AfterBlanks(text, at + 1);
        percent = tens * 10;
        if (TryUnit(text, at, next, ref end, ref percent))
            return true;

        var isPoint = Amounts.At(text, next) is '.' or '点';
        var second = isPoint ? Amounts.AfterBlanks(text, next + 1) : next;
        if (tens > 9 || Numerals.Digit(Amounts.At(text, second)) is not (>= 0 and var ones))
            return false;
        next = Amounts.AfterBlanks(text, second + 1);
        percent = tens * 10 + ones;
        if (Amounts.At(text, next) == '折')
            end = next + 1;
        else if (Amounts.At(text, next) == '成' && (isPoint || tens == 1 && ones == 0))
            (end, percent) = (next + 1, isPoint ? percent : 100);
        return end > at;
    }

    private static bool TryUnit(ReadOnlySpan<char> text, int at, int next, ref int end, ref double percent)
    {
        if (Amounts.At(text, next) == '折' && percent < 100)
            end = next + 1;
        if (Amounts.At(text, next) != '成')
            return end > at;
        end = next + 1;
        next = Amounts.AfterBlanks(text, end);
        if (Amounts.At(text, next) == '半')
            (end, percent) = (next + 1, percent + 5);
        else if (percent < 100 && Numerals.Digit(Amounts.At(text, next)) is >= 0 and var ones)
            (end, percent) = (next + 1, percent + ones);
        return true;
    }
}
