namespace PartyBuilding.Recognizers.Models;

/// <summary>Ages and dimensions: a number, its unit, and perhaps 半.</summary>
internal static class UnitModel
{
    private const int LongestPower = 3;

    private static readonly Vocabulary<string> Ages = new(("岁|周岁", "Year"), ("个月大|月大", "Month"), ("周大", "Week"), ("天大", "Day"));

    public static void ReadAges(ReadOnlySpan<char> text, Entities found) => Read(text, found, "age", Ages);

    public static void ReadDimensions(ReadOnlySpan<char> text, Entities found) => Read(text, found, "dimension", DimensionUnits.All);

    /// <summary>A number and its unit at <paramref name="at"/>.</summary>
    /// <param name="text">A whole normal text.</param>
    /// <param name="at">Where the number begins.</param>
    /// <param name="units">The units known.</param>
    /// <param name="unit">The unit's meaning.</param>
    /// <param name="value">The number.</param>
    /// <param name="end">First character behind the unit.</param>
    public static bool TryRead<T>(ReadOnlySpan<char> text, int at, Vocabulary<T> units, out T unit, out double value, out int end)
    {
        unit = default!;
        if (!Amounts.TryRead(text, at, out end, out value, alone: false) && !TryHalf(text, at, out end, out value))
            return false;

        // 12千米 is 12 kilometres, not 12000 metres: a place unit may begin the unit.
        for (var back = Math.Min(LongestPower, end - at - 1); back > 0; back--)
        {
            var start = end - back;
            if (Numerals.Unit(text[start]) > 0 && units.TryMatch(text, start, out unit, out var longer) && longer > back
                && Amounts.TryRead(text[..start], at, out var shorter, out var less, alone: false) && shorter == start)
            {
                (value, end) = (less, start + longer);
                return true;
            }
        }

        var next = Amounts.AfterBlanks(text, end);
        if (!units.TryMatch(text, next, out unit, out var length) || IsInsideWord(text, next, length))
            return false;
        end = next + length;
        return true;
    }

    private static bool TryHalf(ReadOnlySpan<char> text, int at, out int end, out double value)
    {
        (end, value) = (at + 1, 0.5);
        return text[at] == '半';
    }

    // 5mb is no 5 m; 一百两百 has no weight.
    private static bool IsInsideWord(ReadOnlySpan<char> text, int at, int length) =>
        char.IsAsciiLetter(text[at + length - 1]) && char.IsAsciiLetterOrDigit(Amounts.At(text, at + length))
        || length == 1 && text[at] == '两' && (Numerals.Unit(Amounts.At(text, at + 1)) > 0 || Numerals.Digit(Amounts.At(text, at + 1)) >= 0);

    private static void Read(ReadOnlySpan<char> text, Entities found, string type, Vocabulary<string> units)
    {
        for (var at = 0; at < text.Length;)
        {
            if (!NumberModel.CanBegin(text[at]))
            {
                at++;
                continue;
            }

            if (!TryRead(text, at, units, out var unit, out var value, out var end))
            {
                at = Math.Max(end, at + 1);
                continue;
            }

            if (Amounts.At(text, end) == '半' && Amounts.At(text, end + 1) is not ('个' or '天' or '年' or '夜'))
                (end, value) = (end + 1, value + 0.5);
            found.Add(type, at, end, ("value", Entities.Plain(value)), ("unit", unit));
            at = end;
        }
    }
}
