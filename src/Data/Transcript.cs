using Npgsql;

namespace PartyBuilding.Data;

/// <summary>A line of a Direct Line conversation.</summary>
/// <param name="Activity">JSON of the activity.</param>
public sealed record TranscriptRow(long Line, string ActivityId, string Activity, bool SmallTalk, DateTimeOffset SaidAt);

/// <summary>What was said in Direct Line conversations: there we are the channel and keep it for the readers.</summary>
public sealed class Transcript(NpgsqlConnection db)
{
    private const string Columns = "line, activity_id, activity::text as activity, small_talk, said_at";

    /// <summary>Number of the newest line ever said, also when it is no longer kept; 0 before the first.</summary>
    public Task<long> LastAsync(long conversationId, CancellationToken cancel) =>
        db.OneAsync<long>("select last_line from conversations where id = @conversationId", new { conversationId }, cancel);

    /// <summary>Lines after <paramref name="line"/>, the oldest first.</summary>
    public Task<IReadOnlyList<TranscriptRow>> AfterAsync(long conversationId, long line, int most, CancellationToken cancel) =>
        db.ListAsync<TranscriptRow>($"""
            select {Columns}
            from transcript
            where conversation_id = @conversationId and line > @line
            order by line
            limit @most
            """, new { conversationId, line, most }, cancel);

    /// <summary>The newest lines, the oldest of them first.</summary>
    public Task<IReadOnlyList<TranscriptRow>> NewestAsync(long conversationId, int most, CancellationToken cancel) =>
        db.ListAsync<TranscriptRow>($"""
            select {Columns}
            from (select * from transcript where conversation_id = @conversationId order by line desc limit @most) newest
            order by line
            """, new { conversationId, most }, cancel);

    /// <summary>
    /// Adds lines to one conversation. Numbers are given under the lock of its row, so that readers never see a later line before an earlier
    /// one; times rise by at least a millisecond, because clients sort by them.
    /// </summary>
    /// <returns>Number of the last of them.</returns>
    public Task<long> AppendAsync(long conversationId, IReadOnlyList<NewLine> lines, DateTimeOffset now, CancellationToken cancel) =>
        db.OneAsync<long>("""
            with numbered as (
                update conversations
                set last_line = last_line + @count, last_said_at = greatest(@now, last_said_at + interval '1 millisecond' * @count)
                where id = @conversationId
                returning last_line, last_said_at),
            said as (
                insert into transcript (conversation_id, line, activity_id, activity, small_talk, said_at)
                select @conversationId, n.last_line - @count + l.place, l.id, l.activity::jsonb, l.small_talk,
                       n.last_said_at - interval '1 millisecond' * (@count - l.place)
                from numbered n
                cross join unnest(@ids, @activities, @smallTalk) with ordinality as l (id, activity, small_talk, place))
            select last_line from numbered
            """, new
        {
            conversationId, now, count = lines.Count,
            ids = lines.Select(line => line.ActivityId).ToArray(),
            activities = lines.Select(line => line.ActivityJson).ToArray(),
            smallTalk = lines.Select(line => line.SmallTalk).ToArray(),
        }, cancel);
}
