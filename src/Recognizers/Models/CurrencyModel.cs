using PartyBuilding.Recognizers.Numbers;

namespace PartyBuilding.Recognizers.Models;

/// <summary>Amounts of money, and currencies named without one.</summary>
internal static class CurrencyModel
{
    public static void Read(ReadOnlySpan<char> text, Entities found)
    {
        for (var at = 0; at < text.Length;)
            at = TrySigned(text, at, found, out var end) || TryAmount(text, at, at, found, out end) || TryNamed(text, at, found, out end) ? end : AfterNumber(text, at);
    }

    private static int AfterNumber(ReadOnlySpan<char> text, int at) =>
        NumberModel.CanBegin(text[at]) && Amounts.TryReadPlain(text, at, out var end, out _) ? end : at + 1;

    // ￥20, us$5.
    private static bool TrySigned(ReadOnlySpan<char> text, int at, Entities found, out int end)
    {
        end = at;
        if (!Currencies.Signs.TryMatch(text, at, out var currency, out var length) || !Amounts.TryRead(text, Amounts.AfterBlanks(text, at + length), out var numberEnd, out var value))
            return false;
        end = numberEnd;
        Add(found, at, end, value, currency);
        return true;
    }

    // 15元, 五元三毛, 两美元又三美分, 8亿元人民币.
    private static bool TryAmount(ReadOnlySpan<char> text, int start, int at, Entities found, out int end)
    {
        end = start;
        if (!NumberModel.CanBegin(text[at]))
            return false;
        if (!UnitModel.TryRead(text, at, Currencies.Main, out var currency, out var value, out var unitEnd))
            return TryCoins(text, start, at, found, out end);
        end = unitEnd;
        for (var (many, next) = (1, end); TryCoin(text, AfterJoint(text, next), out var coin, out var count, out next) && coin.Many > many && IsOf(coin, currency); many = coin.Many)
            (value, end) = (value + count / coin.Many, next);
        if (Currencies.Main.TryMatch(text, end, out var again, out var length) && again == currency)
            end += length;
        Add(found, start, end, value, currency);
        return true;
    }

    // 3毛, 五角; 五角大楼 is a house.
    private static bool TryCoins(ReadOnlySpan<char> text, int start, int at, Entities found, out int end)
    {
        end = start;
        if (!TryCoin(text, at, out var coin, out var value, out var next) || text[next - 1] == '角' && Amounts.At(text, next) is '大' or '星' or '形' or '度')
            return false;
        for (var many = coin.Many; TryCoin(text, AfterJoint(text, next), out var smaller, out var count, out var after) && smaller.Many > many && smaller.Of == coin.Of; many = smaller.Many)
            (value, next) = (value + count * coin.Many / smaller.Many, after);
        end = next;
        found.Add("currency", start, end, ("value", Entities.Plain(value)), ("unit", coin.Name));
        return true;
    }

    // 人民币 alone; 人民币 50元 belongs together.
    private static bool TryNamed(ReadOnlySpan<char> text, int at, Entities found, out int end)
    {
        end = at;
        if (!Currencies.Main.TryMatch(text, at, out var currency, out var length) || length < 2)
            return TryNamedCoin(text, at, found, out end);
        var next = Amounts.AfterBlanks(text, at + length);
        if (next < text.Length && NumberModel.CanBegin(text[next]) && UnitModel.TryRead(text, next, Currencies.Main, out var unit, out _, out _) && unit == currency)
            return TryAmount(text, at, next, found, out end);
        end = at + length;
        Add(found, at, end, null, currency);
        return true;
    }

    private static bool TryNamedCoin(ReadOnlySpan<char> text, int at, Entities found, out int end)
    {
        end = at;
        if (!Currencies.Small.TryMatch(text, at, out var coin, out var length) || length < 2)
            return false;
        end = at + length;
        found.Add("currency", at, end, ("value", null), ("unit", coin.Name));
        return true;
    }

    private static bool TryCoin(ReadOnlySpan<char> text, int at, out Coin coin, out double count, out int end)
    {
        (coin, count, end) = (null!, 0, at);
        return at < text.Length && NumberModel.CanBegin(text[at]) && UnitModel.TryRead(text, at, Currencies.Small, out coin, out count, out end);
    }

    private static int AfterJoint(ReadOnlySpan<char> text, int at)
    {
        at = Amounts.AfterBlanks(text, at);
        return Amounts.At(text, at) is '又' or '再' ? Amounts.AfterBlanks(text, at + 1) : at;
    }

    private static bool IsOf(Coin coin, Currency currency) => currency.Iso.Length > 0 && coin.Of.Contains(currency.Iso, StringComparison.Ordinal);

    private static void Add(Entities found, int start, int end, double? value, Currency currency)
    {
        var amount = value is { } known ? Entities.Plain(known) : null;
        if (currency.Iso.Length == 0)
            found.Add("currency", start, end, ("value", amount), ("unit", currency.Name));
        else
            found.Add("currency", start, end, ("value", amount), ("unit", currency.Name), ("isoCurrency", currency.Iso));
    }
}
