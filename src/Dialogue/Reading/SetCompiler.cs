using PartyBuilding.Dialogue.Definitions;
using PartyBuilding.Dialogue.Learning;
using PartyBuilding.Dialogue.Patterns;
using Compiler = PartyBuilding.Dialogue.Patterns.Compiler;

namespace PartyBuilding.Dialogue.Reading;

/// <summary>Compiles the data files once, noting every mistake of meaning.</summary>
internal sealed class SetCompiler
{
    private const int ShortestForSlips = 4;

    private readonly DialogueSet set;
    private readonly List<DialogueFault> faults;
    private readonly Vocabulary vocabulary = new();
    private readonly Compiler compiler;

    public SetCompiler(DialogueSet set, List<DialogueFault> faults)
    {
        this.set = set;
        this.faults = faults;
        compiler = new Compiler(vocabulary, set.Common.Rules, Fault);
    }

    /// <summary>Patterns of the conversation itself, by the rule that lists them.</summary>
    public IReadOnlyDictionary<string, Program[]> Answers { get; private set; } = new Dictionary<string, Program[]>();

    public IReadOnlyList<CompiledDialog> Dialogs { get; private set; } = [];

    public MessageReader Compile()
    {
        Dialogs = [.. set.Dialogs.Select(Compile)];
        Answers = Turns.Answers.Rules.ToDictionary(rule => rule, rule => Programs(RuleOf(rule)));
        var courtesies = new Courtesies([.. set.Common.Courtesies.Select(courtesy => (Programs(courtesy.Said), courtesy.Answer))]);
        var byWord = new Dictionary<int, (KindRole, ItemTypes)>();
        var longNames = new List<(string, KindRole)>();
        var signs = new List<(Program, KindRole)>();
        foreach (var kind in set.Kinds)
        {
            var role = new KindRole(kind.Name, kind.CountsHours, kind.Required);
            foreach (var name in kind.Aliases.Select(alias => alias.Text).Prepend(kind.Name).Select(PlainText.Fold))
            {
                byWord[vocabulary.Word(name)] = (role, kind.OnlyInQueries ? ItemTypes.KindGroup : kind.IsDuty ? ItemTypes.Duty : ItemTypes.Kind);
                if (name.Length >= ShortestForSlips && !kind.OnlyInQueries && !kind.IsDuty)
                    longNames.Add((name, role));
            }

            if (!kind.IsDuty)
                signs.AddRange(Programs(kind.Signs).Select(sign => (sign, role)));
        }

        var noise = vocabulary.Class(RuleOf("noise").Select(word => PlainText.Fold(word.Text)));
        var names = vocabulary.Class(RuleOf("fixed").Select(word => PlainText.Fold(word.Text)));
        var spent = vocabulary.Class(RuleOf("spent").Select(word => PlainText.Fold(word.Text)));
        var kept = vocabulary.Class(RuleOf("kept").Select(word => PlainText.Fold(word.Text)));
        var leave = vocabulary.Class(RuleOf("asked-leave").Select(word => PlainText.Fold(word.Text)));
        vocabulary.Freeze();
        var reader = new MessageReader(
            new Typos(set.Common.Typos), vocabulary, new KindSpotter(byWord, longNames, [.. signs]), new PersonShapes(set.Common.Names),
            new BranchShapes(set.Common.Names), Dialogs, names, new Rest(noise, spent, leave, kept), new Doubts(set.Common.Says), courtesies);
        if (School.Teach(set, reader, faults) is { } evidence)
            reader.Take(evidence);
        return reader;
    }

    private IReadOnlyList<Written> RuleOf(string name)
    {
        if (set.Common.Rules.TryGetValue(name, out var rule))
            return rule;
        Fault("_common.yaml", $"rules 里缺少“{name}”。");
        return [];
    }

    private CompiledDialog Compile(DialogDefinition dialog)
    {
        var slots = dialog.Slots.Select(slot => slot.Name).ToHashSet();
        foreach (var slot in slots.Where(slot => !SlotNames.IsSlot(slot)))
            Fault(dialog.Where, $"没有名为“{slot}”的栏目。");
        foreach (var beaten in dialog.WinsOver.Where(beaten => set.Dialogs.All(other => other.Intent != beaten.Text)))
            Fault(beaten.Where, $"没有名为“{beaten.Text}”的意图。");
        CheckReplies(dialog, slots);
        return new CompiledDialog(
            dialog,
            [.. dialog.Phrases.Select(Phrase).OrderByDescending(phrase => phrase.Trust)],
            [.. dialog.Unless.Select(unless => Phrase(new PhraseDefinition(unless, Trust.Sure)))],
            [.. dialog.Never.Select(never => Phrase(new PhraseDefinition(never, Trust.Certain)))],
            [.. dialog.Facts.SelectMany(FactsOf)],
            slots,
            [.. dialog.WinsOver.Select(beaten => beaten.Text)]);
    }

    private CompiledPhrase Phrase(PhraseDefinition phrase) => new(
        Programs(phrase.Say.Text.Split('&').Select(part => phrase.Say with { Text = part })), phrase.Trust);

    // A plain name is a group of the common file, anything else a pattern of the dialog's own.
    private Program[] FactsOf(Written fact) =>
        set.Common.Facts.TryGetValue(fact.Text, out var group) ? Programs(group)
        : fact.Text.All(c => char.IsAsciiLetterLower(c) || c == '_') ? Missing(fact)
        : Programs([fact]);

    private Program[] Missing(Written fact)
    {
        Fault(fact.Where, $"facts 里没有名为“{fact.Text}”的一组。");
        return [];
    }

    private void CheckReplies(DialogDefinition dialog, HashSet<string> slots)
    {
        foreach (var (key, reply) in dialog.Replies)
            foreach (var name in Rendering.Placeholders(reply.Text))
                if (!slots.Contains(name) && !dialog.Values.Contains(name))
                    Fault(reply.Where, $"回复“{key}”用到了没有的“{{{name}}}”；它不是这个对话的栏目，也不在 values 里。");
    }

    private Program[] Programs(IEnumerable<Written> patterns) => [.. patterns.Select(compiler.Compile).OfType<Program>()];

    private void Fault(string where, string text) => faults.Add(new DialogueFault(where, text));
}
