using System.Globalization;
using PartyBuilding.Bot.Features;
using PartyBuilding.Data;
using PartyBuilding.Dialogue;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Turns;

/// <summary>
/// Messages that were edited or deleted after they had been handled. An edit corrects the record its message made, and only in what it changes; a
/// deletion takes the record back. Where that cannot be, the speaker is told in private, and nothing changes.
/// </summary>
internal sealed class Edits(Answering answering, Dialogues dialogues, Roster roster, WorkPlan plan)
{
    /// <summary>Done once and for all by their words: an edited one does not do something else.</summary>
    private static readonly string[] DoneByWord =
        ["withdraw_record", "approve_claim", "reject_claim", "resend_notice", "cancel_notice", "bind_group", "group_settings", "check_in", "ack_notice"];

    /// <summary>Facts of a report that a correction can change; any other makes it another report.</summary>
    private static readonly string[] OfReport =
    [
        nameof(Slots.Date), nameof(Slots.Start), nameof(Slots.End), nameof(Slots.DurationMinutes), nameof(Slots.Place), nameof(Slots.Topic), nameof(Slots.Due),
        nameof(Slots.Attendees), nameof(Slots.Absent), nameof(Slots.Hours), nameof(Slots.Amount),
    ];

    /// <summary>A record has a kind and a day, whether or not the words still say them.</summary>
    private static readonly string[] NeverDropped = [nameof(Slots.ActivityType), nameof(Slots.Date)];

    /// <summary>An edit.</summary>
    public async Task<(Answer Answer, Talk? Talk)> CorrectAsync(
        Incoming incoming, OpenedTurn opened, ConversationRow where, DateTimeOffset now, IServiceProvider services, CancellationToken cancel)
    {
        if (opened.Who is not { } who)
            return (Answer.Silent, null);
        var talk = StateJson.Read(opened.State);
        var inbox = services.GetRequiredService<Inbox>();
        if (await inbox.FindAsync(incoming.Channel, incoming.Account, incoming.Conversation, incoming.Activity.Id!, cancel) is not { } handled)
            return (incoming.IsAddressed ? Whisper(HostWord.EditUnknown) : Answer.Silent, talk);
        var made = Made.Read(handled.Made);
        if (made is not null && made.Who != incoming.UserId)
            return (Answer.Silent, talk);
        if (made?.Record is not { } record)
            return await AnewAsync(incoming, opened, where, now, talk, handled, made, services, cancel);

        var county = await roster.AtAsync(opened.RosterVersion, DateOnly.FromDateTime(now.DateTime), cancel);
        var message = Answering.Message(incoming, who, where.Kind == "group", made.At) with { IsAddressed = true };
        if (Understood(message, made.Intent, county) is not ({ } slots, var doubts))
            return (Whisper(HostWord.EditUnread, ("what", What(record))), talk);
        var apart = KindFields.Apart(plan, made.Intent, slots, incoming.Text, now);
        var (changed, names, dropped) = made.Compare(slots, apart);
        // What another message said is not dropped by this one.
        dropped = handled.IsAnswer ? [] : [.. dropped.Except(NeverDropped)];
        names = [.. names, .. dropped];
        if (names.Count == 0)
            return (Answer.Silent, talk);
        if (record.Type == "notice")
            return (Whisper(HostWord.EditNotice, ("id", Id(record))), talk);

        var request = new Request(who, where, "correct_record", changed, record, false, talk.Last, incoming.Text, now, county) { Drops = dropped };
        var isCorrection = record.Type == "report" ? names.All(OfReport.Contains) : record.Type == "entry" && dropped.Count == 0 && names is [nameof(Slots.Points)];
        var (answer, after, kept) = isCorrection
            ? await CorrectedAsync(request, talk, doubts, incoming, services, cancel)
            : await ReplacedAsync(request with { Intent = made.Intent, Slots = slots }, talk, doubts, incoming, services, cancel);
        if (kept is not null)
            await inbox.RemakeAsync(incoming.Channel, incoming.Account, handled, made.With(kept, slots, apart, dropped).Write(), cancel);
        return (answer, after);
    }

