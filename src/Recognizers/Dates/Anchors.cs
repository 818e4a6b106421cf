namespace PartyBuilding.Recognizers.Dates;

/// <summary>Days that lean on other words: on a day named before (当天, 次日), or on the noun behind them (周一班会).</summary>
internal static class Anchors
{
    private static readonly (string Word, int Days)[] Words = [("当天", 0), ("当日", 0), ("当晚", 0), ("同日", 0), ("同一天", 0), ("次日", 1), ("翌日", 1), ("隔天", 1)];

    // What is held every week has its weekday for a name.
    private static readonly string[] Weekly = ["班会", "班主任会", "例会", "升旗", "晨会", "值班", "课表", "的课", "社团", "延时", "夜学"];

    /// <summary>Reads 当天, 次日; which day is meant, the text before tells.</summary>
    public static bool TryRead(ref Cursor c, out Dated dated)
    {
        dated = default;
        if (c.AsReference || !c.SeesOneOf("当同次翌隔"))
            return false;
        foreach (var (word, days) in Words)
        {
            if (!c.Sees(word))
                continue;
            c.At += word[^1] == '晚' ? 1 : word.Length;
            dated = new Dated { Kind = DatedKind.Same, Shift = days };
            return true;
        }

        return false;
    }

    /// <summary>Puts the day named before in the place of 当天; without one only the time of day remains.</summary>
    /// <returns>False when nothing remains.</returns>
    public static bool Settle(ref Expression found, in Dated anchor)
    {
        if (found.To.Date.Kind == DatedKind.Same)
            found.To.Date = After(found.From.Date, found.To.Date.Shift);
        if (found.From.Date.Kind != DatedKind.Same)
            return true;
        found.From.Date = anchor.Kind == DatedKind.None ? default : After(anchor, found.From.Date.Shift);
        return anchor.Kind != DatedKind.None || found.From.HasTime && found.To.Date.Kind == DatedKind.None;
    }

    private static Dated After(in Dated day, int days) => day with { Shift = day.Shift + days };

    public static bool IsAttributive(ReadOnlySpan<char> text, in Expression found)
    {
        if (found is not { Shape: Shape.Point, From: { HasTime: false, Date: { Kind: DatedKind.Weekday, WeekBy: null } } })
            return false;
        foreach (var noun in Weekly)
            if (text[found.End..].StartsWith(noun, StringComparison.Ordinal))
                return true;
        return false;
    }
}
