namespace PartyBuilding.Recognizers.Dates;

/// <summary>The named days a school's Party work meets, and how their names are read.</summary>
internal static class Feasts
{
    // Loops and no queries: the first sentence of the process waits for what is compiled here.
    private static readonly Feast[] Known = All();

    private static readonly Vocabulary<Feast> Names = NamesOf(Known);

    /// <summary>What follows a number when it is a day: 七一当天, 五一期间, 十一放假.</summary>
    private static readonly string[] DaySigns =
    [
        "当天", "当日", "那天", "这天", "前夕", "前后", "期间", "假期", "假日", "放假", "长假", "小长假", "黄金周", "来临", "到来", "之际", "之前", "之后",
        "前一天", "前两天", "前三天", "后一天", "快到", "快要", "将至", "临近", "过后", "以前", "以后", "前", "后", "上午", "下午", "晚上", "早上", "中午", "那", "就要",
    ];

    /// <summary>Names of the first characters, for the scanner.</summary>
    public static string FirstCharacters
    {
        get
        {
            var first = new char[Known.Length];
            for (var i = 0; i < first.Length; i++)
                first[i] = Known[i].Name[0];
            return new string(first);
        }
    }

    public static bool IsNamedAt(ref Cursor c)
    {
        var at = c.At;
        var named = TryName(ref c, out _);
        c.At = at;
        return named;
    }

    /// <summary>Reads a feast; <paramref name="weak"/> when the name may be only a number or part of another name (七一知识竞赛).</summary>
    public static bool TryRead(ref Cursor c, bool hasYear, out Feast feast, out bool weak)
    {
        var start = c.At;
        weak = false;
        if (!TryName(ref c, out feast))
            return false;
        if (start > 0 && c.Text[start - 1] is '“' or '"' or '‘' or '「')
            c.TakeOneOf("”\"’」");
        if ((!feast.IsNumber || Stands(ref c, start, hasYear, out weak)) && !IsWeather(ref c, feast) && (c.AsReference || feast.Name != "新年"))
        {
            weak &= !(c.AsReference && feast.InReference);
            return true;
        }

        c.At = start;
        return false;
    }

    private static bool TryName(ref Cursor c, out Feast feast)
    {
        if (!Names.TryMatch(c.Text, c.At, out feast, out var length))
            return false;
        c.At += length;
        return true;
    }

    private static bool Stands(ref Cursor c, int start, bool hasYear, out bool weak)
    {
        weak = false;
        var before = start > 0 ? c.Text[start - 1] : '\0';
        if (Figures.CanBegin(before) || Figures.CanBegin(c.Next) && c.Next != '半' || before is '第' or '周' or '期' or '拜' or '初' or '比'
            || c.SeesOneOf("点时分号日月年个名人次岁年度级届、小学中路村镇队建厂局") && !c.Sees("日前"))
            return false;
        if (c.Take('节'))
            return true;
        foreach (var sign in DaySigns)
            if (c.Sees(sign))
                return true;
        weak = !hasYear && before is not ('迎' or '庆');
        return true;
    }

    // 大雪 and 小雪 fall from the sky more often than they stand in the calendar.
    private static bool IsWeather(ref Cursor c, Feast feast) =>
        feast.Name is "大雪" or "小雪" or "大寒" or "小满" && !(c.Sees("节气") || c.Sees("当天") || c.Sees("那天") || c.Sees("前") || c.Sees("后"));

    private static Vocabulary<Feast> NamesOf(Feast[] feasts)
    {
        var names = new (string, Feast)[feasts.Length];
        for (var i = 0; i < names.Length; i++)
            names[i] = (feasts[i].Name, feasts[i]);
        return new Vocabulary<Feast>(names);
    }

