namespace PartyBuilding.Plan;

/// <summary>The points card and its rules.</summary>
/// <param name="IsOn">False when the bureau has switched points off altogether.</param>
/// <param name="MayRank">False while places must not be told in groups at all; each group has its own switch besides.</param>
/// <param name="Card">The members' yearly card.</param>
/// <param name="All">Every rule in every version, in the order of the file.</param>
public sealed record PointRules(bool IsOn, bool MayRank, PointCard Card, IReadOnlyList<PointRule> All)
{
    /// <summary>The rule of that code in force on a day.</summary>
    public PointRule? Find(string code, DateOnly day) => All.FirstOrDefault(rule => rule.Code == code && rule.IsValidOn(day));

    /// <summary>The rule and version an old entry was made under.</summary>
    public PointRule? Find(string code, int version) => All.FirstOrDefault(rule => rule.Code == code && rule.Version == version);

    /// <summary>What a report of a kind earns; nothing when points are off.</summary>
    /// <param name="kind">Key of the kind.</param>
    /// <param name="day">The day it was held: decides the version.</param>
    /// <param name="hours">Hours of each member, where the kind has them.</param>
    /// <param name="subject">
    /// Whose report it is: a member's own does not touch the branch's account; a pair counts as members do.
    /// </param>
    public Earnings For(string kind, DateOnly day, decimal? hours = null, SubjectType subject = SubjectType.Branch)
    {
        if (!IsOn)
            return Earnings.None;
        var earned = All
            .Where(rule => rule.Kinds.Contains(kind) && rule.IsValidOn(day))
            .Select(rule => new Earning(rule, rule.Unit == PointUnit.Hour ? rule.Value * (hours ?? 0) : rule.Value))
            .Where(earning => earning.Points != 0)
            .ToLookup(earning => earning.Rule.Ledger);
        return new(subject == SubjectType.Branch ? [.. earned[Ledger.Branch]] : [], [.. earned[Ledger.Member]]);
    }

    /// <summary>The rule a free-text reason means; 其他 when no rule's words are in it.</summary>
    /// <param name="reason">As written; null or empty means 其他.</param>
    /// <param name="points">Points asked for: their sign must be the rule's.</param>
    /// <param name="day">The day of the deed.</param>
    /// <param name="ledger">Whose points.</param>
    /// <remarks>The longest word found decides, then the rule's place in the file.</remarks>
    public PointRule ForReason(string? reason, decimal points, DateOnly day, Ledger ledger = Ledger.Member)
    {
        var rules = All.Where(rule => rule.Ledger == ledger && rule.IsValidOn(day)).ToList();
        return rules
            .Where(rule => !rule.IsFallback && Math.Sign(rule.Value) == Math.Sign(points))
            .Select(rule => (rule, length: rule.Aliases.Append(rule.Name).Max(word => Length(reason, word))))
            .Where(fit => fit.length > 0)
            .OrderByDescending(fit => fit.length)
            .Select(fit => fit.rule)
            .FirstOrDefault(rules.First(rule => rule.IsFallback));
    }

    /// <summary>What one entry may carry of <paramref name="wanted"/>: the rule's most for one entry, then its cap.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="wanted">Points, negative to deduct.</param>
    /// <param name="month">As in <see cref="Cap.Allow"/>.</param>
    /// <param name="year">As in <see cref="Cap.Allow"/>.</param>
    public static decimal Grant(PointRule rule, decimal wanted, decimal month, decimal year) =>
        rule.Cap.Allow(rule.Most is { } most ? Math.Clamp(wanted, -most, most) : wanted, month, year);

    private static int Length(string? reason, string word) =>
        reason?.Contains(word, StringComparison.OrdinalIgnoreCase) == true ? word.Length : 0;
}
