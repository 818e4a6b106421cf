namespace PartyBuilding.Recognizers.Dates;

/// <summary>
/// The 24 solar terms: the days, in China, on which the sun's apparent longitude reaches a multiple of 15°. Computed from the larger
/// terms of the VSOP87 theory as given in Meeus, Astronomical Algorithms (chapters 25 and 32): good to about a minute from 1901 to 2100.
/// </summary>
internal static class SolarTerms
{
    public const int Qingming = 6;

    private const double TropicalYear = 365.2422, Epoch2000 = 2451545.0, DayOne = 1721425.5, ChinaOffset = 8.0 / 24;

    /// <summary>In the order of the year; 小寒 is at 285°.</summary>
    public static readonly string[] Names =
    [
        "小寒", "大寒", "立春", "雨水", "惊蛰", "春分", "清明", "谷雨", "立夏", "小满", "芒种", "夏至",
        "小暑", "大暑", "立秋", "处暑", "白露", "秋分", "寒露", "霜降", "立冬", "小雪", "大雪", "冬至",
    ];

    // Amplitude (1e-8 radians), phase, frequency (radians per thousand Julian years).
    private static readonly (double A, double B, double C)[] L0 =
    [
        (175347046, 0, 0), (3341656, 4.6692568, 6283.07585), (34894, 4.6261, 12566.1517), (3497, 2.7441, 5753.3849), (3418, 2.8289, 3.5231),
        (3136, 3.6277, 77713.7715), (2676, 4.4181, 7860.4194), (2343, 6.1352, 3930.2097), (1324, 0.7425, 11506.7698), (1273, 2.0371, 529.691),
        (1199, 1.1096, 1577.3435), (990, 5.233, 5884.927), (902, 2.045, 26.298), (857, 3.508, 398.149), (780, 1.179, 5223.694),
        (753, 2.533, 5507.553), (505, 4.583, 18849.228), (492, 4.205, 775.523), (357, 2.920, 0.067), (317, 5.849, 11790.629),
        (284, 1.899, 796.298), (271, 0.315, 10977.079), (243, 0.345, 5486.778), (206, 4.806, 2544.314), (205, 1.869, 5573.143),
        (202, 2.458, 6069.777), (156, 0.833, 213.299), (132, 3.411, 2942.463), (126, 1.083, 20.775), (115, 0.645, 0.98),
        (103, 0.636, 4694.003), (102, 0.976, 15720.839), (102, 4.267, 7.114), (99, 6.21, 2146.17), (98, 0.68, 155.42),
        (86, 5.98, 161000.69), (85, 1.3, 6275.96), (85, 3.67, 71430.7), (80, 1.81, 17260.15), (79, 3.04, 12036.46),
        (75, 1.76, 5088.63), (74, 3.5, 3154.69), (74, 4.68, 801.82), (70, 0.83, 9437.76), (62, 3.98, 8827.39), (61, 1.82, 7084.9),
    ];

    private static readonly (double A, double B, double C)[] L1 =
    [
        (628331966747, 0, 0), (206059, 2.678235, 6283.07585), (4303, 2.6351, 12566.1517), (425, 1.59, 3.523), (119, 5.796, 26.298),
        (109, 2.966, 1577.344), (93, 2.59, 18849.23), (72, 1.14, 529.69), (68, 1.87, 398.15), (67, 4.41, 5507.55), (59, 2.89, 5223.69), (56, 2.17, 155.42),
    ];

    private static readonly (double A, double B, double C)[] L2 = [(52919, 0, 0), (8720, 1.0721, 6283.0758), (309, 0.867, 12566.152)];

    /// <summary>The day of a term; <paramref name="term"/> counts from 0 (小寒) to 23 (冬至).</summary>
    public static DateOnly Day(int year, int term)
    {
        var target = (285 + 15 * term) % 360;
        var day = Julian(year) + 5.2 + term * TropicalYear / 24;
        for (var i = 0; i < 5; i++)
            day += Math.IEEERemainder(target - Longitude(day), 360) / 360 * TropicalYear;

        var china = day - DeltaT(year) / 86400 + ChinaOffset;
        return DateOnly.FromDayNumber((int)Math.Floor(china - DayOne));
    }

    private static double Julian(int year) => new DateOnly(year, 1, 1).DayNumber + DayOne;

    /// <summary>Apparent longitude of the sun in degrees.</summary>
    private static double Longitude(double julianDay)
    {
        var t = (julianDay - Epoch2000) / 365250;
        var earth = (Sum(L0, t) + Sum(L1, t) * t + Sum(L2, t) * t * t) / 1e8;
        var degrees = earth * 180 / Math.PI + 180;

        // Nutation by its four largest terms; aberration at the sun's distance; the frame's own offset.
        var centuries = t * 10;
        var node = Radians(125.04452 - 1934.136261 * centuries);
        var sun = Radians(280.4665 + 36000.7698 * centuries);
        var moon = Radians(218.3165 + 481267.8813 * centuries);
        var nutation = -17.20 * Math.Sin(node) - 1.32 * Math.Sin(2 * sun) - 0.23 * Math.Sin(2 * moon) + 0.21 * Math.Sin(2 * node);
        var distance = 1.00014 - 0.01671 * Math.Cos(Radians(357.52911 + 35999.05029 * centuries));
        return degrees + (nutation - 20.4898 / distance - 0.09033) / 3600;
    }

    private static double Sum((double A, double B, double C)[] terms, double t)
    {
        var sum = 0.0;
        foreach (var (a, b, c) in terms)
            sum += a * Math.Cos(b + c * t);
        return sum;
    }

    // Seconds between dynamical and civil time; within a few seconds of what was observed, a guess for the future.
    private static double DeltaT(int year)
    {
        var (a, b) = (year - 2000.0, year - 1900.0);
        return year switch
        {
            < 1920 => -2.79 + 1.494119 * b - 0.0598939 * b * b + 0.0061966 * b * b * b - 0.000197 * b * b * b * b,
            < 1941 => 21.20 + 0.84493 * (year - 1920) - 0.0761 * Math.Pow(year - 1920, 2) + 0.0020936 * Math.Pow(year - 1920, 3),
            < 1986 => 29.07 + 0.407 * (year - 1950) - Math.Pow(year - 1950, 2) / 233 + Math.Pow(year - 1950, 3) / 2547,
            < 2005 => 63.86 + 0.3345 * a - 0.060374 * a * a + 0.0017275 * a * a * a,
            _ => 62.92 + 0.32217 * a + 0.005589 * a * a,
        };
    }

    private static double Radians(double degrees) => Math.IEEERemainder(degrees, 360) * Math.PI / 180;
}
