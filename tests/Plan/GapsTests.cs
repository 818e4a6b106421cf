using PartyBuilding.Plan;

namespace PartyBuilding.Tests.Plan;

public sealed class GapsTests
{
    private static readonly Subject Branch = Subject.Branch(hasCommittee: true, groups: 0);

    [Theory]
    [InlineData("", "主题党日 1 次、支委会 1 次、第一议题 1 次")]
    [InlineData("theme-day 2026-04-24", "支委会 1 次、第一议题 1 次")]
    [InlineData("theme-day 2026-03-31; theme-day 2026-05-01", "主题党日 1 次、支委会 1 次、第一议题 1 次")]
    [InlineData("theme-day 2026-04-01; committee 2026-04-30; first-topic 2026-04-15", "")]
    [InlineData("theme-day 2026-04-24; theme-day 2026-04-25; committee 2026-04-02; first-topic 2026-04-02", "")]
    public void A_month_owes_what_has_not_been_held_in_it(string facts, string gaps) =>
        Assert.Equal(gaps, Labels(Gaps.Of(Sample.Plan, Branch, Sample.Period("2026-04"), Sample.Facts(facts), Sample.Day("2026-04-22"))));

    [Fact]
    public void A_named_month_sets_the_period_and_the_day_stays_the_real_one()
    {
        var facts = Sample.Facts("theme-day 2023-11-02 2023-10");

        Assert.DoesNotContain("主题党日", Of("2023-10", "2023-11-02", facts));
        Assert.Contains("主题党日", Of("2023-11", "2023-11-02", facts));

        static string Of(string period, string today, Fact[] facts) =>
            Labels(Gaps.Of(Sample.Plan, Branch, Sample.Period(period), facts, Sample.Day(today)));
    }

    [Theory]
    [InlineData("2026-10", "2026-10", true)]
    [InlineData("2026-10", "2026Q4", true)]
    [InlineData("2026-10", "2026-11", false)]
    [InlineData("2026Q4", "2026-11", true)]     // a named quarter says nothing about the month: the day does
    [InlineData("2026Q3", "2026Q4", false)]
    [InlineData(null, "2026-11", true)]
    public void A_period_named_decides_unless_it_is_longer_than_the_one_asked_about(string? named, string asked, bool counts)
    {
        var fact = new Fact("theme-day", new(2026, 11, 2)) { Named = named is null ? null : Sample.Period(named) };

        Assert.Equal(counts, fact.CountsIn(Sample.Period(asked)));
    }

    [Fact]
    public void A_quarters_meeting_is_due_in_the_quarters_last_month_and_ahead_before()
    {
        var april = Gaps.Of(Sample.Plan, Branch, Sample.Period("2026-04"), [], Sample.Day("2026-04-22"));
        var ahead = Gaps.Ahead(Sample.Plan, Branch, Sample.Period("2026-04"), [], Sample.Day("2026-04-22"));
        var june = Gaps.Of(Sample.Plan, Branch, Sample.Period("2026-06"), [], Sample.Day("2026-06-02"));

        Assert.DoesNotContain("支部党员大会", Labels(april));
        Assert.Equal(Sample.Day("2026-06-30"), Assert.Single(ahead, gap => gap.Obligation.Key == "all-members").By);
        Assert.Contains("支部党员大会", Labels(june));
    }

    [Fact]
    public void Soonest_comes_first_and_what_has_passed_is_overdue()
    {
        var gaps = Gaps.Of(Sample.Plan, Branch, Sample.Period("2026Q1"), Sample.Facts("theme-day 2026-02-25"), Sample.Day("2026-03-02"));

        Assert.Equal(gaps.OrderBy(gap => gap.By), gaps);
        var themeDays = gaps.Where(gap => gap.Obligation.Key == "theme-day").Select(gap => (gap.Period.Code, gap.IsOverdue));
        Assert.Equal([("2026-01", true), ("2026-03", false)], themeDays);
    }

    [Theory]
    [InlineData("2026", "2026-04-22", 4)]       // months that have not begun are not owed
    [InlineData("2026-06", "2026-04-22", 1)]    // unless asked for
    [InlineData("2026-04", "2026-04-01", 1)]
    public void Periods_that_have_not_begun_are_owed_only_when_asked_for(string period, string today, int months) =>
        Assert.Equal(months, Gaps.Of(Sample.Plan, Branch, Sample.Period(period), [], Sample.Day(today)).Count(g => g.Obligation.Key == "theme-day"));

    [Theory]
    [InlineData(false, 0, "主题党日 1 次、第一议题 1 次")]
    [InlineData(true, 0, "主题党日 1 次、支委会 1 次、第一议题 1 次")]
    [InlineData(true, 3, "主题党日 1 次、支委会 1 次、党小组会 2 次、第一议题 1 次")]
    public void Committee_and_groups_are_owed_where_there_are_any(bool committee, int groups, string gaps)
    {
        var branch = Subject.Branch(committee, groups);

        Assert.Equal(gaps, Labels(Gaps.Of(Sample.Plan, branch, Sample.Period("2026-04"), Sample.Facts("group-meeting 2026-04-03"), Sample.Day("2026-04-22"))));
    }

    [Fact]
    public void The_theme_day_is_proposed_for_the_working_day_nearest_to_the_25th() =>
        Assert.Equal(Sample.Day("2026-04-24"),
            Gaps.Of(Sample.Plan, Branch, Sample.Period("2026-04"), [], Sample.Day("2026-04-22")).First(g => g.Obligation.Key == "theme-day").Proposed);

