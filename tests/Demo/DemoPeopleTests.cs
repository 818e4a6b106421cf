using PartyBuilding.Bot.Demo;
using PartyBuilding.Data;
using PartyBuilding.Tests.Plan;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.Demo;

public sealed class DemoPeopleTests(TestDatabase database) : DatabaseTest(database)
{
    private static readonly DateTimeOffset Now = new(2026, 4, 22, 8, 59, 0, TimeSpan.FromHours(8));

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await DemoCounty.SeedAsync(Owner, Sample.Plan, Now, Cancel);
    }

    [Fact]
    public async Task Everybody_has_a_private_chat_first_and_members_their_group()
    {
        var people = await new DemoPeople(Runtime).AllAsync(Cancel);

        Assert.All(people, person => Assert.Matches("^dl_[a-z]+_[0-9]{2}$", person.Id));
        Assert.All(people, person => Assert.StartsWith("demo-p-", person.Conversations[0].Id, StringComparison.Ordinal));
        Assert.All(people, person => Assert.False(person.Conversations[0].IsGroup));
        Assert.All(people.Where(person => person.Branch is not null), person => Assert.Contains(person.Conversations, chat => chat.IsGroup));
        Assert.Equal(people.Count, people.Select(person => person.Id).Distinct().Count());
        Assert.Equal(["bureau", "committee", "inspector", "member", "secretary"], people.Select(person => person.Role).Distinct().Order());
        Assert.Empty(Assert.Single(people, person => person.Branch is null).Roles);
    }

    [Fact]
    public async Task A_secretary_is_in_the_branchs_group_and_in_the_bureaus()
    {
        var person = await new DemoPeople(Runtime).FindAsync("dl_qinghe_01", Cancel);

        Assert.NotNull(person);
        Assert.Equal(("secretary", "青禾小学"), (person.Role, person.Branch));
        Assert.Equal(["demo-p-qinghe-01", "demo-g-qinghe", "demo-g-bureau"], person.Conversations.Select(chat => chat.Id));
    }

    [Fact]
    public async Task Nobody_else_is_found() =>
        Assert.Null(await new DemoPeople(Runtime).FindAsync("dl_qinghe_99", Cancel));

    [Fact]
    public async Task The_clock_is_moved_for_all_processes()
    {
        var real = new Channels.Support.SettableClock(Now);

        Assert.Null(await new DemoTime(Runtime, real).SetAsync(Now.AddDays(3), Cancel));

        Assert.Equal(TimeSpan.FromDays(3), await new Settings(Db).ClockOffsetAsync(Cancel));
    }

    [Fact]
    public async Task The_clock_is_not_moved_before_what_is_recorded()
    {
        var real = new Channels.Support.SettableClock(Now);

        var refused = await new DemoTime(Runtime, real).SetAsync(Now.AddDays(-3), Cancel);

        Assert.Contains("2026-04-21", refused, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.Zero, await new Settings(Db).ClockOffsetAsync(Cancel));
    }
}
