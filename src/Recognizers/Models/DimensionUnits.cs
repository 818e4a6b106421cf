namespace PartyBuilding.Recognizers.Models;

/// <summary>Units of measure and their English names as the reference models write them.</summary>
internal static class DimensionUnits
{
    public static Vocabulary<string> All { get; } = new(
        // Length; 毫米 bears the name that the reference gives it.
        ("米|公尺|m", "Meter"), ("千米|公里|km", "Kilometer"), ("分米|公寸|dm", "Decimeter"), ("厘米|公分|cm", "Centimeter"), ("毫米|公厘|mm", "Micrometer"),
        ("微米|um|μm", "Microns"), ("皮米|pm", "Picometer"), ("纳米|nm", "Nanometer"), ("里|市里|华里", "Li"), ("丈|市丈", "Zhang"), ("尺|市尺", "Chi"), ("寸|市寸", "Cun"), ("分|市分", "Fen"),
        ("毫", "Hao"), ("英里|哩", "Mile"), ("英寸|吋", "Inch"), ("呎|英尺", "Foot"), ("码|英码", "Yard"), ("海里|节", "Knot"), ("光年", "Light year"),
        // Speed.
        ("米每秒|米/秒|m/s", "Meter per second"), ("公里每小时|千米每小时|公里/小时|千米/小时|公里/时|千米/时|km/h", "Kilometer per hour"),
        ("公里每分钟|千米每分钟|公里/分钟|千米/分钟|km/min", "Kilometer per minute"), ("公里每秒|千米每秒|公里/秒|千米/秒|km/s", "Kilometer per second"),
        ("英里每小时|英里/小时|mph", "Mile per hour"), ("英尺每小时|英尺/小时", "Foot per second"), ("英尺每分钟|英尺/分钟", "Foot per minute"), ("码每分|码/分", "Yard per minute"), ("码每秒|码/秒", "Yard per second"),
        // Area.
        ("平方厘米", "Square centimetre"), ("平方分米", "Square decimeter"), ("平方米|平米|㎡", "Square meter"), ("平方公里|平方千米", "Square kilometer"), ("平方英尺", "Square foot"),
        ("平方英里", "Square mile"), ("平方英寸", "Square inch"), ("平方码", "Square yard"), ("英亩|公亩", "Acre"), ("公顷", "Hectare"), ("亩|市亩", "Mu"),
        // Volume.
        ("公升|升|l", "Liter"), ("毫升|ml", "Milliliter"), ("立方米|立方公尺", "Cubic meter"), ("立方分米", "Cubic decimeter"), ("立方厘米", "Cubic centimeter"), ("立方毫米", "Cubic millimeter"),
        ("立方英尺", "Cubic feet"), ("加仑", "Gallon"), ("品脱", "Pint"), ("夸脱", "Quart"), ("市斗|斗", "Dou"), ("市石|石", "Dan"), ("桶", "Barrel"), ("罐", "Pot"),
        // Weight.
        ("千克|公斤|kg", "Kilogram"), ("市斤|斤", "Jin"), ("两|市两", "Liang"), ("钱|市钱", "Qian"), ("毫克|mg", "Milligram"), ("克|公克|g", "Gram"), ("公吨|吨|t", "Ton"), ("磅", "Pound"), ("盎司|安士", "Ounce"),
        // Information.
        ("比特|位|b", "Bit"), ("千比特|kbit", "Kilobit"), ("兆比特|mbit", "Megabit"), ("千兆比特|十亿比特|gbit", "Gigabit"), ("万亿比特|兆兆比特", "Terabit"), ("千兆兆比特|千万亿比特", "Petabit"),
        ("字节|byte", "Byte"), ("千字节|kb", "Kilobyte"), ("兆字节|mb", "Megabyte"), ("十亿字节|千兆字节|gb", "Gigabyte"), ("万亿字节|兆兆字节|tb", "Terabyte"),
        ("千兆兆|千兆兆字节|千万亿字节|pb", "Petabyte"),
        // Frequency, energy, power, pressure.
        ("赫兹|赫|hz", "Hertz"), ("千赫兹|千赫|khz", "Kilohertz"), ("兆赫兹|兆赫|mhz", "Megahertz"), ("吉赫兹|吉赫|千兆赫|千兆赫兹|ghz", "Gigahertz"),
        ("卡|卡路里|cal", "Calorie"), ("千卡|大卡|千卡路里|kcal", "Kilocalorie"), ("焦耳|焦", "Joule"), ("千焦|千焦耳|kj", "Kilojoule"),
        ("瓦|瓦特|w", "Watt"), ("千瓦|千瓦特|kw", "Kilowatt"), ("兆瓦", "Megawatt"), ("千瓦时|千瓦小时|kwh", "Kilowatt hour"), ("帕|帕斯卡", "Pascal"), ("千帕", "Kilopascal"), ("兆帕", "Megapascal"));
}
