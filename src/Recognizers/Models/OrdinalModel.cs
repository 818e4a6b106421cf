namespace PartyBuilding.Recognizers.Models;

/// <summary>第 and a whole number.</summary>
internal static class OrdinalModel
{
    public static void Read(ReadOnlySpan<char> text, Entities found)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var start = at + 1;
            if (text[at] != '第' || !Numerals.TryRead(text, start, out var numeral, NumeralParts.Blanks | NumeralParts.Vague) || numeral.Form == NumeralForm.DigitString)
                continue;
            var place = Entities.Plain((double)numeral.Value);
            found.Add("ordinal", at, start + numeral.Length, ("value", place), ("offset", place), ("relativeTo", "start"));
            at = start + numeral.Length - 1;
        }
    }
}