    /// <summary>A deletion.</summary>
    public async Task<(Answer Answer, Talk? Talk)> WithdrawAsync(
        Incoming incoming, OpenedTurn opened, ConversationRow where, DateTimeOffset now, IServiceProvider services, CancellationToken cancel)
    {
        if (opened.Who is not { } who)
            return (Answer.Silent, null);
        var talk = StateJson.Read(opened.State);
        var inbox = services.GetRequiredService<Inbox>();
        var handled = await inbox.FindAsync(incoming.Channel, incoming.Account, incoming.Conversation, incoming.Activity.Id!, cancel);
        var made = Made.Read(handled?.Made);
        if (made is not null && made.Who != incoming.UserId)
            return (Answer.Silent, talk);
        if (made?.Record is not { } record)
            // The question it had led to goes with it; nothing was recorded, so there is nothing to say.
            return talk.Open is not null && talk.Origin == incoming.Origin ? (Answer.Quiet, talk.Closed) : (Answer.Silent, talk);
        if (record.Type == "notice")
            return (Whisper(HostWord.DeleteNotice, ("id", Id(record))), talk);

        var county = await roster.AtAsync(opened.RosterVersion, DateOnly.FromDateTime(now.DateTime), cancel);
        var request = new Request(who, where, "withdraw_record", new Slots(), record, false, talk.Last, "", now, county);
        var (answer, after, reply) = await answering.DoAsync(request, talk, [], incoming.Origin, services, cancel);
        if (reply.Key == "gone")
            return (Answer.Silent, talk);
        if (reply.Key != "done")
            return (Whisper(HostWord.DeleteStays, ("what", What(record)), ("why", answer.Text)), talk);
        await inbox.RemakeAsync(incoming.Channel, incoming.Account, handled!, (made with { Record = null }).Write(), cancel);
        return (answer, after);
    }

    /// <summary>The message had led to nothing: its new words are read like any other's.</summary>
    private async Task<(Answer Answer, Talk? Talk)> AnewAsync(
        Incoming incoming, OpenedTurn opened, ConversationRow where, DateTimeOffset now, Talk talk, HandledRow handled, Made? made,
        IServiceProvider services, CancellationToken cancel)
    {
        if (made is not null && DoneByWord.Contains(made.Intent))
            return (Whisper(HostWord.EditDone), talk);
        if (talk.Origin == incoming.Origin)
            opened = opened with { State = StateJson.Write(talk.Closed) };
        var (answer, after) = await answering.AnswerAsync(incoming, opened, where, now, services, cancel);
        if (answer.Made is { } anew)
            await services.GetRequiredService<Inbox>().RemakeAsync(incoming.Channel, incoming.Account, handled, anew.Write(), cancel);
        return (answer with { Made = null, Origin = null }, after);
    }

    private async Task<(Answer, Talk, RecordRef?)> CorrectedAsync(
        Request request, Talk talk, IReadOnlyList<string> doubts, Incoming incoming, IServiceProvider services, CancellationToken cancel)
    {
        var (answer, after, reply) = await answering.DoAsync(request, talk, doubts, incoming.Origin, services, cancel);
        return reply.Key == "done" ? (answer, after, reply.Kept ?? request.Target) : (Stays(request.Target!, answer), talk, null);
    }

    /// <summary>Something else than a figure changed: the old record is taken back and the new one made, or neither.</summary>
    private async Task<(Answer, Talk, RecordRef?)> ReplacedAsync(
        Request request, Talk talk, IReadOnlyList<string> doubts, Incoming incoming, IServiceProvider services, CancellationToken cancel)
    {
        var drop = request with { Intent = "withdraw_record", Slots = new Slots() };
        var (gone, between, dropped) = await answering.DoAsync(drop, talk, [], incoming.Origin, services, cancel);
        if (dropped.Key != "done")
            return (Stays(request.Target!, gone), talk, null);
        var (answer, after, reply) = await answering.DoAsync(request with { Target = null }, between, doubts, incoming.Origin, services, cancel);
        return (answer.Below(gone), after, reply.Kept);
    }

    /// <summary>The facts the edited words give; null when they are about something else.</summary>
    private (Slots? Slots, IReadOnlyList<string> Doubts) Understood(Message message, string intent, CountyRoster county)
    {
        var stepped = dialogues.Step(message, DialogueState.Empty, county.Names);
        if (stepped.Step is Step.Act act && act.Intent == intent)
            return (act.Slots, act.Doubts);
        return (stepped.State.Open is { } open && open.Intent == intent ? open.Slots : null, []);
    }

    private Answer Stays(RecordRef record, Answer refused) => Whisper(HostWord.EditStays, ("what", What(record)), ("why", refused.Text));

    private Answer Whisper(HostWord word, params (string Name, string? Value)[] values) => Answer.Whisper(dialogues.Say(word, values));

    private string What(RecordRef record) =>
        record is { Kind: { } kind, Day: { } day } ? Wording.ShortDay(day) + kind : dialogues.Say(HostWord.TheRecord);

    private static string Id(RecordRef record) => record.Id.ToString(CultureInfo.InvariantCulture);
}
