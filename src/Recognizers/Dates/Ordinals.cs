namespace PartyBuilding.Recognizers.Dates;

/// <summary>Reads 第二, 第三个, 最后一个: -1 is the last.</summary>
internal static class Ordinals
{
    public static bool TryRead(ref Cursor c, out int place)
    {
        var start = c.At;
        place = 0;
        if (c.Take("最后一"))
        {
            place = -1;
        }
        else if (!c.Take('第') || !c.TakeNumber(out place, out var digits) || digits > 3 || place is < 1 or > 60)
        {
            c.At = start;
            return false;
        }

        c.SkipBlanks();
        c.Take('个');
        return true;
    }
}
