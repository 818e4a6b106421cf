using Microsoft.Extensions.Logging.Abstractions;
using PartyBuilding.Bot.Sending;
using PartyBuilding.Channels.DirectLine;
using PartyBuilding.Data;
using PartyBuilding.Tests.Data;
using PartyBuilding.Tests.Dialogue;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.Sending;

/// <summary>What the author of a notice hears while it leaves.</summary>
public sealed class ProgressTests(TestDatabase database) : DatabaseTest(database)
{
    private const int Total = 40;
    private long notice;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await SmallCounty.CreateAsync(Db, Cancel);
        notice = await Db.OneAsync<long>(
            "insert into broadcasts (author_id, content, state, created_at) values (@Author, '通知', 'sending', now()) returning id", new { Author = SmallCounty.Secretary }, Cancel);
        await Db.RunAsync("""
            insert into conversations (channel, account, key, kind, created_at) select 'test', 'bot', 'n' || n, 'group', now() from generate_series(1, @Total) n;
            insert into deliveries (broadcast_id, conversation_id, lane, activity, state, due_at, expires_at, created_at)
            select @notice, id, 'notice', '{}', 'queued', now(), now(), now() from conversations where key like 'n%';
            """, new { notice, Total }, Cancel);
    }

    [Fact]
    public async Task Where_a_message_can_change_one_message_counts_up_to_the_end()
    {
        await ChatAsync("msteams");
        await SentAsync(12);
        await LookAsync();
        await DoneAsync("wire");
        await SentAsync(20);
        await LookAsync();
        await LookAsync();
        await DoneAsync("wire");
        await SentAsync(Total);
        await LookAsync();
        await LookAsync();

        Assert.Equal(
            [("send", $"第 {notice} 号通知正在发：已发 12/40。"), ("update", $"第 {notice} 号通知正在发：已发 20/40。"), ("update", $"第 {notice} 号通知发完了：40 处都送到了。")],
            await ToldAsync());
        Assert.Equal("done", await Db.OneAsync<string>("select state from broadcasts where id = @notice", new { notice }, Cancel));
    }

    [Fact]
    public async Task Elsewhere_it_is_told_once_at_the_end()
    {
        await ChatAsync("wecom");
        await SentAsync(12);
        await LookAsync();
        Assert.Empty(await ToldAsync());

        await SentAsync(Total);
        await Task.WhenAll(LookAsync(), LookAsync(), LookAsync());

        Assert.Equal([("send", $"第 {notice} 号通知发完了：40 处都送到了。")], await ToldAsync());
    }

    [Fact]
    public async Task What_did_not_arrive_is_told_however_few_it_was_for()
    {
        await ChatAsync("wecom");
        await Db.RunAsync("delete from deliveries where id > (select min(id) + 2 from deliveries)", cancel: Cancel);
        await Db.RunAsync("update deliveries set state = case when id = (select min(id) from deliveries) then 'gone' else 'sent' end", cancel: Cancel);

        await LookAsync();

        var (_, text) = Assert.Single(await ToldAsync());
        Assert.StartsWith($"第 {notice} 号通知发完了：共 3 处，送到 2，没送到 1。", text, StringComparison.Ordinal);
    }

    private Task ChatAsync(string channel) => Db.RunAsync(
        "insert into conversations (channel, account, key, kind, member_id, user_id, created_at) values (@channel, 'bot', 'author', 'private', @Author, 'u', now())",
        new { channel, Author = SmallCounty.Secretary }, Cancel);

    private Task SentAsync(int count) => Db.RunAsync(
        "update deliveries set state = 'sent' where id in (select id from deliveries where broadcast_id = @notice order by id limit @count)", new { notice, count }, Cancel);

    /// <summary>The sender has carried what was told.</summary>
    private Task DoneAsync(string wireId) =>
        Db.RunAsync("update deliveries set state = 'sent', wire_id = @wireId where broadcast_id is null", new { wireId }, Cancel);

    private async Task LookAsync()
    {
        await using var db = await Runtime.OpenConnectionAsync(Cancel);
        var streams = new DirectLineStreams(Microsoft.Extensions.Options.Options.Create(new DirectLineOptions()));
        using var progress = new Progress(
            Runtime, TestDialogues.All, new Outbox(TimeProvider.System, streams), TimeProvider.System, NullLogger<Progress>.Instance);
        await progress.LookAsync(db, Cancel);
    }

    private async Task<IEnumerable<(string Act, string Text)>> ToldAsync() =>
        (await Db.ListAsync<Told>("select act, activity->>'text' as text from deliveries where broadcast_id is null order by id", cancel: Cancel)).Select(t => (t.Act, t.Text));

    private sealed record Told(string Act, string Text);
}
