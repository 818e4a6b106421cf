using System.Globalization;
using PartyBuilding.Bot.Features;
using PartyBuilding.Data;
using PartyBuilding.Dialogue;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Jobs;

/// <summary>Fills a reminder's text.</summary>
internal static class Words
{
    /// <summary>The finished text; empty when every clause lacked its value.</summary>
    public static string Of(Firing firing, DateOnly today, params (string Name, string? Value)[] own)
    {
        var values = new Dictionary<string, string?> { ["period"] = firing.Period?.Label ?? Period.Year(today.Year).Label };
        foreach (var (name, value) in own)
            values[name] = value;
        return Rendering.Render(firing.Rule.Text, values.GetValueOrDefault);
    }

    /// <summary>Whether a text has this place.</summary>
    public static bool Wants(Firing firing, string place) => firing.Rule.Text.Contains('{' + place + '}', StringComparison.Ordinal);

    /// <summary>What is owed; the day once at the end where it is the same for all and the text has room for it, else with each.</summary>
    public static (string Name, string? Value)[] Owed(Firing firing, IReadOnlyList<Gap> gaps)
    {
        var isOneDay = Wants(firing, "by") && gaps.All(gap => !gap.IsOverdue) && gaps.Select(gap => gap.By).Distinct().Count() == 1;
        return isOneDay
            ? [("gaps", string.Join('、', gaps.Select(gap => gap.Label))), ("by", Wording.ShortDay(gaps[0].By))]
            : [("gaps", Wording.Gaps(gaps)), ("by", null)];
    }

    /// <summary>A planned activity or a finding.</summary>
    public static (string Name, string? Value)[] Activity(AheadRow ahead, WorkPlan plan, DateOnly today) =>
    [
        ("kind", plan.MaybeKind(ahead.What)?.Name ?? ahead.What), ("day", Wording.Day(ahead.On, today)),
        ("start", ahead.StartsAt?.ToString("HH:mm", CultureInfo.InvariantCulture)), ("place", ahead.Place),
    ];
}
