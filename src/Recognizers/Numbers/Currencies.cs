namespace PartyBuilding.Recognizers.Numbers;

/// <summary>A currency: its English name and ISO code, the latter empty where there is none.</summary>
internal sealed record Currency(string Name, string Iso);

/// <summary>The small coin of some currencies: how many make one.</summary>
internal sealed record Coin(string Name, int Many, string Of);

/// <summary>The money of the world in Chinese, in simplified characters.</summary>
internal static class Currencies
{
    /// <summary>What may stand behind an amount, and what names a currency by itself when longer than one character.</summary>
    public static Vocabulary<Currency> Main { get; } = Table(
        "人民币|人民币元|块钱|块|元|圆|rmb|cny:Chinese yuan:CNY", "美元|美金|美圆|usd:United States dollar:USD", "欧元|eur:Euro:EUR", "英镑|gbp:British pound:GBP",
        "日元|日本元|日币|日圆|jpy:Japanese yen:JPY", "韩元|韩圆|韩币:South Korean won:KRW", "朝鲜圆|朝鲜元:North Korean won:KPW", "港元|港圆|港币|蚊|hkd:Hong Kong dollar:HKD",
        "澳门币|澳门元:Macau Pataca:MOP", "新台币|台币|箍:New Taiwan dollar:TWD", "澳大利亚元|澳元|澳币:Australian dollar:AUD", "加元|加拿大元|加币:Canadian dollar:CAD",
        "新西兰元|纽元|纽币:New Zealand dollar:NZD", "新加坡元|新元|新币|坡币:Singapore dollar:SGD", "瑞士法郎:Swiss franc:CHF", "俄国卢布|俄罗斯卢布:Russian ruble:RUB", "白俄罗斯卢布:Belarusian ruble:BYN",
        "德涅斯特卢布:Transnistrian ruble:PRB", "卢布:Ruble:", "泰铢|泰元|泰币:Thai baht:THB", "越南盾:Vietnamese dong:", "印度尼西亚盾|印尼盾:Indonesian rupiah:IDR", "荷兰盾|荷属安的列斯盾|列斯盾:Netherlands guilder:",
        "苏里南盾:Surinam florin:", "盾:Guilder:", "马来西亚币|马币|马来西亚林吉特|林吉特|令吉:Malaysian ringgit:MYR", "缅甸元|缅元|缅币:Burmese kyat:MMK", "瑞尔:Cambodian riel:KHR",
        "基普|老挝基普|老挝币:Lao kip:LAK", "印度卢比:Indian rupee:INR", "巴基斯坦卢比:Pakistani rupee:PKR", "尼泊尔卢比:Nepalese rupee:NPR", "斯里兰卡卢比:Sri Lankan rupee:LKR",
        "塞舌尔卢比:Seychellois rupee:SCR", "毛里求斯卢比:Mauritian rupee:MUR", "马尔代夫卢比:Maldivian rufiyaa:MVR", "卢比:Rupee:", "塔卡|孟加拉塔卡:Bangladeshi taka:BDT",
        "不丹努尔特鲁姆|不丹努扎姆|努扎姆:Bhutanese ngultrum:BTN", "阿富汗尼:Afghan afghani:AFN", "哈萨克斯坦坚戈|坚戈:Kazakhstani tenge:KZT", "吉尔吉斯斯坦索姆:Kyrgyzstani som:KGS",
        "塔吉克斯坦索莫尼:Tajikistani somoni:TJS", "阿塞拜疆马纳特:Azerbaijani manat:AZN", "土库曼马纳特:Turkmenistan manat:TMT", "马纳特:Manat:", "亚美尼亚德拉姆:Armenian dram:AMD",
        "格鲁吉亚拉里:Georgian lari:GEL", "土耳其里拉:Turkish lira:TRY", "以色列币|以色列新克尔|谢克尔|ils:Israeli new shekel:ILS", "伊朗里亚尔|伊朗莱尔:Iranian rial:IRR", "叶门莱尔|叶门里亚尔:Yemeni rial:YER",
        "阿曼里亚尔|阿曼莱尔:Omani rial:OMR", "卡达里亚尔|卡塔尔里亚尔:Qatari riyal:QAR", "沙特里亚尔:Saudi riyal:SAR", "里亚尔:Riyal:", "迪拉姆:Dirham:", "阿联酋迪拉姆:United Arab Emirates dirham:AED",
        "摩洛哥迪拉姆:Moroccan dirham:MAD", "阿尔及利亚第纳尔:Algerian dinar:DZD", "巴林第纳尔:Bahraini dinar:BHD", "伊拉克第纳尔:Iraqi dinar:IQD", "约旦第纳尔:Jordanian dinar:JOD",
        "科威特第纳尔|科威特币:Kuwaiti dinar:KWD", "利比亚第纳尔:Libyan dinar:LYD", "塞尔维亚第纳尔|塞尔维亚币:Serbian dinar:RSD", "突尼斯第纳尔:Tunisian dinar:TND",
        "马其顿代纳尔|马其顿币|第纳尔|代纳尔:Macedonian denar:MKD", "埃及镑:Egyptian pound:EGP", "黎巴嫩镑:Lebanese pound:LBP", "叙利亚镑:Syrian pound:SYP", "苏丹镑:Sudanese pound:SDG", "南苏丹镑:South Sudanese pound:SSP",
        "直布罗陀镑:Gibraltar pound:GIP", "圣赫勒拿镑:Saint Helena pound:SHP", "福克兰镑:Falkland Islands pound:FKP", "马恩岛镑:Manx pound:IMP", "泽西岛镑:Jersey pound:JEP", "根西镑:Guernsey pound:",
        "奥尔德尼镑:Alderney pound:", "丹麦克朗|丹麦克郎:Danish krone:DKK", "挪威克朗:Norwegian krone:NOK", "瑞典克朗:Swedish krona:SEK", "冰岛克朗:Icelandic króna:ISK", "捷克克朗:Czech koruna:CZK", "法罗克朗:Faroese króna:",
        "克朗:Krone:", "波兰币|波兰兹罗提|兹罗提:Polish złoty:PLN", "匈牙利福林|匈牙利货币|匈牙利福林币:Hungarian forint:HUF", "罗马尼亚列伊:Romanian leu:RON", "摩尔多瓦列伊:Moldovan leu:MDL", "列伊:Leu:",
        "保加利亚列弗|保加利亚列瓦:Bulgarian lev:BGN", "乌克兰格里夫纳|格里夫纳:Ukrainian hryvnia:UAH", "克罗地亚库纳|克罗地亚库那|克罗埃西亚库纳:Croatian kuna:HRK", "阿尔巴尼亚列克|列克:Albanian lek:ALL",
        "波斯尼亚和黑塞哥维那可兑换马克|波赫可兑换马克:Bosnia and Herzegovina convertible mark:BAM", "芬兰马克:Finnish markka:", "比利时法郎:Belgian franc:", "非共体法郎:West African CFA franc:XOF",
        "中非法郎|中非金融合作法郎:Central African CFA franc:XAF", "太平洋法郎:CFP franc:XPF", "科摩罗法郎:Comorian franc:KMF", "刚果法郎:Congolese franc:CDF", "布隆迪法郎:Burundian franc:BIF",
        "吉布提法郎:Djiboutian franc:DJF", "几内亚法郎:Guinean franc:GNF", "卢旺达法郎:Rwandan franc:RWF", "法郎:Franc:", "比塞塔|西班牙比塞塔|西班牙币:Peseta:", "阿根廷比索:Argentine peso:ARS", "智利比索:Chilean peso:CLP",
        "哥伦比亚比索:Colombian peso:COP", "古巴比索:Cuban peso:CUP", "多米尼加比索:Dominican peso:DOP", "墨西哥比索:Mexican peso:MXN", "菲律宾比索:Philippine peso:", "乌拉圭比索:Uruguayan peso:UYU", "比索:Peso:",
        "巴西雷亚尔|雷亚尔:Brazilian real:BRL", "秘鲁索尔:Peruvian sol:PEN", "玻利维亚诺|玻利维亚币:Bolivian boliviano:BOB", "危地马拉格查尔|瓜地马拉格查尔:Guatemalan quetzal:GTQ", "海地古德:Haitian gourde:HTG",
        "洪都拉斯伦皮拉:Honduran lempira:HNL", "巴拿马巴波亚:Panamanian balboa:PAB", "阿鲁巴弗罗林|阿鲁巴币:Aruban florin:AWG", "南非兰特|兰特:South African rand:ZAR", "尼日利亚奈拉|尼日利亚币|奈拉:Nigerian naira:NGN",
        "肯尼亚先令:Kenyan shilling:KES", "坦桑尼亚先令:Tanzanian shilling:TZS", "乌干达先令:Ugandan shilling:UGX", "索马里先令|索马利先令:Somali shilling:SOS", "索马里兰先令:Somaliland shilling:", "先令:Shilling:",
        "埃塞俄比亚比尔|埃塞俄比亚元:Ethiopian birr:ETB", "塞地|加纳塞地:Ghanaian cedi:GHS", "安哥拉宽扎|宽扎:Angolan kwanza:AOA", "博茨瓦纳普拉|普拉:Botswana pula:BWP", "赞比亚克瓦查:Zambian kwacha:ZMW",
        "马拉威克瓦查|马拉维克瓦查:Malawian kwacha:MWK", "莫桑比克梅蒂卡尔|梅蒂卡尔:Mozambican metical:MZN", "马达加斯加阿里亚里:Malagasy ariary:MGA", "莱索托洛提|莱索托马洛蒂:Lesotho loti:LSL",
        "斯威士兰里兰吉尼|兰吉尼:Swazi lilangeni:SZL", "毛里塔尼亚乌吉亚:Mauritanian ouguiya:MRO", "冈比亚达拉西|甘比亚达拉西:Gambian dalasi:GMD", "塞拉利昂利昂|利昂:Sierra Leonean leone:SLL", "厄立特里亚纳克法:Eritrean nakfa:ERN",
        "佛得角埃斯库多|维德角埃斯库多:Cape Verdean escudo:CVE", "基那:Papua New Guinean kina:PGK", "汤加潘加|潘加:Tongan paʻanga:TOP", "瓦努阿图瓦图:Vanuatu vatu:VUV", "萨摩亚塔拉:Samoan tālā:WST", "斐济元|斐币:Fijian dollar:FJD",
        "东加勒比元:East Caribbean dollar:XCD", "巴哈马元:Bahamian dollar:BSD", "巴巴多斯元:Barbadian dollar:BBD", "伯利兹元:Belize dollar:BZD", "百慕大元:Bermudian dollar:BMD", "文莱元:Brunei dollar:BND",
        "开曼岛元:Cayman Islands dollar:KYD", "库克群岛元:Cook Islands dollar:", "圭亚那元:Guyanese dollar:GYD", "牙买加元:Jamaican dollar:JMD", "吉里巴斯元:Kiribati dollar:", "利比里亚元:Liberian dollar:LRD",
        "纳米比亚元:Namibian dollar:NAD", "苏里南元:Surinamese dollar:SRD", "特立尼达多巴哥元:Trinidad and Tobago dollar:TTD", "吐瓦鲁元:Tuvaluan dollar:TVD");

