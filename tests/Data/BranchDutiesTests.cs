using PartyBuilding.Data;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.Data;

public sealed class BranchDutiesTests(TestDatabase database) : DatabaseTest(database)
{
    private static readonly DateOnly Today = new(2026, 4, 22);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await SmallCounty.CreateAsync(Db, Cancel);
    }

    [Fact]
    public async Task A_duty_said_again_replaces_the_one_before_and_ends_once()
    {
        var duties = new BranchDuties(Db);
        await AddAsync(duties, "month", 1);
        await AddAsync(duties, "quarter", 2);

        var duty = Assert.Single(await duties.AllAsync(Cancel));
        Assert.Equal((SmallCounty.Branch, "study", "quarter", (short)2), (duty.BranchId, duty.Kind, duty.Per, duty.Times));
        Assert.True(await duties.EndAsync(SmallCounty.Branch, "study", Today, Cancel));
        Assert.False(await duties.EndAsync(SmallCounty.Branch, "study", Today, Cancel));
        Assert.Empty(await duties.AllAsync(Cancel));
    }

    [Fact]
    public async Task The_bot_may_say_when_a_term_ends()
    {
        await SmallCounty.InBranchAsync(Runtime, async db =>
        {
            await new BranchDuties(db).EndTermAsync(SmallCounty.Branch, Today.AddYears(1), Cancel);
            return 0;
        }, Cancel);

        Assert.Equal(Today.AddYears(1), (await new Members(Db).BranchesAsync(Cancel)).Single(b => b.Id == SmallCounty.Branch).TermEndsOn);
        Assert.Equal(SmallCounty.Branch, Assert.Single(await new Duties(Db).TermsAsync(Today, Today.AddYears(2), Cancel)).BranchId);
    }

    private static Task<long> AddAsync(BranchDuties duties, string per, short times) =>
        duties.AddAsync(SmallCounty.Branch, "study", per, times, Today, SmallCounty.Secretary, SmallCounty.Now, Cancel);
}
