namespace PartyBuilding.Bot.Demo;

/// <summary>Who is in the demo county. Schools and people are invented; the page says so.</summary>
internal static class DemoBranches
{
    public const string Bureau = "示范县教育局";

    /// <summary>Key of the bureau's own branch, where its people are members.</summary>
    public const string Office = "jiguan";

    /// <summary>Somebody who has not bound an account yet.</summary>
    public const string Newcomer = "苗雨禾";

    /// <summary>The branches the county's inspector has been assigned.</summary>
    public static IReadOnlyList<string> Inspected { get; } = ["qinghe", "songtao", "xinghe", "danfeng", "bitan", "tingquan"];

    public static IReadOnlyList<DemoBranch> All { get; } =
    [
        new("qinghe", "青禾小学", ["青禾"], 1.00, -6,
            "吕约礼 俞谦 郑子衿 石云舒 吴书言 杨苓 李南乔 龚珂 鲁明月 邓桐 许南乔 鲁致和 郑守拙 孔朗 鲁奕 邹棠梨 孟辛夷 孔致和"),
        new("yunxi", "云溪中学", ["云溪"], 0.97, -3,
            "柳望舒 鲁凌霄 董远志 许沐阳 王采薇 顾墨白 金朗 顾平野 施凌霄 韦书言 熊葳 谢书言 李远帆 俞远志 许安然 钱乐山 褚凌霄 李翊 冯约礼 严凌霄 吴筱 彭桐 庞竹青 唐乐山"),
        new("wangyue", "望岳初中", ["望岳", "望岳中学"], 0.94, 0,
            "袁问渠 陈霖 韩雨禾 邹致和 朱春晖 金平野 龚薇 龚明月 姜约礼 严晓岚 谢子衿 蒋奕 陶烁 马岚 鲁澜 龚思齐 周讷言 陈安然 马南乔 王紫苑"),
        new("songtao", "松涛小学", ["松涛"], 1.00, -8,
            "谢望舒 陈烁 薛榕 潘衡 孔谦 石衡 何景行 柳乐水 石昕 范木槿 施守拙 宋筱 薛怀瑾 潘思齐 钱玉竹 朱琛"),
        new("xinghe", "星河小学", ["星河"], 0.86, -1,
            "陶安然 程望舒 韩葵 蒋丹青 苗清荷 谢安然 宋南乔 石怀瑾 谢芷若 梁景行 宋约礼 姜望舒 罗桐 钱菀"),
        new("jinchuan", "锦川中学", ["锦川"], 0.98, -5,
            "宋玉竹 任夏禾 彭知远 赵晓岚 潘秋实 魏守拙 庞思齐 朱薇 杨新苗 朱北辰 李乐山 卢其华 庞木槿 冯知远 祝致和 马霖 卫棠 彭衡 潘晓岚 董向晚 蒋澜 苏思齐 顾书言 陶木槿 马竹青 陶丹青"),
        new("danfeng", "丹枫小学", ["丹枫"], 0.93, -4,
            "苏临风 崔怀瑾 熊其华 王平野 周棠梨 周晗 梁霖 龚乐水 陈桐 程青松 严冬青 任冬青"),
        new("chenhui", "晨晖幼儿园", ["晨晖"], 0.96, -7,
            "唐如玉 施乐山 吕瑜 钱辛夷 陶博文 施松月 苏星野 石晓岚 吴霁"),
        new("bitan", "碧潭初中", ["碧潭", "碧潭中学"], 0.80, 0,
            "卢归舟 顾苓 项临风 严薇 鲁新苗 吴栩 魏归舟 龚沐 宋昕 周棠 姜苒 崔北辰 孙初晴 龚榕 朱骞 崔远帆 潘松月"),
        new("yuanshan", "远山小学", ["远山"], 0.90, -2,
            "陶立言 秦知远 朱舟 罗守拙 苏远志"),
        new("tingquan", "听泉小学", ["听泉"], 0.97, -6,
            "郑芷若 邓听雨 邓骞 熊秋实 严明月 熊朗 方疏影 魏沐 任木槿 任向晚 柳辛夷 卫荔 赵烁 邓新苗 杨晗"),
        new("xinze", "新泽职业学校", ["新泽", "新泽职校"], 0.92, -9,
            "沈清荷 施玉竹 秦怀瑾 杨清荷 吴沐 陈若谷 严晗 方衡 项博文 陈春晖 孙棠梨 鲁知远 庞问渠 曹明月 方谦 袁芃 薛景行 任玉竹"),
        new("jiguan", "局机关", ["机关", "教育局机关"], 0.99, -10,
            "朱临风 杨抱朴 韩辛夷 邹沐阳 谢兰亭 孟骞 周静好 朱溪石"),
    ];
}