    /// <summary>Small coins. <see cref="Coin.Of"/> lists the ISO codes they belong to, or is empty for any.</summary>
    public static Vocabulary<Coin> Small { get; } = new(
        ("角|角钱|毛|毛钱", new Coin("Jiao", 10, "CNY")), ("分|分钱", new Coin("Fen", 100, "CNY")), ("美分", new Coin("Cent", 100, "USD")), ("欧分", new Coin("Cent", 100, "EUR")), ("仙|菲辅币", new Coin("Centavo", 100, "HKD")),
        ("日本钱", new Coin("Sen", 100, "JPY")), ("便士", new Coin("Pence", 100, "GBP")), ("戈比", new Coin("Kopek", 100, "RUB BYN PRB")), ("生丁|仙士", new Coin("Centime", 100, "CHF")), ("瑞士分|瑞士生丁", new Coin("Rappen", 100, "CHF")),
        ("派萨|帕萨", new Coin("Paisa", 100, "INR PKR NPR BDT")), ("考包", new Coin("Kobo", 100, "NGN")), ("格罗希", new Coin("Grosz", 100, "PLN")), ("萨当", new Coin("Satang", 100, "THB")), ("费尔", new Coin("Fils", 1000, "BHD IQD JOD KWD")),
        ("库鲁", new Coin("Kuruş", 100, "TRY")), ("哈拉", new Coin("Halala", 100, "SAR")), ("普尔", new Coin("Pul", 100, "AFN")), ("缅分", new Coin("Pya", 100, "MMK")), ("特特里|泰特里", new Coin("Tetri", 100, "GEL")),
        ("斯托丁卡", new Coin("Stotinka", 100, "BGN")), ("利巴", new Coin("Lipa", 100, "HRK")), ("巴尼", new Coin("Ban", 100, "RON MDL")), ("米利姆", new Coin("Millime", 1000, "TND")), ("比塞瓦", new Coin("Pesewa", 100, "GHS")),
        ("奥依拉|奥拉|埃利", new Coin("Øre", 100, "DKK NOK SEK")), ("帕拉", new Coin("Para", 100, "RSD")), ("库姆斯", new Coin("Khoums", 5, "MRO")), ("第尼", new Coin("Deni", 100, "MKD")), ("托亚|托伊", new Coin("Toea", 100, "PGK")),
        ("坦巴拉", new Coin("Tambala", 100, "MWK")), ("布达|布图", new Coin("Butut", 100, "GMD")), ("切特鲁姆", new Coin("Chetrum", 100, "BTN")), ("盆尼", new Coin("Penni", 100, "")), ("巴拿马分", new Coin("Centesimo", 100, "PAB")));

