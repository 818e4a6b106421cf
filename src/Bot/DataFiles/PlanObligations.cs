using PartyBuilding.Plan;

namespace PartyBuilding.Bot.DataFiles;

/// <summary>Reads <c>plan/obligations.yaml</c>.</summary>
internal sealed class PlanObligations(IReadOnlyDictionary<string, Kind> kinds)
{
    private readonly HashSet<string> known = [.. kinds.Keys];
    private readonly List<Obligation> read = [];

    public IReadOnlyList<Obligation> Read(Node file)
    {
        file.Map(root => root.List("obligations", One));
        return read;
    }

    private Obligation? One(Node node) => node.Map(item =>
    {
        var fulfils = Kinds(item);
        var per = item.Need("per")?.OneOf(PlanWords.Units) ?? PeriodUnit.Year;
        var hours = item.Maybe("hours")?.Decimal();
        var times = item.Maybe("times")?.Int(1, 100);
        var (from, to) = item.Valid();
        var obligation = new Obligation(
            item.Key("key"), item.MaybeText("name") ?? (fulfils.Count > 0 && kinds.TryGetValue(fulfils[0], out var kind) ? kind.Name : ""),
            item.Need("who")?.OneOf(PlanWords.Owers) ?? Who.EveryBranch, fulfils, per, item.Text("source"))
        {
            Times = hours ?? times ?? 1,
            InHours = hours is not null,
            Item = Item(item, fulfils),
            DistinctItems = item.Maybe("distinct")?.Bool() ?? false,
            About = item.Maybe("about")?.Int(1, 31),
            Opens = item.Maybe("opens")?.MonthDay(),
            By = item.Maybe("by")?.MonthDay(),
            SparesExempt = item.Maybe("spares-exempt")?.Bool() ?? false,
            OnlyInTerm = item.Maybe("in-term")?.Bool() ?? false,
            From = from,
            To = to,
            IsActive = item.Maybe("active")?.Bool() ?? true,
        };
        CheckWhole(node, obligation, hours is not null && times is not null);
        read.Add(obligation);
        return obligation;
    });

    private IReadOnlyList<string> Kinds(Keys item)
    {
        var one = item.Maybe("kind");
        var several = item.Maybe("kinds");
        if (one is null == several is null)
            item.Owner.Wrong("要写 kind 或 kinds，二者写一个。");
        return one is not null ? [one.Known(known, "kinds.yaml")] : several?.List(kind => kind.Known(known, "kinds.yaml")) ?? [];
    }

    private string? Item(Keys item, IReadOnlyList<string> fulfils)
    {
        if (item.Maybe("item") is not { } node)
            return null;
        var wanted = node.Text();
        foreach (var kind in fulfils.Where(kinds.ContainsKey).Select(key => kinds[key]))
            if (kind.ItemField is not { } items)
                node.Wrong($"「{kind.Name}」在 kinds.yaml 里没有 item: true 的内容。");
            else if (!items.Choices.Contains(wanted))
                node.Wrong($"「{kind.Name}」没有“{wanted}”，只有：{string.Join("、", items.Choices)}。");
        return wanted;
    }

    private void CheckWhole(Node node, Obligation one, bool hoursAndTimes)
    {
        if (hoursAndTimes)
            node.Wrong("times 和 hours 只能写一个。");
        if (one.InHours && one.Times <= 0)
            node.Wrong("hours 要大于 0。");
        if (one.About is not null && one.Per != PeriodUnit.Month)
            node.Wrong("about 只用于 per: month。");
        if ((one.Opens is not null || one.By is not null) && one.Per != PeriodUnit.Year)
            node.Wrong("opens 和 by 只用于 per: year。");
        if (one.By < one.Opens)
            node.Wrong("by 不能早于 opens。");
        if (one.OnlyInTerm && one.Per is not (PeriodUnit.Week or PeriodUnit.Month))
            node.Wrong("in-term 只用于 per: week 或 month。");
        CheckDistinct(node, one);
        if (read.Any(other => other.Key == one.Key && other.From <= (one.To ?? DateOnly.MaxValue) && one.From <= (other.To ?? DateOnly.MaxValue)))
            node.Wrong($"“{one.Key}”与前面同名的一条有效期重叠：给旧的写 to，给新的写 from。");
    }

    private void CheckDistinct(Node node, Obligation one)
    {
        if (!one.DistinctItems)
            return;
        foreach (var kind in one.Kinds.Where(kinds.ContainsKey).Select(key => kinds[key]))
            if (kind.ItemField is not { } items)
                node.Wrong($"distinct 要求「{kind.Name}」在 kinds.yaml 里有 item: true 的内容。");
            else if (items.Choices.Count < one.Times)
                node.Wrong($"「{kind.Name}」只有 {items.Choices.Count} 项，不能要求 {one.Times} 项。");
    }
}
