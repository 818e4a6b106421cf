using PartyBuilding.Data;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.Data;

public sealed class SuggestionsTests(TestDatabase database) : DatabaseTest(database)
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await SmallCounty.CreateAsync(Db, Cancel);
    }

    [Fact]
    public async Task What_is_open_is_listed_however_old_and_what_was_answered_from_the_period_on()
    {
        var suggestions = new Suggestions(Db);
        var open = await AddAsync(suggestions, SmallCounty.Now.AddDays(-200));
        var old = await AddAsync(suggestions, SmallCounty.Now.AddDays(-200));
        var answered = await AddAsync(suggestions, SmallCounty.Now);
        await suggestions.AnswerAsync(old, "done", null, SmallCounty.Secretary, SmallCounty.Now, Cancel);
        await suggestions.AnswerAsync(answered, "declined", "没有预算", SmallCounty.Secretary, SmallCounty.Now, Cancel);

        var listed = await suggestions.SinceAsync([SmallCounty.Branch], SmallCounty.Now.AddDays(-1), Cancel);

        Assert.Equal([answered, open], listed.Select(s => s.Id));
        Assert.Equal(("declined", "没有预算"), (listed[0].State, listed[0].Answer));
        Assert.Empty(await suggestions.SinceAsync([SmallCounty.OtherBranch], SmallCounty.Now.AddDays(-1), Cancel));
    }

    [Fact]
    public async Task What_was_taken_back_is_gone_and_what_was_answered_stays()
    {
        var suggestions = new Suggestions(Db);
        var (first, second) = (await AddAsync(suggestions, SmallCounty.Now), await AddAsync(suggestions, SmallCounty.Now));
        await suggestions.AnswerAsync(second, "done", "下周起", SmallCounty.Secretary, SmallCounty.Now, Cancel);

        Assert.True(await suggestions.WithdrawAsync(first, SmallCounty.Member, Cancel));
        Assert.False(await suggestions.WithdrawAsync(second, SmallCounty.Member, Cancel));
        Assert.Null(await suggestions.FindAsync(first, Cancel));
        Assert.Equal(second, Assert.Single(await suggestions.OfMemberAsync(SmallCounty.Member, 5, Cancel)).Id);
    }

    private static Task<long> AddAsync(Suggestions suggestions, DateTimeOffset at) =>
        suggestions.AddAsync(SmallCounty.Branch, SmallCounty.Member, "示例建议", at, Cancel);
}
