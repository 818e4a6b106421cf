namespace PartyBuilding.Plan;

/// <summary>Who owes which kind, how often, by when.</summary>
/// <param name="Key">Its name in data.</param>
/// <param name="Name">What people read in 还差…, usually the kind's name.</param>
/// <param name="Who">Who owes it.</param>
/// <param name="Kinds">Keys of the kinds that fulfil it; any of them counts.</param>
/// <param name="Per">The period it is owed in.</param>
/// <param name="Source">The regulation or plan it rests on.</param>
public sealed record Obligation(string Key, string Name, Who Who, IReadOnlyList<string> Kinds, PeriodUnit Per, string Source)
{
    /// <summary>How many in each period: reports, or hours when <see cref="InHours"/>.</summary>
    public decimal Times { get; init; } = 1;

    /// <summary>True when hours are summed instead of reports counted.</summary>
    public bool InHours { get; init; }

    /// <summary>Only reports with this <see cref="Fact.Item"/> count; null when any does.</summary>
    public string? Item { get; init; }

    /// <summary>True when each different item counts once.</summary>
    public bool DistinctItems { get; init; }

    /// <summary>About which day of the month it is usually held.</summary>
    public int? About { get; init; }

    /// <summary>From when in the year it is owed; a report before that does not count.</summary>
    public MonthDay? Opens { get; init; }

    /// <summary>By when in the year; later reports count, but late.</summary>
    public MonthDay? By { get; init; }

    /// <summary>True when members who are exempt (old, frail, seriously ill) do not owe it.</summary>
    public bool SparesExempt { get; init; }

    /// <summary>True when it is owed only in periods with at least <see cref="SchoolDays"/> working days in term: not in the holidays.</summary>
    public bool OnlyInTerm { get; init; }

    /// <summary>How many working days in term make a period count for <see cref="OnlyInTerm"/>.</summary>
    public const int SchoolDays = 3;

    /// <summary>First day on which it is in force.</summary>
    public DateOnly From { get; init; } = DateOnly.MinValue;

    /// <summary>Last day on which it is in force.</summary>
    public DateOnly? To { get; init; }

    /// <summary>False while the bureau has it switched off.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>Whose report fulfils it.</summary>
    public SubjectType Subject => Who switch
    {
        Who.EachMember or Who.EachSecretary => SubjectType.Member,
        Who.EachPair => SubjectType.Pair,
        _ => SubjectType.Branch,
    };

    /// <summary>From the unit counted: 次, 学时, 项.</summary>
    public string Counter => InHours ? "学时" : DistinctItems ? "项" : "次";

    /// <summary>Whether it is switched on and in force on a day.</summary>
    public bool IsValidOn(DateOnly day) => IsActive && From <= day && !(To < day);

    /// <summary>First day on which a report counts for <paramref name="period"/>.</summary>
    public DateOnly OpensIn(Period period) => Opens is { } opens ? opens.In(period.From.Year) : period.From;

    /// <summary>Last day that is in time for <paramref name="period"/>.</summary>
    public DateOnly ByIn(Period period) => By is { } by ? by.In(period.From.Year) : period.Last;
}
