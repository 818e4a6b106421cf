namespace PartyBuilding.Recognizers;

/// <summary>
/// Puts one numeral together from left to right: <c>part</c> is what stands below the next 万, <c>myriads</c> what stands below
/// the next 亿, <c>total</c> the rest; <c>pending</c> is a number whose place unit has not come yet.
/// </summary>
internal ref struct NumeralBuilder
{
    private const decimal Largest = 1e20m;
    private const int MostBlanks = 4;

    private readonly ReadOnlySpan<char> _text;
    private readonly NumeralParts _parts;
    private readonly int _start;
    private int _at;
    private decimal _total, _myriads, _part, _pending;
    private decimal _below = decimal.MaxValue; // the place unit before: 一百五 is 150
    private int _pendingDigits;                // 0: nothing pending
    private bool _zero, _arabic, _chinese, _complete;
    private bool _waiting;                     // the last step counts only if another follows: 零, 多, 几

    public NumeralBuilder(ReadOnlySpan<char> text, int at, NumeralParts parts)
    {
        _text = text;
        (_start, _at, _parts) = (at, at, parts);
    }

    public bool TryRead(out Numeral numeral)
    {
        var end = _start;
        while (!_complete && _at < _text.Length)
        {
            _waiting = false;
            if (!Step())
                break;
            if (!_waiting)
                end = _at;
            SkipBlanks();
        }

        numeral = default;
        if (end == _start || (end == _start + 1 && Numerals.Unit(_text[_start]) > 10))
            return false;

        var form = !_arabic ? NumeralForm.Chinese : _chinese ? NumeralForm.Mixed : NumeralForm.Digits;
        numeral = new Numeral(_total + _myriads + _part + PendingValue, end - _start, form);
        return true;
    }

    // 一百五, 3千5: a last single digit stands for the next lower place, unless a zero kept its own place.
    private readonly decimal PendingValue =>
        _pendingDigits == 1 && _below is > 10 and < decimal.MaxValue && !_zero && _pending == decimal.Truncate(_pending)
            ? _pending * _below / 10
            : _pending;

    private bool Step()
    {
        var c = _text[_at];
        if (char.IsAsciiDigit(c))
            return _pendingDigits == 0 && TakeArabic();
        if (Numerals.Digit(c) is >= 0 and var digit)
            return digit == 0 ? TakeZero() : _pendingDigits == 0 && TakeDigit(digit);
        if (Numerals.Unit(c) is > 0 and var unit)
            return TakeUnit(unit);
        if (Numerals.Tens(c) is > 0 and var tens)
            return _part == 0 && _pendingDigits == 0 && TakeTens(tens);
        if (c == '点' && Has(NumeralParts.Decimals))
            return TakePoint();
        if (c is '多' or '余' or '几' && Has(NumeralParts.Vague))
            return TakeVague();

        return Has(NumeralParts.Suffix) && c is 'k' or 'w' && TakeSuffix(c);
    }

    private bool TakeArabic()
    {
        var end = Arabic.WholeEnd(_text, _at, Has(NumeralParts.Thousands), out var whole, out var digits);
        if (end < 0 || whole >= _below)
            return false;

        if (Has(NumeralParts.Decimals))
            end = Arabic.FractionEnd(_text, _at, end, ref whole);
        (_pending, _pendingDigits, _at, _arabic) = (whole, digits, end, true);
        return true;
    }

    private bool TakeDigit(int digit)
    {
        (_pending, _pendingDigits, _chinese) = (digit, 1, true);
        _at++;
        return true;
    }

    // 零 keeps a place inside (一千零五), stands alone (零), or begins a fraction (零点五).
    private bool TakeZero()
    {
        if (_pendingDigits > 0)
            return false;

        var next = _at + 1;
        while (next < _text.Length && (_text[next] is '零' or '〇' || (Has(NumeralParts.Blanks) && _text[next] == ' ')) && next - _at < MostBlanks)
            next++;
        var begins = next < _text.Length && (Numerals.Digit(_text[next]) > 0 || _text[next] is '十' or '拾' || (_at > _start && _text[next] == '几'));
        if (_at == _start && !(begins && next < _text.Length && _text[next] is '十' or '拾'))
            return TakeDigit(0);
        if (!begins)
            return false;

        (_zero, _chinese, _waiting, _at) = (true, true, true, next);
        return true;
    }

    private bool TakeUnit(long unit)
    {
        if (unit >= 10_000)
            return TakeLargeUnit(unit);

        // 十 may lack its digit; 百 and 千 only in front (百万, 千三).
        var bare = _pendingDigits == 0;
        if (unit >= _below || (bare && unit > 10 && (_at > _start || !CountsAlone(_at + 1))))
            return false;

        _part += (bare ? 1 : _pending) * unit;
        return Place(unit);
    }

    private readonly bool CountsAlone(int next) =>
        next < _text.Length && (_text[next] is '万' or '亿' || Numerals.Digit(_text[next]) > 0);

    private bool TakeLargeUnit(long unit)
    {
        var before = _part + _pending;
        (_part, _pending) = (0, 0);
        if (unit == 10_000)
        {
            // 四万万 multiplies what stands there already.
            var value = before > 0 ? before * unit : _myriads * unit;
            if (value == 0 || value > Largest || (before > 0 && _myriads > 0))
                return Give(before);
            _myriads = value;
            return Place(unit);
        }

        var sum = before + _myriads;
        if (sum == 0 || sum * unit > Largest * 100 || (_total > 0 && sum * unit >= _total))
            return Give(before);
        _total += sum * unit;
        _myriads = 0;
        return Place(unit);
    }

    // The unit does not belong to this numeral: leave what was pending as it was.
    private bool Give(decimal before)
    {
        (_part, _pending, _pendingDigits) = (before, 0, 0);
        return false;
    }

    private bool Place(decimal unit)
    {
        (_pending, _pendingDigits, _below, _zero, _chinese) = (0, 0, unit, false, true);
        _at++;
        return true;
    }

    private bool TakeTens(int tens)
    {
        _part += tens;
        return Place(10);
    }

    // 三点五, 一点五万; not 两点五十, 8点30, 8点五, which are times of day.
    private bool TakePoint()
    {
        if (_arabic && !_chinese)
            return false;

        var next = AfterBlanks(_at + 1);
        var (end, value, scale) = (next, 0m, 1m);
        while (end < _text.Length && !char.IsAsciiDigit(_text[end]) && Numerals.Digit(_text[end]) is >= 0 and var digit && _text[end] is not ('两' or '俩' or '仨') && end - next < Numerals.MaxDigits - 10)
        {
            scale /= 10;
            value += digit * scale;
            end++;
        }

        if (end == next || _at == _start || (end < _text.Length && _text[end] is '十' or '拾') || _pending != decimal.Truncate(_pending))
            return false;

        var whole = PendingValue;
        (_pending, _pendingDigits, _at, _chinese) = (whole + value, 2, end, true);
        return true;
    }

    // 十多万, 500余万, 一千五百零几万: the place unit must follow at once.
    private bool TakeVague()
    {
        var next = AfterBlanks(_at + 1);
        if (_at == _start || next >= _text.Length || _text[next] is not ('万' or '亿'))
            return false;

        (_at, _chinese, _waiting) = (next, true, true);
        return true;
    }

    // 40k, 3w, 2w5; not 5km.
    private bool TakeSuffix(char c)
    {
        var next = _at + 1 < _text.Length ? _text[_at + 1] : ' ';
        if (_pendingDigits == 0 || !_arabic || _chinese || char.IsAsciiLetter(next) || (c == 'k' && char.IsAsciiDigit(next)))
            return false;

        var unit = c == 'k' ? 1000 : 10_000;
        _part += _pending * unit;
        _complete = !char.IsAsciiDigit(next);
        return Place(unit);
    }

    private readonly bool Has(NumeralParts part) => (_parts & part) != 0;

    private void SkipBlanks()
    {
        if (Has(NumeralParts.Blanks) && !_complete)
            _at = AfterBlanks(_at);
    }

    private readonly int AfterBlanks(int at)
    {
        var next = at;
        while (Has(NumeralParts.Blanks) && next < _text.Length && _text[next] == ' ' && next - at < MostBlanks)
            next++;
        return next;
    }
}
