using System.Globalization;

namespace PartyBuilding.Recognizers.Models;

/// <summary>Reads one number the way the reference models do: blanks inside, signs, fractions, powers, dozens.</summary>
internal static class Amounts
{
    private const NumeralParts Parts = NumeralParts.Decimals | NumeralParts.Thousands | NumeralParts.Vague | NumeralParts.Blanks;
    private const int MostBlanks = 6;

    /// <summary>A number with its sign that begins at <paramref name="at"/>.</summary>
    /// <param name="text">A whole normal text.</param>
    /// <param name="at">Where the number or its sign must begin.</param>
    /// <param name="end">First character behind it.</param>
    /// <param name="value">What it is worth.</param>
    /// <param name="alone">Whether k, m, g, t and 打 multiply it; before a unit they do not (250m).</param>
    public static bool TryRead(ReadOnlySpan<char> text, int at, out int end, out double value, bool alone = true)
    {
        var sign = SignAt(text, at);
        if (!TryReadUnsigned(text, sign == 0 ? at : AfterBlanks(text, at + 1), out end, out value, alone))
            return false;
        value *= sign < 0 ? -1 : 1;
        return true;
    }

    /// <summary>A number without sign: 3/5, 三又二分之一, 2^-1, 2e5, 40k, 五十打, .5.</summary>
    public static bool TryReadUnsigned(ReadOnlySpan<char> text, int at, out int end, out double value, bool alone = true)
    {
        if (!TryReadPlain(text, at, out end, out value))
            return false;

        var isArabic = text[at..end].IndexOfAnyExceptInRange('0', '9') < 0;
        if (TakeFraction(text, at, isArabic, ref end, ref value) || !alone)
            return true;
        if (char.IsAsciiDigit(text[end - 1]) && TakePower(text, ref end, ref value) || TakeSuffix(text, ref end, ref value))
            return true;
        if (!isArabic && At(text, end) == '打' && !(Numerals.Digit(At(text, end + 1)) >= 0))
            (end, value) = (end + 1, value * 12);
        return true;
    }

    /// <summary>A numeral alone.</summary>
    public static bool TryReadPlain(ReadOnlySpan<char> text, int at, out int end, out double value)
    {
        (end, value) = (at, 0);
        if ((uint)at >= (uint)text.Length)
            return false;
        if (text[at] == '.')
            return TryReadBareDecimals(text, at, out end, out value);
        if (text[at] == '半')
            return TryReadHalf(text, at, out end, out value);

        var parts = at > 1 && text[at - 1] == '.' && char.IsAsciiDigit(text[at - 2]) ? Parts & ~NumeralParts.Decimals : Parts;
        if (!Numerals.TryRead(text, at, out var numeral, parts))
            return char.IsAsciiDigit(text[at]) && TryReadLong(text, at, out end, out value);
        if (numeral.Form == NumeralForm.DigitString)
            return false;
        (end, value) = (at + numeral.Length, (double)numeral.Value);
        return true;
    }

    /// <summary>-1 for a minus sign at <paramref name="at"/>, 0 for none.</summary>
    public static int SignAt(ReadOnlySpan<char> text, int at)
    {
        if (At(text, at) == '负')
            return -1;
        if (At(text, at) != '-')
            return 0;
        var before = at - 1;
        while (before >= 0 && text[before] == ' ' && at - before < MostBlanks)
            before--;
        if (before > 0 && text[before] is 'k' or 'm' or 'g' or 't' && char.IsAsciiDigit(text[before - 1]))
            before--;
        return before >= 0 && (char.IsAsciiDigit(text[before]) || text[before] == '-') ? 0 : -1;
    }

    public static int AfterBlanks(ReadOnlySpan<char> text, int at)
    {
        var next = at;
        while (next < text.Length && text[next] == ' ' && next - at < MostBlanks)
            next++;
        return next;
    }

    public static char At(ReadOnlySpan<char> text, int at) => (uint)at < (uint)text.Length ? text[at] : '\0';

