using System.Buffers;

namespace PartyBuilding.Recognizers.Dates;

/// <summary>Reads dates made of digits and signs: 2023-11-25, 2023/11, 20231125, 1/2/2020, 11/25, 11.20.</summary>
internal static class NumericDates
{
    // 9.5分, 2.5小时: a measure, not the fifth of September.
    private const string Measured = "元块角分米厘公里千克斤吨升度折倍小时天年个月周秒岁万亿%级版学课次人亩平寸码折星k℃m";

    // What a date may follow: signs, prepositions, and the ends of 支部, 小学, 党课, 支委会, 主题党日, 集中学习, 志愿服务.
    private static readonly SearchValues<char> Leading = SearchValues.Create(" \n,，。、:(!;|在于从自报到部学园课会日习务");

    /// <param name="c">Stands on the first digit.</param>
    /// <param name="dated">The date.</param>
    /// <param name="doubt">How sure it is: a pair such as 11.20 may be a number.</param>
    public static bool TryRead(ref Cursor c, out Dated dated, out Doubt doubt)
    {
        var start = c.At;
        (dated, doubt) = (default, Doubt.None);
        if (char.IsAsciiDigit(c.Next) && !IsInside(ref c))
        {
            if (TryCompact(ref c, ref dated) || TryThree(ref c, ref dated) || TryYearMonth(ref c, ref dated) || TryPair(ref c, ref dated, ref doubt))
                return true;
        }

        c.At = start;
        return false;
    }

    // Behind a sign and a digit the text goes on with a number that began before, unless a range brought us here.
    private static bool IsInside(ref Cursor c) =>
        char.IsAsciiLetterOrDigit(c.Before) || c.At == c.Origin && (c.Before is '.' or '/' or '\\' or '-') && char.IsAsciiDigit(c.Peek(-2));

    private static bool TryCompact(ref Cursor c, ref Dated dated)
    {
        var start = c.At;
        if (c.Before is not ('号' or '码') && c.TakeDigits(8, 8, out var all, out _) && all / 10000 is >= 1900 and < 2200
            && IsDay(all / 10000, all / 100 % 100, all % 100) && c.Next is not ('.' or '-' or '/'))
        {
            dated = Of(all / 10000, all / 100 % 100, all % 100);
            return true;
        }

        c.At = start;
        return false;
    }

    private static bool TryThree(ref Cursor c, ref Dated dated)
    {
        var start = c.At;
        if (c.TakeDigits(1, 4, out var first, out var firstDigits) && TakeSign(ref c, out var sign)
            && c.TakeDigits(1, 2, out var second, out _) && TakeSign(ref c, out var other) && other == sign
            && c.TakeDigits(1, 4, out var third, out var thirdDigits) && EndsWell(ref c, sign)
            && TryOrder(first, firstDigits, second, third, thirdDigits, ref dated))
        {
            c.TakeOneOf("日号");
            return true;
        }

        c.At = start;
        return false;
    }

    private static bool TryOrder(int first, int firstDigits, int second, int third, int thirdDigits, ref Dated dated)
    {
        if (firstDigits == 4 && thirdDigits <= 2)
            dated = Of(first, second, third);
        else if (thirdDigits == 4 && firstDigits <= 2)
            dated = second <= 12 ? Of(third, second, first) : Of(third, first, second);
        else if (firstDigits == 2 && thirdDigits <= 2)
            dated = Of(Years.Full(first, 2), second, third);
        else
            return false;
        return dated is { Month: >= 1 and <= 12, Day: >= 1 and <= 31, Year: >= 1000 and < 2200 };
    }

    private static bool TryYearMonth(ref Cursor c, ref Dated dated)
    {
        var start = c.At;
        if (c.TakeDigits(4, 4, out var year, out _) && year is >= 1900 and < 2200 && TakeSign(ref c, out var sign)
            && c.TakeDigits(1, 2, out var month, out _) && month is >= 1 and <= 12 && EndsWell(ref c, sign) && c.Next != '年')
        {
            c.Take('月');
            dated = new Dated { Kind = DatedKind.Month, Year = year, Month = month };
            return true;
        }

        c.At = start;
        if (c.TakeDigits(1, 2, out month, out _) && month is >= 1 and <= 12 && c.Take('/')
            && c.TakeDigits(4, 4, out year, out _) && year is >= 1900 and < 2200 && EndsWell(ref c, '/'))
        {
            dated = new Dated { Kind = DatedKind.Month, Year = year, Month = month };
            return true;
        }

        c.At = start;
        return false;
    }

