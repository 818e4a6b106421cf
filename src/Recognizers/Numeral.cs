namespace PartyBuilding.Recognizers;

/// <summary>One numeral read out of a text.</summary>
/// <param name="Value">What it is worth.</param>
/// <param name="Length">Characters it takes.</param>
/// <param name="Form">How it is written.</param>
internal readonly record struct Numeral(decimal Value, int Length, NumeralForm Form);

/// <summary>How a numeral is written.</summary>
internal enum NumeralForm
{
    /// <summary>Arabic digits only: 16, 1,234, 2.5.</summary>
    Digits,

    /// <summary>Characters only, with their place units: 二十六, 贰拾陆, 廿五, 三点五, 俩, 半.</summary>
    Chinese,

    /// <summary>Both: 1.5万, 3千5, 40k.</summary>
    Mixed,

    /// <summary>Two or more characters read digit by digit: 二〇二三, 二五.</summary>
    DigitString,
}

/// <summary>What a numeral may contain beyond whole numbers.</summary>
[Flags]
internal enum NumeralParts
{
    /// <summary>A whole number without thousands separators: for days, hours, years, where 点 and the full stop mean something else.</summary>
    Whole = 0,

    /// <summary>Decimals after 点 or a full stop.</summary>
    Decimals = 1,

    /// <summary>Thousands separators: 1,234.</summary>
    Thousands = 2,

    /// <summary>Blanks between place units: 七万 五千.</summary>
    Blanks = 4,

    /// <summary>k and w directly behind the number: 40k, 3w.</summary>
    Suffix = 8,

    /// <summary>多, 余, 几 before a place unit, which do not change the value: 十多万.</summary>
    Vague = 16,

    /// <summary>Everything a person writes without thinking about it.</summary>
    Usual = Decimals | Thousands | Suffix | Vague,
}
