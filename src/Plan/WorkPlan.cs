using System.Collections.Concurrent;

namespace PartyBuilding.Plan;

/// <summary>The county's plan: everything the files in <c>plan/</c> say.</summary>
public sealed class WorkPlan
{
    private readonly Dictionary<string, Kind> byKey;
    private readonly Dictionary<string, IReadOnlyList<Kind>> byName = [];
    private readonly ConcurrentDictionary<Period, IReadOnlyList<Duty>> duties = [];

    /// <summary>Puts the parts together; that they fit each other has been checked by the reader of the files.</summary>
    public WorkPlan(
        IReadOnlyList<Kind> kinds, IReadOnlyList<KindGroup> groups, IReadOnlyList<Obligation> obligations, PointRules points,
        IReadOnlyList<ReminderRule> reminders, Stars stars, RightsTable rights, Calendar calendar, NoticeRules notices)
    {
        (Kinds, Groups, Obligations, Points) = (kinds, groups, obligations, points);
        (Reminders, Stars, Rights, Calendar, Notices) = (reminders, stars, rights, calendar, notices);
        LastingKinds = [.. obligations.Where(duty => duty.Per == PeriodUnit.Once).SelectMany(duty => duty.Kinds).Distinct()];
        byKey = kinds.ToDictionary(kind => kind.Key);
        foreach (var kind in kinds)
            foreach (var name in kind.Aliases.Append(kind.Name))
                byName.TryAdd(name, [kind]);
        foreach (var group in groups)
            foreach (var name in group.Aliases.Append(group.Name))
                byName.TryAdd(name, [.. group.Kinds.Select(key => byKey[key])]);
    }

    private const int MostPeriods = 500;

    /// <summary>Every kind, in the order of the file.</summary>
    public IReadOnlyList<Kind> Kinds { get; }

    /// <summary>Kinds spoken of together: 三会一课.</summary>
    public IReadOnlyList<KindGroup> Groups { get; }

    /// <summary>Every duty, also those not in force.</summary>
    public IReadOnlyList<Obligation> Obligations { get; }

    /// <summary>The points card and its rules.</summary>
    public PointRules Points { get; }

    /// <summary>What is said without being asked.</summary>
    public IReadOnlyList<ReminderRule> Reminders { get; }

    /// <summary>How branches are rated.</summary>
    public Stars Stars { get; }

    /// <summary>Who may do what.</summary>
    public RightsTable Rights { get; }

    /// <summary>Working days, quiet hours, terms.</summary>
    public Calendar Calendar { get; }

    /// <summary>How notices are addressed and checked.</summary>
    public NoticeRules Notices { get; }

    /// <summary>Keys of the kinds that are owed once and then kept: their reports count however old they are.</summary>
    public IReadOnlyList<string> LastingKinds { get; }

    /// <summary>A kind by its key.</summary>
    /// <exception cref="KeyNotFoundException">There is no such kind.</exception>
    public Kind Kind(string key) => byKey[key];

    /// <summary>A kind by its key; null when the plan no longer has it.</summary>
    public Kind? MaybeKind(string key) => byKey.GetValueOrDefault(key);

    /// <summary>The kind of that name (主题党日) or other name; null for a group's name and for strangers.</summary>
    public Kind? KindNamed(string name) => byName.TryGetValue(name, out var kinds) && kinds is [var kind] ? kind : null;

    /// <summary>The kinds a name stands for: one, or those of a group such as 三会一课; empty for strangers.</summary>
    public IReadOnlyList<Kind> KindsNamed(string name) => byName.GetValueOrDefault(name, []);

    /// <summary>Every duty of the plan that a period has a part in, whoever owes it; worked out once for each period people ask about.</summary>
    internal IReadOnlyList<Duty> DutiesIn(Period asked)
    {
        if (duties.TryGetValue(asked, out var known))
            return known;
        // Nobody asks about so many; who tries them all must not fill the memory.
        if (duties.Count >= MostPeriods)
            duties.Clear();
        return duties.GetOrAdd(asked, period => [.. Obligations.SelectMany(obligation => Duty.In(period, obligation, Calendar))]);
    }

    /// <summary>What a report earns, before caps. See <see cref="PointRules.For"/>.</summary>
    public Earnings PointsFor(Kind kind, DateOnly day, decimal? hours = null, SubjectType subject = SubjectType.Branch) =>
        Points.For(kind.Key, day, hours, subject);
}
