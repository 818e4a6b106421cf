namespace PartyBuilding.Recognizers.Numbers;

/// <summary>Expressions whose numerals count nothing: names of meetings and campaigns, schools, rooms, idioms.</summary>
internal static class Fixed
{
    private static readonly WordSet Beginning = new(
        // Party and school vocabulary.
        "三会一课|七个一|五色行动|四必须|四个必须|三审三校|一校一品|一岗双责|一把手|三严三实|两学一做|四个意识|四个自信|两个维护|两个确立|两个一百年|四史|四风|三重一大|"
        + "八项规定|一课一研|双减|五育并举|三全育人|三好学生|四有|六有|五好|三农|两会|两委|四议两公开|一带一路|九年一贯|九年义务|一票否决|一室|一旗|一徽|一标|一栏|一簿|一制度|"
        + "一线|一支部一品牌|一支部|三亮|三比|四讲四有|五个一|三个一|四个一|六个一|十个一|两弹一星|九三学社|二十大|十九大|十八大|十七大|二十届|十九届|十八届|一中全会|二中全会|三中全会|四中全会|"
        + "五中全会|六中全会|七中全会|一大会址|一大|五四运动|"
        // Words.
        + "一起|一下|一定|一样|一般|一些|一直|一切|一致|一律|一旦|一同|一并|一味|一向|一概|一贯|一再|一边|一方面|一体|一心|一如既往|一流|一等|二等|三等|一手|一来|一面|一点|一会|一时|"
        + "一系列|一把|一番|一路|一家|一身|一道|一跃|一早|一大早|一眼|一连|一经|一度|一行|一半天|一旁|一无|一言|一举|一丝|一通|一模一样|一对一|一把尺|一问一答|五湖四海|四面八方|七上八下|"
        + "三三两两|三心二意|千方百计|千万|万一|万分|万事|万里|万物|百姓|百忙|百年|百科|千里|千家万户|万众|百花|百年树人|十足|十全十美|十字|十佳|八成是|四川|五星|五角星|五角大楼|三角形|三角洲|一元复始|三元里|二元一次|一元一次|一元二次|六合|九寨|八达|"
        + "三明|三亚|四平市|七夕|二胡|二维码|二手|三轮|三峡|三国|两岸|两样|两全|两难|四季|四处|四周|五官|五谷|七彩|八卦|九州|百度|千克数|半夜|半路|半边|半数人|"
        + "陆续|陆老师|陆地|陆军|伍老师|伍仁|拾到|拾起|拾取|肆意|肆无忌惮");

    private static readonly WordSet Behind = new(
        "年级|班级|班|楼|层|号楼|号|室|栋|单元|路|中学|中|小|小学|实小|附小|幼儿园|幼|完小|教室|会议室|中队|大队|组长|支队|年制|等奖|维码|线城市|路车");

    /// <summary>The length of the fixed expression that begins at <paramref name="at"/>, or 0.</summary>
    public static int At(ReadOnlySpan<char> text, int at) => Beginning.At(text, at);

    /// <summary>Whether a numeral names something instead of counting it: 三年级, 3楼, 二中, 301教室.</summary>
    public static bool Names(in Figure figure)
    {
        if (figure.Value != decimal.Truncate(figure.Value) || Behind.At(figure.Text, figure.End) is not (> 0 and var length))
            return false;

        // 3个班 counts; 三小时, 2中层 and 一班人 do not name.
        var word = figure.Text.Slice(figure.End, length);
        return word is not ("小" or "中" or "班" or "号" or "组")
            || (word is "班" ? figure.Before() == '级' || figure.IsSingle || figure.Value > 100
            : word is "号" ? false
            : figure.IsSingle && (Counters.EndsAt(figure.Text, figure.End + 1) || figure.After(1) is '支' or '的' or '党'));
    }
}
