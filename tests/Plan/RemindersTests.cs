using PartyBuilding.Plan;

namespace PartyBuilding.Tests.Plan;

public sealed class RemindersTests
{
    [Fact]
    public void The_months_gaps_go_to_groups_with_gaps_on_the_22nd_at_nine()
    {
        Assert.Empty(Due("2026-04-22T08:30", "2026-04-22T08:59"));

        var firing = Assert.Single(Due("2026-04-22T08:59", "2026-04-22T09:00"));

        Assert.Equal(("month-gaps", At("2026-04-22T09:00"), Audience.GroupsWithGaps, "2026-04"),
            (firing.Key, firing.At, firing.Rule.To, firing.Period?.Code));
    }

    [Theory]
    [InlineData("month-gaps", "2026-02", "2026-02-24T09:00", "2026-02")]        // Sunday the 22nd, in the Spring Festival
    [InlineData("month-gaps", "2026-03", "2026-03-23T09:00", "2026-03")]        // a Sunday
    [InlineData("month-gaps", "2023-01", "2023-01-28T09:00", "2023-01")]        // Spring Festival; the Saturday after is worked
    [InlineData("dues", "2024-04", "2024-04-22T12:00", "2024-04")]
    [InlineData("quarter-gaps", "2026Q2", "2026-06-16T09:00", "2026Q2")]
    [InlineData("term-end", "2026-01", "2026-01-04T09:00", "2025-2026T1")]      // New Year's days off; Sunday the 4th is worked
    [InlineData("term-end", "2026-06", "2026-06-15T09:00", "2025-2026T2")]
    [InlineData("term-start", "2026-09", "2026-09-15T09:00", "2026-2027T1")]
    [InlineData("last-year-meetings", "2026-01", "2026-01-12T09:00", "2025")]
    [InlineData("care-week", "2026-W17", "2026-04-24T12:00", "2026-W17")]
    [InlineData("care-week", "2026-W18", "2026-05-06T12:00", "2026-W18")]       // Friday is Labour Day: after it, still for that week
    public void A_rule_fires_on_its_day_moved_off_holidays_for_its_own_period(string rule, string period, string at, string gaps)
    {
        var all = Sample.Period(period);
        var firing = Fires(rule, all.From.AddDays(-1).ToDateTime(TimeOnly.MinValue), all.Until.AddDays(10).ToDateTime(TimeOnly.MinValue))
            .First(fired => fired.Period?.Code == gaps);

        Assert.Equal(At(at), firing.At);
    }

    [Fact]
    public void Any_split_of_the_time_gives_the_same_firings_once_each()
    {
        var whole = Each(At("2026-01-01T00:00"), At("2026-12-31T23:59"), TimeSpan.FromDays(1)).ToList();
        var halves = Each(At("2026-01-01T00:00"), At("2026-12-31T23:59"), TimeSpan.FromHours(12)).ToList();

        Assert.NotEmpty(whole);
        Assert.Equal(whole, halves);
        Assert.Equal(whole.Count, whole.Distinct().Count());

        static IEnumerable<(string, DateTime)> Each(DateTime from, DateTime until, TimeSpan step)
        {
            for (var at = from; at < until; at += step)
                foreach (var firing in Reminders.Due(Sample.Plan, at, at + step, []).Where(f => f.Rule.Late >= TimeSpan.FromDays(1)))
                    yield return (firing.Key, firing.At);
        }
    }

    [Fact]
    public void No_reminder_of_a_year_falls_on_a_day_off_or_into_quiet_hours()
    {
        for (var day = new DateOnly(2026, 1, 1); day.Year == 2026; day = day.AddDays(1))
            foreach (var firing in Reminders.Due(Sample.Plan, day.ToDateTime(TimeOnly.MinValue), day.ToDateTime(TimeOnly.MaxValue), []))
                Assert.Equal(firing.At, Sample.Plan.Calendar.Open(firing.At));
    }

    [Theory]
    [InlineData("2026-04-22T09:00", true)]
    [InlineData("2026-04-24T09:00", true)]
    [InlineData("2026-04-24T09:01", false)]
    public void After_an_outage_a_reminder_still_goes_out_within_its_tolerance(string now, bool due) =>
        Assert.Equal(due, Due("2026-04-15T00:00", now).Any(firing => firing.Key == "month-gaps"));

