namespace PartyBuilding.Recognizers;

/// <summary>Runs of Arabic digits.</summary>
internal static class Arabic
{
    /// <summary>The end of the whole number that begins at <paramref name="at"/>, or -1 when it has too many digits.</summary>
    public static int WholeEnd(ReadOnlySpan<char> text, int at, bool thousands, out decimal value, out int digits)
    {
        (value, digits) = (0, 0);
        var end = at;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            if (++digits > Numerals.MaxDigits)
                return -1;
            value = value * 10 + (text[end++] - '0');
        }

        if (!thousands || digits > 3)
            return end;

        while (IsGroup(text, end) && digits + 3 <= Numerals.MaxDigits)
        {
            for (var i = end + 1; i <= end + 3; i++)
                value = value * 10 + (text[i] - '0');
            (end, digits) = (end + 4, digits + 3);
        }

        return end;
    }

    /// <summary>The end of the decimals behind a whole number that ends at <paramref name="end"/>; the same place when there are none.</summary>
    public static int FractionEnd(ReadOnlySpan<char> text, int start, int end, ref decimal value)
    {
        if (end + 1 >= text.Length || text[end] != '.' || !char.IsAsciiDigit(text[end + 1]))
            return end;

        var (at, scale, whole) = (end + 1, 1m, value);
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            if (at - start > Numerals.MaxDigits)
                return end;
            scale /= 10;
            whole += (text[at++] - '0') * scale;
        }

        // 2023.10.25 is no decimal.
        if (at + 1 < text.Length && text[at] == '.' && char.IsAsciiDigit(text[at + 1]))
            return end;

        value = whole;
        return at;
    }

    private static bool IsGroup(ReadOnlySpan<char> text, int at) =>
        at + 3 < text.Length && text[at] == ',' && char.IsAsciiDigit(text[at + 1]) && char.IsAsciiDigit(text[at + 2])
        && char.IsAsciiDigit(text[at + 3]) && (at + 4 >= text.Length || !char.IsAsciiDigit(text[at + 4]));
}
