namespace PartyBuilding.Recognizers;

/// <summary>
/// One message in the single spelling that every scanner reads: half-width, lower case, simplified.
/// Each character becomes exactly one character, so an offset means the same place in both texts.
/// </summary>
internal static class NormalText
{
    /// <summary>Texts up to this length are normalised on the stack.</summary>
    public const int OnStack = 512;

    /// <summary>Writes the normal form of <paramref name="text"/> into <paramref name="normal"/>, which must be at least as long.</summary>
    public static void Write(ReadOnlySpan<char> text, Span<char> normal)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            normal[i] = c < 0x80 ? char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c : OfWide(c);
        }
    }

    private static char OfWide(char c) => c switch
    {
        // Full-width ASCII: digits, letters and signs stand 0xFEE0 above their plain forms.
        >= '\uFF21' and <= '\uFF3A' => (char)(c - 0xFEE0 + 0x20),
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        >= '\u4E00' and <= '\u9FFF' => Simplified(c),
        '\u3000' or '\u00A0' or '\u2002' or '\u2003' or '\u2009' => ' ',
        '−' or '–' or '—' or '―' or '‐' or '‑' => '-',
        '〜' or '∼' or '∽' => '~',
        '∶' or '︰' => ':',
        '○' or '◯' => '〇',
        '﹪' => '%',
        '﹣' => '-',
        _ => c,
    };

    // Only characters that occur in what scanners look for.
    private static char Simplified(char c) => c switch
    {
        '萬' => '万', '億' => '亿', '兩' => '两', '倆' => '俩', '貳' or '貮' or '弍' => '贰', '叄' or '參' => '叁', '陸' => '陆',
        '點' => '点', '個' => '个', '負' => '负', '餘' => '余', '幾' => '几', '數' => '数', '雙' => '双', '對' => '对',
        '號' => '号', '後' => '后', '週' => '周', '禮' => '礼', '鐘' or '鍾' => '钟', '時' => '时', '間' => '间', '當' => '当', '從' => '从',
        '農' => '农', '曆' or '歷' => '历', '陰' => '阴', '陽' => '阳', '臘' => '腊', '閏' => '闰', '節' => '节', '國' => '国', '慶' => '庆',
        '聖' => '圣', '誕' => '诞', '勞' => '劳', '動' => '动', '兒' => '儿', '婦' => '妇', '請' => '请', '來' => '来', '過' => '过',
        '這' => '这', '內' => '内', '現' => '现', '開' => '开', '結' => '结', '學' => '学', '會' => '会', '級' => '级', '還' => '还',
        '淩' => '凌', '給' => '给', '與' => '与', '為' => '为', '於' => '于', '沒' => '没', '無' => '无',
        '圓' => '圆', '塊' => '块', '錢' => '钱', '銭' => '钱', '歐' => '欧', '鎊' => '镑', '韓' => '韩', '臺' => '台', '幣' => '币', '盧' => '卢',
        '蘭' => '兰', '歲' => '岁', '齡' => '龄', '頃' => '顷', '畝' => '亩', '噸' => '吨', '釐' => '厘', '裏' or '裡' => '里',
        '線' => '线', '組' => '组', '華' => '华', '攝' => '摄', '溫' => '温', '頁' => '页', '項' => '项', '條' => '条',
        '張' => '张', '輛' => '辆', '層' => '层', '場' => '场', '許' => '许', '約' => '约', '達' => '达',
        '認' => '认', '嗎' => '吗', '啟' => '启', '爾' => '尔', '馬' => '马', '單' => '单', '貝' => '贝', '紐' => '纽', '萊' => '莱',
        '烏' => '乌', '蘇' => '苏', '羅' => '罗', '亞' => '亚', '納' => '纳', '維' => '维', '魯' => '鲁', '澤' => '泽', '緬' => '缅',
        '頭' => '头', '幹' => '干', '剛' => '刚', '將' => '将', '紀' => '纪', '師' => '师', '軍' => '军', '樹' => '树', '親' => '亲', '黨' => '党',
        '黃' => '黄', '長' => '长', '習' => '习', '驚' => '惊', '蟄' => '蛰', '穀' => '谷', '滿' => '满', '種' => '种', '處' => '处',
        '緒' => '绪', '順' => '顺', '貞' => '贞', '觀' => '观', '龍' => '龙',
        _ => c,
    };
}
