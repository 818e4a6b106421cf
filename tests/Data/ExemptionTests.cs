using PartyBuilding.Data;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.Data;

public sealed class ExemptionTests(TestDatabase database) : DatabaseTest(database)
{
    private static readonly DateOnly Day = new(2026, 4, 22);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Db.RunAsync("""
            insert into organisations (kind, name) values ('branch', '青禾小学');
            insert into members (branch_id, name) values (1, '示例甲'), (1, '示例乙');
            """, cancel: Cancel);
    }

    [Fact]
    public async Task It_holds_from_its_first_day_to_its_last()
    {
        var exemptions = new Exemptions(Db);
        await exemptions.SetAsync(1, Day, Day.AddDays(10), 2, Cancel);

        Assert.Empty(await exemptions.OnAsync(1, Day.AddDays(-1), Cancel));
        Assert.Equal(new ExemptionRow(1, Day, Day.AddDays(10)), Assert.Single(await exemptions.OnAsync(1, Day, Cancel)));
        Assert.Single(await exemptions.OnAsync(1, Day.AddDays(10), Cancel));
        Assert.Empty(await exemptions.OnAsync(1, Day.AddDays(11), Cancel));
    }

    [Fact]
    public async Task Ended_it_holds_no_longer_and_what_was_ahead_is_gone()
    {
        var exemptions = new Exemptions(Db);
        await exemptions.SetAsync(1, Day, null, 2, Cancel);
        await exemptions.SetAsync(1, Day.AddDays(30), null, 2, Cancel);

        Assert.True(await exemptions.EndAsync(1, Day.AddDays(3), Cancel));

        Assert.Single(await exemptions.OnAsync(1, Day.AddDays(3), Cancel));
        Assert.Empty(await exemptions.OnAsync(1, Day.AddDays(4), Cancel));
        Assert.Empty(await exemptions.OnAsync(1, Day.AddDays(40), Cancel));
        Assert.False(await exemptions.EndAsync(1, Day.AddDays(3), Cancel));
    }

    [Fact]
    public async Task A_look_at_another_person_leaves_a_line()
    {
        await new Audit(Db).AddAsync(new DateTimeOffset(2026, 4, 22, 1, 0, 0, TimeSpan.Zero), 2, "points-detail", "member:1", 1, "年终核对", Cancel);

        Assert.Equal("member:1", await Db.OneAsync<string>("select subject from audit where member_id = 2 and ground = '年终核对'", cancel: Cancel));
    }
}
