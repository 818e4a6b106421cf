namespace PartyBuilding.Recognizers.Dates;

/// <summary>Reads two digits that leave open which one is meant: 两三(天), 七八(点), 三五(年).</summary>
internal static class About
{
    public static bool TryRead(ref Cursor c, out int least, out int most)
    {
        (least, most) = (Digit(c.Next), Digit(c.Peek(1)));
        if (least < 1 || most != least + 1 && !(least == 3 && most == 5) || Figures.CanBegin(c.Peek(2)) && c.Peek(2) != '半' || Figures.CanBegin(c.Before))
            return false;
        c.At += 2;
        return true;
    }

    private static int Digit(char c) => char.IsAsciiDigit(c) ? -1 : Figures.Digit(c);
}
