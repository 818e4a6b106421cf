using PartyBuilding.Data;
using PartyBuilding.Dialogue;

namespace PartyBuilding.Bot.Turns;

/// <summary>What a feature is asked to do: who, where, when, and the facts.</summary>
/// <param name="Who">The speaker.</param>
/// <param name="Where">The conversation it was said in.</param>
/// <param name="Intent">The intent understood; a feature may serve several.</param>
/// <param name="Slots">The facts given.</param>
/// <param name="Target">The record meant, where the words said which.</param>
/// <param name="Consented">The speaker has just said yes to exactly this.</param>
/// <param name="Last">Records made here lately, newest first.</param>
/// <param name="Text">The message itself.</param>
/// <param name="Now">The message's time, local.</param>
/// <param name="Roster">The county's people.</param>
internal sealed record Request(
    Person Who, ConversationRow Where, string Intent, Slots Slots, RecordRef? Target, bool Consented, IReadOnlyList<RecordRef> Last,
    string Text, DateTimeOffset Now, CountyRoster Roster)
{
    public DateOnly Today => DateOnly.FromDateTime(Now.DateTime);

    /// <summary>Facts, by their slots, that the record is to say no more.</summary>
    public IReadOnlyList<string> Drops { get; init; } = [];

    /// <summary>The channel's id of the message this one replies to, where it says so.</summary>
    public string? RepliesTo { get; init; }

    public bool InGroup => Where.Kind == "group";
}

/// <summary>What the bot does for one or more intents. One class, one public method.</summary>
internal interface IFeature
{
    /// <summary>Does it, in the turn's transaction. A refusal is an ordinary reply; an exception means a bug or an outage.</summary>
    Task<Reply> DoAsync(Request request, CancellationToken cancel);
}

/// <summary>Which intents a feature serves.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class IntentAttribute(params string[] intents) : Attribute
{
    public IReadOnlyList<string> Intents { get; } = intents;
}
