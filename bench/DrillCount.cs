using System.Globalization;
using Npgsql;

namespace PartyBuilding.Bench;

/// <summary>Counts after the storm: what was acknowledged against what is there and what was sent.</summary>
internal sealed class DrillCount(string owner)
{
    private readonly List<(string What, long Count, long Most)> differences = [];

    public bool IsClean => differences.All(one => one.Count <= one.Most);

    /// <summary>One number, asked for again while the database is being killed and recovering.</summary>
    public static async Task<long> NumberAsync(string owner, string sql)
    {
        for (var tried = 0; ; tried++)
        {
            try
            {
                await using var db = await OpenAsync(owner);
                await using var ask = new NpgsqlCommand(sql, db) { CommandTimeout = 300 };
                return Convert.ToInt64(await ask.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
            }
            catch (NpgsqlException) when (tried < 100)
            {
                await Task.Delay(100);
            }
        }
    }

    public async Task CountAsync(DrillTeam team, DrillPeople people, DrillConnector connector)
    {
        var replies = connector.Sent.Where(sent => sent.ReplyTo is not null).GroupBy(sent => sent.ReplyTo!).ToDictionary(group => group.Key, group => group.Count());
        var owed = people.Reports.Where(report => !report.Inline).Select(report => report.Id).ToList();
        var notices = people.Notices.ToDictionary(text => text, text => connector.Sent.Count(sent => sent.Text.Contains(text, StringComparison.Ordinal) && sent.Conversation.StartsWith('g')));

        Add("acknowledged messages without a record, or records without a message", Math.Abs(people.Reports.Count - await NumberAsync(owner, "select count(*) from reports where state = 'kept'")));
        Add("records kept more than once", await NumberAsync(owner, """
            select count(*) from (select from reports where state = 'kept' group by branch_id, kind, held_on having count(*) > 1) doubled
            """));
        Add("totals that differ from the sum of their entries", await NumberAsync(owner, """
            select count(*)
            from (select branch_id, member_id, year, account, sum(points) as points from entries where state = 'kept' group by 1, 2, 3, 4) e
            full join totals t using (branch_id, member_id, year, account)
            where coalesce(e.points, 0) <> coalesce(t.points, 0)
            """));
        Add("replies that never came", owed.Count(id => !replies.ContainsKey(id)));
        Add("replies repeated more than once", owed.Count(id => replies.GetValueOrDefault(id) > 2));
        Add("answers to a redelivery that differ from the first", people.OtherAnswers);
        Add("notices sent more than once to a conversation", notices.Count(notice => notice.Value > 1));
        Add("notices in no state, or in two", await NumberAsync(owner, """
            select count(*) from broadcasts b
            where b.state = 'done' and (select count(*) from deliveries d where d.broadcast_id = b.id) <> 1
            """));
        Add("notices neither sent nor unknown", await NumberAsync(owner, "select count(*) from deliveries where lane = 'notice' and state not in ('sent', 'unknown')"));
        Add("notices said to be sent that never arrived", (await SentAsync()).Count(text => notices.GetValueOrDefault(text) == 0));
        Add("notices in state unknown, of those in flight at a kill", await NumberAsync(owner, "select count(*) from deliveries where lane = 'notice' and state = 'unknown'"), team.InFlight);
    }

    public void Print(DrillTeam team, DrillPeople people, DrillConnector connector)
    {
        Say($"kills: {team.BotKills} of bots, {team.ServerKills} of PostgreSQL, {team.Pauses} bot held still beyond its leases");
        Say($"messages acknowledged: {people.Reports.Count}, delivered once more afterwards: {people.Redeliveries}, notices: {people.Notices.Count}, messages sent by the bots: {connector.Sent.Count}");
        foreach (var (what, count, most) in differences)
            Say($"{(count <= most ? "ok  " : "BAD ")}{what}: {count}{(most > 0 ? $" (at most {most})" : "")}");
    }

    /// <summary>Waits until nothing is on its way any more.</summary>
    public async Task SettleAsync(TimeSpan patience)
    {
        var until = TimeProvider.System.GetUtcNow() + patience;
        while (TimeProvider.System.GetUtcNow() < until
            && await NumberAsync(owner, "select (select count(*) from deliveries where state in ('queued', 'sending')) + (select count(*) from broadcasts where state in ('scheduled', 'sending'))") > 0)
            await Task.Delay(500);
    }

    /// <summary>A connection of its own: those of a pool may have died with the server.</summary>
    private static async Task<NpgsqlConnection> OpenAsync(string owner)
    {
        var db = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(owner) { Pooling = false }.ConnectionString);
        await db.OpenAsync();
        return db;
    }

    private async Task<IReadOnlyList<string>> SentAsync()
    {
        await using var db = await OpenAsync(owner);
        await using var ask = new NpgsqlCommand("select b.content from broadcasts b join deliveries d on d.broadcast_id = b.id where d.state = 'sent'", db);
        await using var reader = await ask.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await reader.ReadAsync())
            texts.Add(reader.GetString(0));
        return texts;
    }

    private void Add(string what, long count, long most = 0) => differences.Add((what, count, most));

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
