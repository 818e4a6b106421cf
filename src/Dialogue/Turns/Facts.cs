using PartyBuilding.Dialogue.Definitions;
using PartyBuilding.Dialogue.Reading;

namespace PartyBuilding.Dialogue.Turns;

/// <summary>What a dialog still has to know, and how to ask for all of it in one message.</summary>
internal sealed class Facts(Sayings sayings, IReadOnlyList<KindWords> kinds)
{
    private readonly Dictionary<string, KindWords> byName = kinds.DistinctBy(kind => kind.Name).ToDictionary(kind => kind.Name);

    /// <summary>Required slots without a value, in the dialog's order.</summary>
    public List<string> Missing(CompiledDialog dialog, Slots slots)
    {
        var byKind = dialog.Definition.AsksByKind && slots.ActivityType is { } kind && byName.TryGetValue(kind, out var words) ? words.Required : [];
        return [.. from slot in dialog.Definition.Slots
                   where slot.Ask is not null && (slot.Required || byKind.Contains(slot.Name)) && slots.Get(slot.Name) is null
                   select slot.Name];
    }

    /// <summary>One message with every question, after what could not be kept.</summary>
    public string Ask(CompiledDialog dialog, Slots slots, IReadOnlyList<string> missing, IReadOnlyList<Doubt> doubts)
    {
        var sorry = string.Concat(doubts.Select(doubt => doubt.Text));
        return sorry + Questions(dialog, slots, missing);
    }

    /// <summary>What an open dialogue is waiting for.</summary>
    public string Question(CompiledDialog dialog, OpenDialogue open) =>
        open.Awaits == Awaits.Facts ? Questions(dialog, open.Slots, open.Asked) : AskConsent(dialog, open.Slots, []);

    public static string AskConsent(CompiledDialog dialog, Slots slots, IReadOnlyList<Doubt> doubts) =>
        string.Concat(doubts.Select(doubt => doubt.Text))
        + (dialog.Definition.Replies.TryGetValue("confirm", out var confirm)
            ? Rendering.Render(confirm.Text, name => Rendering.Value(slots, name))
            : $"{dialog.Definition.Title}，对吗？");

    /// <summary>People by their full names as far as it is clear who is meant.</summary>
    /// <returns>The question and its choices when two or more fit, else null.</returns>
    public (string Question, IReadOnlyList<string> Choices)? AskPerson(ref Slots slots, string? branch, NameIndex names)
    {
        if (slots.Members is not { } members)
            return null;
        var full = members.ToArray();
        for (var i = 0; i < full.Length; i++)
        {
            var fitting = names.People(full[i], branch).Select(person => person.Name).Distinct().ToList();
            if (fitting.Count == 1)
                full[i] = fitting[0];
            if (fitting.Count < 2)
                continue;
            slots = slots with { Members = [.. full[..i], Unclear + full[i], .. full[(i + 1)..]] };
            return (sayings.Say("which_person", ("name", members[i]), ("choices", string.Join("　", fitting.Select((name, n) => $"{n + 1}. {name}")))), fitting);
        }

        slots = slots with { Members = full };
        return null;
    }

    /// <summary>The slots with what was chosen: a person in place of the unclear one, or a text.</summary>
    public static Slots Choose(Slots slots, IReadOnlyList<string> asked, string choice) =>
        asked is ["content"] ? slots with { Content = choice }
        : asked is ["members"] && slots.Members is { } members
            ? slots with { Members = [.. members.Select(name => name.StartsWith(Unclear, StringComparison.Ordinal) ? choice : name)] }
            : slots;

    /// <summary>Short forms of branches by their full names, where only one fits.</summary>
    public static Slots WithFullBranches(Slots slots, NameIndex names) =>
        slots.Branch is { } branches
            ? slots with { Branch = [.. branches.Select(branch => names.Branches(branch) is [var only] ? only : branch)] }
            : slots;

    // Marks the one of several names that is being asked about; no name begins with it.
    private const string Unclear = "?";

    private string Questions(CompiledDialog dialog, Slots slots, IReadOnlyList<string> missing)
    {
        var questions = dialog.Definition.Slots.Where(slot => missing.Contains(slot.Name)).Select(slot => slot.Ask!).ToList();
        var about = slots.ActivityType ?? dialog.Definition.Title;
        return questions.Count == 1
            ? questions[0]
            : sayings.Say("ask_several", ("about", about), ("questions", string.Join("", questions.Select((question, i) => $"\n{i + 1}. {question}"))));
    }
}
