using PartyBuilding.Dialogue.Definitions;
using PartyBuilding.Dialogue.Patterns;
using PartyBuilding.Dialogue.Reading;
using PartyBuilding.Recognizers;

namespace PartyBuilding.Dialogue.Turns;

/// <summary>Leads a conversation: from a message and what was said before to what happens now.</summary>
internal sealed class Stepper
{
    private const int MostSuggestions = 3;
    private const int MostMeant = 2;

    // A longer text that holds a number is no choice by number.
    private const int LongestChoice = 8;

    private readonly MessageReader reader;
    private readonly Dictionary<string, CompiledDialog> dialogs;
    private readonly Answers answers;
    private readonly Sayings sayings;
    private readonly Facts facts;
    private readonly Drafts drafts;

    public Stepper(MessageReader reader, IReadOnlyList<CompiledDialog> dialogs, Answers answers, Drafts drafts, Sayings sayings, IReadOnlyList<KindWords> kinds)
    {
        this.reader = reader;
        this.dialogs = dialogs.ToDictionary(dialog => dialog.Intent);
        this.answers = answers;
        this.drafts = drafts;
        this.sayings = sayings;
        facts = new Facts(sayings, kinds);
    }

    public Stepped Step(Message message, DialogueState state, NameIndex names)
    {
        if (state.Open is not { } open || !dialogs.TryGetValue(open.Intent, out var dialog))
            return Fresh(message, state with { Open = null }, names, reader.Read(message, names), null);
        if (message.Now - open.Since > dialog.Definition.Expires)
            return Late(message, state with { Open = null }, names, reader.Read(message, names), dialog);
        if (open.Heard is not null)
            return Meant(message, state, open, names);
        // An answer is a few words that may look like anything: only a rule leads away from the question.
        return WithOpen(message, state, open, dialog, names, reader.Read(message, names, byRules: true));
    }

    private Stepped Late(Message message, DialogueState state, NameIndex names, Read read, CompiledDialog dialog) =>
        read.Understanding.Intent == Understanding.Unknown && message.IsAddressed
            ? new Stepped(new Step.Say(sayings.Say("expired", ("title", dialog.Definition.Title)), [], false), state, null)
            : Fresh(message, state, names, read, null);

    private Stepped WithOpen(Message message, DialogueState state, OpenDialogue open, CompiledDialog dialog, NameIndex names, Read read)
    {
        var closed = state with { Open = null };
        if (answers.IsCancel(read.Spotted))
            return new Stepped(new Step.Say(sayings.Say("cancelled", ("title", dialog.Definition.Title)), [], false), closed, null);
        if (!(open.Awaits == Awaits.Consent && answers.IsYes(read.Spotted)) && reader.PoliteAnswer(read.Spotted) is { } polite)
            return Polite(message, state, polite, dialog.Definition.Title);
        if (open is { Awaits: Awaits.Consent, Choices: { } offered } && message.Text.Trim().Length <= LongestChoice && Chosen(offered, message, read.Spotted) is { } chosen)
            read = reader.Read(message = message with { Text = chosen }, names, byRules: true);
        if (open is { Awaits: Awaits.Consent, Slots.Content: { } content } && Draft(message, state, open, dialog, content, names, read) is { } changed)
            return changed;
        if (Leaves(open, read) && (message.IsAddressed || IsHeard(message, state, read)))
            return Fresh(message, closed, names, read, open.Intent);
        return open.Awaits switch
        {
            Awaits.Consent => Consent(message, state, open, dialog, names, read),
            Awaits.Choice => Choice(message, state, open, dialog, names, read),
            // A bare yes fits no question for facts, and must not become a notice's text.
            _ => answers.IsYes(read.Spotted) && open.Asked is ["content"] ? Again(message, state, open, dialog) : Answer(message, state, open, dialog, names),
        };
    }

    // A full sentence about something else leaves the question; a bare fact never does.
    private static bool Leaves(OpenDialogue open, Read read)
    {
        var said = read.Understanding;
        if (said.Intent == Understanding.Unknown)
            return false;
        if (said.Intent != open.Intent)
            return !(said.Intent == "correct_record" && open.Awaits != Awaits.Choice) && read.Best!.Trust >= Trust.Likely;
        return said.Slots.ActivityType is { } kind && open.Slots.ActivityType is { } before && kind != before;
    }

    private Stepped Consent(Message message, DialogueState state, OpenDialogue open, CompiledDialog dialog, NameIndex names, Read read)
    {
        var closed = state with { Open = null };
        if (answers.IsYes(read.Spotted))
            return new Stepped(new Step.Act(open.Intent, open.Slots, null, [], true), closed, null);
        if (answers.IsNo(read.Spotted))
            return new Stepped(new Step.Say(sayings.Say("declined", ("title", dialog.Definition.Title)), [], false), closed, null);
        var (said, filling, doubts) = reader.ReadWithin(dialog, message, names);
        if (said.IsNothing())
            return Again(message, state, open, dialog);
        return Known(message, closed, dialog, Bare.Fill(said, filling, ["attendees"]).Over(open.Slots), doubts, 0, names, null);
    }