    // 分之, also with blanks between; -1 when it is not there.
    private static int AfterPartsOf(ReadOnlySpan<char> text, int at)
    {
        at = AfterBlanks(text, at);
        if (At(text, at) != '分')
            return -1;
        at = AfterBlanks(text, at + 1);
        return At(text, at) == '之' ? AfterBlanks(text, at + 1) : -1;
    }

    private static bool TakeFraction(ReadOnlySpan<char> text, int at, bool isArabic, ref int end, ref double value)
    {
        if (TakeParts(text, end, ref end, ref value) || isArabic && TakeSlash(text, end, ref end, ref value))
            return true;

        // 三又二分之一, 1 4/3.
        var next = AfterBlanks(text, end);
        if (At(text, next) == '又')
        {
            next = AfterBlanks(text, next + 1);
            return TryReadPlain(text, next, out var below, out var of) && TakeParts(text, below, ref end, ref of) && Join(ref value, of);
        }

        return isArabic && next > end && char.IsAsciiDigit(At(text, next)) && at < end && TryReadPlain(text, next, out var slash, out var upper)
            && TakeSlash(text, slash, ref end, ref upper) && Join(ref value, upper);
    }

    private static bool Join(ref double whole, double part)
    {
        whole += part;
        return true;
    }

    private static bool TakeParts(ReadOnlySpan<char> text, int at, ref int end, ref double below)
    {
        var upper = AfterPartsOf(text, at);
        if (upper < 0 || below == 0)
            return false;
        var sign = At(text, upper) == '负' ? -1 : 1;
        if (!TryReadPlain(text, sign < 0 ? upper + 1 : upper, out var upperEnd, out var value))
            return false;
        (end, below) = (upperEnd, sign * value / below);
        return true;
    }

    private static bool TakeSlash(ReadOnlySpan<char> text, int at, ref int end, ref double upper)
    {
        if (At(text, at) != '/' || !char.IsAsciiDigit(At(text, at + 1)) || !TryReadPlain(text, at + 1, out var belowEnd, out var below) || below == 0)
            return false;
        (end, upper) = (belowEnd, upper / below);
        return true;
    }

    private static bool TakePower(ReadOnlySpan<char> text, ref int end, ref double value)
    {
        var kind = At(text, end);
        if (kind is not ('^' or 'e'))
            return false;
        var at = end + 1;
        var sign = 1;
        for (; At(text, at) is '-' or '+'; at++)
            sign = text[at] == '-' ? -1 : sign;
        if (!char.IsAsciiDigit(At(text, at)) || Arabic.WholeEnd(text, at, false, out var power, out _) is var powerEnd && powerEnd < 0)
            return false;
        (end, value) = (powerEnd, kind == '^' ? Math.Pow(value, sign * (double)power) : value * Math.Pow(10, sign * (double)power));
        return true;
    }

    private static bool TakeSuffix(ReadOnlySpan<char> text, ref int end, ref double value)
    {
        var at = AfterBlanks(text, end);
        double times = At(text, at) switch { 'k' => 1e3, 'm' => 1e6, 'g' => 1e9, 't' => 1e12, _ => 0 };
        if (times == 0 || !char.IsAsciiDigit(text[end - 1]) || char.IsAsciiLetterOrDigit(At(text, at + 1)))
            return false;
        (end, value) = (at + 1, value * times);
        return true;
    }

    private static bool TryReadBareDecimals(ReadOnlySpan<char> text, int at, out int end, out double value)
    {
        (end, value) = (at, 0);
        if (at > 0 && (char.IsAsciiDigit(text[at - 1]) || text[at - 1] == '.') || !char.IsAsciiDigit(At(text, at + 1)))
            return false;
        decimal fraction = 0;
        end = Arabic.FractionEnd(text, at, at, ref fraction);
        value = (double)fraction;
        return end > at;
    }

    private static bool TryReadHalf(ReadOnlySpan<char> text, int at, out int end, out double value)
    {
        var times = At(text, at + 1) == '打' ? 12 : Numerals.Unit(At(text, at + 1));
        (end, value) = (at + 2, times * 0.5);
        return times > 0;
    }

    private static bool TryReadLong(ReadOnlySpan<char> text, int at, out int end, out double value)
    {
        end = at;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        return double.TryParse(text[at..end], NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}
