using PartyBuilding.Plan;

namespace PartyBuilding.Tests.Plan;

public sealed class RankingTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("甲 70", "1甲")]
    [InlineData("甲 70, 乙 80, 丙 80, 丁 60", "1乙 1丙 3甲 4丁")]
    [InlineData("甲 60, 乙 60, 丙 60", "1甲 1乙 1丙")]
    [InlineData("甲 60.5, 乙 60.25, 丙 60.50", "1甲 1丙 3乙")]
    [InlineData("甲 90, 乙x 95, 丙 80, 丁x 80", "1甲 2丙")]
    [InlineData("甲 -1, 乙 0", "1乙 2甲")]
    public void Equals_share_a_place_and_the_exempt_take_none(string people, string places)
    {
        var all = people.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split(' ')).ToList();

        var placed = Ranking.Of(all, one => decimal.Parse(one[1], null), one => one[0].EndsWith('x'));

        Assert.Equal(places, string.Join(' ', placed.Select(p => p.Place + p.Who[0])));
    }
}
