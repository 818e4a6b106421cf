using System.Globalization;
using PartyBuilding.Channels;
using PartyBuilding.Dialogue;

namespace PartyBuilding.Bot.Turns;

/// <summary>Buttons as cards, where a channel shows no other buttons in a group. What each says can be typed as well; the words stay a text.</summary>
internal static class Cards
{
    /// <summary>The message as this channel shows it.</summary>
    /// <param name="said">With suggested actions, maybe.</param>
    /// <param name="channel">Where it goes.</param>
    /// <param name="form">What the buttons are about: an open question, a record, or the message itself.</param>
    public static Activity Shown(Activity said, string channel, string form)
    {
        if (channel != "msteams" || said.SuggestedActions?.Actions is not { Count: > 0 } actions || said.Attachments is { Count: > 0 })
            return said;
        var buttons = actions.Take(Card.MostButtons).Select((action, place) =>
            new CardButton(action.Title ?? "", string.Create(CultureInfo.InvariantCulture, $"{form}/{place}"), action.Value?.GetString() ?? action.Title ?? ""));
        var card = new Card("", [], null, [.. buttons]);
        return said with { SuggestedActions = null, Attachments = [card.ToAttachment()] };
    }

    /// <summary>What the buttons of an answer are about.</summary>
    public static string FormOf(Answer answer, Talk? talk, string key) =>
        talk?.Open is { } open ? Question(open)
        : answer.Made?.Record is { } record ? string.Create(CultureInfo.InvariantCulture, $"{record.Type}-{record.Id}")
        : "m-" + key;

    /// <summary>An open question by the moment it was asked.</summary>
    public static string Question(OpenDialogue open) => string.Create(CultureInfo.InvariantCulture, $"q-{open.Since.ToUnixTimeMilliseconds()}");

    /// <summary>Whether it is acted on once: on a question and on a record; what merely looks something up may be tapped again.</summary>
    public static bool IsOnce(string form) => !form.StartsWith("m-", StringComparison.Ordinal);

    /// <summary>Whether a tap answers a question.</summary>
    public static bool IsQuestion(string form) => form.StartsWith("q-", StringComparison.Ordinal);

    /// <summary>The record of these that a form is about; null when it is about none.</summary>
    public static RecordRef? RecordOf(string form, IReadOnlyList<RecordRef> last) =>
        last.FirstOrDefault(record => string.Create(CultureInfo.InvariantCulture, $"{record.Type}-{record.Id}") == form);
}
