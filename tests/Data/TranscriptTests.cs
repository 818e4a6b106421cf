using PartyBuilding.Data;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.Data;

public sealed class TranscriptTests(TestDatabase database) : DatabaseTest(database)
{
    private static readonly DateTimeOffset Now = new(2026, 4, 22, 1, 0, 0, TimeSpan.Zero);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Db.RunAsync("""
            insert into conversations (channel, account, key, kind, created_at)
            values ('directline', 'party-bot', 'a', 'private', now()), ('directline', 'party-bot', 'b', 'private', now())
            """, cancel: Cancel);
    }

    [Fact]
    public async Task Lines_said_at_once_are_numbered_without_a_gap_and_their_times_rise()
    {
        await Task.WhenAll(Enumerable.Range(0, 10).Select(async writer =>
        {
            await using var db = await Runtime.OpenConnectionAsync(Cancel);
            await new Transcript(db).AppendAsync(1, [Line($"{writer}-1"), Line($"{writer}-2"), Line($"{writer}-3")], Now, Cancel);
        }));

        var lines = await new Transcript(Db).AfterAsync(1, 0, 100, Cancel);

        Assert.Equal(Enumerable.Range(1, 30).Select(n => (long)n), lines.Select(line => line.Line));
        Assert.All(lines.Zip(lines.Skip(1)), pair => Assert.True(pair.First.SaidAt < pair.Second.SaidAt));
        Assert.All(lines.Chunk(3), three => Assert.Single(three.Select(line => line.ActivityId.Split('-')[0]).Distinct()));
        Assert.Equal(30, await new Transcript(Db).LastAsync(1, Cancel));
        Assert.Equal(0, await new Transcript(Db).LastAsync(2, Cancel));
    }

    [Fact]
    public async Task A_turn_and_a_delivery_that_come_together_share_one_numbering()
    {
        await using var db = await Runtime.OpenConnectionAsync(Cancel);
        var turns = new Turns(db);
        var key = new TurnKey("directline", "party-bot", "a", "m1", "dl_one");
        await turns.OpenAsync(key, Cancel);
        await turns.CloseAsync(
            new TurnClose(key, [0], "[]", 1, null, [Line("m1") with { ConversationId = 1 }, Line("r1") with { ConversationId = 1 }], [], new Lease("me", Now), Now, Now), Cancel);

        var last = await new Transcript(Db).AppendAsync(1, [Line("notice")], Now, Cancel);

        Assert.Equal(3, last);
        Assert.Equal(["m1", "r1", "notice"], (await new Transcript(Db).AfterAsync(1, 0, 10, Cancel)).Select(line => line.ActivityId));
    }

    [Fact]
    public async Task Somebody_who_joins_sees_the_newest_lines_in_order()
    {
        var transcript = new Transcript(Db);
        for (var n = 1; n <= 6; n++)
            await transcript.AppendAsync(1, [Line($"m{n}")], Now, Cancel);

        Assert.Equal([4L, 5L, 6L], (await transcript.NewestAsync(1, 3, Cancel)).Select(line => line.Line));
        Assert.Equal([3L, 4L], (await transcript.AfterAsync(1, 2, 2, Cancel)).Select(line => line.Line));
        Assert.Empty(await transcript.NewestAsync(2, 3, Cancel));
    }

    private static NewLine Line(string id) => new(1, id, """{"type": "message"}""", false);
}
