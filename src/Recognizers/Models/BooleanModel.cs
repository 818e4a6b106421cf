using System.Globalization;
using System.Text;

namespace PartyBuilding.Recognizers.Models;

/// <summary>One answer at most: the first word or hand sign that stands alone between signs; its score falls with what else is said.</summary>
internal static class BooleanModel
{
    private static readonly string[] Yes = ["好的", "好啊", "好呀", "好嘞", "好哇", "没问题", "可以", "中", "好", "同意", "行", "是的", "是", "对"];
    private static readonly string[] No = ["不行", "不好", "拒绝", "否定", "不中", "不可以", "不是的", "不是", "不对", "不"];

    public static void Read(ReadOnlySpan<char> text, Entities found)
    {
        var (first, end, answer, tokens) = (-1, 0, false, 0);
        for (var at = 0; at < text.Length;)
        {
            var length = TokenAt(text, at, out var isToken);
            if (isToken)
            {
                tokens++;
                if (first < 0 && Answer(text.Slice(at, length)) is { } yes)
                    (first, end, answer) = (at, at + length, yes);
            }

            at += length;
        }

        if (first >= 0)
            found.Add("boolean", first, end, new Resolution.Answer(answer, 0.4 + 0.6 / tokens));
    }

    private static int TokenAt(ReadOnlySpan<char> text, int at, out bool isToken)
    {
        if (char.IsHighSurrogate(text[at]) || text[at] == '✋')
        {
            isToken = true;
            return StringInfo.GetNextTextElementLength(text[at..]);
        }

        var length = 0;
        while (at + length < text.Length && IsWord(text[at + length]))
            length++;
        isToken = length > 0;
        return Math.Max(length, 1);
    }

    private static bool IsWord(char c) => c is >= '\u3040' and <= '\u30FF' or >= '\u3400' and <= '\u4DBF' or >= '\u4E00' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF';

    private static bool? Answer(ReadOnlySpan<char> token)
    {
        foreach (var word in Yes)
            if (token.SequenceEqual(word))
                return true;
        foreach (var word in No)
            if (token.SequenceEqual(word))
                return false;
        Rune.DecodeFromUtf16(token, out var sign, out _);
        return sign.Value switch { 0x1F44D or 0x1F44C => true, 0x1F44E or 0x270B or 0x1F590 => false, _ => null };
    }
}
