namespace PartyBuilding.Recognizers.Dates;

/// <summary>Reads a day or a run of whole days in any writing: the sum of the rules beside it.</summary>
internal static class DatedGrammar
{
    public static bool TryRead(ref Cursor c, out Dated dated, out Doubt doubt)
    {
        var start = c.At;
        doubt = Doubt.None;
        if (TryReadCore(ref c, out dated, ref doubt))
        {
            DatedTail.Read(ref c, ref dated);
            return true;
        }

        c.At = start;
        return false;
    }

    private static bool TryReadCore(ref Cursor c, out Dated dated, ref Doubt doubt)
    {
        if (char.IsAsciiDigit(c.Next) && NumericDates.TryRead(ref c, out dated, out doubt))
            return true;
        return RelativeDates.TryDayWord(ref c, out dated)
            || Anchors.TryRead(ref c, out dated)
            || LunarDates.TryRead(ref c, out dated)
            || Runs.TryRead(ref c, out dated, ref doubt)
            || TryYear(ref c, out dated, ref doubt)
            || RelativeDates.TryWeekOrMonth(ref c, out dated, ref doubt)
            || TryFeast(ref c, out dated, ref doubt)
            || TryMonth(ref c, out dated)
            || Periods.TryAlone(ref c, out dated, ref doubt)
            || TryDay(ref c, out dated);
    }

    private static bool TryYear(ref Cursor c, out Dated dated, ref Doubt doubt)
    {
        var start = c.At;
        dated = default;
        if (!Years.TryRead(ref c, ref dated))
            return false;

        var yearEnd = c.At;
        c.SkipBlanks();
        c.Take('的');
        c.SkipBlanks();
        if (Periods.TryAfterYear(ref c, ref dated, ref doubt) || TryFeastOf(ref c, ref dated, ref doubt)
            || LunarDates.TryNewYear(ref c, ref dated) || TryLunarOf(ref c, ref dated))
            return true;
        if (Months.TryRead(ref c, ref dated))
        {
            AfterMonth(ref c, ref dated);
            return true;
        }

        dated.Kind = DatedKind.Year;
        c.At = yearEnd;
        return c.At > start;
    }

    private static bool TryFeast(ref Cursor c, out Dated dated, ref Doubt doubt)
    {
        dated = default;
        return TryFeastOf(ref c, ref dated, ref doubt);
    }

    private static bool TryFeastOf(ref Cursor c, ref Dated dated, ref Doubt doubt)
    {
        if (!Feasts.TryRead(ref c, dated.HasYear, out var feast, out var weak))
            return false;
        dated.Kind = DatedKind.Festival;
        dated.Feast = feast;
        if (weak)
            doubt = Doubt.Weak;
        return true;
    }

    private static bool TryLunarOf(ref Cursor c, ref Dated dated)
    {
        var (start, before) = (c.At, dated);
        if (LunarDates.TakeMark(ref c, ref dated) && Months.TryRead(ref c, ref dated))
        {
            MonthDays.TryRead(ref c, ref dated);
            dated.Kind = DatedKind.Lunar;
            return true;
        }

        (c.At, dated) = (start, before);
        return false;
    }

    private static bool TryMonth(ref Cursor c, out Dated dated)
    {
        dated = default;
        if (c.Before is '第' or '.' || char.IsAsciiDigit(c.Before) || !Months.TryRead(ref c, ref dated))
            return false;
        AfterMonth(ref c, ref dated);
        return true;
    }

    /// <summary>What may follow a month: its parts, weeks, weekdays, or a day.</summary>
    public static void AfterMonth(ref Cursor c, ref Dated dated)
    {
        var monthEnd = c.At;
        c.SkipBlanks();
        var beforeOf = c.At;
        c.Take('的');
        c.SkipBlanks();
        if (Periods.TryAfterMonth(ref c, ref dated))
            return;

        c.At = beforeOf;
        if (c.Next != '-' && MonthDays.TryRead(ref c, ref dated))
            return;

        c.At = monthEnd;
        if (dated.Kind != DatedKind.Lunar)
            dated.Kind = dated.Leap ? DatedKind.Lunar : DatedKind.Month;
    }

    // 25号, 二十五日, 25、26号.
    private static bool TryDay(ref Cursor c, out Dated dated)
    {
        dated = default;
        return Figures.CanBegin(c.Next) && (c.At > c.Origin || IsOwn(ref c)) && MonthDays.TryRead(ref c, ref dated);
    }

    // 第3号, A3号, 8-3号: behind these a number goes on.
    private static bool IsOwn(ref Cursor c) =>
        !(c.Before is '第' or '.' or '-' or '/' || Figures.CanBegin(c.Before) && !Numerals.IsTail(c.Text, c.At - 1) || char.IsAsciiLetter(c.Before));
}