    /// <summary>Signs in front of an amount.</summary>
    public static Vocabulary<Currency> Signs { get; } = Table(
        "￥:Chinese yuan:CNY", "¥:Japanese yen:JPY", "us$:United States dollar:USD", "$:Dollar:", "€:Euro:EUR", "£:Pound:", "hk$|hkd:Hong Kong dollar:HKD", "nt$:New Taiwan dollar:TWD", "s$:Singapore dollar:SGD",
        "can$|c$:Canadian dollar:CAD", "nz$:New Zealand dollar:NZD", "b$:Brunei dollar:BND", "ci$:Cayman Islands dollar:KYD", "g$|gy$:Guyanese dollar:GYD", "j$:Jamaican dollar:JMD", "n$:Namibian dollar:NAD",
        "si$:Solomon Islands dollar:SBD", "ws$:Samoan tālā:WST", "₺:Turkish lira:TRY", "₡:Costa Rican colón:CRC", "₩:Korean won:", "₪:Israeli new shekel:ILS");

    private static Vocabulary<Currency> Table(params string[] lines)
    {
        var words = new (string, Currency)[lines.Length];
        for (var i = 0; i < lines.Length; i++)
        {
            var parts = lines[i].Split(':');
            words[i] = (parts[0], new Currency(parts[1], parts[2]));
        }

        return new Vocabulary<Currency>(words);
    }
}
