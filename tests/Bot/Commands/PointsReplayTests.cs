using PartyBuilding.Bot.Commands;
using PartyBuilding.Bot.Demo;
using PartyBuilding.Data;
using PartyBuilding.Plan;
using PartyBuilding.Tests.Plan;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.Bot.Commands;

public sealed class PointsReplayTests(TestDatabase database) : DatabaseTest(database)
{
    private static readonly DateTimeOffset Now = new(2026, 4, 22, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly DateOnly From = new(2026, 4, 1);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await DemoCounty.SeedAsync(Owner, Sample.Plan, Now, Cancel);
    }

    [Fact]
    public async Task Under_the_same_rules_nothing_changes()
    {
        Assert.Contains("没有要改的", await ReplayAsync(Sample.Plan, apply: true), StringComparison.Ordinal);
        Assert.Equal(0, await Db.OneAsync<long>("select count(*) from entries where reverses is not null", cancel: Cancel));
    }

    [Fact]
    public async Task A_new_rule_is_shown_first_and_kept_only_when_asked_for()
    {
        var before = await SumAsync();

        var shown = await ReplayAsync(Dearer, apply: false);

        Assert.Contains("还没有记账", shown, StringComparison.Ordinal);
        Assert.Contains("→", shown, StringComparison.Ordinal);
        Assert.Equal(before, await SumAsync());
    }

    [Fact]
    public async Task From_its_day_on_lines_are_reversed_and_made_anew_and_none_is_changed()
    {
        const string Old = "select id, points, rule_version from entries where id <= @last order by id";
        var last = await Db.OneAsync<long>("select max(id) from entries", cancel: Cancel);
        var lines = await Db.ListAsync<(long, decimal, int)>(Old, new { last }, Cancel);

        Assert.Contains("已重算", await ReplayAsync(Dearer, apply: true), StringComparison.Ordinal);

        Assert.Equal(lines, await Db.ListAsync<(long, decimal, int)>(Old, new { last }, Cancel));
        Assert.Equal(0, await Db.OneAsync<long>("""
            select count(*) from entries e join entries r on r.reverses = e.id and r.year = e.year where e.on_day < @From
            """, new { From }, Cancel));
        Assert.True(await Db.OneAsync<long>("select count(*) from entries where rule = 'b-theme-day' and rule_version = 2", cancel: Cancel) > 0);
        Assert.Equal(
            await Db.OneAsync<decimal>("select sum(points) from entries where state = 'kept'", cancel: Cancel), await SumAsync());
        Assert.Contains("没有要改的", await ReplayAsync(Dearer, apply: true), StringComparison.Ordinal);
    }

    /// <summary>From April on a theme day is worth 4 to the branch.</summary>
    private static WorkPlan Dearer { get; } = PlanWith(rule => rule.Code == "b-theme-day"
        ? [rule with { To = From.AddDays(-1) }, rule with { Version = 2, Value = 4, From = From }]
        : [rule]);

    private static WorkPlan PlanWith(Func<PointRule, IEnumerable<PointRule>> change)
    {
        var plan = Sample.Plan;
        return new WorkPlan(
            plan.Kinds, plan.Groups, plan.Obligations, plan.Points with { All = [.. plan.Points.All.SelectMany(change)] }, plan.Reminders, plan.Stars, plan.Rights, plan.Calendar, plan.Notices);
    }

    private Task<decimal> SumAsync() => Db.OneAsync<decimal>("select sum(points) from totals", cancel: Cancel);

    private async Task<string> ReplayAsync(WorkPlan plan, bool apply)
    {
        var output = new StringWriter();
        Assert.Equal(0, await PointsCommand.RunAsync(Owner, plan, From, null, apply, Now, output));
        return output.ToString();
    }
}
