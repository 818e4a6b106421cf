namespace PartyBuilding.Recognizers.Models;

/// <summary>The passage of an entity as the reference models repeat it.</summary>
internal static class ModelText
{
    /// <summary>Half-width digits and signs, Latin letters in lower case except byte units such as <c>MB</c>.</summary>
    public static string Of(ReadOnlySpan<char> passage)
    {
        Span<char> text = passage.Length <= NormalText.OnStack ? stackalloc char[passage.Length] : new char[passage.Length];
        for (var i = 0; i < passage.Length; i++)
            text[i] = IsByteUnit(passage, i) ? passage[i] : Half(passage[i]);
        return text.ToString();
    }

    private static char Half(char c) => c switch
    {
        >= '０' and <= '９' => (char)(c - '０' + '0'),
        '：' => ':',
        '－' or '−' => '-',
        '，' or '、' => ',',
        '／' => '/',
        '．' => '.',
        '（' => '(',
        '）' => ')',
        '％' => '%',
        'Ｇ' or 'Ｍ' or 'Ｔ' or 'Ｋ' => (char)(c - 'Ａ' + 'a'),
        'ｋ' => 'k',
        _ => char.ToLowerInvariant(c),
    };

    private static bool IsByteUnit(ReadOnlySpan<char> text, int at)
    {
        var start = text[at] == 'B' ? at - 1 : at;
        return start > 0 && start + 1 < text.Length && text[start] is 'K' or 'M' or 'G' or 'T' or 'P' && text[start + 1] == 'B'
            && (char.IsDigit(text[start - 1]) || text[start - 1] == ' ') && (start + 2 == text.Length || !char.IsAsciiLetterOrDigit(text[start + 2]));
    }
}
