using System.Security.Cryptography;
using Npgsql;
using PartyBuilding.Data;
using PartyBuilding.Tests.Support;
using static PartyBuilding.Tests.Data.SmallCounty;

namespace PartyBuilding.Tests.Data;

/// <summary>Turns of several people in one transaction: the first one fills a convoy alone and holds it, those who come meanwhile share the next.</summary>
public sealed class ConvoysTests(TestDatabase database) : DatabaseTest(database)
{
    private Convoys convoys = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await CreateAsync(Db, Cancel);
        convoys = new Convoys(Runtime, 1, 8, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Who_is_alone_waits_for_nobody()
    {
        using var passenger = await BoardAsync("secretary");

        Assert.Equal("示例甲", passenger.Opened!.Who!.Name);
        await passenger.CloseAsync(Close("secretary"));

        Assert.Equal(1, await InboxAsync());
    }

    [Fact]
    public async Task Those_who_wait_share_a_transaction_and_each_finds_what_is_theirs()
    {
        await BoardAloneAsync("member", async member => await member.CloseAsync(Close("member", state: """{"n": 2}""")));
        var (secretary, member, other) = await TogetherAsync("secretary", "member", "other");

        Assert.Equal([("示例甲", Branch), ("示例乙", Branch), ("示例丁", OtherBranch)], new[] { secretary, member, other }.Select(p => (p.Opened!.Who!.Name, p.Opened.Who.BranchId)));
        Assert.Equal([null, """{"n": 2}""", null], new[] { secretary, member, other }.Select(p => p.Opened!.State));
        var closed = await Task.WhenAll(
            secretary.CloseAsync(Close("secretary", deliveries: 2)), member.CloseAsync(Close("member", "later")), other.CloseAsync(Close("other", deliveries: 1)));

        Assert.Equal([2, 0, 1], closed.Select(one => one.DeliveryIds.Count));
        Assert.Equal(3, closed.SelectMany(one => one.DeliveryIds).Distinct().Count());
        Assert.Equal(1, await Db.OneAsync<long>("select count(distinct xmin::text) from inbox where activity_id <> 'a-member'", cancel: Cancel));
        Assert.Equal(0, await Db.OneAsync<long>("select count(*) from dialogue_states", cancel: Cancel));
    }

    [Fact]
    public async Task Reports_told_together_are_each_kept_and_credited_to_their_own_branch()
    {
        var (secretary, other, _) = await TogetherAsync("secretary", "other");

        var added = await Task.WhenAll(
            secretary.AddAsync(ToAdd(Report(), Branch)), other.AddAsync(ToAdd(Report() with { BranchId = OtherBranch, ToldBy = Stranger, StartsAt = null }, OtherBranch)));
        await Task.WhenAll(secretary.CloseAsync(Close("secretary")), other.CloseAsync(Close("other")));

        Assert.All(added, one => Assert.Equal(5, Assert.Single(one.Credited).Points));
        Assert.All(added, one => Assert.Equal("theme-day", Assert.Single(one.Facts).Kind));
        Assert.Equal(
            [(Branch, added[0].Id, 5m), (OtherBranch, added[1].Id, 5m)],
            await Db.ListAsync<(long, long?, decimal)>("select branch_id, report_id, points from entries order by branch_id", cancel: Cancel));
        Assert.Equal([Branch, OtherBranch], await Db.ListAsync<long>("select branch_id from attendance order by 1", cancel: Cancel));
    }

    [Fact]
    public async Task Two_of_one_branch_come_after_one_another_and_the_cap_holds()
    {
        var (secretary, member, _) = await TogetherAsync("secretary", "member");

        var added = await Task.WhenAll(
            secretary.AddAsync(ToAdd(Report("study"), Branch, month: 7)), member.AddAsync(ToAdd(Report("committee", toldBy: Member), Branch, month: 7)));
        await Task.WhenAll(secretary.CloseAsync(Close("secretary")), member.CloseAsync(Close("member")));

        Assert.Equal([2m, 5m], added.Select(one => Assert.Single(one.Credited).Points).Order());
        Assert.Equal(7, await Db.OneAsync<decimal>("select sum(points) from totals", cancel: Cancel));
    }

    [Fact]
    public async Task A_report_that_is_there_already_is_not_kept_again_and_takes_nobody_elses_with_it()
    {
        var first = await BoardAloneAsync("secretary", async passenger =>
        {
            var added = await passenger.AddAsync(ToAdd(Report(), Branch));
            await passenger.CloseAsync(Close("secretary"));
            return added;
        });
        var (member, other, _) = await TogetherAsync("member", "other");

        var closing = other.CloseAsync(Close("other"));
        var again = await member.AddAsync(ToAdd(Report(toldBy: Member), Branch));
        member.Dispose();
        await closing;

        Assert.NotNull(first.Id);
        Assert.Equal((null, 0), (again.Id, again.Credited.Count));
        Assert.Equal((2L, 1L), (await InboxAsync(), await Db.OneAsync<long>("select count(*) from entries", cancel: Cancel)));
    }

    [Fact]
    public async Task Who_leaves_before_writing_holds_nobody_up()
    {
        var (secretary, member, _) = await TogetherAsync("secretary", "member");

        secretary.Dispose();
        await member.CloseAsync(Close("member"));

        Assert.Equal("a-member", await Db.OneAsync<string>("select activity_id from inbox", cancel: Cancel));
    }

    [Fact]
    public async Task Who_leaves_after_writing_takes_everything_back_and_the_others_hear_of_it()
    {
        var (secretary, member, _) = await TogetherAsync("secretary", "member");

        var closing = member.CloseAsync(Close("member"));
        await secretary.AddAsync(ToAdd(Report(), Branch));
        secretary.Dispose();

        await Assert.ThrowsAsync<ConvoyException>(() => closing);
        Assert.Equal((0L, 0L), (await InboxAsync(), await Db.OneAsync<long>("select count(*) from reports", cancel: Cancel)));
    }

    [Fact]
    public async Task One_that_fails_fails_for_all_and_the_next_convoy_is_as_good_as_new()
    {
        var (secretary, other, _) = await TogetherAsync("secretary", "other");

        var good = secretary.AddAsync(ToAdd(Report(), Branch));
        var bad = other.AddAsync(ToAdd(Report() with { BranchId = OtherBranch, Due = -1 }, OtherBranch));

        await Assert.ThrowsAsync<PostgresException>(() => good);
        await Assert.ThrowsAsync<PostgresException>(() => bad);
        await Assert.ThrowsAsync<PostgresException>(() => secretary.CloseAsync(Close("secretary")));
        await BoardAloneAsync("secretary", async passenger => await passenger.CloseAsync(Close("secretary")));
        Assert.Equal((1L, 0L), (await InboxAsync(), await Db.OneAsync<long>("select count(*) from reports", cancel: Cancel)));
    }

    [Fact]
    public async Task Nobody_writes_for_a_branch_that_none_of_them_belongs_to()
    {
        var (secretary, member, _) = await TogetherAsync("secretary", "member");
        member.Dispose();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => secretary.AddAsync(ToAdd(Report() with { BranchId = OtherBranch }, OtherBranch)));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task A_person_whose_other_turn_is_running_elsewhere_is_sent_to_wait_alone()
    {
        await using var elsewhere = await Runtime.OpenConnectionAsync(Cancel);
        await new Turns(elsewhere).OpenAsync(Key("secretary"), Cancel);

        var (secretary, member, _) = await TogetherAsync("secretary", "member");
        secretary.Dispose();
        await member.CloseAsync(Close("member"));

        Assert.Null(secretary.Opened);
        Assert.NotNull(member.Opened);
    }

    [Fact]
    public async Task A_message_handled_before_finds_what_was_answered()
    {
        await BoardAloneAsync("secretary", async passenger => await passenger.CloseAsync(Close("secretary")));

        using var again = await BoardAsync("secretary");

        Assert.Equal("[]", again.Opened!.EarlierReplies);
    }

    [Fact]
    public async Task Who_gives_up_waiting_is_left_behind()
    {
        using var holding = await BoardAsync("secretary");
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => convoys.BoardAsync(Key("member"), patience.Token));
        var waiting = BoardAsync("other");
        await holding.CloseAsync(Close("secretary"));

        using var other = await waiting;
        await other.CloseAsync(Close("other"));

        Assert.Equal(2, await InboxAsync());
    }

