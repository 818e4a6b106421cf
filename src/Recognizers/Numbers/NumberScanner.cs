namespace PartyBuilding.Recognizers.Numbers;

/// <summary>Proposes every reading of a numeral that is not one of the calendar: one walk over the text, each numeral read once.</summary>
internal ref struct NumberScanner(ReadOnlySpan<char> text, Candidates found)
{
    // Longer runs of digits name people, papers and telephones.
    private const int MostDigits = 7;
    private const int MostJoint = 5;
    private const int LongName = 4;

    private readonly ReadOnlySpan<char> _text = text;
    private readonly Candidates _found = found;
    private int _lastStart = -1, _lastEnd = -1, _silentUntil, _percentStart, _percentEnd;
    private decimal _lastValue, _percent;

    /// <summary>Places looked at and characters read as numerals: reading is linear when this is.</summary>
    public int Steps { get; private set; }

    public void Scan()
    {
        for (var at = 0; at < _text.Length; Steps++)
            at = Math.Max(Look(at), at + 1);
    }

    private int Look(int at)
    {
        if (_text[at] == '第' && TryOrdinal(at, out var end))
            return end;
        if (YesNoWords.TryRead(_text, at, out end, out var yes))
        {
            _found.Add(at, end, Strength.Quantity, new Value.YesNo(yes));
            return end;
        }

        if (Rounded.TryReadBare(_text, at, out end, out var round))
            return Add(at + 1, end, Strength.Number, new Value.Number(round));
        if (!Numerals.CanBegin(_text[at]) || Numerals.IsTail(_text, at))
            return at + 1;
        if (Fixed.At(_text, at) is > 0 and var length)
            _silentUntil = at + length;
        if (Percentages.TryReadOf(_text, at, out end, out var percent))
            return AddPercent(at, end, percent);
        if (!Numerals.TryRead(_text, at, out var numeral))
            return char.IsAsciiDigit(_text[at]) ? EndOfDigits(at) : at + 1;

        // 上周五三会一课: names of four characters and more begin afresh.
        if (numeral.Length > 1 && Fixed.At(_text, at + numeral.Length - 1) >= LongName && !Numerals.TryRead(_text[..(at + numeral.Length - 1)], at, out numeral))
            return at + 1;

        // 一下 is no number, 一千人 is one: what a numeral reaches beyond, the fixed words do not hold.
        Steps += numeral.Length;
        var figure = new Figure(_text, at, numeral);
        if (figure.End <= _silentUntil)
        {
            _found.Silence(at, _silentUntil);
            return _silentUntil;
        }

        Explain(figure);
        (_lastStart, _lastEnd, _lastValue) = (figure.Start, figure.End, figure.Value);
        return figure.End;
    }

    private void Explain(in Figure figure)
    {
        if (IsPartOfName(figure))
            return;
        if (Percentages.TryRead(figure, out var end, out var amount))
            ExplainPercent(figure, end, amount);
        else if (IsPercentInterval(figure.Start, figure.Value) && figure.Form == NumeralForm.Chinese && Counters.At(_text, figure.End) == 0)
            AddPercent(figure.Start, figure.End, figure.Value); // 百分之三十到五十
        else if (Money.TryRead(figure, out var start, out end, out amount, out var unit))
            Add(start, end, Strength.Quantity, new Value.Money(amount, unit));
        else if (Measures.TryReadAge(figure, out end, out amount, out unit))
            Add(figure.Start, end, Strength.Quantity, new Value.Age(amount, unit));
        else if (Measures.TryRead(figure, out end, out amount, out unit))
            Add(SignedStart(figure), end, Strength.Quantity, new Value.Measure(Signed(figure, amount), unit));
        else
            ExplainCount(figure);
    }

    // 30-50%: the sign comes with the second end.
    private void ExplainPercent(in Figure figure, int end, decimal amount)
    {
        if (_text[figure.End] == '%' && IsInterval(figure))
            Add(_lastStart, end, Strength.Quantity, new Value.PercentRange(_lastValue, amount));
        AddPercent(SignedStart(figure), end, Signed(figure, amount));
    }

    private int AddPercent(int start, int end, decimal amount)
    {
        Add(start, end, Strength.Quantity, new Value.Percent(amount));
        if (IsPercentInterval(start, amount))
            Add(_percentStart, end, Strength.Quantity, new Value.PercentRange(_percent, amount));
        (_percentStart, _percentEnd, _percent) = (start, end, amount);
        return end;
    }

    private readonly bool IsPercentInterval(int start, decimal amount) =>
        _percentEnd > 0 && start - _percentEnd is > 0 and <= MostJoint && Ranges.Joins(_text[_percentEnd..start], _percent, amount);

    private readonly void ExplainCount(in Figure figure)
    {
        if (Fixed.Names(figure) || IsAdverb(figure) || figure.IsSingle && figure.Value == 1 && figure.After() == '块' || TryFraction(figure))
            return;
        if (TryAbout(figure))
            return;
        if (IsInterval(figure) && figure.After() is '学' or '年' or '级' or '届')
            _found.Silence(_lastStart, figure.End);
        else if (IsInterval(figure))
            Add(_lastStart, figure.End, Strength.Quantity, new Value.NumberRange(_lastValue, true, figure.Value, true));
        if (Ranges.TryReadOpen(figure, figure.End + Counters.At(_text, figure.End), out var start, out var end, out var range))
            Add(start, end, Strength.Quantity, range);
        if (figure.IsBefore("个半"))
            Add(figure.Start, figure.End + 2, Strength.Number, new Value.Number(figure.Value + 0.5m));
        else if (Rounded.End(figure) is var rounded && rounded > figure.End)
            Add(SignedStart(figure), rounded, Strength.Number, new Value.Number(Signed(figure, figure.Value)));
        else if (IsNumber(figure))
            Add(SignedStart(figure), figure.End, Strength.Number, new Value.Number(Signed(figure, figure.Value)));
    }

    private readonly bool IsInterval(in Figure figure) =>
        _lastEnd > 0 && figure.Start - _lastEnd is > 0 and <= MostJoint && Ranges.Joins(_text[_lastEnd..figure.Start], figure, _lastValue)
        && (_lastStart == 0 || _text[_lastStart - 1] is not ('-' or '/' or ':' or '.'));

    // 七八个, 十七八个, 二三十: one of two neighbours; 一二三 is counting.
    private readonly bool TryAbout(in Figure figure)
    {
        if (figure.IsSingle && Numerals.Digit(figure.After()) == figure.Value + 1 && figure.After() is not ('两' or '俩' or '仨') && Numerals.Unit(figure.After(1)) is > 0 and var unit
            && Numerals.TryRead(_text, figure.End, out var upper) && upper.Value == (figure.Value + 1) * unit)
        {
            Add(figure.Start, figure.End + upper.Length, Strength.Quantity, new Value.NumberRange(figure.Value * unit, true, upper.Value, true));
            return true;
        }

        if (figure.Form is not (NumeralForm.Chinese or NumeralForm.DigitString) || char.IsAsciiDigit(_text[figure.Start]))
            return false;
        if (figure.Form == NumeralForm.DigitString)
        {
            if (figure.End - figure.Start != 2 || Counters.At(_text, figure.End) == 0 || (int)figure.Value / 10 + 1 != (int)figure.Value % 10)
                return false;
            Add(figure.Start, figure.End, Strength.Quantity, new Value.NumberRange((int)figure.Value / 10, true, (int)figure.Value % 10, true));
            return true;
        }

        if (Numerals.Digit(figure.After()) is not (> 0 and var next) || Numerals.Digit(_text[figure.End - 1]) + 1 != next || Counters.At(_text, figure.End + 1) == 0)
            return false;
        Add(figure.Start, figure.End + 1, Strength.Quantity, new Value.NumberRange(figure.Value, true, figure.Value + 1, true));
        return true;
    }

    // 三分之一, 三又二分之一.
    private readonly bool TryFraction(in Figure figure)
    {
        if (figure.After() == '/')
            return TrySlash(figure);
        if (!figure.IsBefore("分之") || figure.Value == 0 || !Numerals.TryRead(_text, figure.End + 2, out var upper))
            return false;

        var (start, whole) = (figure.Start, 0m);
        if (figure.Before() == '又' && _lastEnd == figure.Start - 1)
            (start, whole) = (_lastStart, _lastValue);
        Add(start, figure.End + 2 + upper.Length, Strength.Quantity, new Value.Number(whole + upper.Value / figure.Value));
        return true;
    }

    // 3/4的党员; 10/25 and 18/20 are a date and two figures.
    private readonly bool TrySlash(in Figure figure)
    {
        if (!Numerals.TryRead(_text, figure.End + 1, out var below, NumeralParts.Whole) || below.Value <= figure.Value || figure.Before() == '/')
            return false;
        var end = figure.End + 1 + below.Length;
        if (_text[end..] is not (['的', ..] or ['以', '上', ..]))
            return false;
        Add(figure.Start, end, Strength.Quantity, new Value.Number(figure.Value / below.Value));
        return true;
    }

    private readonly bool TryOrdinal(int at, out int end)
    {
        end = at;
        if (!Numerals.TryRead(_text, at + 1, out var numeral, NumeralParts.Whole) || numeral.Value is < 1 or > 1_000_000 || numeral.Value != decimal.Truncate(numeral.Value))
            return false;
        end = at + 1 + numeral.Length;

        // 第一议题, 第二小学, 第一周 are names or dates, not places in an order.
        var rest = _text[end..];
        if (rest is ['议', '题', ..] or ['书', '记', ..] or ['责', '任', ..] or ['小', '学', ..] or ['中', ..] or ['幼', ..] or ['高', ..] or ['实', '验', ..] or ['周', ..])
            _found.Silence(at, end + 1);
        else if (_text[..at].EndsWith("倒数", StringComparison.Ordinal))
            _found.Add(at - 2, end, Strength.Quantity, new Value.Ordinal(-(int)numeral.Value));
        else
            _found.Add(at, end, Strength.Quantity, new Value.Ordinal((int)numeral.Value));
        return true;
    }

    private readonly bool IsNumber(in Figure figure) => figure.Form switch
    {
        NumeralForm.Digits => figure.End - figure.Start <= MostDigits || figure.Text[figure.Start..figure.End].ContainsAny(',', '.'),
        NumeralForm.Mixed => true,
        NumeralForm.DigitString => figure.End - figure.Start > 2 && figure.Text[figure.Start..figure.End].ContainsAny('〇', '零'),
        _ when figure.Text[figure.Start] == '半' => IsHalf(figure),
        _ => !figure.IsSingle || IsCounted(figure) || IsPeople(figure),
    };

    // 最后一节, 上一次, 每一位 point at one thing instead of counting.
    private readonly bool IsCounted(in Figure figure) =>
        !(figure.Value == 1 && (figure.Before() == '有' && figure.Before(2) == '没' || figure.Before() is '后' or '上' or '下' or '这' or '那' or '哪' or '某' or '每' or '另' or '同' or '头' or '唯'))
        && HasCount(figure);

    // 俩没去, 差仨: two, three of them; 我俩 and 姐俩 are who, not how many.
    private static bool IsPeople(in Figure figure) =>
        figure.Text[figure.Start] is '俩' or '仨' && !"我你他她咱俺们这那姐妹兄弟口妻娘爷儿".Contains(figure.Before());

    private readonly bool HasCount(in Figure figure) =>
        Counters.At(_text, figure.End) > 0
        || (Counters.IsAnnounced(_text, figure.Start) && IsCountEnd(figure))
        || (Counters.BeginsAt(_text, figure.Start) && Counters.EndsAt(_text, figure.End));

    // 病假一事假二: the next announced figure follows directly.
    private readonly bool IsCountEnd(in Figure figure) =>
        Counters.EndsAt(_text, figure.End) || figure.After() is '事' or '病' or '实' or '请' or '缺' or '吧' or '啊' or '呢' or '了' or '的' or '以' or '多';

    private static bool IsHalf(in Figure figure) => figure.After() is '数' && figure.After(1) is not '学';

    // 十分感谢: very, unless points are given or the clock is told.
    private static bool IsAdverb(in Figure figure) =>
        figure.Text[figure.Start] == '十' && figure.IsSingle && figure.After() == '分'
        && !Counters.IsAnnounced(figure.Text, figure.Start) && !Counters.EndsAt(figure.Text, figure.End + 1) && figure.After(1) is not ('钟' or '之' or '吧' or '了' or '的');

    // a4, 2.3.1, 7.25-9, v2: a part of a name or of something longer.
    private readonly bool IsPartOfName(in Figure figure)
    {
        if (char.IsAsciiLetter(figure.Before()) && char.IsAsciiDigit(_text[figure.Start]))
            return true;
        if (_lastEnd == figure.Start && Numerals.Digit(_text[figure.Start]) >= 0 && !char.IsAsciiDigit(_text[figure.Start]))
            return true; // the second half of 七八十: nobody counted exactly
        if (figure.After() == ')' && figure.After(1) == '班')
            return true;
        return figure.Form == NumeralForm.Digits && figure.After() == '.' && char.IsAsciiDigit(figure.After(1));
    }

    private static decimal Signed(in Figure figure, decimal amount) => SignedStart(figure) < figure.Start ? -amount : amount;

    // 负3, 零下5度.
    private static int SignedStart(in Figure figure) =>
        figure.Before() == '负' ? figure.Start - 1 : figure.Before() == '下' && figure.Before(2) == '零' ? figure.Start - 2 : figure.Start;

    private readonly int Add(int start, int end, Strength strength, Value value)
    {
        _found.Add(start, end, strength, value);
        return end;
    }

    private readonly int EndOfDigits(int at)
    {
        while (at < _text.Length && char.IsAsciiDigit(_text[at]))
            at++;
        return at;
    }
}
