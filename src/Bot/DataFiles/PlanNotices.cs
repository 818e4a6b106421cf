using PartyBuilding.Plan;

namespace PartyBuilding.Bot.DataFiles;

/// <summary>Reads <c>plan/notices.yaml</c>.</summary>
internal static class PlanNotices
{
    private const int MostProofs = 3;

    private static readonly Dictionary<string, bool> Issuers = new() { ["bureau"] = true, ["branch"] = false };

    private static readonly Dictionary<string, string> Roles = new()
    {
        ["secretary"] = "secretary", ["committee"] = "committee", ["clerk"] = "clerk", ["dues-clerk"] = "dues_clerk", ["leader"] = "group_leader",
        ["organising"] = "organising", ["publicity"] = "publicity", ["discipline"] = "discipline",
        ["bureau"] = "bureau", ["inspector"] = "inspector",
    };

    public static NoticeRules Read(Node file) => file.Map(root =>
    {
        var chains = root.List("reviews", Chain).OfType<ReviewChain>().ToList();
        foreach (var twice in chains.GroupBy(chain => chain.Key).Where(same => same.Count() > 1))
            root.Owner.Wrong($"reviews 里“{twice.Key}”写了两次。");
        foreach (var (word, isBureaus) in Issuers)
            if (!chains.Any(chain => chain.IsForSecond && chain.IsBureaus == isBureaus))
                root.Owner.Wrong($"reviews 里要有一条 for: {word}、second: true 的，管要第二人确认的通知。");
        return new NoticeRules(root.Texts("groups"), [.. root.List("posts", Post).OfType<Post>()], chains);
    }) ?? new NoticeRules([], [], []);

    private static Post? Post(Node node) => node.Map(item =>
        new Post(item.Texts("words"), item.Need("role")?.OneOf(Roles) ?? "", item.MaybeText("note")));

    private static ReviewChain? Chain(Node node) => node.Map(item =>
    {
        var steps = item.List("steps", Step).OfType<ReviewStep>().ToList();
        if (steps.Count == 0)
            item.Owner.Wrong("steps 至少要有一个环节。");
        else if (steps.All(step => step.AuthorMay))
            item.Owner.Wrong("每个环节拟稿人都可以担任，就没有别人看过了：至少有一个环节不写 author。");
        if (steps.Sum(step => step.Proofs) > 9)
            item.Owner.Wrong("校对最多九遍。");
        if (steps.Select(step => step.Name).Distinct().Count() < steps.Count)
            item.Owner.Wrong("环节的名称不能重复。");
        return new ReviewChain(
            item.Text("key"), item.Text("name"), item.Need("for")?.OneOf(Issuers) ?? false, item.Texts("words"), item.Maybe("second")?.Bool() ?? false, item.Maybe("apart")?.Bool() ?? false, steps);
    });

    private static ReviewStep? Step(Node node) => node.Map(item => new ReviewStep(
        item.Text("name"), item.List("by", role => role.OneOf(Roles) ?? ""), item.Maybe("proofs")?.Int(0, MostProofs) ?? 0, item.Maybe("author")?.Bool() ?? false));
}
