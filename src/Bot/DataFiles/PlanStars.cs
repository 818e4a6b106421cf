using PartyBuilding.Plan;

namespace PartyBuilding.Bot.DataFiles;

/// <summary>Reads <c>plan/stars.yaml</c>.</summary>
internal static class PlanStars
{
    public static Stars Read(Node file, IReadOnlySet<string> obligations)
    {
        IReadOnlyList<StarLevel> levels = [];
        IReadOnlyList<StarIndicator> indicators = [];
        file.Map(root =>
        {
            levels = [.. root.List("levels", Level).OfType<StarLevel>()];
            indicators = [.. root.List("indicators", node => Indicator(node, obligations)).OfType<StarIndicator>()];
            if (levels.Zip(levels.Skip(1)).Any(pair => pair.First.From <= pair.Second.From || pair.First.Count <= pair.Second.Count))
                root.Owner.Wrong("levels 要从高到低写，分数和星数都递减。");
            if (levels.Count > 0 && levels[0].From > indicators.Sum(indicator => indicator.Points))
                root.Owner.Wrong("最高一级的 from 超过了各项分值之和，谁也评不上。");
            return root;
        });
        return new(levels, indicators);
    }

    private static StarLevel? Level(Node node) => node.Map(item => new StarLevel(
        item.Need("stars")?.Int(1, 5) ?? 1, item.Text("name"), item.Need("from")?.Decimal() ?? 0, item.Maybe("share")?.Decimal()));

    private static StarIndicator? Indicator(Node node, IReadOnlySet<string> obligations) => node.Map(item => new StarIndicator(
        item.Key("key"), item.Text("name"), item.Need("points")?.Decimal() ?? 0,
        item.List("obligations", duty => duty.Known(obligations, "obligations.yaml"))));
}
