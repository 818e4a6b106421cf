using PartyBuilding.Bot.Features;
using PartyBuilding.Channels;
using PartyBuilding.Data;
using PartyBuilding.Tests.Support;
using static PartyBuilding.Tests.Data.SmallCounty;

namespace PartyBuilding.Tests.Data;

public sealed class NoticesTests(TestDatabase database) : DatabaseTest(database)
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await CreateAsync(Db, Cancel);
    }

    [Fact]
    public async Task A_reminder_fired_by_many_at_once_fires_once()
    {
        var fired = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            InBranchAsync(Runtime, db => new Broadcasts(db).FireAsync("month-gaps", Now, "本月还差", Now, Cancel), Cancel)));

        Assert.Single(fired, id => id is not null);
    }

    [Fact]
    public async Task Each_word_is_given_once_and_counts_for_the_text_it_was_given_on()
    {
        var id = await NoticeAsync(state: "review");

        Assert.True(await WithAsync(db => new Broadcasts(db).ReviewAsync(id, "初审", Member, Now, Cancel)));
        Assert.False(await WithAsync(db => new Broadcasts(db).ReviewAsync(id, "初审", Elder, Now, Cancel)));
        await WithAsync(async db =>
        {
            await new Broadcasts(db).EditAsync(id, "后天开会", "review", Cancel);
            return true;
        });

        Assert.Empty(await WithAsync(db => new Broadcasts(db).ReviewsAsync(id, 2, Cancel)));
        Assert.True(await WithAsync(db => new Broadcasts(db).ReviewAsync(id, "初审", Elder, Now, Cancel)));
        Assert.Equal([Member], (await WithAsync(db => new Broadcasts(db).ReviewsAsync(id, 1, Cancel))).Select(word => word.MemberId));
    }

    [Fact]
    public async Task A_notice_that_is_due_is_taken_by_one_process()
    {
        await NoticeAsync(state: "scheduled");
        await using var one = await Runtime.OpenConnectionAsync(Cancel);
        await using var other = await Runtime.OpenConnectionAsync(Cancel);
        await using var taking = await one.BeginTransactionAsync(Cancel);

        var first = await new Broadcasts(one).DueAsync(Now, Cancel);
        var second = await new Broadcasts(other).DueAsync(Now, Cancel);

        Assert.Single(first);
        Assert.Empty(second);
    }

    [Fact]
    public async Task A_state_is_left_once()
    {
        var id = await NoticeAsync(state: "scheduled");

        var moved = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => WithAsync(db => new Broadcasts(db).MoveAsync(id, "scheduled", "cancelled", Cancel))));

        Assert.Single(moved, yes => yes);
    }

    [Fact]
    public async Task Received_answers_the_newest_notice_not_yet_answered_and_nothing_older_than_was_asked_for()
    {
        var old = await SentAsync(Now.AddDays(-8));
        var first = await SentAsync(Now.AddDays(-1));
        var second = await SentAsync(Now);

        Assert.Equal(second, await AcknowledgeAsync(Member));
        Assert.Equal(first, await AcknowledgeAsync(Member));
        Assert.Null(await AcknowledgeAsync(Member));
        Assert.Equal(second, await AcknowledgeAsync(Elder));
        Assert.Equal(0, (await WithAsync(db => new Receipts(db).CountAsync(old, Cancel))).People);
        Assert.Equal(new ReceiptCount(2, 1), await WithAsync(db => new Receipts(db).CountAsync(second, Cancel)));
    }

    [Fact]
    public async Task Said_twice_at_once_it_counts_once()
    {
        var notice = await SentAsync(Now);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => AcknowledgeAsync(Member)));

        Assert.Equal(new ReceiptCount(1, 1), await WithAsync(db => new Receipts(db).CountAsync(notice, Cancel)));
    }

    [Fact]
    public async Task Who_has_not_answered_is_known_to_the_sender_and_the_exempt_are_left_in_peace()
    {
        var notice = await SentAsync(Now);
        await Db.RunAsync("insert into exemptions (member_id, from_on) values (3, '2026-01-01')", cancel: Cancel);
        Assert.Equal(["青禾小学"], (await WithAsync(db => new Receipts(db).SilentAsync(notice, 10, Cancel))).Select(s => s.Name));

        Task<IReadOnlyList<UnconfirmedRow>> UnconfirmedAsync() => WithAsync(db => new Receipts(db).UnconfirmedAsync(notice, Branch, new DateOnly(2026, 4, 22), 10, Cancel));
        // Neither the author nor the exempt.
        Assert.Equal(["示例乙"], (await UnconfirmedAsync()).Select(m => m.Name));

        await AcknowledgeAsync(Member);

        Assert.Empty(await UnconfirmedAsync());
        Assert.Empty(await WithAsync(db => new Receipts(db).SilentAsync(notice, 10, Cancel)));
    }

    [Fact]
    public async Task A_reaction_or_a_reply_answers_the_very_notice_once_and_nothing_else_does()
    {
        var older = await SentAsync(Now.AddDays(-1));
        await SentAsync(Now);
        await Db.RunAsync("update deliveries set wire_id = 'wire-' || broadcast_id", cancel: Cancel);
        var reactions = new NoticeReactions(Runtime, TimeProvider.System);
        Activity Reaction(string to, string by = "member") => new()
        {
            Type = ActivityTypes.MessageReaction, ChannelId = "test", ReplyToId = to, From = new ChannelAccount { Id = by }, Recipient = new ChannelAccount { Id = "bot" },
            Conversation = new ConversationAccount { Id = "group" },
        };

        Assert.True(await reactions.TakeAsync(Reaction($"wire-{older}"), Cancel));
        Assert.False(await reactions.TakeAsync(Reaction($"wire-{older}"), Cancel));
        Assert.True(await reactions.TakeAsync(Reaction($"wire-{older}", by: "nobody we know"), Cancel));
        Assert.False(await reactions.TakeAsync(Reaction("wire-of-an-answer"), Cancel));
        Assert.Equal(new ReceiptCount(2, 1), await WithAsync(db => new Receipts(db).CountAsync(older, Cancel)));
    }

    [Fact]
    public async Task A_recalled_notice_wants_no_answer_any_more()
    {
        var notice = await SentAsync(Now);
        await WithAsync(db => new Broadcasts(db).AddAsync(
            new NewNotice(Secretary, Branch, "{}", "明天开会", false, "sending", Now, Now, Follows: notice, Change: "recall"), Cancel));

        Assert.Null(await AcknowledgeAsync(Member));
    }

    [Fact]
    public async Task A_notice_is_recalled_once()
    {
        var notice = await SentAsync(Now);
        Task<long> RecallAsync() => WithAsync(db => new Broadcasts(db).AddAsync(
            new NewNotice(Secretary, Branch, "{}", "明天开会", false, "sending", Now, Now, Follows: notice, Change: "recall"), Cancel));

        await RecallAsync();

        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(RecallAsync);
        Assert.Equal(Npgsql.PostgresErrorCodes.UniqueViolation, refused.SqlState);
    }

    private Task<long> NoticeAsync(string state) =>
        WithAsync(db => new Broadcasts(db).AddAsync(new NewNotice(Secretary, Branch, "{}", "明天开会", false, state, Now, Now), Cancel));

    private async Task<long> SentAsync(DateTimeOffset at)
    {
        var id = await NoticeAsync(state: "done");
        await Db.RunAsync("""
            insert into deliveries (broadcast_id, conversation_id, lane, activity, state, due_at, expires_at, created_at)
            values (@id, 1, 'notice', '{}', 'sent', @at, @at, @at)
            """, new { id, at }, Cancel);
        return id;
    }

    private Task<long?> AcknowledgeAsync(long member) =>
        WithAsync(db => new Receipts(db).AcknowledgeAsync(1, $"user {member}", member, Now.AddDays(-7), Now, Cancel));

    private Task<T> WithAsync<T>(Func<Npgsql.NpgsqlConnection, Task<T>> work) => InBranchAsync(Runtime, work, Cancel);
}
