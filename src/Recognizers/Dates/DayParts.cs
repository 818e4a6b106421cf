namespace PartyBuilding.Recognizers.Dates;

/// <summary>Reads a part of the day: 上午, 傍晚, 半夜; and single 早 and 晚 where a date stands before them or an hour behind.</summary>
internal static class DayParts
{
    private static readonly (string Word, DayPart Part)[] Words =
    [
        ("凌晨", DayPart.Dawn), ("大清早", DayPart.Early), ("清晨", DayPart.Early), ("清早", DayPart.Early),
        ("早晨", DayPart.Morning), ("早上", DayPart.Morning), ("早间", DayPart.Morning), ("一早", DayPart.Morning), ("大早", DayPart.Morning),
        ("上午", DayPart.Forenoon), ("中午", DayPart.Noon), ("正午", DayPart.Noon), ("晌午", DayPart.Noon), ("午间", DayPart.Noon),
        ("前晌", DayPart.Forenoon), ("头晌", DayPart.Forenoon),
        ("下午", DayPart.Afternoon), ("午后", DayPart.Afternoon), ("后晌", DayPart.Afternoon), ("后半晌", DayPart.Afternoon), ("下晌", DayPart.Afternoon),
        ("傍晚", DayPart.Dusk), ("黄昏", DayPart.Dusk),
        ("晚上", DayPart.Evening), ("晚间", DayPart.Evening), ("当晚", DayPart.Evening),
        ("夜里", DayPart.Night), ("夜晚", DayPart.Night), ("夜间", DayPart.Night),
        ("后半夜", DayPart.DeepNight), ("深夜", DayPart.DeepNight), ("半夜", DayPart.DeepNight), ("午夜", DayPart.DeepNight),
        ("白天", DayPart.Daytime), ("日间", DayPart.Daytime),
    ];

    // 早操, 晚会, 早就: words of their own. 晚会议 is 晚 and 会议.
    private static readonly string NotBehindShort = "会餐宴自饭报于年婚熟霞安辅托读训班课操日就已期恋教点些先";

    public static bool TryRead(ref Cursor c, out DayPart part, bool afterDate)
    {
        part = DayPart.None;
        if (!c.SeesOneOf("凌大清早一上中正晌午下傍黄晚当夜后深半白日晨前头"))
            return false;
        foreach (var (word, which) in Words)
        {
            // 下午茶 and 中午饭 are meals, 上午好 a greeting; 一早 needs a date before it.
            if (!c.Sees(word) || !afterDate && which == DayPart.Morning && c.Next is '一' or '大' || !afterDate && c.Next == '当')
                continue;
            if (c.Peek(2) is '茶' or '饭' or '餐' or '好')
                return false;
            c.At += word.Length;
            part = which;
            return true;
        }

        return TryShort(ref c, out part, afterDate);
    }

    /// <summary>Reads 早, 晨, 晚, 夜, 午 behind 今, 明, 昨.</summary>
    public static bool TryShortAfterDay(ref Cursor c, out DayPart part)
    {
        part = c.Next switch { '早' or '晨' => DayPart.Morning, '晚' => DayPart.Evening, '夜' => DayPart.Night, '午' => DayPart.Noon, _ => DayPart.None };
        if (part == DayPart.None || c.Next == '午' && c.Peek(1) is '休' or '饭' or '餐')
            return false;
        c.At++;
        return true;
    }

    private static bool TryShort(ref Cursor c, out DayPart part, bool afterDate)
    {
        part = c.Next switch { '早' => DayPart.Morning, '晚' => DayPart.Evening, _ => DayPart.None };
        if (part == DayPart.None)
            return false;

        var fits = afterDate ? c.Peek(1) == '\0' || !NotBehindShort.Contains(c.Peek(1)) || c.Peek(1) == '会' && c.Peek(2) == '议' || c.Peek(1) == '自' && c.Peek(2) != '习'
            : IsHour(ref c);
        c.At += fits ? 1 : 0;
        return fits;
    }

    // 晚7点, 早8:30, 晚七点.
    private static bool IsHour(ref Cursor c)
    {
        var start = c.At++;
        var fits = c.TakeNumber(out var hour, out _) && hour <= 24 && c.SeesOneOf("点:时-~到至") && !c.Sees("点儿");
        fits &= !(c.Next == '点' && c.Text[start + 1] == '一'); // 早一点, 晚一点: a little earlier, later
        c.At = start;
        return fits;
    }
}