    private static bool TryPair(ref Cursor c, ref Dated dated, ref Doubt doubt)
    {
        var start = c.At;
        if (c.TakeDigits(1, 2, out var first, out _) && TakeSign(ref c, out var sign) && c.TakeDigits(1, 2, out var second, out var digits)
            && EndsWell(ref c, sign))
        {
            if (first > 12 && second <= 12 && sign == '/')
                (first, second) = (second, first);
            if (first is >= 1 and <= 12 && second is >= 1 and <= 31 && IsDay(2024, first, second))
            {
                dated = new Dated { Kind = DatedKind.Day, Month = first, Day = second };
                doubt = c.TakeOneOf("日号") ? Doubt.None : Judge(ref c, start, sign, second, digits);
                if (doubt != Doubt.Hopeless)
                    return true;
            }
        }

        c.At = start;
        return false;
    }

    private static Doubt Judge(ref Cursor c, int start, char sign, int day, int digits)
    {
        if (Weekdays.TryRead(ref c, out _))
        {
            c.At -= c.Before is '期' ? 3 : 2;
            return Doubt.Ours;
        }

        var isTimed = FollowedByTime(ref c);
        if (sign == '-')
            return isTimed ? Doubt.Ours : Doubt.Hopeless;
        if (sign == '/')
            return isTimed || day > 12 || !c.SeesOneOf("的以左") ? Doubt.None : Doubt.Weak;

        if (c.SeesOneOf(Measured) || digits == 1 && c.Peek(-1) == '0')
            return isTimed ? Doubt.Ours : Doubt.Hopeless;
        var isOwn = start == 0 || Leading.Contains(c.Text[start - 1]);
        if (isTimed || isOwn && (c.AtEnd || c.SeesOneOf(",;|)") ? day >= 10 : c.Next == ' ' || c.Next >= '\u4E00'))
            return Doubt.Ours;
        return Doubt.Weak;
    }

    private static bool FollowedByTime(ref Cursor c)
    {
        var at = c.At;
        c.SkipBlanks();
        var fits = DayParts.TryRead(ref c, out _, afterDate: true) || c.TakeDigits(1, 2, out _, out _) && c.Next is ':' or '点'
            || c.Next is '-' or '~' or '到' or '至' && NextPair(ref c);
        c.At = at;
        return fits;
    }

    private static bool NextPair(ref Cursor c) =>
        Connectors.TryRead(ref c, out _) && c.TakeDigits(1, 2, out var month, out _) && month <= 12 && c.Take('.') && c.TakeDigits(1, 2, out _, out _) && !c.SeesOneOf(Measured);

    private static bool TakeSign(ref Cursor c, out char sign)
    {
        var start = c.At;
        c.SkipBlanks();
        sign = c.Next;
        if (!c.TakeOneOf("-/.\\"))
        {
            c.At = start;
            return false;
        }

        c.SkipBlanks();
        return true;
    }

    // Not inside a longer number: telephone, address, version.
    private static bool EndsWell(ref Cursor c, char sign) =>
        (!char.IsAsciiLetterOrDigit(c.Next) || c.Next == 't' && char.IsAsciiDigit(c.Peek(1))) && !(c.Next == sign && char.IsAsciiDigit(c.Peek(1))) && c.Next != '%';

    private static bool IsDay(int year, int month, int day) =>
        month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);

    private static Dated Of(int year, int month, int day) => new() { Kind = DatedKind.Day, Year = year, Month = month, Day = day };
}

/// <summary>How sure a reading is.</summary>
internal enum Doubt : byte
{
    None,

    /// <summary>A reader sees a date, the reference model does not.</summary>
    Ours,

    /// <summary>More likely a number.</summary>
    Weak,

    Hopeless,
}
