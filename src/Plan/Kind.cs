namespace PartyBuilding.Plan;

/// <summary>One kind of thing that is done and reported, such as 主题党日.</summary>
/// <param name="Key">Its name in data: <c>theme-day</c>.</param>
/// <param name="Name">Its name in Chinese, as <c>activity_type</c> carries it.</param>
public sealed record Kind(string Key, string Name)
{
    /// <summary>Whose doing it is.</summary>
    public SubjectType Subject { get; init; }

    /// <summary>False for kinds that are not among the activity types of the understanding (责任书, 七个一 …): those are chosen, not guessed.</summary>
    public bool IsListed { get; init; } = true;

    /// <summary>True for the kind that takes what fits no other (其他).</summary>
    public bool IsFallback { get; init; }

    /// <summary>Other names people write: 党员大会, 支部会.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Words that describe it without naming it: 烈士陵园, 扫墓 for 红色教育.</summary>
    public IReadOnlyList<string> Hints { get; init; } = [];

    /// <summary>Slots that are asked for when missing, by their names in data (<c>date</c>, <c>attendees</c>, <c>hours</c>); the kind itself apart.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>Slots offered once and never demanded.</summary>
    public IReadOnlyList<string> Offered { get; init; } = [];

    /// <summary>Facts of its own beyond the common slots.</summary>
    public IReadOnlyList<Field> Fields { get; init; } = [];

    /// <summary>When a meeting of this kind may decide.</summary>
    public Quorum Quorum { get; init; }

    /// <summary>What must not be kept or said.</summary>
    public Privacy Privacy { get; init; }

    /// <summary>The systems of the year plan it records, by their numbers.</summary>
    public IReadOnlyList<int> Systems { get; init; } = [];

    /// <summary>The field whose value is a report's <see cref="Fact.Item"/>; null when the kind has none.</summary>
    public Field? ItemField => Fields.FirstOrDefault(one => one.IsItem);

    /// <summary>Whether so many are enough to decide: more than half of those due. True for kinds without such a rule.</summary>
    /// <param name="present">Voters, or committee members, present.</param>
    /// <param name="due">All of them.</param>
    public bool IsQuorate(int present, int due) => Quorum == Quorum.None || present * 2 > due;
}
