namespace PartyBuilding.Recognizers.Models;

/// <summary>Numbers anywhere, those inside dates included; a single character such as 三 only before something that can be counted.</summary>
internal static class NumberModel
{
    // What may stand behind a single character for it to count as a number.
    private const string Behind =
        " \n\r\t。,、()“”到以至国周夜点个倍票项亩分元角天双对加减乘除打公方米厘毫条船车辆群页杯人张次位份批届级种套笔根块件座步颗棵节支只名年月日号朵克吨磅码升立台罗令卷头箱包桶袋家行期层度"
        + "面所架把片阵间等叠碟起手季部时秒样章段星州款代维重户楼路篇句键本生者字郎道边场口线世岸金类番组卦眼系声更带色战轮食首幡站股井流开刻洲回集练和环甲处省里海遍品体王尾新版阶板侧波身则扫房彩木"
        + "军居晚岛课式通相区文端味田心胎班出连单事丝副岁旁幕枚招卡幅言街指辈室堆作封厢城族圈脸目排模夕网市向极驱科提核村审刀册例关粒局山寸碗瞬联游脚宅格入趟界社肢技滴问笑院堂尺寨档举盘门客餐艘丈剑曲任叶"
        + "团派嘴桥抹枝贯伏拳列机盒队栋席斤词击题型宗柱钱拍剧旬命扇匹湖壶觉叉校泉具串射证竖尊轴观石束弹株领委栏炮鼎帆斗缕桌针帧转落足梯县投试帮掌箭盏锅计截顶屋桂旗巷员翼池围勺宿库棒冠树缸伙签揽坨匙桩顿纸隅"
        + "诺案刊厂杆袭仓床担帖屏腔贴窍洞坪泡园馆湾拨枪职亭背的下圈脸晃挥介円宫些成";

    // Words in which the character is no number.
    private static readonly string[] Words =
        ["十足", "队伍", "入伍", "退伍", "伍仁", "放肆", "肆意", "肆无忌惮", "大陆", "陆地", "登陆", "海陆", "陆军", "拾取", "拾起", "收拾", "拾到", "朝花夕拾"];

    public static void Read(ReadOnlySpan<char> text, Entities found)
    {
        for (var at = 0; at < text.Length;)
            at = TryRead(text, at, found, out var end) ? end : at + 1;
    }

    private static bool TryRead(ReadOnlySpan<char> text, int at, Entities found, out int end)
    {
        end = at;
        if (!CanBegin(text[at]) || !Amounts.TryRead(text, at, out end, out var value) || !IsAllowed(text, at, end))
            return false;
        found.Add("number", at, end, ("value", Entities.Plain(value)));
        return true;
    }

    public static bool CanBegin(char c) => c is '-' or '负' or '.' || Numerals.CanBegin(c);

    /// <summary>Whether the number counts by itself: always, unless it is a single character.</summary>
    public static bool IsAllowed(ReadOnlySpan<char> text, int at, int end)
    {
        // 千三 is a number, 百万 and 千万 alone are not.
        if (end - at > 1 || char.IsAsciiDigit(text[at]))
            return Numerals.Unit(text[at]) < 100 || Numerals.Digit(text[at + 1]) >= 0 || text[at..end].Contains('分');
        if (IsInWord(text, at))
            return false;
        if (text[at] is '十' or '拾')
            return true;
        if (at > 0 && Numerals.Digit(text[at - 1]) >= 0 && !char.IsAsciiDigit(text[at - 1]))
            return false;
        var next = Amounts.At(text, end);
        return next == '\0' || Behind.Contains(next) || next == '是' || (next is '这' or '那' or '不' or '也' or '还' or '而' or '却' or '更' or '但' && Amounts.At(text, end + 1) == '是')
            || ((next, Amounts.At(text, end + 1)) is ('小', '时') or ('英', '尺' or '寸') or ('大', '批' or '片'));
    }

    private static bool IsInWord(ReadOnlySpan<char> text, int at)
    {
        if (text[at] is not ('十' or '伍' or '肆' or '陆' or '拾'))
            return false;
        foreach (var word in Words)
        {
            var start = at - word.IndexOf(text[at], StringComparison.Ordinal);
            if (start <= at && start >= 0 && text[start..].StartsWith(word, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
