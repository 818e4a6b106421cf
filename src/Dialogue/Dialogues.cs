using PartyBuilding.Dialogue.Definitions;
using PartyBuilding.Dialogue.Reading;
using PartyBuilding.Dialogue.Turns;

namespace PartyBuilding.Dialogue;

/// <summary>All dialogs, compiled once and shared by every thread: understands messages and leads conversations. Pure.</summary>
public sealed class Dialogues
{
    private readonly MessageReader reader;
    private readonly Stepper stepper;
    private readonly Dictionary<string, DialogDefinition> byIntent;
    private readonly Sayings sayings;
    private readonly Drafts drafts;

    private Dialogues(DialogueSet set, SetCompiler compiler, MessageReader reader)
    {
        this.reader = reader;
        byIntent = set.Dialogs.ToDictionary(dialog => dialog.Intent);
        Kinds = set.Kinds;
        sayings = new Sayings(set);
        var answers = new Answers(compiler.Answers);
        drafts = new Drafts(reader, answers, sayings);
        stepper = new Stepper(reader, compiler.Dialogs, answers, drafts, sayings, set.Kinds);
    }

    /// <summary>Every intent that leads to something, in the order of the files.</summary>
    public IReadOnlyList<string> Intents => [.. byIntent.Values.Where(dialog => dialog.Act).Select(dialog => dialog.Intent)];

    /// <summary>Kinds of activity with their words.</summary>
    public IReadOnlyList<KindWords> Kinds { get; }

    /// <summary>Compiles the data.</summary>
    /// <param name="set">What the data files say.</param>
    /// <param name="faults">Every mistake of meaning; with any of them the result is null.</param>
    public static Dialogues? Compile(DialogueSet set, out IReadOnlyList<DialogueFault> faults)
    {
        var found = new List<DialogueFault>();
        found.AddRange(Sayings.Missing(set));
        found.AddRange(Sayings.Unknown(set));
        if (found.Count > 0)
        {
            faults = found;
            return null;
        }

        var compiler = new SetCompiler(set, found);
        var reader = compiler.Compile();
        faults = found;
        return found.Count > 0 ? null : new Dialogues(set, compiler, reader);
    }

    /// <summary>What a message means by itself.</summary>
    public Understanding Understand(Message message, NameIndex names) => reader.Read(message, names).Understanding;

    /// <summary>What a message leads to, given what was said before.</summary>
    public Stepped Step(Message message, DialogueState state, NameIndex names) => stepper.Step(message, state, names);

    /// <summary>What a message changes in a text, 把周三改成周四.</summary>
    /// <returns>Null when it changes no words of it: then it may be another text.</returns>
    public DraftChange? Change(string text, Message message, NameIndex names) => drafts.Change(text, message, names);

    /// <summary>A reply of a dialog, filled in.</summary>
    /// <param name="intent">The dialog's intent.</param>
    /// <param name="reply">Key of the reply in the dialog's file.</param>
    /// <param name="slots">The facts; their placeholders have the slots' names.</param>
    /// <param name="values">Further values, listed under <c>values</c> in the file; they win over slots.</param>
    /// <exception cref="KeyNotFoundException">The dialog has no such reply.</exception>
    public string Reply(string intent, string reply, Slots slots, IReadOnlyDictionary<string, string?>? values = null) => Rendering.Render(
        byIntent[intent].Replies[reply].Text, name => values is not null && values.TryGetValue(name, out var value) ? value : Rendering.Value(slots, name));

    /// <summary>True when a dialog has such a reply.</summary>
    public bool HasReply(string intent, string reply) => byIntent.TryGetValue(intent, out var dialog) && dialog.Replies.ContainsKey(reply);

    /// <summary>A sentence that belongs to no dialog, filled in.</summary>
    /// <param name="key">Its key among the common says.</param>
    /// <param name="values">What its placeholders show.</param>
    /// <exception cref="KeyNotFoundException">There is no such sentence.</exception>
    public string Say(string key, params (string Name, string? Value)[] values) => sayings.Say(key, values);

    /// <summary>Title of a dialog in Chinese.</summary>
    public string Title(string intent) => byIntent[intent].Title;
}
