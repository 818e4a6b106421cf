namespace PartyBuilding.Channels.BotFramework;

/// <summary>What the channel did with one message. Closed.</summary>
public abstract record SendOutcome
{
    private SendOutcome() { }

    /// <summary>Taken.</summary>
    /// <param name="MessageId">The channel's id, where it told one.</param>
    public sealed record Sent(string? MessageId) : SendOutcome;

    /// <summary>Not taken because of the pace: the same message again, after the wait.</summary>
    /// <param name="RetryAfter">What the channel asked for, at most a minute; 2 s where it did not say.</param>
    public sealed record Throttled(TimeSpan RetryAfter) : SendOutcome;

    /// <summary>Surely not taken, for a reason that may pass: again, ever later.</summary>
    /// <param name="Reason">Status and code, without text of the message.</param>
    public sealed record Failed(string Reason) : SendOutcome;

    /// <summary>Not taken, and never will be as it is: shorten it, make it plain text, or do without.</summary>
    /// <param name="Status">400, 405, 413, 501 …; 0 when we did not even send it.</param>
    /// <param name="Reason">Status and code, without text of the message.</param>
    public sealed record Rejected(int Status, string Reason) : SendOutcome;

    /// <summary>The bot was removed or blocked, or the conversation deleted: stop until somebody writes from there again.</summary>
    /// <param name="Reason">Status and code.</param>
    public sealed record Gone(string Reason) : SendOutcome;

    /// <summary>It was on its way when the connection broke or the time was up: it may have arrived.</summary>
    /// <param name="Reason">What broke.</param>
    public sealed record Unknown(string Reason) : SendOutcome;
}
