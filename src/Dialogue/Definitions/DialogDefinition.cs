namespace PartyBuilding.Dialogue.Definitions;

/// <summary>One dialog file.</summary>
/// <param name="Intent">What the sentences mean, in snake case.</param>
/// <param name="Where">The file.</param>
/// <param name="Title">What the dialog is about, in Chinese, for questions and suggestions.</param>
/// <param name="Who">Roles it is taught to; empty for everybody. Rights are checked elsewhere.</param>
/// <param name="Tense">Which way incomplete dates are completed.</param>
/// <param name="Act">False for dialogs that lead to nothing (small talk).</param>
/// <param name="InGroup">When it is heard in a group without being addressed.</param>
/// <param name="Phrases">What people say.</param>
/// <param name="Unless">Patterns that forbid it, unless a phrase makes it certain.</param>
/// <param name="Never">Patterns that always forbid it.</param>
/// <param name="WinsOver">Intents that yield to this one at equal trust.</param>
/// <param name="Facts">Groups of fact patterns of the common file, and own patterns, in order of trust.</param>
/// <param name="Rest">The free-text slot that takes the passage nobody else claimed, if any.</param>
/// <param name="AsksByKind">True when the kind of activity says which further slots are required.</param>
/// <param name="Slots">What it keeps.</param>
/// <param name="Confirm">When it asks before acting.</param>
/// <param name="Expires">How long an open question is remembered.</param>
/// <param name="Values">Placeholders its replies may use beside the slots.</param>
/// <param name="Replies">Answers by key.</param>
/// <param name="Samples">Sentences that must reach this intent; the first one also teaches.</param>
/// <param name="Shows">What teaches a role instead of the first sample.</param>
public sealed record DialogDefinition(
    string Intent,
    string Where,
    string Title,
    IReadOnlyList<string> Who,
    Tense Tense,
    bool Act,
    GroupHearing InGroup,
    IReadOnlyList<PhraseDefinition> Phrases,
    IReadOnlyList<Written> Unless,
    IReadOnlyList<Written> Never,
    IReadOnlyList<Written> WinsOver,
    IReadOnlyList<Written> Facts,
    string? Rest,
    bool AsksByKind,
    IReadOnlyList<SlotDefinition> Slots,
    Confirm Confirm,
    TimeSpan Expires,
    IReadOnlyList<string> Values,
    IReadOnlyDictionary<string, Written> Replies,
    IReadOnlyList<Written> Samples,
    IReadOnlyDictionary<string, Written> Shows)
{
    /// <summary>The sentence that teaches a role.</summary>
    public string SampleFor(string role) => Shows.TryGetValue(role, out var own) ? own.Text : Samples[0].Text;
}

/// <summary>One way of saying it.</summary>
public sealed record PhraseDefinition(Written Say, Trust Trust);

/// <summary>How much a phrase proves.</summary>
public enum Trust
{
    /// <summary>Not enough to act; enough to suggest.</summary>
    Hint = 30,

    /// <summary>Enough when nothing speaks against it.</summary>
    Likely = 60,

    /// <summary>Leaves no doubt.</summary>
    Sure = 90,

    /// <summary>So many facts together that a single word cannot speak against it.</summary>
    Certain = 120,
}

/// <summary>Which way a dialog looks.</summary>
public enum Tense
{
    /// <summary>Both.</summary>
    Any,

    /// <summary>Things that took place.</summary>
    Past,

    /// <summary>Things to come.</summary>
    Future,
}

/// <summary>When a dialog is heard in a group without a mention.</summary>
public enum GroupHearing
{
    /// <summary>Never.</summary>
    Addressed,

    /// <summary>When the message is an unmistakable report.</summary>
    Unmistakable,

    /// <summary>When the whole message is nothing else (收到, 撤回).</summary>
    Whole,
}

/// <summary>When a dialog asks for consent.</summary>
public enum Confirm
{
    /// <summary>Acts and offers to undo.</summary>
    Never,

    /// <summary>Asks when a value was guessed or the facts contradict each other.</summary>
    WhenUnsure,

    /// <summary>Always asks.</summary>
    Always,
}

/// <summary>One slot of a dialog.</summary>
/// <param name="Name">One of the names of <see cref="Slots"/> in snake case.</param>
/// <param name="Ask">The question for it; a slot without one is never asked for.</param>
/// <param name="Required">True when the dialog cannot act without it; kinds may require more.</param>
/// <param name="WithinDays">For a day: how far from today it may lie.</param>
/// <param name="Sorry">What to say when it lies further.</param>
public sealed record SlotDefinition(string Name, string? Ask, bool Required, int? WithinDays, string? Sorry);
