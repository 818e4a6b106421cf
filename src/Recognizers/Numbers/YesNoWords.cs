namespace PartyBuilding.Recognizers.Numbers;

/// <summary>是 and 否 in the forms that people answer with. A word counts only as a whole clause: 可以 in 可以加分 is no answer.</summary>
internal static class YesNoWords
{
    private const string Particles = "的了啊呀哦嗯吧哈嘞呢哇滴噢";

    private static readonly Vocabulary<bool> Words = new(
        ("是|是的|对|对的|对头|好|好的|行|可以|没问题|同意|确认|确定|嗯|嗯嗯|嗯呐|ok|okay|yes|没错|要得|中|正确|当然|必须的|成|对对|对对对|好好|好好好|是是|👌|👍|✅", true),
        ("不|不是|不是的|不对|不行|不好|不可以|不同意|不用|不用了|不要|不要了|不必|不必了|不了|不中|否|否定|拒绝|没有|没|错|错了|不正确|no|nope|👎|✋|🖐|❌", false));

    /// <summary>An answer that begins at <paramref name="at"/> and fills its clause.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, int at, out int end, out bool yes)
    {
        end = at;
        if (!Counters.BeginsAt(text, at) || !Words.TryMatch(text, at, out yes, out var length))
        {
            yes = false;
            return false;
        }

        end = at + length;
        var clause = end;
        while (clause < text.Length && clause - end < 3 && Particles.Contains(text[clause]))
            clause++;
        if (!Counters.EndsAt(text, clause))
            return false;
        end = clause;
        return true;
    }
}
