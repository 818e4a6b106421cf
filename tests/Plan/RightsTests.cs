using PartyBuilding.Plan;

namespace PartyBuilding.Tests.Plan;

public sealed class RightsTests
{
    [Theory]
    [InlineData("report-own", "member", Scope.Own, false, false)]
    [InlineData("report-branch", "member", Scope.None, false, false)]
    [InlineData("report-branch", "leader", Scope.Group, false, false)]
    [InlineData("report-branch", "secretary", Scope.Branch, false, false)]
    [InlineData("points-change", "committee", Scope.Branch, true, false)]
    [InlineData("points-change", "leader", Scope.Group, false, true)]
    [InlineData("points-change", "bureau", Scope.None, false, false)]
    [InlineData("points-branch", "bureau", Scope.System, false, false)]
    [InlineData("dues-amounts", "secretary", Scope.Own, false, false)]
    [InlineData("dues-amounts", "clerk", Scope.Branch, false, false)]
    [InlineData("dues-paid", "secretary", Scope.Branch, false, false)]
    [InlineData("notice-all", "bureau", Scope.System, true, false)]
    [InlineData("notice-branches", "secretary", Scope.None, false, false)]
    [InlineData("suggestions-author", "bureau", Scope.None, false, false)]
    [InlineData("export", "inspector", Scope.Assigned, false, false)]
    [InlineData("report-own", "stranger", Scope.None, false, false)]
    public void Each_cell_of_the_table_is_as_agreed(string action, string role, Scope scope, bool second, bool propose) =>
        Assert.Equal(new Right(action, role, scope, second, propose), Sample.Plan.Rights.Of(action, role));

    [Fact]
    public void An_action_nobody_has_written_down_is_a_bug() =>
        Assert.Throws<ArgumentException>(() => Sample.Plan.Rights.Of("report.own", "member"));

    [Fact]
    public void Of_several_roles_the_farthest_counts()
    {
        Assert.Equal(Scope.Branch, Sample.Plan.Rights.Of("points-change", ["member", "committee", "secretary"]).Scope);
        Assert.False(Sample.Plan.Rights.Of("points-change", ["committee", "secretary"]).NeedsSecond);
        Assert.Equal(Scope.None, Sample.Plan.Rights.Of("points-change", []).Scope);
    }
}
