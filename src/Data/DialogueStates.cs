using Npgsql;

namespace PartyBuilding.Data;

/// <summary>Open dialogues, one for each person and conversation.</summary>
public sealed class DialogueStates(NpgsqlConnection db)
{
    /// <summary>Nobody is in the middle of anything there any more.</summary>
    public Task DropAsync(long conversationId, CancellationToken cancel) =>
        db.RunAsync("delete from dialogue_states where conversation_id = @conversationId", new { conversationId }, cancel);

    /// <summary>Keeps a state in another conversation than the one of the turn, waiting for a turn that is running there.</summary>
    public async Task KeepAsync(ConversationRow where, string person, string state, DateTimeOffset now, CancellationToken cancel)
    {
        await db.RunAsync("select pg_advisory_xact_lock(hashtextextended(@name, 0))", new { name = $"{where.Channel}|{where.Account}|{where.Key}|{person}" }, cancel);
        await db.RunAsync("""
            insert into dialogue_states (conversation_id, person, state, updated_at)
            values (@Id, @person, @state, @now)
            on conflict (conversation_id, person) do update set state = excluded.state, updated_at = excluded.updated_at
            """, new { where.Id, person, state, now }, cancel);
    }
}
