using System.Text.Json;
using PartyBuilding.Channels;
using PartyBuilding.Channels.DirectLine;
using PartyBuilding.Data;
using PartyBuilding.Dialogue;

namespace PartyBuilding.Bot.Turns;

/// <summary>
/// Decides where each part of an answer is said. In a group stands one line at most; figures, points, gaps and questions go to the speaker
/// in private, or, where no private chat is known yet, the question alone is asked in the group.
/// </summary>
internal sealed class Composer(Dialogues dialogues, PublicAddress address, TimeProvider time)
{
    private static readonly TimeSpan ReplyLife = TimeSpan.FromMinutes(10);

    /// <summary>Whether a part of the answer belongs into the speaker's private chat.</summary>
    public static bool WantsAside(ConversationRow where, Answer answer) => answer.Text is not null && where.Kind != "private" && answer.IsPersonal;

    /// <summary>Puts every part in its place.</summary>
    /// <param name="aside">The speaker's private chat, where it is wanted and known.</param>
    public Told Compose(Incoming incoming, ConversationRow where, Answer answer, Talk? talk, ConversationRow? aside)
    {
        var form = Cards.FormOf(answer, talk, incoming.Key);
        var here = new List<Activity>(1);
        var elsewhere = new List<Outgoing>(answer.Others);
        if (!WantsAside(where, answer))
        {
            if (answer.Text is { } text)
                here.Add(Said(incoming, where, text, answer.Suggestions) with { Attachments = Shown(answer.Photos) });
        }
        else
        {
            var isQuestion = answer.Line == answer.Text;
            var line = aside is not null ? (isQuestion ? null : answer.Line)
                : answer.IsWhisper ? null : answer.Line ?? dialogues.Say(HostWord.AskInPrivate);
            if (line is not null)
                here.Add(Said(incoming, where, line, aside is null && isQuestion ? answer.Suggestions : []));
            if (aside is not null)
                elsewhere.Add(new Outgoing(aside.Id, answer.Text!, answer.Suggestions));
        }
        here = [.. here.Select(said => Cards.Shown(said, where.Channel, form))];
        return new Told(here, Lines(incoming, where, answer, here), Deliveries(incoming, where, here, elsewhere, time.GetUtcNow()), aside);
    }

    /// <summary>Replies as kept with the inbox row.</summary>
    public static string Write(IReadOnlyList<Activity> replies) => JsonSerializer.Serialize(replies, ActivityJson.Wire.IReadOnlyListActivity);

    /// <summary>One message as a delivery carries it.</summary>
    public static string Write(Activity message) => JsonSerializer.Serialize(message, ActivityJson.Wire.Activity);

    public static IReadOnlyList<Activity> Read(string replies) => JsonSerializer.Deserialize(replies, ActivityJson.Wire.IReadOnlyListActivity) ?? [];

    private IReadOnlyList<Attachment>? Shown(IReadOnlyList<SharedFile> photos) => photos.Count == 0 ? null :
        [.. photos.Select(photo => new Attachment
        {
            ContentType = photo.ContentType, Name = photo.Name, ContentUrl = DirectLineEndpoints.FileUrl(address.Base, photo.Id, photo.Name),
        })];

    private static Activity Said(Incoming incoming, ConversationRow where, string text, IReadOnlyList<string> suggestions) =>
        incoming.Activity.Answer(text) with
        {
            Id = where.Channel == ChannelNames.DirectLine ? Outgoings.NewId() : null,
            From = incoming.Activity.Recipient is { } bot ? bot with { Role = "bot" } : new ChannelAccount { Id = where.Account, Role = "bot" },
            SuggestedActions = suggestions.Count == 0 ? null : new SuggestedActions
            {
                Actions = [.. suggestions.Select(s => CardAction.Say(s, s))],
                To = where.Kind == "group" ? [incoming.UserId] : null,
            },
        };

    /// <summary>Where we are the channel: the speaker's own line, then ours.</summary>
    private IReadOnlyList<NewLine> Lines(Incoming incoming, ConversationRow where, Answer answer, List<Activity> here)
    {
        if (where.Channel != ChannelNames.DirectLine)
            return [];
        var own = answer.IsRefused ? incoming.Activity with { Text = dialogues.Say(HostWord.RefusedLine), Value = null, Attachments = null } : incoming.Activity;
        // What came over another wire lies there; a picture inside the line itself would be read with it for ever.
        if (incoming.Wire != Wire.DirectLine)
            own = own with { Attachments = null };
        var replies = here.Select(said => Line(where.Id, said, smallTalk: false));
        // An edit and a deletion are no lines of their own.
        return own.Type == ActivityTypes.Message ? [Line(where.Id, own, smallTalk: answer.IsSilent), .. replies] : [.. replies];
    }

    private static NewLine Line(long conversation, Activity activity, bool smallTalk) =>
        new(conversation, activity.Id!, Write(activity with { ServiceUrl = null, Timestamp = null }), smallTalk);

    private static IReadOnlyList<NewDelivery> Deliveries(
        Incoming incoming, ConversationRow where, List<Activity> here, List<Outgoing> elsewhere, DateTimeOffset now)
    {
        if (incoming.Wire != Wire.Connector && elsewhere.Count == 0)
            return [];
        var deliveries = new List<NewDelivery>();
        if (incoming.Wire == Wire.Connector)
            deliveries.AddRange(here.Select(said => Reply(where.Id, said)));
        deliveries.AddRange(elsewhere.Select(other => Reply(other.ConversationId, Outgoings.Message(other.Text, other.Suggestions))));
        return deliveries;

        NewDelivery Reply(long conversation, Activity said) => new(
            conversation, null, "reply", Write(said), now, now + ReplyLife, Leased: true);
    }
}

/// <summary>An answer with every part in its place.</summary>
/// <param name="Replies">Said in the conversation itself.</param>
/// <param name="Lines">For the transcript.</param>
/// <param name="Deliveries">To be carried elsewhere.</param>
/// <param name="Aside">The speaker's private chat, when a part of the answer went there.</param>
internal sealed record Told(
    IReadOnlyList<Activity> Replies, IReadOnlyList<NewLine> Lines, IReadOnlyList<NewDelivery> Deliveries, ConversationRow? Aside);
