namespace PartyBuilding.Recognizers.Dates;

/// <summary>Reads 上, 下, 本, 这 and their longer forms.</summary>
internal static class Relatives
{
    private static readonly (string Word, int By)[] Words =
    [
        ("上上一个", -2), ("上上个", -2), ("上上", -2), ("下下一个", 2), ("下下个", 2), ("下下", 2),
        ("上一个", -1), ("上个", -1), ("上一", -1), ("上", -1), ("下一个", 1), ("下个", 1), ("下一", 1), ("下", 1),
        ("这一个", 0), ("这个", 0), ("这一", 0), ("这", 0), ("本", 0),
    ];

    public static bool TryRead(ref Cursor c, out int by)
    {
        by = 0;
        // 报一下一月份的党费: a moment's work, no month ahead.
        if (!c.SeesOneOf("上下这本") || c.Next == '下' && c.Before == '一' && !Numerals.IsTail(c.Text, c.At - 1))
            return false;
        foreach (var (word, steps) in Words)
        {
            if (!c.Take(word))
                continue;
            by = steps;
            return true;
        }

        return false;
    }
}
