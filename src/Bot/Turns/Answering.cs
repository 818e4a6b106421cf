using System.Diagnostics;
using Microsoft.Extensions.Options;
using PartyBuilding.Data;
using PartyBuilding.Dialogue;

namespace PartyBuilding.Bot.Turns;

/// <summary>From an opened turn to what is said and the dialogue state to keep (null keeps none).</summary>
internal delegate Task<(Answer Answer, DialogueState? State)> AnswerMessage(
    Incoming incoming, OpenedTurn opened, ConversationRow where, DateTimeOffset now, IServiceProvider services, CancellationToken cancel);

/// <summary>Understands the message and has it done.</summary>
internal sealed class Answering(Dialogues dialogues, Roster roster, FeatureTable features, IOptions<BotOptions> options)
{
    /// <summary>What a broken turn says instead. The dialogue stays where it was.</summary>
    public static Task<(Answer, DialogueState?)> ApologiseAsync(
        Incoming incoming, OpenedTurn opened, ConversationRow where, DateTimeOffset now, IServiceProvider services, CancellationToken cancel) =>
        Task.FromResult<(Answer, DialogueState?)>((Answer.Sorry, StateJson.Read(opened.State)));

    /// <inheritdoc cref="AnswerMessage"/>
    public async Task<(Answer Answer, DialogueState? State)> AnswerAsync(
        Incoming incoming, OpenedTurn opened, ConversationRow where, DateTimeOffset now, IServiceProvider services, CancellationToken cancel)
    {
        if (opened.Who is not { } who)
            return (await Joining.AnswerAsync(incoming, where, now, services, cancel), null);
        var before = StateJson.Read(opened.State);
        var isGroup = where.Kind == "group";
        if (incoming.Text.Length > options.Value.LongestText)
            return (isGroup && !incoming.IsAddressed ? Answer.Silent : Answer.Of($"这条太长了（{incoming.Text.Length} 字），我没有读。请拆成几条，每条不超过 {options.Value.LongestText} 字。"), before);
        if (isGroup && where.BranchId is null && !incoming.IsAddressed)
            return (Answer.Silent, before);

        var county = await roster.AtAsync(opened.RosterVersion, DateOnly.FromDateTime(now.DateTime), cancel);
        var message = new Message(incoming.Text, Standing.Of(who.Roles), who.InBureau ? null : who.Branch, isGroup, incoming.IsAddressed, now);
        var stepped = dialogues.Step(message, before, county.Names);
        return stepped.Step switch
        {
            Step.Silent => (Answer.Silent, stepped.State),
            Step.Say say => (WithLeft(stepped.LeftOpen, Answer.Of(say)), stepped.State),
            Step.Act act => await ActAsync(act, stepped, who, where, incoming, now, county, services, cancel),
            _ => throw new UnreachableException(),
        };
    }

    private async Task<(Answer, DialogueState?)> ActAsync(
        Step.Act act, Stepped stepped, Person who, ConversationRow where, Incoming incoming, DateTimeOffset now, CountyRoster county,
        IServiceProvider services, CancellationToken cancel)
    {
        var request = new Request(who, where, act.Intent, act.Slots, act.Target, act.Consented, stepped.State.Last, incoming.Text, now, county);
        var reply = await features.For(act.Intent, services).DoAsync(request, cancel);
        if (reply.IsQuiet)
            return (Answer.Quiet, StateJson.After(stepped.State, reply));
        var slots = reply.Slots ?? act.Slots;
        var text = string.Join('\n', [dialogues.Reply(act.Intent, reply.Key, slots, reply.Values), .. act.Doubts]);
        var line = dialogues.HasReply(act.Intent, reply.Key + "_group") ? dialogues.Reply(act.Intent, reply.Key + "_group", slots, reply.Values) : null;
        return (WithLeft(stepped.LeftOpen, Answer.Of(text, line, reply)), StateJson.After(stepped.State, reply));
    }

    private Answer WithLeft(string? left, Answer answer) => left is null ? answer : answer.After($"（“{dialogues.Title(left)}”先放下了。）");
}
