using PartyBuilding.Plan;

namespace PartyBuilding.Bot.DataFiles;

/// <summary>Reads <c>plan/kinds.yaml</c>.</summary>
internal sealed class PlanKinds
{
    private readonly HashSet<string> keys = [];
    private readonly HashSet<string> names = [];

    private PlanKinds()
    {
    }

    public static (IReadOnlyList<Kind> Kinds, IReadOnlyList<KindGroup> Groups) Read(Node file)
    {
        var reader = new PlanKinds();
        IReadOnlyList<Kind> kinds = [];
        IReadOnlyList<KindGroup> groups = [];
        file.Map(root =>
        {
            kinds = [.. root.List("kinds", reader.Kind).OfType<Kind>()];
            groups = [.. root.List("groups", reader.Group).OfType<KindGroup>()];
            if (kinds.Count(kind => kind.IsFallback) != 1)
                root.Owner.Wrong("要有且只有一种写 fallback: true（其他）。");
            return root;
        });
        return (kinds, groups);
    }

    private Kind? Kind(Node node) => node.Map(item =>
    {
        var kind = new Kind(item.Key("key"), Name(item))
        {
            Subject = item.Maybe("subject")?.OneOf(PlanWords.Subjects) ?? SubjectType.Branch,
            IsListed = item.Maybe("listed")?.Bool() ?? true,
            IsFallback = item.Maybe("fallback")?.Bool() ?? false,
            Aliases = item.List("aliases", Alias),
            Hints = item.Texts("hints"),
            Required = item.List("required", slot => slot.OneOf(PlanWords.Slots)),
            Offered = item.List("offered", slot => slot.OneOf(PlanWords.Slots)),
            Fields = [.. item.List("fields", Field).OfType<Field>()],
            Quorum = item.Maybe("quorum")?.OneOf(PlanWords.Quorums) ?? Quorum.None,
            Privacy = item.List("privacy", word => word.OneOf(PlanWords.Privacies)).Aggregate(Privacy.None, (all, one) => all | one),
            Systems = item.List("systems", number => number.Int(1, 37)),
        };
        keys.RefuseTwice(node, "种类", kind.Key);
        if (kind.Fields.Count(one => one.IsItem) > 1)
            node.Wrong("一个种类只能有一个 item: true 的内容。");
        if (kind.Privacy.HasFlag(Privacy.NoText) && kind.Required.Concat(kind.Offered).Intersect(["topic", "place"]).Any())
            node.Wrong("不记文字（no-text）的种类不能问 topic 或 place。");
        return kind;
    });

    private string Name(Keys item)
    {
        var node = item.Need("name");
        var name = node?.Text() ?? "";
        if (node is not null)
            names.RefuseTwice(node, "名字", name);
        return name;
    }

    private string Alias(Node node)
    {
        var alias = node.Text();
        names.RefuseTwice(node, "叫法", alias);
        return alias;
    }

    private static Field? Field(Node node) => node.Map(item =>
    {
        var field = new Field(item.Text("key"), item.Text("label"), item.Need("type")?.OneOf(PlanWords.FieldTypes) ?? FieldType.Text)
        {
            IsRequired = item.Maybe("required")?.Bool() ?? false,
            Choices = item.Texts("choices"),
            IsItem = item.Maybe("item")?.Bool() ?? false,
            Longest = item.Maybe("longest")?.Int(1, 2000) ?? 200,
        };
        var chooses = field.Type is FieldType.Choice or FieldType.Ticks;
        if (chooses != field.Choices.Count > 0)
            node.Wrong(chooses ? "choice 和 ticks 要写 choices。" : "只有 choice 和 ticks 才写 choices。");
        if (field.IsItem && field.Type != FieldType.Choice)
            node.Wrong("item: true 只能用于 choice。");
        return field;
    });

    private KindGroup? Group(Node node) => node.Map(item =>
    {
        var group = new KindGroup(item.Key("key"), Name(item), item.List("aliases", Alias), item.List("kinds", kind => kind.Known(keys, "kinds.yaml")));
        keys.RefuseTwice(node, "种类", group.Key);
        return group;
    });
}
