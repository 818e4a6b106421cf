using PartyBuilding.Channels;
using PartyBuilding.Data;

namespace PartyBuilding.Bot.Turns;

/// <summary>A verified message on its way into a turn.</summary>
/// <param name="Activity">As the channel gave it.</param>
/// <param name="Channel">The channel that keys bindings and conversations; <c>demo</c> counts as <c>directline</c>.</param>
/// <param name="Account">The bot's own account there.</param>
/// <param name="Key">What makes it the same message when it comes again.</param>
/// <param name="Text">Mentions of the bot taken out.</param>
/// <param name="IsAddressed">In private always; in a group when the bot was mentioned or answered.</param>
/// <param name="Wire">How answers travel.</param>
internal sealed record Incoming(
    Activity Activity, string Channel, string Account, string Key, string Text, bool IsAddressed, Wire Wire)
{
    public string UserId => Activity.From!.Id!;

    public string Conversation => Activity.Conversation!.Id!;

    public bool IsGroup => Activity.Conversation!.IsGroup == true;

    /// <summary>What a tapped button was about; null for what was typed.</summary>
    public string? Tap { get; init; }

    /// <summary>What came with it.</summary>
    public IReadOnlyList<SentFile> Files { get; init; } = [];

    /// <summary>The message as the inbox names it; an edit or a deletion has the id of the message it is about.</summary>
    public string Origin => Inbox.Origin(Conversation, Activity.Id ?? Key);
}

/// <summary>How the answers of a turn reach the people they are for.</summary>
internal enum Wire
{
    /// <summary>We are the channel: lines of the transcript.</summary>
    DirectLine,

    /// <summary>In the response to the very request.</summary>
    Response,

    /// <summary>Through the Connector, as deliveries.</summary>
    Connector,
}

/// <summary>What a turn said in its own conversation, the same again for a message that came twice.</summary>
/// <param name="Replies">In order.</param>
/// <param name="Again">True when nothing happened because it had happened before.</param>
internal sealed record TurnResult(IReadOnlyList<Activity> Replies, bool Again);
