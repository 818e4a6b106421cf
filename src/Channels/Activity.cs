using System.Text.Json;

namespace PartyBuilding.Channels;

/// <summary>One message of the Bot Framework protocol, as far as we read or write it.</summary>
/// <remarks>
/// Source: Activity schema 3.1. Fields we do not name are dropped when read; <see cref="Value"/>, <see cref="ChannelData"/> and
/// <see cref="Entities"/> keep exactly what arrived. A JSON null reads as absent.
/// </remarks>
public sealed record Activity
{
    /// <summary>What it is: one of <see cref="ActivityTypes"/>, or anything else, which is acknowledged and ignored.</summary>
    public string Type { get; init; } = "";

    /// <summary>The channel's name for this message, unique in its conversation. Never set on what we send over the Connector.</summary>
    public string? Id { get; init; }

    /// <summary>When the channel took it. An unreadable text reads as absent.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>Where replies go. Worth nothing until the token that came with it has confirmed it.</summary>
    public string? ServiceUrl { get; init; }

    /// <summary>The channel: <c>directline</c>, <c>msteams</c>, <c>emulator</c>, <c>demo</c> …</summary>
    public string? ChannelId { get; init; }

    /// <summary>Who wrote it.</summary>
    public ChannelAccount? From { get; init; }

    /// <summary>Whom it was sent to: for what arrives, the bot's own account in this channel.</summary>
    public ChannelAccount? Recipient { get; init; }

    /// <summary>Where it was said.</summary>
    public ConversationAccount? Conversation { get; init; }

    /// <summary>What was said; absent for a card's answer or a bare attachment.</summary>
    public string? Text { get; init; }

    /// <summary><c>plain</c>, <c>markdown</c> or <c>xml</c>; absent means markdown to the clients.</summary>
    public string? TextFormat { get; init; }

    /// <summary>BCP 47 as the client was configured, oddly cased at times.</summary>
    public string? Locale { get; init; }

    /// <summary>Files and cards, in order.</summary>
    public IReadOnlyList<Attachment>? Attachments { get; init; }

    /// <summary><c>list</c> or <c>carousel</c>.</summary>
    public string? AttachmentLayout { get; init; }

    /// <summary>Metadata such as mentions, as it came.</summary>
    public IReadOnlyList<JsonElement>? Entities { get; init; }

    /// <summary>The message this one answers.</summary>
    public string? ReplyToId { get; init; }

    /// <summary>What a card, an event or an invoke carries.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>What only this channel understands.</summary>
    public JsonElement? ChannelData { get; init; }

    /// <summary><c>acceptingInput</c>, <c>expectingInput</c> or <c>ignoringInput</c>.</summary>
    public string? InputHint { get; init; }

    /// <summary>Buttons shown while this is the last message.</summary>
    public SuggestedActions? SuggestedActions { get; init; }

    /// <summary><c>expectReplies</c> wants the answers in the HTTP response; anything else is as usual.</summary>
    public string? DeliveryMode { get; init; }

    /// <summary>Name of an event or an invoke.</summary>
    public string? Name { get; init; }

    /// <summary><c>add</c> or <c>remove</c> of an installationUpdate.</summary>
    public string? Action { get; init; }

    /// <summary>Who joined, in a conversationUpdate.</summary>
    public IReadOnlyList<ChannelAccount>? MembersAdded { get; init; }

    /// <summary>Who left, in a conversationUpdate.</summary>
    public IReadOnlyList<ChannelAccount>? MembersRemoved { get; init; }

    /// <summary>Reactions set, in a messageReaction.</summary>
    public IReadOnlyList<MessageReaction>? ReactionsAdded { get; init; }

    /// <summary>Reactions taken back, in a messageReaction.</summary>
    public IReadOnlyList<MessageReaction>? ReactionsRemoved { get; init; }

    /// <summary>A message of the bot's that answers this one, ready to be sent or recorded.</summary>
    /// <param name="text">What the bot says.</param>
    public Activity Answer(string text) => new()
    {
        Type = ActivityTypes.Message,
        ChannelId = ChannelId,
        From = Recipient is { } bot ? bot with { Role = "bot" } : null,
        Recipient = From,
        Conversation = Conversation is { } c ? new ConversationAccount { Id = c.Id } : null,
        ReplyToId = Id,
        Text = text,
        // Clients take anything else for Markdown, which swallows line breaks and stars.
        TextFormat = "plain",
        Locale = "zh-CN",
        InputHint = "acceptingInput",
    };
}
