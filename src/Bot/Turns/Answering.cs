using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Options;
using PartyBuilding.Bot.Features;
using PartyBuilding.Data;
using PartyBuilding.Dialogue;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Turns;

/// <summary>From an opened turn to what is said and the dialogue state to keep (null keeps none).</summary>
internal delegate Task<(Answer Answer, Talk? Talk)> AnswerMessage(
    Incoming incoming, OpenedTurn opened, ConversationRow where, DateTimeOffset now, IServiceProvider services, CancellationToken cancel);

/// <summary>Has something done; null when it cannot be done here.</summary>
internal delegate Task<Reply?> DoRequest(Request request, CancellationToken cancel);

/// <summary>Understands the message and has it done.</summary>
internal sealed class Answering(
    Dialogues dialogues, Joining joining, Roster roster, FeatureTable features, WorkPlan plan, TimeProvider time, IOptions<BotOptions> options)
{
    /// <summary>What a broken turn says instead. The dialogue stays where it was.</summary>
    public Task<(Answer, Talk?)> ApologiseAsync(
        Incoming incoming, OpenedTurn opened, ConversationRow where, DateTimeOffset now, IServiceProvider services, CancellationToken cancel) =>
        Task.FromResult<(Answer, Talk?)>((Answer.Of(dialogues.Say(HostWord.Sorry)), StateJson.Read(opened.State)));

    /// <inheritdoc cref="AnswerMessage"/>
    public async Task<(Answer Answer, Talk? Talk)> AnswerAsync(
        Incoming incoming, OpenedTurn opened, ConversationRow where, DateTimeOffset now, IServiceProvider services, CancellationToken cancel)
    {
        if (!incoming.IsAddressed && incoming.Activity.ReplyToId is { Length: > 0 } message
            && await services.GetRequiredService<Conversations>().IsOursAsync(where.Id, message, cancel))
            incoming = incoming with { IsAddressed = true };
        if (incoming.Tap is not { } form || !Cards.IsOnce(form))
            return await ReadAsync(incoming, opened, where, now, services, cancel);
        var inbox = services.GetRequiredService<Inbox>();
        var tap = $"tap/{form}/{incoming.UserId}";
        var talk = StateJson.Read(opened.State);
        if (await inbox.TappedAsync(incoming.Channel, incoming.Account, incoming.Conversation, tap, cancel) is { } before)
            return (Answer.Whisper(before), talk);
        // A yes to a question that is over must not be a yes to the one asked since.
        if (Cards.IsQuestion(form) && (talk.Open is null || Cards.Question(talk.Open) != form))
            return (Answer.Whisper(dialogues.Say(HostWord.TapOver)), talk);
        var (answer, after) = await ReadAsync(incoming, opened, where, now, services, cancel);
        if (answer.Text is { } said)
            await inbox.KeepTapAsync(incoming.Channel, incoming.Account, incoming.Conversation, tap, said, time.GetUtcNow(), cancel);
        return (answer, after);
    }

    private async Task<(Answer Answer, Talk? Talk)> ReadAsync(
        Incoming incoming, OpenedTurn opened, ConversationRow where, DateTimeOffset now, IServiceProvider services, CancellationToken cancel)
    {
        var before = StateJson.Read(opened.State);
        if (await joining.AnswerAsync(incoming, opened.Who, where, now, services, cancel) is { } joined)
            return (joined, opened.Who is null ? null : before);
        var who = opened.Who!;
        var isGroup = where.Kind == "group";
        if (incoming.Text.Length > options.Value.LongestText)
            return (isGroup && !incoming.IsAddressed ? Answer.Silent : Answer.Of(TooLong(incoming.Text.Length)), before);
        if (isGroup && where.BranchId is null && !incoming.IsAddressed)
            return (Answer.Silent, before);

        var proof = incoming.Files.Count > 0 || before.Photos is not null ? services.GetRequiredService<Proof>() : null;
        if (incoming.Files.Count > 0 && incoming.Text.Length == 0 && before.Open is null)
            return (await proof!.AloneAsync(incoming.Files, before, who, incoming.IsAddressed, now, cancel), before);

        return (await StepAsync(
            incoming, opened, where, now, before, proof, async (request, _) => await features.For(request.Intent, services).DoAsync(request, cancel), cancel))!.Value;
    }

    /// <summary>The answer to a message that needs no more of the database than <paramref name="doRequest"/> reaches; null to any other.</summary>
    public Task<(Answer Answer, Talk? Talk)?> AnswerAsync(
        Incoming incoming, OpenedTurn opened, ConversationRow where, DateTimeOffset now, DoRequest doRequest, CancellationToken cancel)
    {
        var before = StateJson.Read(opened.State);
        return before.Photos is not null || incoming.Text.Length > options.Value.LongestText
            ? Task.FromResult<(Answer, Talk?)?>(null)
            : StepAsync(incoming, opened, where, now, before, null, doRequest, cancel);
    }

    /// <returns>Null only when <paramref name="doRequest"/> could not do it.</returns>
    private async Task<(Answer Answer, Talk? Talk)?> StepAsync(
        Incoming incoming, OpenedTurn opened, ConversationRow where, DateTimeOffset now, Talk before, Proof? proof, DoRequest doRequest, CancellationToken cancel)
    {
        var who = opened.Who!;
        var county = await roster.AtAsync(opened.RosterVersion, DateOnly.FromDateTime(now.DateTime), cancel);
        var stepped = dialogues.Step(Message(incoming, who, where.Kind == "group", now), before.State, county.Names);
        // Photos of a report that still lacks a figure wait for it.
        var waits = proof is not null && stepped.State.Open is { Intent: "report_activity" };
        var talk = before.After(stepped.State, incoming.Origin, waits ? await proof!.HoldAsync(incoming.Files, cancel) : []);
        switch (stepped.Step)
        {
            case Step.Silent when proof is not null:
                return (await proof.AloneAsync(incoming.Files, Talk.Empty, who, isForUs: false, now, cancel), talk);
            case Step.Silent:
                return (Answer.Silent, talk);
            case Step.Say say:
                var said = WithLeft(stepped.LeftOpen, Answer.Of(say));
                return (proof is null ? said : await proof.AskingAsync(said, incoming.Files, waits, cancel), talk);
            case Step.Act act:
                // A button under an older record means that one, not the newest.
                var target = incoming.Tap is { } form && Cards.RecordOf(form, before.Last) is { } meant ? meant : act.Target;
                var request = new Request(who, where, act.Intent, act.Slots, target, act.Consented, stepped.State.Last, incoming.Text, now, county)
                {
                    RepliesTo = incoming.Activity.ReplyToId,
                };
                if (await doRequest(request, cancel) is not { } reply)
                    return null;
                var (answer, after) = Said(request, talk, act.Doubts, incoming.Origin, reply);
                if (proof is not null)
                    answer = await proof.AddAsync(answer, incoming.Files, before.Photos ?? [], reply.Kept, who, now, cancel);
                // The first sentence of a talk is what people edit later, not the last figure they were asked for.
                var isAnswer = before.Open is { } open && open.Intent == act.Intent && stepped.LeftOpen is null;
                return (WithLeft(stepped.LeftOpen, answer) with
                {
                    Made = Made.Of(incoming.UserId, act.Intent, reply.Kept, now, act.Slots, KindFields.Apart(plan, act.Intent, act.Slots, incoming.Text, now)),
                     Origin = isAnswer ? before.Origin : null,
                }, after);
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Has one thing done and says so.</summary>
    public async Task<(Answer Answer, Talk Talk, Reply Reply)> DoAsync(
        Request request, Talk talk, IReadOnlyList<string> doubts, string origin, IServiceProvider services, CancellationToken cancel)
    {
        var reply = await features.For(request.Intent, services).DoAsync(request, cancel);
        var (answer, after) = Said(request, talk, doubts, origin, reply);
        return (answer, after, reply);
    }

    private (Answer Answer, Talk Talk) Said(Request request, Talk talk, IReadOnlyList<string> doubts, string origin, Reply reply)
    {
        var after = talk.After(StateJson.After(talk.State, reply), origin, []);
        if (reply.IsQuiet)
            return (Answer.Quiet, after);
        var slots = reply.Slots ?? request.Slots;
        var text = string.Join('\n', [dialogues.Reply(request.Intent, reply.Key, slots, reply.Values), .. doubts]);
        var line = dialogues.HasReply(request.Intent, reply.Key + "_group") ? dialogues.Reply(request.Intent, reply.Key + "_group", slots, reply.Values) : null;
        return (Answer.Of(text, line, reply), after);
    }

    /// <summary>The message as understanding takes it.</summary>
    public static Message Message(Incoming incoming, Person who, bool isGroup, DateTimeOffset now) =>
        new(incoming.Text, Standing.Of(who.Roles), who.InBureau ? null : who.Branch, isGroup, incoming.IsAddressed, now);

    private string TooLong(int length) =>
        dialogues.Say(HostWord.TooLong, ("length", Number(length)), ("most", Number(options.Value.LongestText)));

    private Answer WithLeft(string? left, Answer answer) =>
        left is null ? answer : answer.After(dialogues.Say(HostWord.LeftOpen, ("title", dialogues.Title(left))));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
