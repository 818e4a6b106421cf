using Npgsql;

namespace PartyBuilding.Data;

/// <summary>Forgets what was only needed for a while. The ledger, the roster and who changed what stay.</summary>
/// <remarks>Small deletions one after the other, each its own transaction, around rows that are in use: nobody waits for it.</remarks>
public sealed class Retention(NpgsqlConnection db)
{
    /// <summary>Rows deleted at a time.</summary>
    private const int Batch = 2_000;

    /// <summary>Deletions of one rule in one run; what is left then is left for the next run.</summary>
    private const int MostBatches = 100;

    /// <summary>Deletes everything that is past its time.</summary>
    /// <param name="real">Real time: the inbox, deliveries and files go by it.</param>
    /// <param name="county">The county's time, shifted in a demo: what people said and began goes by it.</param>
    /// <param name="cancel">Stops between two deletions.</param>
    /// <returns>Rows deleted.</returns>
    public async Task<long> RunAsync(DateTimeOffset real, DateTimeOffset county, CancellationToken cancel)
    {
        var deleted = 0L;
        foreach (var rule in Rules(real, county))
        {
            for (var batches = 0; batches < MostBatches; batches++)
            {
                var now = await db.RunAsync($"""
                    with old as (select ctid from {rule.Table} where {rule.Where} limit {Batch} for update skip locked)
                    delete from {rule.Table} where ctid in (select ctid from old)
                    """, new { rule.Before }, cancel);
                deleted += now;
                if (now < Batch)
                    break;
            }
        }
        return deleted;
    }

    private static IEnumerable<Rule> Rules(DateTimeOffset real, DateTimeOffset county)
    {
        // A transcript's times are real, but those a demo came with are the county's: the earlier clock forgets neither too soon.
        var said = real < county ? real : county;
        yield return new("inbox", "received_at < @Before", real.AddDays(-7));
        yield return new("dialogue_states", "updated_at < @Before", county.AddDays(-1));
        yield return new("transcript", "small_talk and said_at < @Before", said.AddHours(-48));
        yield return new("transcript", "said_at < @Before", said.AddDays(-30));
        yield return new("invitations", "coalesce(used_at, expires_at) < @Before", county.AddDays(-30));
        yield return new("invitation_tries", "since < @Before", county.AddDays(-1));
        yield return new("deliveries", "done_at < @Before", real.AddDays(-90));
        yield return new("files", "small_talk and not kept and stored_at < @Before", real.AddHours(-48));
        yield return new("files", "not kept and stored_at < @Before", real.AddDays(-30));
        yield return new("attachments", "stored_at < @Before and not exists (select from files f where f.hash = attachments.hash)", real.AddDays(-1));
    }

    private sealed record Rule(string Table, string Where, DateTimeOffset Before);
}
