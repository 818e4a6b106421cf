namespace PartyBuilding.Plan;

/// <summary>Which reminders are due when.</summary>
public static class Reminders
{
    // Longer than any run of days off, so that what a holiday has moved into the window is found.
    private const int Reach = 20;

    /// <summary>Reminders due after <paramref name="from"/> and up to <paramref name="until"/>, soonest first.</summary>
    /// <param name="plan">Rules and calendar.</param>
    /// <param name="from">Local time, not included.</param>
    /// <param name="until">Local time, included: usually now. What is older than its rule's tolerance is left out.</param>
    /// <param name="planned">What lies ahead or was held lately.</param>
    /// <returns>
    /// The same for the same arguments, whoever asks and however often: a caller may look back as far as it likes and keep
    /// what is new under (<see cref="Firing.Key"/>, <see cref="Firing.At"/>).
    /// </returns>
    /// <remarks>
    /// A day off moves a reminder to the next working day, same hour; where that would be after the activity it speaks of, to the
    /// working day before, or not at all when it is meant for the activity's own day. Of two about the same matter on one day the later one is left out.
    /// </remarks>
    public static IReadOnlyList<Firing> Due(WorkPlan plan, DateTime from, DateTime until, IEnumerable<Planned> planned)
    {
        var ahead = planned.ToList();
        return
        [
            .. plan.Reminders
                .Where(rule => rule.IsActive)
                .SelectMany(rule => rule.When is When.BeforePlanned before
                    ? ahead.Where(one => rule.Kinds.Count == 0 || rule.Kinds.Contains(one.Kind)).Select(one => Before(plan, rule, before.Days, one))
                    : Days(from, until).Where(day => rule.When.FallsOn(day, plan.Calendar)).Select(day => On(plan, rule, day)))
                .OfType<Firing>()
                .GroupBy(Matter)
                .Select(same => same.OrderBy(firing => firing.At).ThenBy(firing => firing.Rule.Key, StringComparer.Ordinal).First())
                .Where(firing => firing.At > from && firing.At <= until && until - firing.At <= firing.Rule.Late)
                .OrderBy(firing => firing.At),
        ];
    }

    /// <summary>How far back the most tolerant rule looks: what a caller passes as <c>from</c> to miss nothing after an outage.</summary>
    public static TimeSpan Longest(WorkPlan plan) => plan.Reminders.Select(rule => rule.Late).DefaultIfEmpty().Max();

    private static IEnumerable<DateOnly> Days(DateTime from, DateTime until)
    {
        for (var day = DateOnly.FromDateTime(from).AddDays(-Reach); day <= DateOnly.FromDateTime(until).AddDays(1); day = day.AddDays(1))
            yield return day;
    }

    private static Firing On(WorkPlan plan, ReminderRule rule, DateOnly day)
    {
        var period = rule.Gaps is { } unit ? Period.Of(unit, day, plan.Calendar) : null;
        if (rule.IsPrevious && period is not null)
            period = Period.Of(period.Unit, period.From.AddDays(-1), plan.Calendar);
        var at = plan.Calendar.Open(day.ToDateTime(rule.At));
        return new(rule, at, period, null) { FirstDay = plan.Calendar.WorkdayUpTo(day.AddDays(-1)).AddDays(1) };
    }

    private static Firing? Before(WorkPlan plan, ReminderRule rule, int days, Planned planned)
    {
        var wanted = planned.Day.AddDays(-days);
        var at = plan.Calendar.Open(wanted.ToDateTime(rule.At));
        if (days >= 0)
        {
            var begins = planned.Day.ToDateTime(planned.Start ?? TimeOnly.MaxValue);
            // On its own day it speaks of today: on another day it would be wrong.
            if (at >= begins && days > 0)
                at = plan.Calendar.WorkdayUpTo(wanted).ToDateTime(rule.At);
            if (at >= begins)
                return null;
        }

        return at < planned.ToldAt ? null : new(rule, at, null, planned) { FirstDay = planned.Day };
    }

    private static object Matter(Firing firing) =>
        (firing.Rule.To, DateOnly.FromDateTime(firing.At), firing.Planned?.Id, firing.Planned is null ? Topic(firing.Rule) : "");

    // Rules that name the same duties are about the same matter; rules without gaps are each their own.
    private static string Topic(ReminderRule rule) =>
        rule.Gaps is null ? rule.Key : string.Join(',', rule.Only.Order(StringComparer.Ordinal));
}
