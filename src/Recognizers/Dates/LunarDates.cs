namespace PartyBuilding.Recognizers.Dates;

/// <summary>Reads what says that a date is lunar: 农历, 大年初三, 大年三十, 正月十五.</summary>
internal static class LunarDates
{
    private static readonly string[] Marks = ["农历", "阴历", "旧历", "夏历"];

    /// <summary>Marks a date lunar when 农历 or the like stands here.</summary>
    public static bool TakeMark(ref Cursor c, ref Dated dated)
    {
        if (!c.SeesOneOf("农阴旧夏") || c.Sees("农历新年") || c.TakeAny(Marks) < 0)
            return false;
        c.SkipBlanks();
        dated.Kind = DatedKind.Lunar;
        dated.SaysLunar = true;
        return true;
    }

    /// <summary>Reads 大年初三 and 大年三十, the year already read or not.</summary>
    public static bool TryNewYear(ref Cursor c, ref Dated dated)
    {
        var start = c.At;
        if (!c.Take("大年"))
            return false;
        dated.Month = 1;
        dated.SaysLunar = true;
        if (c.Take("三十"))
        {
            // The eve belongs to the year that ends; the reference model calls it the thirtieth of the first month.
            dated.Kind = DatedKind.Lunar;
            dated.Day = 30;
            dated.Part = Part.End;
            return true;
        }

        if (c.Next == '初' && MonthDays.TryRead(ref c, ref dated))
            return true;
        c.At = start;
        dated.Month = null;
        return false;
    }

    /// <summary>Reads a whole lunar date or month without a year: 正月十五, 农历八月.</summary>
    public static bool TryRead(ref Cursor c, out Dated dated)
    {
        var start = c.At;
        dated = default;
        if (TryNewYear(ref c, ref dated))
            return true;
        if (!TakeMark(ref c, ref dated))
            return false;
        if (TryNewYear(ref c, ref dated))
            return true;
        if (Years.TryRead(ref c, ref dated))
            c.SkipBlanks();
        if (Months.TryRead(ref c, ref dated))
        {
            MonthDays.TryRead(ref c, ref dated);
            dated.Kind = DatedKind.Lunar;
            return true;
        }

        c.At = start;
        dated = default;
        return false;
    }
}