    // What is read back before it goes can be changed in a few words, and changed back.
    private Stepped? Draft(Message message, DialogueState state, OpenDialogue open, CompiledDialog dialog, string content, NameIndex names, Read read)
    {
        if (drafts.IsUndo(read.Spotted))
            return open.Slots.Before is { } before
                ? Known(message, state with { Open = null }, dialog, open.Slots with { Content = before, Before = content }, [], 0, names, null)
                : read.Understanding.Intent == Understanding.Unknown && message.IsAddressed ? new Stepped(new Step.Say(sayings.Say("draft_first"), [], true), state, null) : null;
        return drafts.Change(content, message, names, open.Slots.Date is not null || open.Slots.Start is not null) switch
        {
            DraftChange.Text text => Known(message, state with { Open = null }, dialog, open.Slots with { Content = text.Content, Before = content }, [], 0, names, null),
            DraftChange.Question question when message.IsAddressed && !(question.IsAbsent && Leaves(open, read)) =>
                new Stepped(new Step.Say(question.Say, question.Choices, true), state with { Open = open with { Choices = question.Choices } }, null),
            _ => null,
        };
    }

    private Stepped Choice(Message message, DialogueState state, OpenDialogue open, CompiledDialog dialog, NameIndex names, Read read)
    {
        if (Chosen(open.Choices ?? [], message, read.Spotted) is not { } choice)
            return message.IsAddressed
                ? new Stepped(new Step.Say(sayings.Say("choose_again"), open.Choices ?? [], true), state, null)
                : new Stepped(new Step.Silent(), state, null);
        return Known(message, state with { Open = null }, dialog, Facts.Choose(open.Slots, open.Asked, choice), [], 1, names, null);
    }

    private Stepped Answer(Message message, DialogueState state, OpenDialogue open, CompiledDialog dialog, NameIndex names)
    {
        var (said, filling, doubts) = reader.ReadWithin(dialog, message, names);
        said = Bare.Fill(said, filling, open.Asked);
        if (said.IsNothing() && doubts.Count == 0)
            return Again(message, state, open, dialog);
        var stepped = Known(message, state with { Open = null }, dialog, said.Over(open.Slots), doubts, 1, names, null);
        // Something else was told or mended than was asked for: say so, or the question repeated looks deaf.
        return stepped is { Step: Step.Say say, State.Open: { Awaits: Awaits.Facts } next } && doubts.Count == 0 && next.Asked.SequenceEqual(open.Asked)
            ? stepped with { Step = say with { Text = sayings.Say("noted", ("question", say.Text)) } }
            : stepped;
    }

    // In a group people may talk on while a question is open; in private the question is said once more.
    private Stepped Again(Message message, DialogueState state, OpenDialogue open, CompiledDialog dialog) =>
        message.IsAddressed
            ? new Stepped(new Step.Say(
                sayings.Say("still_asking", ("title", dialog.Definition.Title), ("question", facts.Question(dialog, open))), ["算了"], true), state, null)
            : new Stepped(new Step.Silent(), state, null);

    private Stepped Fresh(Message message, DialogueState state, NameIndex names, Read read, string? left)
    {
        if (!message.IsAddressed && !IsHeard(message, state, read))
            return new Stepped(new Step.Silent(), state, null);
        if (reader.PoliteAnswer(read.Spotted) is { } polite)
            return Polite(message, state, polite, null);
        var said = read.Understanding;
        switch (said.Intent)
        {
            case Understanding.Unknown:
                return AskMeaning(message, state, said, left) ?? new Stepped(Unknown(message, said), state, left);
            case "help":
                return new Stepped(new Step.Say(sayings.Help(message.Role), [], false), state, left);
            case "cancel":
                return new Stepped(new Step.Say(sayings.Say("nothing_open"), [], false), state, left);
            default:
                return Known(message, state, read.Dialog!, said.Slots, said.Doubts, said.Certainty, names, left);
        }
    }

    // Politeness gets a short answer in private, and names what still waits; in a group it stays between people.
    private Stepped Polite(Message message, DialogueState state, string answer, string? waiting) => new(
        message.IsGroup ? new Step.Silent()
            : new Step.Say(waiting is null ? answer : answer + sayings.Say("still_asking", ("title", waiting)), waiting is null ? [] : ["算了"], false),
        state, null);

