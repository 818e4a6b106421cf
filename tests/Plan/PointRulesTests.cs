using PartyBuilding.Plan;

namespace PartyBuilding.Tests.Plan;

public sealed class PointRulesTests
{
    private static readonly PointRules Points = Sample.Plan.Points;
    private static readonly DateOnly Today = new(2026, 4, 22);

    [Theory]
    [InlineData(60, 0, 60)]
    [InlineData(60, 25.5, 85.5)]
    [InlineData(60, 41, 100)]
    [InlineData(60, -60, 0)]
    [InlineData(60, -75, 0)]
    public void The_card_begins_at_its_base_and_keeps_between_floor_and_ceiling(decimal start, decimal entries, decimal score) =>
        Assert.Equal(score, (Points.Card with { Base = start }).Score(entries));

    [Theory]
    [InlineData("2025-12-31", "2025-12-31", true)]
    [InlineData("2025-12-31", "2026-01-01", false)]
    [InlineData("2026-01-01", "2026-12-31", true)]
    public void A_year_is_open_until_it_freezes(string day, string today, bool open) =>
        Assert.Equal(open, Points.Card.IsOpen(Sample.Day(day), Sample.Day(today)));

    [Theory]
    [InlineData(2, 0, 0, 2)]
    [InlineData(2, 4, 4, 1)]        // month full after one
    [InlineData(2, 5, 5, 0)]
    [InlineData(2, 0, 9.5, 0.5)]    // year nearly full
    [InlineData(2, 0, 12, 0)]       // above the cap already: nothing, never less than nothing
    [InlineData(-2, 0, 0, -2)]
    [InlineData(-2, -4.5, -4.5, -0.5)]
    [InlineData(-2, 0, -10, 0)]
    [InlineData(0, 0, 0, 0)]
    public void A_cap_gives_what_there_is_room_for_in_either_direction(decimal wanted, decimal month, decimal year, decimal granted) =>
        Assert.Equal(granted, new Cap("x", 5, 10).Allow(wanted, month, year));

    [Fact]
    public void One_entry_carries_no_more_than_the_rules_most()
    {
        var rule = Points.Find("other", Today)!;

        Assert.Equal(5, PointRules.Grant(rule, 50, 0, 0));
        Assert.Equal(-5, PointRules.Grant(rule, -50, 0, 0));
    }

    [Theory]
    [InlineData("主题党日", null, "b-theme-day 5", "attend 1")]
    [InlineData("支委会", null, "b-committee 2", "attend 1")]
    [InlineData("集中学习", null, "b-study 1", "study 1")]
    [InlineData("志愿服务", 2.5, "", "volunteering 1.25")]
    [InlineData("志愿服务", null, "", "")]
    [InlineData("家委会", null, "", "")]
    public void A_report_earns_for_the_branch_and_for_each_member_known_to_be_there(string kind, double? hours, string branch, string member)
    {
        var earned = Sample.Plan.PointsFor(Sample.Plan.KindNamed(kind)!, Today, (decimal?)hours);

        Assert.Equal(branch, Text(earned.Branch));
        Assert.Equal(member, Text(earned.EachMember));
    }

    [Fact]
    public void A_members_own_report_does_not_touch_the_branchs_account()
    {
        var earned = Points.For("red-cap", Today, 2, SubjectType.Member);

        Assert.Empty(earned.Branch);
        Assert.Equal(1, earned.MemberTotal);
    }

    [Fact]
    public void Nothing_is_earned_when_points_are_switched_off() =>
        Assert.Equal(0, (Points with { IsOn = false }).For("theme-day", Today).MemberTotal);

    [Theory]
    [InlineData("国庆前值班", 2, "volunteering")]
    [InlineData("无偿献血", 5, "volunteering")]
    [InlineData("七一知识竞赛一等奖", 3, "honour")]
    [InlineData("全县表彰", 3, "honour-county")]
    [InlineData("10月主题党日无故没来", -1, "absent")]
    [InlineData("主题党日迟到", -0.5, "late")]
    [InlineData("讲党课", 3, "lecture")]
    [InlineData("帮忙搬桌子", 1, "other")]
    [InlineData("帮忙搬桌子", -1, "other")]
    [InlineData("", 1, "other")]
    [InlineData(null, 1, "other")]
    [InlineData("志愿服务不积极", -1, "other")]     // no deduction has these words
    public void A_reason_finds_its_rule_and_else_the_rule_other(string? reason, decimal points, string code) =>
        Assert.Equal(code, Points.ForReason(reason, points, Today).Code);

    [Fact]
    public void The_version_of_the_day_applies()
    {
        var old = new PointRule("x", 1, "甲", Ledger.Member, Ground.Study, PointUnit.Time, 1) { Kinds = ["study"], To = new(2026, 6, 30) };
        var rules = Points with { All = [old, old with { Version = 2, Value = 2, From = new(2026, 7, 1), To = null }] };

        Assert.Equal(1, rules.For("study", new(2026, 6, 30)).MemberTotal);
        Assert.Equal(2, rules.For("study", new(2026, 7, 1)).MemberTotal);
        Assert.Equal(1, rules.Find("x", 1)!.Value);
    }

    private static string Text(IEnumerable<Earning> earnings) =>
        string.Join(", ", earnings.Select(e => FormattableString.Invariant($"{e.Rule.Code} {e.Points:0.##}")));
}
