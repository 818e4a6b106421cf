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
        if (!c.SeesOneOf("上下这本") || c.Next == '下' && IsBehindMoment(ref c))
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

    // 报一下一月份的党费: a moment's work, no month ahead. 统一下周一, 周一下周二 and 高一下学期 have a 一 of their own.
    private static bool IsBehindMoment(ref Cursor c) =>
        c.Before == '一' && !Numerals.IsTail(c.Text, c.At - 1) && !(c.At > 1 && c.Text[c.At - 2] is '周' or '期' or '拜' or '十' or '初' or '高');
}
