namespace PartyBuilding.Channels.DirectLine;

/// <summary>What the host keeps for Direct Line: conversations, their numbered lines, uploaded files.</summary>
/// <remarks>
/// Meant for rows numbered per conversation from 1 without gaps, in commit order; every reader is served from such numbers, so nothing is
/// lost or doubled however connections break. After a commit the host tells <see cref="DirectLineStreams"/> which lines are new.
/// Every method throws <see cref="StoreAwayException"/> when the database cannot be reached; anything else thrown is answered with 500.
/// </remarks>
public interface IDirectLineStore
{
    /// <summary>Opens a conversation, or finds it open; asked again, it changes nothing. The bot greets from here.</summary>
    /// <param name="seat">Who comes, and where.</param>
    /// <param name="locale">What the client said about language, if anything.</param>
    /// <param name="cancel">Ends the call.</param>
    /// <returns>True when it is new, false when it was there, null when this person may not be here.</returns>
    Task<bool?> StartAsync(Seat seat, string? locale, CancellationToken cancel);

    /// <summary>Number of the newest line, 0 when there is none; null when the conversation is unknown or closed to this person.</summary>
    Task<long?> LastAsync(Seat seat, CancellationToken cancel);

    /// <summary>Lines in order.</summary>
    /// <param name="seat">Who reads, and where.</param>
    /// <param name="after">Only lines with a greater number; null for somebody who just came in: all of a private chat, the newest of a group.</param>
    /// <param name="atMost">No more lines than this.</param>
    /// <param name="cancel">Ends the call.</param>
    /// <returns>Null when the conversation is unknown or closed to this person; empty when nothing is new.</returns>
    Task<IReadOnlyList<Line>?> ReadAsync(Seat seat, long? after, int atMost, CancellationToken cancel);

    /// <summary>Takes what a person said or did: records it, hands it to the bot, and returns when it is safe.</summary>
    /// <param name="seat">Who speaks, and where; <see cref="Seat.User"/> is set.</param>
    /// <param name="activity">A message, event or endOfConversation, cleaned; without id and timestamp, which the recorded line gets.</param>
    /// <param name="cancel">Ends the wait, not the turn.</param>
    Task<PostOutcome> PostAsync(Seat seat, Activity activity, CancellationToken cancel);

    /// <summary>Keeps an uploaded file as long as the conversation lives.</summary>
    Task KeepFileAsync(Seat seat, StoredFile file, CancellationToken cancel);

    /// <summary>An uploaded file by its unguessable id; null when there is none.</summary>
    Task<StoredFile?> FileAsync(string id, CancellationToken cancel);
}

/// <summary>A person's place in one conversation.</summary>
/// <param name="Conversation">The conversation's id, safe in a URL as it stands.</param>
/// <param name="User">Who; null for the bearer of a secret, or of a token for nobody in particular, who only reads.</param>
public sealed record Seat(string Conversation, ChannelAccount? User);

/// <summary>What became of a post. Closed.</summary>
public abstract record PostOutcome
{
    private PostOutcome() { }

    /// <summary>Recorded; the readers see it under this id.</summary>
    /// <param name="Id">The recorded line's id.</param>
    public sealed record Accepted(string Id) : PostOutcome;

    /// <summary>Not taken and not recorded.</summary>
    /// <param name="Reason">A sentence for the one who wrote the client.</param>
    public sealed record Refused(string Reason) : PostOutcome;

    /// <summary>Too much at once; not recorded.</summary>
    /// <param name="RetryAfter">When to try again.</param>
    public sealed record TooMany(TimeSpan RetryAfter) : PostOutcome;

    /// <summary>The conversation is over.</summary>
    public sealed record Ended : PostOutcome;

    /// <summary>No such conversation, or not for this person.</summary>
    public sealed record Unknown : PostOutcome;
}

/// <summary>A file somebody uploaded. Its name and type are the sender's claims; serving it does not rely on them.</summary>
/// <param name="Id">Unguessable.</param>
/// <param name="Name">Without path and control characters, at most 255 bytes.</param>
/// <param name="ContentType">Found in the bytes, not claimed.</param>
/// <param name="Bytes">The file.</param>
public sealed record StoredFile(string Id, string Name, string ContentType, ReadOnlyMemory<byte> Bytes);

/// <summary>The database cannot be reached. Readers get nothing new, starts wait, posts are answered with 503.</summary>
public sealed class StoreAwayException(Exception inner) : Exception("The conversations cannot be reached.", inner);
