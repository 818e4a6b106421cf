namespace PartyBuilding.Channels.BotFramework;

/// <summary>What became of a new conversation. Closed.</summary>
public abstract record CreateOutcome
{
    private CreateOutcome() { }

    /// <summary>It is there.</summary>
    /// <param name="Id">The conversation's id.</param>
    /// <param name="ActivityId">Id of the first message, where one was sent and the channel told it.</param>
    /// <param name="ServiceUrl">Where to send next.</param>
    public sealed record Created(string Id, string? ActivityId, string ServiceUrl) : CreateOutcome;

    /// <summary>It is not, or nobody knows.</summary>
    /// <param name="Why">Anything but <see cref="SendOutcome.Sent"/>.</param>
    public sealed record NotCreated(SendOutcome Why) : CreateOutcome;
}

/// <summary>What became of a question for members. Closed.</summary>
public abstract record RosterOutcome
{
    private RosterOutcome() { }

    /// <summary>Members, each once.</summary>
    /// <param name="Accounts">In the channel's order.</param>
    public sealed record Members(IReadOnlyList<ChannelAccount> Accounts) : RosterOutcome;

    /// <summary>No answer, or not a whole one.</summary>
    /// <param name="Why">Anything but <see cref="SendOutcome.Sent"/>.</param>
    public sealed record NotRead(SendOutcome Why) : RosterOutcome;
}