    [Fact]
    public async Task One_that_never_goes_on_costs_the_others_no_more_than_the_budget()
    {
        convoys = new Convoys(Runtime, 1, 8, TimeSpan.FromSeconds(1));
        var (stuck, member, _) = await TogetherAsync("secretary", "member");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => member.CloseAsync(Close("member")));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stuck.CloseAsync(Close("secretary")));

        Assert.Equal(0, await InboxAsync());
    }

    [Fact]
    public async Task Many_at_once_lose_nothing()
    {
        convoys = new Convoys(Runtime, 3, 4, TimeSpan.FromSeconds(5));
        var kept = 0;
        await Task.WhenAll(Enumerable.Range(0, 60).Select(async n =>
        {
            var user = $"stranger{n}";
            using var passenger = await convoys.BoardAsync(new TurnKey("test", "bot", "group", $"m{n}", user), Cancel);
            if (n % 7 == 0)
                return;
            await passenger.CloseAsync(Close(user) with { Key = new TurnKey("test", "bot", "group", $"m{n}", user) });
            Interlocked.Increment(ref kept);
        }));

        Assert.Equal(51, kept);
        Assert.Equal(51, await InboxAsync());
    }

    /// <summary>Boards these people into one convoy: they come while another one is under way.</summary>
    private async Task<(Passenger First, Passenger Second, Passenger Third)> TogetherAsync(params string[] users)
    {
        using var before = await convoys.BoardAsync(new TurnKey("test", "bot", "nowhere", "first", "nobody"), Cancel);
        var waiting = users.Select(BoardAsync).ToList();
        before.Dispose();
        var boarded = await Task.WhenAll(waiting);
        return (boarded[0], boarded[1], boarded[^1]);
    }

    private async Task<T> BoardAloneAsync<T>(string user, Func<Passenger, Task<T>> work)
    {
        using var passenger = await BoardAsync(user);
        return await work(passenger);
    }

    private Task<Passenger> BoardAsync(string user) => convoys.BoardAsync(Key(user), Cancel);

    private Task<long> InboxAsync() => Db.OneAsync<long>("select count(*) from inbox", cancel: Cancel);

    private static TurnKey Key(string user, string? activity = null) => new("test", "bot", "group", activity ?? $"a-{user}", user);

    private static ReportToAdd ToAdd(NewReport report, long branch, decimal? month = null) =>
        new(report, [Entry(5, member: 0, branch: branch, month: month)], [new(report.Kind, new DateOnly(2026, 1, 1), new DateOnly(2027, 1, 1), null)], [report.ToldBy]);

    private static TurnClose Close(string user, string? activity = null, string? state = null, int deliveries = 0) =>
        new(Key(user, activity), SHA256.HashData([1]), "[]", 1, state, [],
            [.. Enumerable.Range(0, deliveries).Select(_ => new NewDelivery(1, null, "reply", "{}", Now, Now.AddMinutes(10), true))],
            new Lease("me", Now.AddSeconds(30)), Now, Now);
}