    [Theory]
    [InlineData("2026-08", "2026-08-31", "", 0)]
    [InlineData("2026-09", "2026-09-01", "", 1)]
    [InlineData("2026-09", "2026-09-10", "role-model 2026-08-30", 1)]
    [InlineData("2026-09", "2026-09-10", "role-model 2026-09-01", 0)]
    [InlineData("2026-09", "2026-10-05", "role-model 2026-10-02", 0)]
    public void A_window_of_the_year_opens_and_closes(string period, string today, string facts, int gaps) =>
        Assert.Equal(gaps, Gaps.Of(Sample.Plan, Branch, Sample.Period(period), Sample.Facts(facts), Sample.Day(today)).Count(g => g.Obligation.Key == "role-model"));

    [Fact]
    public void What_came_after_the_last_day_counts_as_late()
    {
        var status = Gaps.StatusOf(Sample.Plan, Branch, Sample.Period("2026-09"), Sample.Facts("role-model 2026-10-02"), Sample.Day("2026-10-05"))
            .Single(s => s.Obligation.Key == "role-model");

        Assert.Equal((1m, 1m, true), (status.Done, status.Late, status.IsMet));
    }

    [Fact]
    public void Hours_are_summed_and_exempt_members_do_not_owe_them()
    {
        Fact[] facts = [new("study", new(2026, 3, 1)) { Hours = 12 }, new("training", new(2026, 10, 1)) { Hours = 7.5m }];

        var gap = Gaps.Of(Sample.Plan, Subject.Member(), Sample.Period("2026"), facts, Sample.Day("2026-10-20")).Single(g => g.Obligation.Key == "study-hours");
        Assert.Equal("集中学习培训 12.5 学时", gap.Label);
        Assert.DoesNotContain(
            Gaps.Of(Sample.Plan, Subject.Member(isExempt: true), Sample.Period("2026"), facts, Sample.Day("2026-10-20")), g => g.Obligation.Key == "study-hours");
    }

    [Fact]
    public void Different_items_count_once_each()
    {
        var facts = new[] { "一室", "一旗", "一旗", "一徽" }.Select(which => new Fact("seven-ones", new(2025, 3, 1)) { Item = which });

        var gap = Gaps.Of(Sample.Plan, Branch, Sample.Period("2026-12"), facts, Sample.Day("2026-12-01")).Single(g => g.Obligation.Key == "seven-ones");

        Assert.Equal("七个一 4 项", gap.Label);
    }

    [Fact]
    public void Each_week_owes_its_talk_and_its_tutoring()
    {
        Fact[] facts = [new("left-behind", new(2026, 4, 20)) { Item = "谈心" }, new("left-behind", new(2026, 4, 26)) { Item = "谈心" }];

        var gaps = Gaps.Of(Sample.Plan, Subject.Member(), Period.Week(new(2026, 4, 22)), facts, Sample.Day("2026-04-24"));

        Assert.Equal("辅导帮扶学生 1 次", Labels(gaps));
    }

    [Theory]
    [InlineData("2026-01-31", 0)]
    [InlineData("2026-02-01", 1)]
    [InlineData("2026-07-20", 1)]
    public void The_secretarys_lesson_is_owed_each_term_and_summer_has_none(string today, int secondTerm)
    {
        var secretary = Subject.Member(isSecretary: true);

        var gaps = Gaps.Of(Sample.Plan, secretary, Sample.Period("2026"), Sample.Facts("ideology-lesson 2025-12-30"), Sample.Day(today));

        Assert.Equal(secondTerm, gaps.Count(g => g.Obligation.Key == "ideology-lesson"));
        Assert.DoesNotContain(
            Gaps.Of(Sample.Plan, Subject.Member(), Sample.Period("2026"), [], Sample.Day(today)), g => g.Obligation.Key == "ideology-lesson");
    }

    [Fact]
    public void Periods_that_ended_before_the_member_came_are_not_owed()
    {
        var member = Subject.Member() with { Since = new(2026, 3, 10) };

        var dues = Gaps.Of(Sample.Plan, member, Sample.Period("2026"), [], Sample.Day("2026-04-22")).Where(g => g.Obligation.Key == "dues");

        Assert.Equal(["2026-03", "2026-04"], dues.Select(g => g.Period.Code));
    }

    [Theory]
    [InlineData(false, "2026-04", "2026-03-01")]
    [InlineData(false, "2026-06", "2025-12-01")]    // the quarter, and the half year's study that began in January
    [InlineData(false, "2026", "2025-08-01")]       // the term that ends in January began in September
    [InlineData(true, "2026-04", "2026-02-28")]     // the week that ends on 5 April began on 30 March
    public void It_is_known_how_far_back_reports_matter(bool member, string period, string since) =>
        Assert.Equal(Sample.Day(since), Gaps.Since(Sample.Plan, member ? Subject.Member() : Branch, Sample.Period(period)));

    [Fact]
    public void What_is_owed_once_is_known_by_its_kinds() =>
        Assert.Equal(["left-behind", "seven-ones", "member-wall", "brand", "left-behind-centre"], Sample.Plan.LastingKinds);

    [Fact]
    public void Three_meetings_and_one_lesson_are_counted_as_a_group()
    {
        var kinds = Sample.Plan.KindsNamed("三会一课");
        var counts = Gaps.Count(kinds, Sample.Period("2023Q4"), Sample.Facts("committee 2023-10-09; committee 2023-11-09; party-lesson 2023-12-31; theme-day 2023-10-25"));

        Assert.Equal([("支部党员大会", 0), ("支委会", 2), ("党小组会", 0), ("党课", 1)], counts.Select(c => (c.Kind.Name, c.Count)));
    }

    private static string Labels(IEnumerable<Gap> gaps) => string.Join('、', gaps.Select(gap => gap.Label));
}
