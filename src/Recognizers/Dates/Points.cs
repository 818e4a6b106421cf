namespace PartyBuilding.Recognizers.Dates;

/// <summary>Reads one place in time: a date, a time of day, or both: 25号晚上七点, 明早, 11.20下午两点半.</summary>
internal static class Points
{
    private static readonly string[] About =
    [
        "大约", "大概", "差不多", "可能", "也许", "约", "不超过", "不多于", "不多过", "最多", "最长", "最少", "少于", "超过", "几乎要", "将近", "差点", "快要", "接近", "至少", "起码", "不到",
    ];

    /// <param name="c">Where the point begins.</param>
    /// <param name="sure">到 or the like stands before, so 一点 is an hour.</param>
    /// <param name="point">The point.</param>
    public static bool TryRead(ref Cursor c, bool sure, out Point point)
    {
        var start = c.At;
        point = default;
        if (DatedGrammar.TryRead(ref c, out point.Date, out point.Doubt))
        {
            if (c.AsReference && point.Doubt == Doubt.Ours)
            {
                c.At = start;
                return false;
            }

            if (point.Date.IsDay)
                ReadTimeOfDay(ref c, ref point);
            return true;
        }

        point = default;
        c.TakeAny(About);
        if (TryTime(ref c, ref point, false, sure))
        {
            if (point.HasClock)
                c.Take("左右");
            return true;
        }

        c.At = start;
        return false;
    }

    // Behind a date: 的, a blank, or nothing; then 晚上 and 七点.
    private static void ReadTimeOfDay(ref Cursor c, ref Point point)
    {
        var dateEnd = c.At;
        if (c.Before is '今' or '明' or '昨' && DayParts.TryShortAfterDay(ref c, out var part))
        {
            point.Part = part;
            ReadClock(ref c, ref point, true);
            return;
        }

        c.SkipBlanks();
        _ = c.Take('的') || c.Take('在') || c.Take('从') || c.Next == 't' && char.IsAsciiDigit(c.Peek(1)) && c.Take('t');
        c.SkipBlanks();
        if (!TryTime(ref c, ref point, true, point.Date.Kind != DatedKind.Weekday || !char.IsAsciiDigit(c.Next) || c.Peek(1) != '-'))
            c.At = dateEnd;
        else if (point.HasClock)
            c.Take("左右");
    }

    private static bool TryTime(ref Cursor c, ref Point point, bool afterDate, bool sure)
    {
        if (DayParts.TryRead(ref c, out point.Part, afterDate))
        {
            ReadClock(ref c, ref point, true);
            return true;
        }

        return ReadClock(ref c, ref point, sure || afterDate);
    }

    private static bool ReadClock(ref Cursor c, ref Point point, bool sure)
    {
        var start = c.At;
        if (point.Part != DayPart.None)
            c.Take('的');
        if (Clocks.TryRead(ref c, point.Part, sure, out point.Clock))
        {
            point.HasClock = true;
            return true;
        }

        c.At = start;
        return false;
    }
}
