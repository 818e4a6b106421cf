using PartyBuilding.Plan;

namespace PartyBuilding.Bot.DataFiles;

/// <summary>Reads <c>plan/points.yaml</c>.</summary>
internal sealed class PlanPoints(IReadOnlySet<string> kinds, IReadOnlySet<string> obligations)
{
    private readonly Dictionary<string, Cap> caps = [];
    private readonly List<PointRule> rules = [];

    public PointRules Read(Node file) => file.Map(root =>
    {
        var on = root.Maybe("enabled")?.Bool() ?? true;
        var ranking = root.Maybe("ranking")?.Bool() ?? false;
        var card = root.Need("card")?.Map(Card) ?? new(0, 0, 100, new(12, 31));
        root.List("caps", SharedCap);
        root.List("member", node => Rule(node, Ledger.Member));
        root.List("branch", node => Rule(node, Ledger.Branch));
        foreach (var ledger in Enum.GetValues<Ledger>())
            CheckFallback(root.Owner, ledger);
        return new PointRules(on, ranking, card, rules);
    }) ?? new(false, false, new(0, 0, 100, new(12, 31)), []);

    private static PointCard Card(Keys item)
    {
        var card = new PointCard(
            item.Need("base")?.Decimal() ?? 0, item.Need("floor")?.Decimal() ?? 0, item.Need("ceiling")?.Decimal() ?? 0,
            item.Need("freeze")?.MonthDay() ?? new(12, 31));
        if (card.Base < card.Floor || card.Base > card.Ceiling)
            item.Owner.Wrong("base 要在 floor 和 ceiling 之间。");
        return card;
    }

    private Cap? SharedCap(Node node) => node.Map(item =>
    {
        var key = item.Key("key");
        var cap = CapOf(item, key);
        if (!caps.TryAdd(key, cap))
            node.Wrong($"上限“{key}”写了两次。");
        return cap;
    });

    private static Cap CapOf(Keys item, string key)
    {
        var cap = new Cap(key, item.Maybe("month")?.Decimal(), item.Maybe("year")?.Decimal());
        if (cap.Month is null && cap.Year is null)
            item.Owner.Wrong("要写 month 或 year。");
        if (cap.Month <= 0 || cap.Year <= 0)
            item.Owner.Wrong("上限写大于 0 的数，扣分也照这个数算。");
        return cap;
    }

    private PointRule? Rule(Node node, Ledger ledger) => node.Map(item =>
    {
        var code = item.Key("code");
        var (from, to) = item.Valid();
        var rule = new PointRule(
            code, item.Maybe("version")?.Int(1, 999) ?? 1, item.Text("name"), ledger,
            item.Need("ground")?.OneOf(Grounds.ByName) ?? Ground.Work, item.Need("unit")?.OneOf(PlanWords.PointUnits) ?? PointUnit.Time,
            item.Need("value")?.Decimal() ?? 0)
        {
            Kinds = item.List("earned-by", kind => kind.Known(kinds, "kinds.yaml")),
            Completes = item.List("completes", duty => duty.Known(obligations, "obligations.yaml")),
            CompletesIn = item.Maybe("in")?.OneOf(PlanWords.Units),
            Cap = CapFor(item.Maybe("cap"), code),
            Most = item.Maybe("most")?.Decimal(),
            ClaimedBy = item.Maybe("claimed-by")?.OneOf(PlanWords.Roles),
            ApprovedBy = item.List("approved-by", role => role.OneOf(PlanWords.Roles)),
            Evidence = item.MaybeText("evidence"),
            Aliases = item.Texts("aliases"),
            IsFallback = item.Maybe("fallback")?.Bool() ?? false,
            From = from,
            To = to,
        };
        CheckWhole(node, rule);
        rules.Add(rule);
        return rule;
    });

    private Cap CapFor(Node? node, string code)
    {
        if (node is null)
            return Cap.None;
        if (!node.IsText)
            return node.Map(item => CapOf(item, code)) ?? Cap.None;
        if (caps.TryGetValue(node.Text(), out var shared))
            return shared;
        node.Wrong($"caps 里没有“{node.Text()}”。");
        return Cap.None;
    }

    private void CheckWhole(Node node, PointRule rule)
    {
        if (rule.Value == 0)
            node.Wrong("value 不能是 0。");
        if (rule.Most <= 0)
            node.Wrong("most 写大于 0 的数，扣分也照这个数算。");
        if (rule.Completes.Count > 0 != rule.CompletesIn is not null)
            node.Wrong("completes 和 in 要一起写。");
        if (rule.ClaimedBy is not null && rule.ApprovedBy.Count == 0)
            node.Wrong("可以自己申报的规则要写由谁确认（approved-by）。");
        if (rule.CompletesIn is PeriodUnit.Week or PeriodUnit.Once)
            node.Wrong("in 只能写 month、quarter、half、term 或 year。");
        foreach (var other in rules)
            if (other.Code == rule.Code)
                CheckVersions(node, other, rule);
            else if (other.Ledger == rule.Ledger && Overlap(other, rule))
                CheckApart(node, other, rule);
    }

    private static void CheckVersions(Node node, PointRule other, PointRule rule)
    {
        if (other.Version == rule.Version)
            node.Wrong($"“{rule.Code}”的第 {rule.Version} 版写了两次：新的一段把 version 加一。");
        else if (Overlap(other, rule))
            node.Wrong($"“{rule.Code}”第 {other.Version} 版和第 {rule.Version} 版的有效期重叠：给旧的写 to，给新的写 from。");
    }

    private static void CheckApart(Node node, PointRule other, PointRule rule)
    {
        if (other.Kinds.Intersect(rule.Kinds).FirstOrDefault() is { } kind)
            node.Wrong($"登记“{kind}”已由规则“{other.Code}”计分，不能再由“{rule.Code}”计一次。");
        if (Math.Sign(other.Value) == Math.Sign(rule.Value) && other.Aliases.Intersect(rule.Aliases).FirstOrDefault() is { } alias)
            node.Wrong($"“{alias}”在规则“{other.Code}”里已经写过，只能归一条。");
    }

    private static bool Overlap(PointRule one, PointRule two) =>
        one.From <= (two.To ?? DateOnly.MaxValue) && two.From <= (one.To ?? DateOnly.MaxValue);

    private void CheckFallback(Node root, Ledger ledger)
    {
        var fallbacks = rules.Where(rule => rule.Ledger == ledger && rule.IsFallback).ToList();
        if (fallbacks.Select(rule => rule.Code).Distinct().Count() != 1 || fallbacks.Any(rule => rule.From > DateOnly.MinValue && rule.Version == 1))
            root.Wrong($"{(ledger == Ledger.Member ? "member" : "branch")} 里要有且只有一条 fallback: true 的规则，从头有效。");
    }
}
