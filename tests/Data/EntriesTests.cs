using PartyBuilding.Data;
using PartyBuilding.Tests.Support;
using static PartyBuilding.Tests.Data.SmallCounty;

namespace PartyBuilding.Tests.Data;

public sealed class EntriesTests(TestDatabase database) : DatabaseTest(database)
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await CreateAsync(Db, Cancel);
    }

    [Theory]
    [InlineData(null, 9.0)]
    [InlineData(5.0, null)]
    [InlineData(7.0, 4.0)]
    public async Task Caps_hold_however_many_credit_at_once(double? month, double? year)
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CreditAsync(Entry(2, month: (decimal?)month, year: (decimal?)year))));

        var cap = (decimal)Math.Min(month ?? 100, year ?? 100);
        Assert.Equal((20L, cap, cap), await SumsAsync());
    }

    [Fact]
    public async Task Deductions_have_a_cap_of_their_own()
    {
        for (var i = 0; i < 3; i++)
            await CreditAsync(Entry(-2, account: "absent", year: 5));
        await CreditAsync(Entry(3));

        Assert.Equal(-5, await Db.OneAsync<decimal>("select points from totals where account = 'absent'", cancel: Cancel));
        Assert.Equal(3, await Db.OneAsync<decimal>("select points from totals where account = 'study'", cancel: Cancel));
    }

    [Fact]
    public async Task Lines_given_together_share_what_the_cap_leaves_in_their_order()
    {
        var credited = await CreditAsync(Entry(2, year: 5), Entry(2, year: 5), Entry(2, year: 5));

        Assert.Equal([2, 2, 1], credited.Select(line => line.Points));
    }

    [Fact]
    public async Task A_months_cap_leaves_the_next_month_its_own()
    {
        await CreditAsync(Entry(2, month: 2), Entry(2, month: 2));
        var may = await CreditAsync(Entry(2, month: 2) with { OnDay = new DateOnly(2026, 5, 1) });

        Assert.Equal(2, may.Single().Points);
    }

    [Fact]
    public async Task Crowds_credited_in_opposite_orders_do_not_lock_each_other_out()
    {
        NewEntry[] crowd = [Entry(1, Secretary), Entry(1), Entry(1, Elder), Entry(1, 0), Entry(1, 0, OtherBranch), Entry(1, Stranger, OtherBranch)];

        await Task.WhenAll(Enumerable.Range(0, 16).Select(n => CreditAsync(n % 2 == 0 ? crowd : [.. crowd.Reverse()])));

        Assert.Equal((96L, 96m, 96m), await SumsAsync());
    }

    [Fact]
    public async Task A_line_is_taken_back_once_and_makes_room_under_its_cap()
    {
        var line = (await CreditAsync(Entry(2, year: 2))).Single();

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            WithAsync(entries => entries.ReverseAsync([line.Id], Secretary, "记错了", Now, Cancel))));

        Assert.Equal(-2, Assert.Single(taken.SelectMany(lines => lines)).Points);
        Assert.Equal((2L, 0m, 0m), await SumsAsync());
        Assert.Equal(2, (await CreditAsync(Entry(2, year: 2))).Single().Points);
    }

    [Fact]
    public async Task Credits_and_what_takes_them_back_may_cross_and_the_sums_still_are_those_of_the_lines()
    {
        NewEntry[] lines = [Entry(2, year: 10), Entry(2, Elder, year: 10), Entry(2, Stranger, OtherBranch, year: 10)];

        await Task.WhenAll(Enumerable.Range(0, 16).Select(async n =>
        {
            var credited = await CreditAsync(n % 2 == 0 ? lines : [.. lines.Reverse()]);
            if (n % 3 == 0)
                await WithAsync(entries => entries.ReverseAsync([.. credited.Select(line => line.Id)], Secretary, null, Now, Cancel));
        }));

        var sums = await Db.ListAsync<(decimal Lines, decimal Kept)>("""
            select (select sum(e.points) from entries e where e.branch_id = t.branch_id and e.member_id = t.member_id and e.account = t.account), t.points
            from totals t
            """, cancel: Cancel);
        Assert.Equal(3, sums.Count);
        Assert.All(sums, sum => Assert.Equal(sum.Lines, sum.Kept));
        Assert.All(sums, sum => Assert.InRange(sum.Kept, 0, 10));
    }

    [Fact]
    public async Task What_takes_a_line_back_is_not_taken_back_itself()
    {
        var line = (await CreditAsync(Entry(2))).Single();
        var back = (await WithAsync(entries => entries.ReverseAsync([line.Id], Secretary, null, Now, Cancel))).Single();

        Assert.Empty(await WithAsync(entries => entries.ReverseAsync([back.Id], Secretary, null, Now, Cancel)));
    }

    [Fact]
    public async Task Nobody_settles_a_claim_they_made_or_would_gain_from()
    {
        var id = await WithAsync(entries => entries.ClaimAsync(Entry(2), Elder, Now, Cancel));

        Assert.False(await WithAsync(entries => entries.SettleAsync(id, approve: true, Elder, Now, Cancel)));
        Assert.False(await WithAsync(entries => entries.SettleAsync(id, approve: true, Member, Now, Cancel)));
        Assert.True(await WithAsync(entries => entries.SettleAsync(id, approve: true, Secretary, Now, Cancel)));
        Assert.False(await WithAsync(entries => entries.SettleAsync(id, approve: false, Secretary, Now, Cancel)));
    }

    [Fact]
    public async Task A_members_lines_come_in_the_order_of_their_days_with_what_was_taken_back_marked()
    {
        await CreditAsync(Entry(1, day: 20), Entry(2, day: 3));
        var late = (await CreditAsync(Entry(3, day: 21))).Single();
        await WithAsync(entries => entries.ReverseAsync([late.Id], Secretary, null, Now, Cancel));

        var lines = await WithAsync(entries => entries.OfMemberAsync(Member, 2026, new DateOnly(2026, 1, 1), new DateOnly(2027, 1, 1), Cancel));

        Assert.Equal([2, 1, 3, -3], lines.Select(line => line.Points));
        Assert.Equal([false, false, true, false], lines.Select(line => line.IsReversed));
    }

    [Fact]
    public async Task Of_several_lines_only_ones_own_are_found()
    {
        var ids = (await CreditAsync(Entry(1), Entry(2))).Select(line => line.Id).ToArray();

        Assert.Equal([1, 2], (await WithAsync(entries => entries.ToldByAsync(ids, Secretary, Cancel))).Select(line => line.Points));
        Assert.Empty(await WithAsync(entries => entries.ToldByAsync(ids, Member, Cancel)));
    }

    private Task<(long, decimal, decimal)> SumsAsync() => Db.OneAsync<(long, decimal, decimal)>(
        "select count(*), sum(points), (select sum(points) from totals) from entries", cancel: Cancel);

    private Task<IReadOnlyList<Credited>> CreditAsync(params NewEntry[] lines) =>
        WithAsync(entries => entries.CreditAsync(lines, null, Secretary, Now, Cancel));

    private Task<T> WithAsync<T>(Func<Entries, Task<T>> work) => InBranchAsync(Runtime, db => work(new Entries(db)), Cancel);
}
