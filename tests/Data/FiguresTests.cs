using PartyBuilding.Data;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.Data;

public sealed class FiguresTests(TestDatabase database) : DatabaseTest(database)
{
    private static readonly DateOnly From = new(2026, 1, 1);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await SmallCounty.CreateAsync(Db, Cancel);
    }

    [Fact]
    public async Task Meetings_and_members_own_doings_are_counted_apart()
    {
        var reports = new Reports(Db);
        await reports.AddAsync(SmallCounty.Report(), [], [], Cancel);
        await reports.AddAsync(SmallCounty.Report("volunteering", SmallCounty.Member) with { Hours = 2.5m, Due = null, Attendees = null }, [], [], Cancel);
        await reports.AddAsync(SmallCounty.Report("volunteering", SmallCounty.Elder, state: "claimed"), [], [], Cancel);

        Assert.Equal(
            [new FigureRow("theme-day", false, 1, 16, 18, null), new FigureRow("volunteering", true, 1, null, null, 2.5m)],
            await new Figures(Db).OfBranchAsync(SmallCounty.Branch, From, From.AddYears(1), Cancel));
        Assert.Empty(await new Figures(Db).OfBranchAsync(SmallCounty.Branch, From.AddYears(1), From.AddYears(2), Cancel));
    }

    [Fact]
    public async Task The_wall_shows_the_latest_pledge()
    {
        var reports = new Reports(Db);
        var pledge = SmallCounty.Report("pledge", SmallCounty.Member) with { Fields = """{"text":"先"}""" };
        await reports.AddAsync(pledge with { HeldOn = pledge.HeldOn.AddDays(-30) }, [], [], Cancel);
        await reports.AddAsync(pledge with { Fields = """{"text":"后"}""" }, [], [], Cancel);

        var wall = await new Figures(Db).WallAsync(SmallCounty.Branch, Cancel);

        Assert.Equal([("示例甲", null), ("示例乙", "后"), ("示例丙", null)], wall.Select(m => (m.Name, m.Pledge)));
    }
}
