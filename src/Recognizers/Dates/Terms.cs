namespace PartyBuilding.Recognizers.Dates;

/// <summary>Reads school terms: 本学期, 上个学期, 第二学期, 春季学期. Their days are the county's business.</summary>
internal static class Terms
{
    private static readonly (string Word, int Nth)[] Named =
        [("第一", 1), ("第二", 2), ("秋季", 1), ("春季", 2), ("秋", 1), ("春", 2)];

    public static bool TryRead(ref Cursor c, ref Expression found)
    {
        var start = c.At;
        if (c.AsReference || !c.SeesOneOf("本这上下第秋春"))
            return false;
        var nth = 0;
        foreach (var (word, which) in Named)
        {
            if (!c.Take(word))
                continue;
            nth = which;
            break;
        }

        var by = 0;
        if ((nth > 0 || Relatives.TryRead(ref c, out by)) && c.Take("学期"))
        {
            (found.Shape, found.Nth, found.Direction) = (Shape.Term, nth, by);
            return true;
        }

        c.At = start;
        return false;
    }
}
