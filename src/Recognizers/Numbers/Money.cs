namespace PartyBuilding.Recognizers.Numbers;

/// <summary>Reads amounts of money: 45块6, 3毛, 九块, 贰拾叁元伍角整, 3.5元, ¥20, 人民币50元, 20美元.</summary>
internal static class Money
{
    private const string Yuan = "CNY";

    // 三块展板, 一块去: pieces and togetherness; 五元素, 一毛病, 三角形 likewise.
    private const string NotAfterPiece = "地板牌砖石蛋糕布玉肉奖屏黑白匾田菜空区域阵表手展拼补抹香去来儿做参学完";
    private const string NotAfterYuan = "旦月宵素件次方帅首";
    private const string NotAfterJiao = "星形大度落色逐洲";
    private const string NotAfterMao = "病衣巾线笔泽主毛";

    private static readonly string[] Paying = ["交", "缴", "付", "转", "花", "收", "共", "计", "费", "款", "钱", "捐", "每人", "只", "是", "补", "多", "少"];

    /// <summary>An amount whose numeral is <paramref name="figure"/>.</summary>
    public static bool TryRead(in Figure figure, out int start, out int end, out decimal amount, out string currency)
    {
        (start, currency) = (figure.Start, Yuan);
        if (TryChinese(figure, out end, out amount))
        {
            if (figure.Text[end..].StartsWith("人民币", StringComparison.Ordinal))
                end += 3;
            TakePrefix(figure, ref start);
            return true;
        }

        (end, amount) = (figure.End, figure.Value);
        if (Currencies.Main.TryMatch(figure.Text, figure.End, out var named, out var length) && length > 1 && named.Iso.Length > 0)
        {
            (end, currency) = (end + length, named.Iso);
            return true;
        }

        currency = figure.Before() switch { '¥' or '￥' => Yuan, '$' => "USD", '€' => "EUR", '£' => "GBP", _ => "" };
        start -= currency.Length > 0 ? 1 : 0;
        if (currency.Length > 0)
            return true;
        currency = Yuan;
        return TakePrefix(figure, ref start);
    }

    private static bool TakePrefix(in Figure figure, ref int start)
    {
        var before = figure.Text[..figure.Start].TrimEnd(' ');
        var length = before.EndsWith("人民币", StringComparison.Ordinal) || before.EndsWith("rmb", StringComparison.Ordinal) ? 3 : before.EndsWith('¥') || before.EndsWith('￥') ? 1 : 0;
        if (length == 0 || (before.Length > length && char.IsAsciiDigit(before[^(length + 1)])))
            return false;
        start = before.Length - length;
        return true;
    }

    private static bool TryChinese(in Figure figure, out int end, out decimal amount)
    {
        (end, amount) = (figure.End, figure.Value);
        var unit = UnitOf(figure);
        if (unit == 0)
            return false;

        amount *= unit;
        end++;
        for (var next = unit / 10; next >= 0.01m && TryPart(figure.Text, ref end, ref next, out var part); next /= 10)
            amount += part;
        if (figure.Text[end..] is ['钱' or '整' or '正', ..])
            end++;
        return true;
    }

    // 块 1, 毛 0.1; a bare 分 is no money by itself but 五分钱 is.
    private static decimal UnitOf(in Figure figure)
    {
        var (unit, next) = (figure.After(), figure.After(1));
        return unit switch
        {
            '元' or '圆' when !NotAfterYuan.Contains(next) => 1m,
            '块' when next == '钱' || (figure.Value == 1 && figure.IsSingle ? IsPaid(figure) && !NotAfterPiece.Contains(next) : !NotAfterPiece.Contains(next)) => 1m,
            '角' when !NotAfterJiao.Contains(next) => 0.1m,
            '毛' when !NotAfterMao.Contains(next) => 0.1m,
            '分' when next == '钱' => 0.01m,
            _ => 0,
        };
    }

    private static bool IsPaid(in Figure figure)
    {
        if (Numerals.Digit(figure.After(1)) >= 0)
            return true;
        var before = figure.Text[Math.Max(0, figure.Start - 3)..figure.Start].TrimEnd(" 了:");
        foreach (var word in Paying)
            if (before.EndsWith(word, StringComparison.Ordinal))
                return true;
        return false;
    }

    // 45块6, 5元3角, 三块二毛五, 两元又三分: the next smaller coin, named or not.
    private static bool TryPart(ReadOnlySpan<char> text, ref int end, ref decimal unit, out decimal amount)
    {
        amount = 0;
        var at = end < text.Length && text[end] is '又' or '零' ? end + 1 : end;
        if (at >= text.Length || Numerals.Digit(text[at]) < 0 || !Numerals.TryRead(text, at, out var numeral, NumeralParts.Whole))
            return false;

        var next = at + numeral.Length;
        var named = next < text.Length ? text[next] : '\0';
        var coin = named switch { '角' or '毛' => 0.1m, '分' => 0.01m, _ => 0m };
        if (coin > 0 && coin <= unit && numeral.Value < 10 * unit / coin)
        {
            (unit, amount, end) = (coin, numeral.Value * coin, next + 1);
            return true;
        }

        // 45块6 ends the amount; 45块6个 counts something else.
        if (at != end || numeral.Value >= 10 || Counters.At(text, next) > 0)
            return false;
        (amount, end, unit) = (numeral.Value * unit, next, 0);
        return true;
    }
}
