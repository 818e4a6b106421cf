using PartyBuilding.Data;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.Data;

public sealed class PairsTests(TestDatabase database) : DatabaseTest(database)
{
    private static readonly DateOnly Today = new(2026, 4, 22);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await SmallCounty.CreateAsync(Db, Cancel);
    }

    [Fact]
    public async Task A_pair_is_made_once_and_may_be_made_again_after_its_end()
    {
        var pairs = new Pairs(Db);
        var first = await PairAsync(pairs);

        Assert.NotNull(first);
        Assert.Null(await PairAsync(pairs));
        Assert.True(await pairs.EndAsync(first.Value, Today, Cancel));
        Assert.False(await pairs.EndAsync(first.Value, Today, Cancel));
        Assert.NotNull(await PairAsync(pairs));
    }

    [Fact]
    public async Task It_lasts_from_its_first_day_to_its_last()
    {
        var pairs = new Pairs(Db);
        var id = (await PairAsync(pairs))!.Value;
        await pairs.EndAsync(id, Today.AddDays(10), Cancel);

        Assert.Empty(await pairs.OnAsync(SmallCounty.Branch, Today.AddDays(-1), Cancel));
        Assert.Equal("示例乙", Assert.Single(await pairs.OnAsync(SmallCounty.Branch, Today.AddDays(10), Cancel)).Mentor);
        Assert.Empty(await pairs.OnAsync(SmallCounty.Branch, Today.AddDays(11), Cancel));
        Assert.Empty(await pairs.OnAsync(SmallCounty.OtherBranch, Today, Cancel));
    }

    [Fact]
    public async Task What_a_pair_did_is_counted_for_it_until_it_is_taken_back()
    {
        var (pairs, reports) = (new Pairs(Db), new Reports(Db));
        var id = (await PairAsync(pairs))!.Value;
        var report = (await reports.AddAsync(SmallCounty.Report("mentoring", SmallCounty.Member, item: "听课"), [], [], Cancel)).Id!.Value;
        await pairs.CreditAsync(report, id, Cancel);

        Assert.Equal(new PairFactRow(id, "mentoring", Today, null, "听课"), Assert.Single(await pairs.FactsAsync([id], Today, Cancel)));
        Assert.Equal(id, await pairs.OfReportAsync(report, Cancel));

        await reports.WithdrawAsync(report, SmallCounty.Member, SmallCounty.Now, Cancel);
        Assert.Empty(await pairs.FactsAsync([id], Today, Cancel));
    }

    private static Task<long?> PairAsync(Pairs pairs) =>
        pairs.AddAsync(SmallCounty.Branch, SmallCounty.Member, "示例徒弟", Today, SmallCounty.Secretary, SmallCounty.Now, Cancel);
}