    [Theory]
    [InlineData("2026-04-24", "15:00", "2026-04-01T10:00", "theme-day-week 04-17 09:00, planned-day-before 04-23 16:00, planned-today 04-24 07:30, planned-unreported 04-27 10:00")]
    [InlineData("2026-04-27", "15:00", "2026-04-20T10:00", "planned-day-before 04-24 16:00, planned-today 04-27 07:30, planned-unreported 04-28 10:00")]
    [InlineData("2026-04-24", "07:00", "2026-04-22T10:00", "planned-day-before 04-23 16:00, planned-unreported 04-27 10:00")]
    [InlineData("2026-04-25", "09:00", "2026-04-23T10:00", "planned-day-before 04-24 16:00, planned-unreported 04-27 10:00")]    // a Saturday: nothing is said on it
    [InlineData("2026-04-24", null, "2026-04-23T17:00", "planned-today 04-24 07:30, planned-unreported 04-27 10:00")]
    public void A_planned_activity_is_announced_before_it_and_asked_about_after(string day, string? start, string told, string fires)
    {
        var planned = new Planned(17, "theme-day", Sample.Day(day), start is null ? null : TimeOnly.ParseExact(start, "HH:mm"), At(told));
        var fired = new List<Firing>();
        for (var at = At("2026-04-01T00:00"); at < At("2026-05-10T00:00"); at = at.AddHours(1))
            fired.AddRange(Reminders.Due(Sample.Plan, at, at.AddHours(1), [planned]).Where(f => f.Planned is not null));

        Assert.Equal(fires, string.Join(", ", fired.Select(f => $"{f.Rule.Key} {f.At:MM-dd HH:mm}")));
        Assert.All(fired, f => Assert.Equal(f.Rule.Key + "#17", f.Key));
    }

    [Fact]
    public void Every_duty_is_spoken_of_in_a_year_in_time_to_those_who_owe_it()
    {
        var spoken = new HashSet<string>();
        for (var at = At("2026-01-01T00:00"); at < At("2027-01-31T00:00"); at = at.AddHours(6))
            foreach (var firing in Reminders.Due(Sample.Plan, at, at.AddHours(6), []).Where(f => f.Period is not null))
                spoken.UnionWith(Owers(firing.Rule.To)
                    .SelectMany(subject => Gaps.Of(Sample.Plan, subject, firing.Period!, [], DateOnly.FromDateTime(firing.At)))
                    .Where(gap => firing.Rule.Concerns(gap.Obligation) && (!gap.IsOverdue || firing.Rule.IsPrevious))
                    .Select(gap => gap.Obligation.Key));

        // A term of office ends on a day of its own: its rules count back from there.
        spoken.UnionWith(Sample.Plan.Obligations
            .Where(duty => duty.Per == PeriodUnit.Tenure && Sample.Plan.Reminders.Any(rule => rule.When is When.BeforePlanned { Days: > 0 } && rule.Kinds.Intersect(duty.Kinds).Any()))
            .Select(duty => duty.Key));

        Assert.Empty(Sample.Plan.Obligations.Where(duty => duty.IsActive).Select(duty => duty.Key).Except(spoken));

        static IEnumerable<Subject> Owers(Audience to) => to switch
        {
            Audience.GroupsWithGaps or Audience.Groups or Audience.Bureau => [Subject.Branch(true, 2)],
            Audience.SecretariesWithGaps => [Subject.Branch(true, 2), Subject.Member(isSecretary: true)],
            Audience.MentorsWithGaps => [Subject.Pair()],
            _ => [Subject.Member()],
        };
    }

    [Fact]
    public void Two_rules_about_the_same_matter_speak_once_on_a_day()
    {
        var rule = Sample.Plan.Reminders.First(r => r.Key == "month-gaps");
        var twice = Plans.With(reminders: [rule, rule with { Key = "again", When = new When.EachMonth(21), At = new(10, 0) }]);

        // In March both the 21st and the 22nd are days off.
        var fired = Reminders.Due(twice, At("2026-03-23T00:00"), At("2026-03-23T23:59"), []);

        Assert.Equal("month-gaps", Assert.Single(fired).Key);
    }

    [Fact]
    public void Anniversaries_on_days_off_are_spoken_of_on_the_next_working_day()
    {
        var firing = Reminders.Due(Sample.Plan, At("2026-05-06T08:00"), At("2026-05-06T08:30"), []).Single(f => f.Key == "anniversary");

        Assert.Equal(Sample.Day("2026-05-01"), firing.FirstDay);
    }

    [Fact]
    public void A_rule_that_is_switched_off_stays_silent()
    {
        var rule = Sample.Plan.Reminders.First(r => r.Key == "month-gaps") with { IsActive = false };

        Assert.Empty(Reminders.Due(Plans.With(reminders: [rule]), At("2026-04-22T08:00"), At("2026-04-22T10:00"), []));
    }

    [Theory]
    [InlineData("2026-01-31", 31, true)]
    [InlineData("2026-02-28", 31, true)]
    [InlineData("2024-02-28", 30, false)]
    [InlineData("2024-02-29", 30, true)]
    [InlineData("2026-04-30", 31, true)]
    public void The_31st_is_the_last_day_of_a_shorter_month(string day, int each, bool falls) =>
        Assert.Equal(falls, new When.EachMonth(each).FallsOn(Sample.Day(day), Sample.Plan.Calendar));

    private static IReadOnlyList<Firing> Due(string from, string until) => Reminders.Due(Sample.Plan, At(from), At(until), []);

    private static IEnumerable<Firing> Fires(string rule, DateTime from, DateTime until)
    {
        for (var at = from; at < until; at = at.AddHours(4))
            foreach (var firing in Reminders.Due(Sample.Plan, at, at.AddHours(4), []).Where(f => f.Rule.Key == rule))
                yield return firing;
    }

    private static DateTime At(string text) => DateTime.ParseExact(text, "yyyy-MM-ddTHH:mm", null);
}
