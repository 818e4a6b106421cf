using System.Security.Cryptography;
using Npgsql;
using PartyBuilding.Data;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.Data;

public sealed class TurnsTests(TestDatabase database) : DatabaseTest(database)
{
    private const long Group = 1;
    private static readonly DateTimeOffset Now = SmallCounty.Now;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await SmallCounty.CreateAsync(Db, Cancel);
    }

    [Fact]
    public async Task It_opens_with_who_speaks_where_and_what_was_left_open()
    {
        await SayAsync("secretary", "a1", state: """{"asked": "day"}""");

        await using var db = await Runtime.OpenConnectionAsync(Cancel);
        var opened = await new Turns(db).OpenAsync(Key("secretary", "a2"), Cancel);

        Assert.Null(opened.EarlierReplies);
        Assert.Equal(("示例甲", "青禾小学", true, false), (opened.Who!.Name, opened.Who.Branch, opened.Who.ToldPrivacy, opened.Who.InBureau));
        Assert.Equal(["secretary"], opened.Who.Roles);
        Assert.Equal((Group, SmallCounty.Branch), (opened.Conversation!.Id, opened.Conversation.BranchId));
        Assert.Equal("""{"asked": "day"}""", opened.State);
        Assert.Equal(TimeSpan.Zero, opened.ClockOffset);
    }

    [Fact]
    public async Task Strangers_and_unknown_conversations_open_a_turn_too()
    {
        await using var db = await Runtime.OpenConnectionAsync(Cancel);
        var opened = await new Turns(db).OpenAsync(new TurnKey("test", "bot", "never seen", "a1", "stranger"), Cancel);

        Assert.Null(opened.Who);
        Assert.Null(opened.Conversation);
        Assert.Null(opened.State);
    }

    [Fact]
    public async Task A_message_that_comes_again_finds_what_was_answered()
    {
        await SayAsync("secretary", "a1", replies: """["已登记"]""");

        await using var db = await Runtime.OpenConnectionAsync(Cancel);
        var opened = await new Turns(db).OpenAsync(Key("secretary", "a1"), Cancel);

        Assert.Equal("""["已登记"]""", opened.EarlierReplies);
    }

    [Fact]
    public async Task The_same_message_at_once_in_two_processes_is_handled_by_one()
    {
        var handled = 0;
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            await using var db = await Runtime.OpenConnectionAsync(Cancel);
            var turns = new Turns(db);
            var opened = await turns.OpenAsync(Key("member", "same"), Cancel);
            if (opened.EarlierReplies is null)
            {
                Interlocked.Increment(ref handled);
                await turns.CloseAsync(Close("member", "same"), Cancel);
            }
            else
                await turns.RollBackAsync(Cancel);
        }));

        Assert.Equal(1, handled);
    }

    [Fact]
    public async Task A_persons_second_message_waits_for_the_first_and_sees_what_it_left()
    {
        await using var first = await Runtime.OpenConnectionAsync(Cancel);
        await using var second = await Runtime.OpenConnectionAsync(Cancel);
        await new Turns(first).OpenAsync(Key("secretary", "a1"), Cancel);

        var waiting = new Turns(second).OpenAsync(Key("secretary", "a2"), Cancel);
        await Task.Delay(150, Cancel);
        Assert.False(waiting.IsCompleted);
        await new Turns(first).CloseAsync(Close("secretary", "a1", state: """{"n": 1}"""), Cancel);

        Assert.Equal("""{"n": 1}""", (await waiting).State);
    }

    [Fact]
    public async Task Another_person_in_the_same_group_does_not_wait()
    {
        await using var first = await Runtime.OpenConnectionAsync(Cancel);
        await using var second = await Runtime.OpenConnectionAsync(Cancel);
        await new Turns(first).OpenAsync(Key("secretary", "a1"), Cancel);

        var opened = await new Turns(second).OpenAsync(Key("member", "b1"), Cancel);

        Assert.Equal("示例乙", opened.Who!.Name);
    }

    [Fact]
    public async Task Who_waits_too_long_is_told_so_and_the_connection_is_as_good_as_new()
    {
        await using var first = await Runtime.OpenConnectionAsync(Cancel);
        await using var second = await Runtime.OpenConnectionAsync(Cancel);
        await new Turns(first).OpenAsync(Key("secretary", "a1"), Cancel);

        var turns = new Turns(second);
        var late = await Assert.ThrowsAsync<PostgresException>(() => turns.OpenAsync(Key("secretary", "a2"), Cancel));
        Assert.Equal(PostgresErrorCodes.LockNotAvailable, late.SqlState);
        await turns.RollBackAsync(Cancel);

        Assert.Equal("示例乙", (await turns.OpenAsync(Key("member", "b1"), Cancel)).Who!.Name);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_turn_that_fails_leaves_nothing_behind_on_its_connection(bool rollsBack)
    {
        await using var one = Database.Runtime(ConnectionString + ";Maximum Pool Size=1", asRuntimeRole: true);
        var db = await one.OpenConnectionAsync(Cancel);
        var turns = new Turns(db);
        await turns.OpenAsync(Key("secretary", "a1"), Cancel);
        await Assert.ThrowsAsync<PostgresException>(() => db.RunAsync("select 1 / 0", cancel: Cancel));
        if (rollsBack)
            await turns.RollBackAsync(Cancel);
        await db.DisposeAsync();

        await using var next = await one.OpenConnectionAsync(Cancel);

        Assert.Equal(0, await next.OneAsync<long>("select count(*) from members", cancel: Cancel));
        Assert.Equal("party_bot", await next.OneAsync<string>("select current_user::text", cancel: Cancel));
        Assert.Equal(0, await next.OneAsync<long>("select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()", cancel: Cancel));
    }

    [Fact]
    public async Task A_forgotten_dialogue_is_gone()
    {
        await SayAsync("secretary", "a1", state: """{"n": 1}""");
        await SayAsync("secretary", "a2", state: null);

        Assert.Equal(0, await Db.OneAsync<long>("select count(*) from dialogue_states", cancel: Cancel));
    }

    [Fact]
    public async Task Lines_of_many_turns_at_once_are_numbered_without_gaps_and_later_ones_carry_later_times()
    {
        await Task.WhenAll(Enumerable.Range(0, 30).Select(n => SayAsync($"user{n % 10}", $"a{n}", lines: 2)));

        var lines = await Db.ListAsync<(long Line, DateTime SaidAt)>("select line, said_at from transcript order by line", cancel: Cancel);
        Assert.Equal(Enumerable.Range(1, 60).Select(n => (long)n), lines.Select(l => l.Line));
        Assert.All(lines.Zip(lines.Skip(1)), pair => Assert.True(pair.Second.SaidAt - pair.First.SaidAt >= TimeSpan.FromMilliseconds(1)));
    }

    [Fact]
    public async Task Deliveries_come_back_in_order_and_leased_ones_are_already_being_sent()
    {
        var closed = await SayAsync("secretary", "a1", deliveries: [Delivery(leased: true), Delivery(leased: false)]);

        var states = await Db.ListAsync<(string State, string? By)>("select state, lease_by from deliveries where id = any(@ids) order by id",
            new { ids = closed.DeliveryIds.ToArray() }, Cancel);
        Assert.Equal([("sending", "me"), ("queued", null)], states);
    }

    [Fact]
    public async Task A_turn_whose_closing_fails_leaves_no_trace()
    {
        await using var db = await Runtime.OpenConnectionAsync(Cancel);
        var turns = new Turns(db);
        await turns.OpenAsync(Key("secretary", "a1"), Cancel);
        await Assert.ThrowsAsync<PostgresException>(() => turns.CloseAsync(Close("secretary", "a1", deliveries: [Delivery(false) with { Lane = "none" }]), Cancel));
        await turns.RollBackAsync(Cancel);

        Assert.Equal(0, await Db.OneAsync<long>("select (select count(*) from inbox) + (select count(*) from dialogue_states)", cancel: Cancel));
    }

    private async Task<ClosedTurn> SayAsync(
        string user, string activity, string? state = null, string replies = "[]", int lines = 0, IReadOnlyList<NewDelivery>? deliveries = null)
    {
        await using var db = await Runtime.OpenConnectionAsync(Cancel);
        var turns = new Turns(db);
        await turns.OpenAsync(Key(user, activity), Cancel);
        return await turns.CloseAsync(Close(user, activity, state, replies, lines, deliveries), Cancel);
    }

    private static TurnKey Key(string user, string activity) => new("test", "bot", "group", activity, user);

    private static TurnClose Close(
        string user, string activity, string? state = null, string replies = "[]", int lines = 0, IReadOnlyList<NewDelivery>? deliveries = null) =>
        new(Key(user, activity), SHA256.HashData([1]), replies, Group, state,
            [.. Enumerable.Range(0, lines).Select(n => new NewLine(Group, $"{activity}-{n}", "{}", false))], deliveries ?? [],
            new Lease("me", Now.AddSeconds(30)), Now, Now);

    private static NewDelivery Delivery(bool leased) => new(Group, null, "reply", "{}", Now, Now.AddMinutes(10), leased);
}
