namespace PartyBuilding.Recognizers.Dates;

/// <summary>A place in time as written: a date, a time of day or a part of the day, or a date with one of them.</summary>
internal record struct Point
{
    public Dated Date;
    public Clock Clock;
    public DayPart Part;
    public bool HasClock;
    public Doubt Doubt;

    public readonly bool HasDate => Date.Kind != DatedKind.None;

    public readonly bool HasTime => HasClock || Part != DayPart.None;

    /// <summary>A whole run of days: 十月, 上周, 第一季度.</summary>
    public readonly bool IsPeriod => HasDate && !Date.IsDay;
}

/// <summary>The form of an <see cref="Expression"/>.</summary>
internal enum Shape : byte
{
    Point,
    Range,      // From … To
    Length,
    Ago,        // Length before (Direction -1) or after now: 2小时前
    Window,     // Length up to now or from now on: 最近两小时, 还剩5分钟
    Within,     // Length from now on, in days: 三天内
    Recurring,  // every Length or every From, perhaps From … To in the day
    Present,    // 现在, 刚才, 马上
    Term,       // 本学期, 第二学期: Direction from the present one, or Nth of the school year
    Broken,     // looks like a date or a time and cannot be one
}

/// <summary>An open side of a range.</summary>
internal enum Bound : byte { None, Before, After, Since, Until }

/// <summary>Everything read in one place of a text, independent of now.</summary>
internal record struct Expression
{
    public int Start;
    public int End;
    public Shape Shape;
    public Point From;
    public Point To;
    public Bound Bound;
    public Lengths Length;
    public int Direction;

    /// <summary>Of a <see cref="Shape.Term"/>: 1 or 2, or 0 when it is counted from the present one.</summary>
    public int Nth;

    /// <summary>What recurs is a calendar unit or a length (每两周), not a point.</summary>
    public bool EveryLength;

    /// <summary>Characters of 从 or 自 before the date; the reference model does without them in some places.</summary>
    public int Prefix;

    /// <summary>A word behind the date opens the range (起, 以来), not only 从 before it.</summary>
    public bool HasSuffix;

    /// <summary>A length that remains (还剩), which only the reference model turns into a stretch from now on.</summary>
    public bool Remains;

    /// <summary>More likely something else, such as a number or a name.</summary>
    public bool Weak;
}
