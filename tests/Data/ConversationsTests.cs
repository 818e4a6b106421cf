using PartyBuilding.Data;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.Data;

public sealed class ConversationsTests(TestDatabase database) : DatabaseTest(database)
{
    private static readonly DateTimeOffset Now = SmallCounty.Now;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await SmallCounty.CreateAsync(Db, Cancel);
    }

    [Fact]
    public async Task A_chat_met_by_many_at_once_is_one_chat()
    {
        var rows = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => WithAsync(c => c.EnsureAsync(Private("p1", SmallCounty.Member), Cancel))));

        Assert.Single(rows.Select(row => row.Id).Distinct());
        Assert.Equal((SmallCounty.Member, "u-p1"), (rows[0].MemberId, rows[0].UserId));
    }

    [Fact]
    public async Task A_chat_the_bot_was_removed_from_is_no_target_until_it_is_heard_from_again()
    {
        var row = await WithAsync(c => c.EnsureAsync(Private("p1", SmallCounty.Member), Cancel));
        await WithAsync(async c => { await c.GoneAsync(row.Id, "403", Now, Cancel); return 0; });
        Assert.Null(await WithAsync(c => c.PrivateOfAsync("test", "bot", "u-p1", Cancel)));
        Assert.Empty(await WithAsync(c => c.PrivateOfMembersAsync([SmallCounty.Member], Cancel)));

        await WithAsync(async c => { await c.RefreshAsync(row.Id, """{"serviceUrl": "x"}""", SmallCounty.Member, Cancel); return 0; });

        Assert.Equal(row.Id, (await WithAsync(c => c.PrivateOfAsync("test", "bot", "u-p1", Cancel)))!.Id);
    }

    [Fact]
    public async Task Groups_are_found_by_the_branch_they_are_bound_to()
    {
        var other = await WithAsync(c => c.EnsureAsync(new NewConversation("test", "bot", "g2", "group", "云溪中学支部", null, null, "{}", Now), Cancel));
        Assert.Single(await WithAsync(c => c.GroupsOfAsync(null, Cancel)));

        await WithAsync(async c => { await c.BindAsync(other.Id, SmallCounty.OtherBranch, Cancel); return 0; });

        Assert.Equal([other.Id], (await WithAsync(c => c.GroupsOfAsync([SmallCounty.OtherBranch], Cancel))).Select(c => c.Id));
        Assert.Equal(2, (await WithAsync(c => c.GroupsOfAsync(null, Cancel))).Count);
    }

    [Fact]
    public async Task Somebody_is_welcomed_once()
    {
        var row = await WithAsync(c => c.EnsureAsync(Private("p1", null), Cancel));

        var welcomed = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => WithAsync(c => c.WelcomeAsync(row.Id, Now, Cancel))));

        Assert.Single(welcomed, yes => yes);
    }

    [Fact]
    public async Task The_bots_own_messages_are_known_in_their_conversation_whichever_wire_they_took()
    {
        var (here, there) = (await WithAsync(c => c.EnsureAsync(Private("p1", null), Cancel)), await WithAsync(c => c.EnsureAsync(Private("p2", null), Cancel)));
        await Db.RunAsync("""
            insert into deliveries (conversation_id, lane, activity, state, wire_id, due_at, expires_at, created_at)
            values (@Id, 'reply', '{}', 'sent', 'carried', @Now, @Now, @Now)
            """, new { here.Id, Now }, Cancel);
        await Db.RunAsync("""
            insert into transcript (conversation_id, line, activity_id, activity, said_at)
            values (@Id, 1, 'theirs', '{"from": {"id": "u"}}', @Now), (@Id, 2, 'ours', '{"from": {"id": "bot", "role": "bot"}}', @Now)
            """, new { here.Id, Now }, Cancel);
        await Db.RunAsync("update conversations set last_line = 2 where id = @Id", new { here.Id }, Cancel);

        Assert.True(await WithAsync(c => c.IsOursAsync(here.Id, "carried", Cancel)));
        Assert.True(await WithAsync(c => c.IsOursAsync(here.Id, "ours", Cancel)));
        Assert.False(await WithAsync(c => c.IsOursAsync(here.Id, "theirs", Cancel)));
        Assert.False(await WithAsync(c => c.IsOursAsync(there.Id, "carried", Cancel)));
        Assert.False(await WithAsync(c => c.IsOursAsync(there.Id, "ours", Cancel)));
    }

    private static NewConversation Private(string key, long? member) => new("test", "bot", key, "private", null, member, $"u-{key}", "{}", Now);

    private Task<T> WithAsync<T>(Func<Conversations, Task<T>> work) => SmallCounty.InBranchAsync(Runtime, db => work(new Conversations(db)), Cancel);
}
