namespace PartyBuilding.Channels;

/// <summary>A person or a bot in one channel.</summary>
public sealed record ChannelAccount
{
    /// <summary>Unique within the channel only; compared ordinally.</summary>
    public string? Id { get; init; }

    /// <summary>What to show; never an identity.</summary>
    public string? Name { get; init; }

    /// <summary>The directory's id, where the channel is an organisation's own.</summary>
    public string? AadObjectId { get; init; }

    /// <summary><c>user</c> or <c>bot</c>, as claimed; never a reason to allow something.</summary>
    public string? Role { get; init; }
}

/// <summary>A conversation in one channel.</summary>
public sealed record ConversationAccount
{
    /// <summary>Unique within the channel only.</summary>
    public string? Id { get; init; }

    /// <summary>True with more than one person; absent means no.</summary>
    public bool? IsGroup { get; init; }

    /// <summary>Teams: <c>personal</c>, <c>groupChat</c> or <c>channel</c>.</summary>
    public string? ConversationType { get; init; }

    /// <summary>The organisation, where the channel has them.</summary>
    public string? TenantId { get; init; }

    /// <summary>What to show.</summary>
    public string? Name { get; init; }
}

/// <summary>One reaction.</summary>
public sealed record MessageReaction
{
    /// <summary><c>like</c>, <c>heart</c> …</summary>
    public string? Type { get; init; }
}
