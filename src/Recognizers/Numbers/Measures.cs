namespace PartyBuilding.Recognizers.Numbers;

/// <summary>Reads ages, lengths, weights and the like: 29岁, 三周大, 168cm, 两米半, 三斤半, 12亩, 39度.</summary>
internal static class Measures
{
    // 米 in 米饭, 度 in 度过, 升 in 升旗: the unit begins another word.
    private const string NotBehind = "饭粉面旗国学级官华过假日量数龄年";

    private static readonly Vocabulary<string> Ages = new(("岁|周岁", "year"), ("个月大|月大", "month"), ("周大", "week"), ("天大", "day"));

    private static readonly Vocabulary<string> Units = new(
        ("米|公尺|m", "Meter"), ("千米|公里|km", "Kilometer"), ("分米|dm", "Decimeter"), ("厘米|公分|cm", "Centimeter"), ("毫米|mm", "Millimeter"), ("微米", "Micrometer"),
        ("纳米", "Nanometer"), ("里地|里路|华里", "Li"), ("丈", "Zhang"), ("尺|市尺", "Chi"), ("寸|市寸", "Cun"), ("英里", "Mile"), ("英寸", "Inch"), ("英尺", "Foot"), ("海里", "Nautical mile"),
        ("平方厘米|cm²", "Square centimeter"), ("平方米|平米|平方|㎡|m²", "Square meter"), ("平方公里|平方千米|km²", "Square kilometer"), ("公顷", "Hectare"), ("亩", "Mu"),
        ("升|公升|l", "Liter"), ("毫升|ml", "Milliliter"), ("立方米|方|m³", "Cubic meter"), ("加仑", "Gallon"),
        ("千克|公斤|kg", "Kilogram"), ("斤|市斤", "Jin"), ("克|g", "Gram"), ("毫克|mg", "Milligram"), ("吨|公吨", "Ton"), ("磅", "Pound"), ("盎司", "Ounce"),
        ("字节|byte", "Byte"), ("kb", "Kilobyte"), ("兆字节|mb", "Megabyte"), ("gb", "Gigabyte"), ("tb", "Terabyte"),
        ("米/秒|米每秒|m/s", "Meter per second"), ("公里/小时|公里每小时|千米每小时|km/h", "Kilometer per hour"),
        ("度|℃|°c|摄氏度", "Celsius"), ("赫兹|hz", "Hertz"), ("瓦|w", "Watt"), ("千瓦|kw", "Kilowatt"), ("千瓦时|kwh", "Kilowatt hour"), ("卡|卡路里", "Calorie"), ("千卡|大卡", "Kilocalorie"));

    /// <summary>An age whose numeral is <paramref name="figure"/>.</summary>
    public static bool TryReadAge(in Figure figure, out int end, out decimal amount, out string unit)
    {
        (end, amount) = (figure.End, figure.Value);
        if (!Ages.TryMatch(figure.Text, figure.End, out unit, out var length))
            return false;
        end += length;
        TakeHalf(figure.Text, ref end, ref amount);
        return true;
    }

    /// <summary>A measure whose numeral is <paramref name="figure"/>.</summary>
    public static bool TryRead(in Figure figure, out int end, out decimal amount, out string unit)
    {
        (end, amount) = (figure.End, figure.Value);
        if (!Units.TryMatch(figure.Text, figure.End, out unit, out var length))
            return false;
        end += length;
        if (end < figure.Text.Length && (NotBehind.Contains(figure.Text[end]) || (char.IsAsciiLetter(figure.Text[end - 1]) && char.IsAsciiLetterOrDigit(figure.Text[end]))))
            return false;
        if (unit is "Jin" && figure.Text[end..] is [var tenths, '两', ..] && Numerals.Digit(tenths) is > 0 and var liang)
            (end, amount) = (end + 2, amount + liang / 10m);
        else
            TakeHalf(figure.Text, ref end, ref amount);
        return true;
    }

    // 两米半, 三岁半; not 三斤半夜.
    private static void TakeHalf(ReadOnlySpan<char> text, ref int end, ref decimal amount)
    {
        if (text[end..] is not ['半', ..] || text[end..] is ['半', '个' or '夜' or '天' or '年', ..])
            return;
        (end, amount) = (end + 1, amount + 0.5m);
    }
}
