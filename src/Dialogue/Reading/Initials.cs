using System.Globalization;

namespace PartyBuilding.Dialogue.Reading;

/// <summary>First letters of a name's pinyin, from the order in which Chinese collation sorts characters: no table of ours.</summary>
internal static class Initials
{
    // The first character of each letter in that order; i, u and v begin no syllable.
    private const string Letters = "abcdefghjklmnopqrstwxyz";
    private static readonly string[] Firsts =
        ["吖", "八", "嚓", "咑", "妸", "发", "旮", "哈", "丌", "咔", "垃", "妈", "拏", "噢", "妑", "七", "呥", "仨", "他", "屲", "夕", "丫", "帀"];

    private static readonly CompareInfo Order = CultureInfo.GetCultureInfo("zh-CN").CompareInfo;

    /// <summary>陈立群 → <c>clq</c>; other signs stay as they are.</summary>
    public static string Of(string name) => string.Create(name.Length, name, static (letters, name) =>
    {
        for (var i = 0; i < name.Length; i++)
            letters[i] = Letter(name[i]);
    });

    private static char Letter(char c)
    {
        if (c is < '\u4E00' or > '\u9FFF')
            return c;
        var (low, high) = (0, Firsts.Length);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (Order.Compare(c.ToString(), Firsts[middle]) >= 0)
                low = middle;
            else
                high = middle;
        }

        return Letters[low];
    }
}
