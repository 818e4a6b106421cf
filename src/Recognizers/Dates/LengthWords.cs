namespace PartyBuilding.Recognizers.Dates;

/// <summary>Reads one length of time: 90分钟, 一个半小时, 3个半天, 1h20min, 一年多三个月又20天.</summary>
internal static class LengthWords
{
    private const int MostParts = 7, QuarterMinutes = 15;
    private const double Most = 100_000;

    /// <summary>Reads as many units as belong together; each is smaller than the one before unless 又 or 零 joins them.</summary>
    public static bool TryRead(ref Cursor c, out Lengths length)
    {
        length = default;
        var last = Unit.None;
        for (var parts = 0; parts < MostParts; parts++)
        {
            var start = c.At;
            var joined = parts > 0 && c.TakeOneOf("多又余零");
            if (parts > 0)
                c.SkipBlanks();
            if (!TryPart(ref c, last, out var amount, out var unit) || parts > 0 && !(unit > last || joined && unit != last))
            {
                c.At = start;
                break;
            }

            length.Add(amount, unit);
            last = unit;
        }

        if (last == Unit.None)
            return false;
        c.Take('多');
        return true;
    }

    private static bool TryPart(ref Cursor c, Unit last, out double amount, out Unit unit)
    {
        var start = c.At;
        if (last == Unit.None && TryAbout(ref c, out amount, out unit))
            return true;

        c.At = start;
        if (TryCounted(ref c, last, out amount, out unit))
            return true;

        c.At = start;
        return false;
    }

    // 两三天 counts as two, 个把小时 as one.
    private static bool TryAbout(ref Cursor c, out double amount, out Unit unit)
    {
        amount = c.Take("个把") ? 1 : About.TryRead(ref c, out var least, out _) ? least : 0;
        unit = amount > 0 ? UnitAt(ref c, Unit.None, true) : Unit.None;
        return unit != Unit.None;
    }

    private static bool TryCounted(ref Cursor c, Unit last, out double amount, out Unit unit)
    {
        unit = Unit.None;
        if (!Figures.TryAmount(c.Text, c.At, out amount, out var digits) || amount is <= 0 or > Most)
            return false;
        // 我们俩半小时就到 is the two of us, and half an hour.
        var isOfPeople = c.Before is '我' or '你' or '您' or '他' or '她' or '们' or '咱' or '人';
        c.At += digits;
        var isSpoken = c.Before is '两' or '俩' or '仨' or '半';
        c.TakeOneOf("多来余");
        c.SkipBlanks();
        // 我们仨星期天去 is the three of us, on Sunday.
        if (isSpoken && isOfPeople && c.Sees("星期") && c.Peek(2) is '一' or '二' or '三' or '四' or '五' or '六' or '日' or '天')
            return false;

        // 3个半天 are three half days, 两个半小时 two hours and a half; 俩 and 仨 have the 个 in them.
        if (c.Take("个半") || c.Before is '俩' or '仨' && !isOfPeople && c.Take('半'))
        {
            unit = UnitAt(ref c, last, true);
            amount = unit == Unit.Day ? amount / 2 : amount + 0.5;
            return unit != Unit.None;
        }

        unit = UnitAt(ref c, last, c.Take("个多") || !c.AsReference && c.Take("个来") || isSpoken);
        if (unit == Unit.None && last == Unit.Hour && digits == 2 && amount < 60 && EndsClause(ref c))
            unit = Unit.Minute; // 1小时20
        if (unit == Unit.Year && amount >= 1000)
            return false;
        if (unit == Unit.Minute && (c.Before == '刻' || c.Peek(-2) == '刻'))
            amount *= QuarterMinutes;
        if (unit != Unit.None && c.Next == '半' && c.Peek(1) is not ('天' or '小' or '夜' or '途'))
        {
            c.At++;
            amount += 0.5;
        }

        return unit != Unit.None;
    }

    private static Unit UnitAt(ref Cursor c, Unit last, bool isSpoken)
    {
        var unit = Units.Days(ref c, isSpoken);
        if (unit == Unit.None)
            unit = Units.Time(ref c);
        if (unit != Unit.None)
            return unit;
        if (c.Take("刻钟") || !c.AsReference && last == Unit.Hour && c.Next == '刻' && c.Peek(1) is not ('苦' or '意' or '录' or '画') && c.Take('刻'))
            return Unit.Minute;

        // Bare 时, 分 and 月 count only behind a larger unit: 8天20时, 1小时20分.
        if (last is Unit.Day or Unit.Week && c.Next == '时' && c.Peek(1) is not ('间' or '候') && c.Take('时'))
            return Unit.Hour;
        if (last == Unit.Hour && c.Next == '分' && c.Peek(1) is not ('之' or '别') && c.Take('分'))
            return Unit.Minute;
        if (c.AsReference || c.Next != '日')
            return Unit.None;
        return c.Peek(1) is '内' or '间' or '游' || c.Peek(1) == '之' && c.Peek(2) is '内' ? TakeDay(ref c) : Unit.None;
    }

    private static bool EndsClause(ref Cursor c) => c.AtEnd || c.SeesOneOf(" ,.;!，。；！\n)）");

    private static Unit TakeDay(ref Cursor c)
    {
        c.At++;
        return Unit.Day;
    }
}
