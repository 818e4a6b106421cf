namespace PartyBuilding.Channels;

/// <summary>Types of <see cref="Activity"/> this bot acts on; compared ordinally.</summary>
public static class ActivityTypes
{
    /// <summary>Somebody said or tapped something.</summary>
    public const string Message = "message";

    /// <summary>Members came or went.</summary>
    public const string ConversationUpdate = "conversationUpdate";

    /// <summary>The bot was installed or removed.</summary>
    public const string InstallationUpdate = "installationUpdate";

    /// <summary>A client's own event.</summary>
    public const string Event = "event";

    /// <summary>A call that wants its answer in the response.</summary>
    public const string Invoke = "invoke";

    /// <summary>Somebody is writing; never stored.</summary>
    public const string Typing = "typing";

    /// <summary>An earlier message was edited.</summary>
    public const string MessageUpdate = "messageUpdate";

    /// <summary>An earlier message was deleted.</summary>
    public const string MessageDelete = "messageDelete";

    /// <summary>Somebody reacted to a message.</summary>
    public const string MessageReaction = "messageReaction";

    /// <summary>The conversation is over.</summary>
    public const string EndOfConversation = "endOfConversation";
}
