using PartyBuilding.Data;
using PartyBuilding.Tests.Support;
using static PartyBuilding.Tests.Data.SmallCounty;

namespace PartyBuilding.Tests.Data;

public sealed class RankingsTests(TestDatabase database) : DatabaseTest(database)
{
    private static readonly DateOnly Today = new(2026, 4, 22);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await CreateAsync(Db, Cancel);
    }

    [Fact]
    public async Task Members_of_a_branch_stand_by_their_points_and_those_without_any_stand_too()
    {
        await CreditAsync(Entry(2), Entry(3, account: "volunteering"), Entry(4, Secretary), Entry(9, Stranger, OtherBranch), Entry(9, 0));

        var ranking = await WithAsync(rankings => rankings.MembersAsync(Branch, 2026, Today, Cancel));

        Assert.Equal([("示例乙", 5m), ("示例甲", 4m), ("示例丙", 0m)], ranking.Select(r => (r.Name, r.Points)));
    }

    [Fact]
    public async Task Those_exempt_guests_and_those_who_left_are_not_ranked()
    {
        await Db.RunAsync("""
            insert into exemptions (member_id, from_on, until_on) values (3, '2026-04-01', '2026-04-30'), (2, '2025-01-01', '2025-12-31');
            update members set standing = 'applicant' where id = 1
            """, cancel: Cancel);

        Assert.Equal(["示例乙"], (await WithAsync(rankings => rankings.MembersAsync(Branch, 2026, Today, Cancel))).Select(r => r.Name));
        Assert.Equal(2, (await WithAsync(rankings => rankings.MembersAsync(Branch, 2026, new DateOnly(2026, 5, 1), Cancel))).Count);
    }

    [Fact]
    public async Task Over_part_of_a_year_only_the_lines_of_those_days_count()
    {
        await CreditAsync(Entry(2, day: 5), Entry(3, day: 20));

        var ranking = await WithAsync(rankings => rankings.MembersAsync(Branch, new DateOnly(2026, 4, 10), new DateOnly(2026, 5, 1), Today, Cancel));

        Assert.Equal(3, ranking[0].Points);
    }

    [Fact]
    public async Task Branches_stand_by_their_own_ledger_not_by_their_members()
    {
        await CreditAsync(Entry(5, 0), Entry(50), Entry(6, 0, OtherBranch));

        var year = await WithAsync(rankings => rankings.BranchesAsync(2026, Cancel));
        var april = await WithAsync(rankings => rankings.BranchesAsync(new DateOnly(2026, 4, 1), new DateOnly(2026, 5, 1), Cancel));

        Assert.Equal([("云溪中学", 6m), ("青禾小学", 5m)], year.Select(r => (r.Name, r.Points)));
        Assert.Equal(year, april);
    }

    [Fact]
    public async Task One_members_sum_is_that_of_the_year()
    {
        await CreditAsync(Entry(5), Entry(1) with { OnDay = new DateOnly(2025, 12, 31) });

        Assert.Equal(5, await WithAsync(rankings => rankings.OfMemberAsync(Member, 2026, Cancel)));
        Assert.Equal(0, await WithAsync(rankings => rankings.OfMemberAsync(0, 2026, Cancel)));
    }

    private Task CreditAsync(params NewEntry[] lines) => InBranchAsync(Runtime, db => new Entries(db).CreditAsync(lines, null, Secretary, Now, Cancel), Cancel);

    private Task<T> WithAsync<T>(Func<Rankings, Task<T>> work) => InBranchAsync(Runtime, db => work(new Rankings(db)), Cancel);
}
