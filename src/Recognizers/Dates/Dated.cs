namespace PartyBuilding.Recognizers.Dates;

/// <summary>What kind of calendar thing was named.</summary>
internal enum DatedKind : byte
{
    None,
    Day,          // Year?, Month?, Day
    Shifted,      // Count units from today: 昨天, 三天前, 两年以后
    Weekday,      // WeekBy?, Weekday
    NthWeekday,   // Year?, Month, Nth (-1: last), Weekday
    Lunar,        // Year?, Month, Day, Leap
    Festival,     // Year?, Feast
    Holiday,      // Year?, Feast: the days off around it
    Year,
    HalfYear,     // Year?, Nth
    Quarter,      // Year?, Nth, or By counted from the present one
    Season,       // Year?, Nth 1 spring … 4 winter
    Month,
    MonthPart,    // Month?, Part
    YearPart,     // Year?, Part
    Week,         // WeekBy
    Weekend,      // WeekBy
    HalfWeek,     // Nth
    WeekOfMonth,  // Year?, Month, Nth
    WeekOfYear,   // Year, Nth
    Decade,       // Nth the century or 0, Count the decade
    Century,      // Nth, or By
    Run,          // Count units before (By < 0) or after today
    RunOfYear,    // the first (By > 0) or last Count units of Year
    Present,      // 现在, 今, as the end of a range
    Same,         // the day named before, or Shift days after it: 当天, 次日
}

/// <summary>Units that dates and lengths are counted in.</summary>
internal enum Unit : byte { None, Year, Quarter, Month, Week, Day, Hour, Minute, Second }

/// <summary>A part of a month or a year.</summary>
internal enum Part : byte { None, Start, Middle, End, FirstTen, SecondTen, LastTen, FirstHalf, SecondHalf }

/// <summary>
/// A day or a run of whole days as the text names it, before anybody asks what day today is. Fields that the kind does not use
/// stay at their default; a null year or month was not said.
/// </summary>
internal record struct Dated
{
    public DatedKind Kind;

    /// <summary>A year by number, or <see cref="YearBy"/> from the present one.</summary>
    public int? Year;
    public int? YearBy;
    public int? Month;

    /// <summary>Months counted from the present one; the year follows.</summary>
    public int? MonthBy;
    public int Day;

    /// <summary>1 Monday … 7 Sunday; of a <see cref="DatedKind.Day"/> the weekday said beside it.</summary>
    public int Weekday;
    public int? WeekBy;
    public int? By;
    public int Nth;
    public int Count;
    public Unit Unit;
    public Part Part;
    public Feast? Feast;
    public bool Leap;

    /// <summary>The text itself says lunar.</summary>
    public bool SaysLunar;

    /// <summary>Written in characters without 日 or 号, as lunar dates are: 八月十五.</summary>
    public bool Bare;

    /// <summary>Days before or after what was named: 春节前两天 is -2.</summary>
    public int Shift;

    /// <summary>The days just before: 七一前夕, or around: 国庆前后.</summary>
    public Edge Edge;

    /// <summary>Year or month come from the day named before: 11月25、27日.</summary>
    public bool Inherited;

    public readonly bool HasYear => Year is not null || YearBy is not null;

    /// <summary>Exactly one day, so that a clock may follow.</summary>
    public readonly bool IsDay => Edge == Edge.None && (Kind == DatedKind.Lunar
        ? Day > 0
        : Kind is DatedKind.Day or DatedKind.Shifted or DatedKind.Weekday or DatedKind.NthWeekday or DatedKind.Festival or DatedKind.Same);
}

/// <summary>What surrounds a day.</summary>
internal enum Edge : byte { None, Eve, Around, WeekBefore, WeekAfter }
