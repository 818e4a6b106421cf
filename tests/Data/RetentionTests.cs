using PartyBuilding.Data;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.Data;

public sealed class RetentionTests(TestDatabase database) : DatabaseTest(database)
{
    private static readonly DateTimeOffset Real = new(2026, 11, 20, 1, 0, 0, TimeSpan.Zero);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Db.RunAsync(
            "insert into conversations (channel, account, key, kind, created_at) values ('directline', 'party-bot', 'a', 'private', now())", cancel: Cancel);
    }

    [Fact]
    public async Task What_is_past_its_time_is_forgotten_and_the_rest_kept()
    {
        await Db.RunAsync("""
            insert into inbox (channel, account, conversation, activity_id, text_hash, received_at)
            select 't', 'b', 'c', n::text, '\x00', @Real - make_interval(days => n) from generate_series(1, 20) n;
            insert into dialogue_states (conversation_id, person, state, updated_at)
            select 1, n::text, '{}', @Real - make_interval(hours => n * 10) from generate_series(1, 5) n;
            insert into transcript (conversation_id, line, activity_id, activity, small_talk, said_at)
            select 1, n, n::text, '{}', n % 2 = 0, @Real - make_interval(days => n) from generate_series(1, 40) n;
            insert into invitation_tries values ('t', 'old', 1, @Real - interval '2 days'), ('t', 'new', 1, @Real);
            insert into invitations (code_hash, expires_at, used_at) values
                ('\x01', @Real - interval '40 days', null), ('\x02', @Real + interval '1 day', null),
                ('\x03', @Real, @Real - interval '31 days'), ('\x04', @Real - interval '40 days', @Real - interval '2 days');
            insert into deliveries (conversation_id, lane, activity, state, due_at, expires_at, created_at, done_at)
            select 1, 'reply', '{}', case when n = 3 then 'queued' else 'sent' end, @Real, @Real, @Real, case when n < 3 then @Real - make_interval(days => n * 60) end
            from generate_series(1, 3) n;
            """, new { Real }, Cancel);

        await RunAsync(Real);

        Assert.Equal(7, await CountAsync("inbox"));
        Assert.Equal(2, await CountAsync("dialogue_states"));
        Assert.Equal([1, 2, .. Enumerable.Range(1, 14).Select(n => (2L * n) + 1)], await Db.ListAsync<long>("select line from transcript order by 1", cancel: Cancel));
        Assert.Equal(1, await CountAsync("invitation_tries"));
        Assert.Equal(2, await CountAsync("invitations"));
        Assert.Equal(2, await CountAsync("deliveries"));
    }

    [Fact]
    public async Task Bytes_stay_as_long_as_a_file_has_them()
    {
        await Db.RunAsync("""
            insert into attachments values ('\x01', 'image/png', '\x00', @Real - interval '40 days'), ('\x02', 'image/png', '\x00', @Real - interval '40 days');
            insert into files values ('old', 'a.png', '\x01', @Real - interval '40 days'), ('older', 'b.png', '\x02', @Real - interval '40 days'),
                                     ('new', 'c.png', '\x02', @Real - interval '2 days');
            """, new { Real }, Cancel);

        await RunAsync(Real);

        Assert.Equal(["new"], await Db.ListAsync<string>("select id from files", cancel: Cancel));
        Assert.Equal(["02"], await Db.ListAsync<string>("select encode(hash, 'hex') from attachments", cancel: Cancel));
    }

    [Fact]
    public async Task A_demo_in_another_month_keeps_what_was_said_there_today()
    {
        var county = new DateTimeOffset(2026, 4, 22, 1, 0, 0, TimeSpan.Zero);
        await Db.RunAsync("insert into transcript values (1, 1, '1', '{}', true, @county); insert into dialogue_states values (1, 'one', '{}', @county)", new { county }, Cancel);

        Assert.Equal(0, await new Retention(Db).RunAsync(Real, county.AddMinutes(5), Cancel));
    }

    [Fact]
    public async Task However_much_there_is_it_goes_in_small_deletions()
    {
        await Db.RunAsync("""
            insert into inbox (channel, account, conversation, activity_id, text_hash, received_at)
            select 't', 'b', 'c', n::text, '\x00', @Real - interval '8 days' from generate_series(1, 5000) n
            """, new { Real }, Cancel);

        Assert.Equal(5000, await RunAsync(Real));
    }

    [Fact]
    public async Task It_passes_over_rows_that_somebody_holds()
    {
        await Db.RunAsync("""
            insert into inbox (channel, account, conversation, activity_id, text_hash, received_at)
            select 't', 'b', 'c', n::text, '\x00', @Real - interval '8 days' from generate_series(1, 3) n
            """, new { Real }, Cancel);
        await using var other = await Owner.OpenConnectionAsync(Cancel);
        await using var transaction = await other.BeginTransactionAsync(Cancel);
        await other.RunAsync("update inbox set replies = '[1]' where activity_id = '2'", cancel: Cancel);

        Assert.Equal(2, await RunAsync(Real));
    }

    private async Task<long> RunAsync(DateTimeOffset now)
    {
        await using var db = await Runtime.OpenConnectionAsync(Cancel);
        return await new Retention(db).RunAsync(now, now, Cancel);
    }

    private Task<long> CountAsync(string table) => Db.OneAsync<long>($"select count(*) from {table}", cancel: Cancel);
}
