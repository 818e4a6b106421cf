namespace PartyBuilding.Recognizers.Numbers;

/// <summary>Where a character such as 三 is a number: before what is counted, behind a word that announces a figure.</summary>
internal static class Counters
{
    private static readonly WordSet Counted = new(
        "个|人|名|位|次|场|篇|份|条|项|件|本|张|台|套|支|只|家|户|校|所|分|块|册|棵|株|盆|箱|袋|桶|瓶|杯|盒|包|把|辆|艘|架|间|座|幅|面|枚|颗|朵|双|对|副|组|队|批|期|届|轮|遍|趟|回|课|"
        + "节|堂|步|句|段|章|页|字|科|门|类|种|样|处|党员|同志|老师|教师|学生|学时|积分|支部|学校|倍|口|头|匹|则|封|笔|单|票|席");

    private static readonly string[] Announcing =
    [
        "应到", "实到", "请假", "病假", "事假", "公差", "公假", "缺席", "缺勤", "迟到", "出席", "列席", "到会", "参会", "参加", "共计", "共", "合计",
        "加", "扣", "减", "记", "得", "奖", "补", "改成", "改为", "为", "是", "到", "+", "-", "=", "各", "前",
    ];

    /// <summary>The length of the measure word at <paramref name="at"/>, or 0.</summary>
    public static int At(ReadOnlySpan<char> text, int at) => Counted.At(text, at);

    /// <summary>Whether a word that announces a figure ends at <paramref name="at"/>.</summary>
    public static bool IsAnnounced(ReadOnlySpan<char> text, int at)
    {
        var before = text[Math.Max(0, at - 4)..at].TrimEnd(" 了:");
        foreach (var word in Announcing)
            if (before.EndsWith(word, StringComparison.Ordinal))
                return true;
        return false;
    }

    /// <summary>Whether a clause ends at <paramref name="at"/>: the text, a sign, a line or a blank.</summary>
    public static bool EndsAt(ReadOnlySpan<char> text, int at) => at >= text.Length || IsSign(text[at]);

    /// <summary>Whether a clause begins at <paramref name="at"/>.</summary>
    public static bool BeginsAt(ReadOnlySpan<char> text, int at) => at == 0 || IsSign(text[at - 1]);

    private static bool IsSign(char c) =>
        char.IsWhiteSpace(c) || char.IsPunctuation(c) || char.IsSymbol(c) || char.IsSurrogate(c);
}