    private static Feast[] All()
    {
        Feast[] solar =
        [
            new("元旦节", FeastRule.Solar, 1, 1, InReference: true), new("元旦", FeastRule.Solar, 1, 1, InReference: true),
            new("新年", FeastRule.Solar, 1, 1, InReference: true), // to us a mood, in January or at the Spring Festival
            new("情人节", FeastRule.Solar, 2, 14, InReference: true), new("女生节", FeastRule.Solar, 3, 7, InReference: true),
            new("学雷锋纪念日", FeastRule.Solar, 3, 5), new("学雷锋日", FeastRule.Solar, 3, 5), new("雷锋日", FeastRule.Solar, 3, 5),
            new("三八国际妇女节", FeastRule.Solar, 3, 8), new("三八妇女节", FeastRule.Solar, 3, 8), new("国际妇女节", FeastRule.Solar, 3, 8),
            new("妇女节", FeastRule.Solar, 3, 8, InReference: true), new("三八", FeastRule.Solar, 3, 8, IsNumber: true),
            new("植树节", FeastRule.Solar, 3, 12, InReference: true), new("愚人节", FeastRule.Solar, 4, 1, InReference: true),
            new("国家安全教育日", FeastRule.Solar, 4, 15), new("世界读书日", FeastRule.Solar, 4, 23), new("读书日", FeastRule.Solar, 4, 23),
            new("五一国际劳动节", FeastRule.Solar, 5, 1, Off: 5), new("五一劳动节", FeastRule.Solar, 5, 1, Off: 5),
            new("劳动节", FeastRule.Solar, 5, 1, Off: 5, InReference: true), new("五一", FeastRule.Solar, 5, 1, Off: 5, IsNumber: true, InReference: true),
            new("五四青年节", FeastRule.Solar, 5, 4), new("青年节", FeastRule.Solar, 5, 4, InReference: true), new("五四", FeastRule.Solar, 5, 4, IsNumber: true),
            new("六一国际儿童节", FeastRule.Solar, 6, 1), new("六一儿童节", FeastRule.Solar, 6, 1),
            new("儿童节", FeastRule.Solar, 6, 1, InReference: true), new("六一", FeastRule.Solar, 6, 1, IsNumber: true),
            new("世界环境日", FeastRule.Solar, 6, 5), new("国际禁毒日", FeastRule.Solar, 6, 26), new("禁毒日", FeastRule.Solar, 6, 26),
            new("七一建党节", FeastRule.Solar, 7, 1), new("建党节", FeastRule.Solar, 7, 1), new("党的生日", FeastRule.Solar, 7, 1),
            new("建党纪念日", FeastRule.Solar, 7, 1), new("七一", FeastRule.Solar, 7, 1, IsNumber: true),
            new("八一建军节", FeastRule.Solar, 8, 1), new("建军节", FeastRule.Solar, 8, 1, InReference: true), new("八一", FeastRule.Solar, 8, 1, IsNumber: true),
            new("抗战胜利纪念日", FeastRule.Solar, 9, 3), new("教师节", FeastRule.Solar, 9, 10, InReference: true),
            new("九一八", FeastRule.Solar, 9, 18, IsNumber: true), new("烈士纪念日", FeastRule.Solar, 9, 30),
            new("国庆节", FeastRule.Solar, 10, 1, Off: 7, InReference: true), new("国庆", FeastRule.Solar, 10, 1, Off: 7),
            new("十一国庆节", FeastRule.Solar, 10, 1, Off: 7), new("十一国庆", FeastRule.Solar, 10, 1, Off: 7), new("十一", FeastRule.Solar, 10, 1, Off: 7, IsNumber: true),
            new("万圣节", FeastRule.Solar, 10, 31, InReference: true), new("消防日", FeastRule.Solar, 11, 9),
            new("双十一", FeastRule.Solar, 11, 11, InReference: true), new("双11", FeastRule.Solar, 11, 11), new("光棍节", FeastRule.Solar, 11, 11, InReference: true),
            new("国家宪法日", FeastRule.Solar, 12, 4), new("宪法日", FeastRule.Solar, 12, 4), new("一二九", FeastRule.Solar, 12, 9, IsNumber: true),
            new("国家公祭日", FeastRule.Solar, 12, 13), new("平安夜", FeastRule.Solar, 12, 24, InReference: true),
            new("圣诞节", FeastRule.Solar, 12, 25, InReference: true), new("圣诞", FeastRule.Solar, 12, 25),
        ];
        Feast[] moving =
        [
            new("母亲节", FeastRule.NthWeekday, 5, 2, 7, InReference: true), new("父亲节", FeastRule.NthWeekday, 6, 3, 7, InReference: true),
            new("感恩节", FeastRule.NthWeekday, 11, 4, 4, InReference: true),
            new("除夕夜", FeastRule.LastOfLunarYear, 12, 30), new("除夕", FeastRule.LastOfLunarYear, 12, 30, InReference: true),
            new("年三十", FeastRule.LastOfLunarYear, 12, 30),
            new("春节", FeastRule.Lunar, 1, 1, Off: 8, InReference: true), new("农历新年", FeastRule.Lunar, 1, 1, Off: 8),
            new("元宵节", FeastRule.Lunar, 1, 15, InReference: true), new("元宵", FeastRule.Lunar, 1, 15), new("龙抬头", FeastRule.Lunar, 2, 2),
            new("端午节", FeastRule.Lunar, 5, 5, InReference: true), new("端午", FeastRule.Lunar, 5, 5, InReference: true),
            new("七夕节", FeastRule.Lunar, 7, 7), new("七夕", FeastRule.Lunar, 7, 7), new("中元节", FeastRule.Lunar, 7, 15),
            new("中秋节", FeastRule.Lunar, 8, 15, InReference: true), new("中秋", FeastRule.Lunar, 8, 15, InReference: true),
            new("重阳节", FeastRule.Lunar, 9, 9, InReference: true), new("重阳", FeastRule.Lunar, 9, 9),
            new("腊八节", FeastRule.Lunar, 12, 8), new("腊八", FeastRule.Lunar, 12, 8), new("小年", FeastRule.Lunar, 12, 23),
            new("清明节", FeastRule.Term, SolarTerms.Qingming, 0, InReference: true), new("清明", FeastRule.Term, SolarTerms.Qingming, 0, InReference: true),
        ];
        var all = new Feast[solar.Length + moving.Length + SolarTerms.Names.Length - 1];
        solar.CopyTo(all, 0);
        moving.CopyTo(all, solar.Length);
        for (int term = 0, at = solar.Length + moving.Length; term < SolarTerms.Names.Length; term++)
            if (term != SolarTerms.Qingming)
                all[at++] = new Feast(SolarTerms.Names[term], FeastRule.Term, term, 0);
        return all;
    }
}