    // In private, what may be one of two things is asked with both, and the sentence is kept for the answer.
    private Stepped? AskMeaning(Message message, DialogueState state, Understanding said, string? left)
    {
        var meant = said.Near.Where(intent => intent is not ("help" or "cancel")).Select(intent => dialogs[intent].Definition)
            .Where(dialog => dialog.Who.Count == 0 || dialog.Who.Contains(message.Role)).Take(MostMeant).ToList();
        if (message.IsGroup || meant.Count < MostMeant)
            return null;
        string[] titles = [.. meant.Select(dialog => dialog.Title)];
        return new Stepped(
            new Step.Say(sayings.Say("which_meant", ("choices", string.Join("　", titles.Select((title, n) => $"{n + 1}. {title}")))), titles, true),
            state with { Open = new OpenDialogue(meant[0].Intent, new Slots(), [], Awaits.Choice, titles, message.Now, message.Text) }, left);
    }

    // Anything but a choice leaves the question: small talk is not asked about twice.
    private Stepped Meant(Message message, DialogueState state, OpenDialogue open, NameIndex names)
    {
        var read = reader.Read(message, names);
        if (message.Text.Trim().Length > LongestChoice || Chosen(open.Choices ?? [], message, read.Spotted) is not { } title || dialogs.Values.FirstOrDefault(one => one.Definition.Title == title) is not { } dialog)
            return Fresh(message, state with { Open = null }, names, read, null);
        var (said, _, doubts) = reader.ReadWithin(dialog, message with { Text = open.Heard!, Now = open.Since }, names);
        return Known(message, state with { Open = null }, dialog, said, doubts, 1, names, null);
    }

    private Step.Say Unknown(Message message, Understanding said) =>
        message.IsGroup && said.Near.Count == 0
            ? new Step.Say(sayings.Say("unknown"), sayings.Suggestions([], message.Role, MostSuggestions), false)
            : new Step.Say(sayings.Say(said.Near.Count > 0 ? "unknown_near" : "unknown"), sayings.Suggestions(said.Near, message.Role, MostSuggestions), false);

    private Stepped Known(
        Message message, DialogueState state, CompiledDialog dialog, Slots slots, IReadOnlyList<Doubt> doubts, double certainty, NameIndex names, string? left)
    {
        foreach (var doubt in doubts.Where(doubt => doubt.Blocks))
            slots = slots.Without(doubt.Slot);
        if (facts.AskPerson(ref slots, message.Branch, names) is var (question, choices))
            return new Stepped(
                new Step.Say(question, choices, true),
                state with { Open = new OpenDialogue(dialog.Intent, slots, ["members"], Awaits.Choice, choices, message.Now) }, left);
        slots = Facts.WithFullBranches(slots, names);
        if (facts.Missing(dialog, slots) is { Count: > 0 } missing)
            return new Stepped(
                new Step.Say(facts.Ask(dialog, slots, missing, doubts), [], true),
                state with { Open = new OpenDialogue(dialog.Intent, slots, missing, Awaits.Facts, null, message.Now) }, left);
        if (dialog.Definition.Confirm == Confirm.Always || dialog.Definition.Confirm == Confirm.WhenUnsure && certainty < Unsure)
            return new Stepped(
                new Step.Say(Facts.AskConsent(dialog, slots, doubts), ["是", "不是"], true),
                state with { Open = new OpenDialogue(dialog.Intent, slots, [], Awaits.Consent, null, message.Now) }, left);
        return new Stepped(
            new Step.Act(dialog.Intent, slots, Targets.Find(dialog.Intent, slots, state.Last), [.. doubts.Select(doubt => doubt.Text)], false), state, left);
    }

    private const double Unsure = 0.58;

    private static bool IsHeard(Message message, DialogueState state, Read read) => read.Best?.Dialog.Definition.InGroup switch
    {
        GroupHearing.Unmistakable => Unmistakable.IsReport(message, read),
        GroupHearing.Whole => read.IsWhole && (state.Last.Count > 0 || !Targets.NeedsRecord(read.Best.Dialog.Intent)),
        _ => false,
    };

    private static string? Chosen(IReadOnlyList<string> choices, Message message, Spotted spotted)
    {
        foreach (var item in spotted.Items)
            if (item.Payload is Recognizers.Reading { Value: var value })
            {
                var number = value is Value.Number { Amount: var amount } ? (int)amount : value is Value.Ordinal { Place: var place } ? place : 0;
                if (number >= 1 && number <= choices.Count)
                    return choices[number - 1];
            }

        var text = message.Text.Trim();
        var named = choices.Where(choice => choice.Contains(text, StringComparison.Ordinal) || text.Contains(choice, StringComparison.Ordinal)).ToList();
        return text.Length > 0 && named.Count == 1 ? named[0] : null;
    }
}
