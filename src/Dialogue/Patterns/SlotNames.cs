namespace PartyBuilding.Dialogue.Patterns;

/// <summary>What may stand between braces in a pattern: slots, and kinds of value that are only looked at.</summary>
internal static class SlotNames
{
    private static readonly Dictionary<string, ItemTypes> Spots = new()
    {
        ["activity_type"] = ItemTypes.Kind | ItemTypes.Sign | ItemTypes.KindGroup,
        ["date"] = ItemTypes.Day | ItemTypes.Feast,
        ["start"] = ItemTypes.Clock,
        ["end"] = ItemTypes.Clock,
        ["duration_minutes"] = ItemTypes.Length,
        ["due"] = ItemTypes.Number,
        ["attendees"] = ItemTypes.Number,
        ["absent"] = ItemTypes.Number,
        ["others"] = ItemTypes.Number,
        ["absent_more"] = ItemTypes.Number,
        ["other"] = ItemTypes.Number,
        ["hours"] = ItemTypes.Length | ItemTypes.Number,
        ["points"] = ItemTypes.Number,
        ["deducted"] = ItemTypes.Number,
        ["amount"] = ItemTypes.Money | ItemTypes.Number,
        ["period"] = ItemTypes.Period,
        ["branch"] = ItemTypes.Branch,
    };

    private static readonly Dictionary<string, ItemTypes> Looks = new()
    {
        ["day"] = ItemTypes.Day,
        ["feast"] = ItemTypes.Feast,
        ["past"] = ItemTypes.Past,
        ["future"] = ItemTypes.Future,
        ["clock"] = ItemTypes.Clock | ItemTypes.Clocks,
        ["span"] = ItemTypes.Clocks,
        ["part"] = ItemTypes.PartOfDay,
        ["length"] = ItemTypes.Length,
        ["number"] = ItemTypes.Number,
        ["money"] = ItemTypes.Money,
        ["days"] = ItemTypes.Days | ItemTypes.Period,
        ["when"] = ItemTypes.Day | ItemTypes.Days | ItemTypes.Period | ItemTypes.Clock | ItemTypes.Clocks | ItemTypes.Feast,
        ["kind"] = ItemTypes.Kind,
        ["sign"] = ItemTypes.Sign,
        ["kinds"] = ItemTypes.Kind | ItemTypes.KindGroup,
        ["name"] = ItemTypes.Person,
        ["school"] = ItemTypes.Branch,
        ["yes"] = ItemTypes.Yes,
        ["no"] = ItemTypes.No,
        ["ordinal"] = ItemTypes.Ordinal,
        ["value"] = ItemTypes.Number | ItemTypes.Length | ItemTypes.Clock | ItemTypes.Clocks | ItemTypes.Day | ItemTypes.Money | ItemTypes.Period,
        ["bad"] = ItemTypes.Bad,
        ["recurring"] = ItemTypes.Recurring,
    };

    private const ItemTypes Figures =
        ItemTypes.Number | ItemTypes.Length | ItemTypes.Clock | ItemTypes.Clocks | ItemTypes.Money | ItemTypes.Day | ItemTypes.Period;

    private static readonly HashSet<string> Passages = ["place", "topic", "reason", "audience", "skip", "void"];

    /// <summary>Slots that may be captured or set.</summary>
    public static bool IsSlot(string name) => Spots.ContainsKey(name) || Passages.Contains(name) || name is "members" or "absences" or "content";

    /// <summary>Slots that take free text.</summary>
    public static bool IsPassage(string name) => Passages.Contains(name) || name == "content";

    public static Shape Shape(string inside)
    {
        var equals = inside.IndexOf('=', StringComparison.Ordinal);
        if (equals > 0)
            return IsSlot(inside[..equals])
                ? new Shape.Given(inside[..equals], inside[(equals + 1)..])
                : throw new PatternException($"没有名为“{inside[..equals]}”的栏目。");
        if (Passages.Contains(inside))
            return new Shape.Passage(inside, false);
        if (inside == "content")
            return new Shape.Passage(inside, true);
        if (inside is "members" or "absences")
            return new Shape.People(inside, false);
        if (inside == "people")
            return new Shape.People(null, false);
        if (inside == "known")
            return new Shape.People("members", true);
        if (inside == "sum")
            return new Shape.Spot(ItemTypes.Money, "amount");
        if (inside == "old")
            return new Shape.Spot(Figures, "other");
        if (inside == "duty")
            return new Shape.Spot(ItemTypes.Duty, "activity_type");
        if (Spots.TryGetValue(inside, out var types))
            return new Shape.Spot(types, inside);
        return Looks.TryGetValue(inside, out types)
            ? new Shape.Spot(types, null)
            : throw new PatternException($"没有名为“{inside}”的栏目或值。");
    }
}
