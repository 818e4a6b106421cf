namespace PartyBuilding.Plan;

/// <summary>A branch, member or pair, as far as duties depend on it.</summary>
/// <param name="Type">Which of the three.</param>
public sealed record Subject(SubjectType Type)
{
    /// <summary>A branch's: whether it is large enough for a committee.</summary>
    public bool HasCommittee { get; init; }

    /// <summary>A branch's: how many Party groups it has.</summary>
    public int Groups { get; init; }

    /// <summary>A member's: whether they are their branch's secretary.</summary>
    public bool IsSecretary { get; init; }

    /// <summary>A member's: whether attendance and study are not demanded of them.</summary>
    public bool IsExempt { get; init; }

    /// <summary>A branch's: the last day of its present term of office; null when nobody has said.</summary>
    public DateOnly? TermEnds { get; init; }

    /// <summary>A branch's: what it has set itself beyond the plan.</summary>
    public IReadOnlyList<Obligation> Extra { get; init; } = [];

    /// <summary>Since when it is here; periods that ended before are not owed.</summary>
    public DateOnly Since { get; init; } = DateOnly.MinValue;

    /// <summary>A branch.</summary>
    public static Subject Branch(bool hasCommittee, int groups) => new(SubjectType.Branch) { HasCommittee = hasCommittee, Groups = groups };

    /// <summary>A member.</summary>
    public static Subject Member(bool isSecretary = false, bool isExempt = false) =>
        new(SubjectType.Member) { IsSecretary = isSecretary, IsExempt = isExempt };

    /// <summary>A mentor and a young teacher.</summary>
    public static Subject Pair() => new(SubjectType.Pair);

    /// <summary>Whether an obligation is this subject's at all.</summary>
    public bool Owes(Obligation obligation) => obligation.Subject == Type && !(obligation.SparesExempt && IsExempt) && obligation.Who switch
    {
        Who.BranchesWithCommittee => HasCommittee,
        Who.EveryGroup => Groups > 0,
        Who.EachSecretary => IsSecretary,
        _ => true,
    };

    /// <summary>How many of it this subject owes in each period.</summary>
    public decimal Needs(Obligation obligation) => obligation.Who == Who.EveryGroup ? obligation.Times * Groups : obligation.Times;
}
