namespace PartyBuilding.Dialogue;

/// <summary>What one person and the bot are in the middle of, in one conversation. Kept as JSON between messages.</summary>
/// <param name="Open">The dialogue waiting for an answer, if any.</param>
/// <param name="Last">Records this person made here, newest first, at most <see cref="Kept"/>: what 「刚才那条」 can mean.</param>
public sealed record DialogueState(OpenDialogue? Open, IReadOnlyList<RecordRef> Last)
{
    /// <summary>How many records are remembered.</summary>
    public const int Kept = 8;

    /// <summary>Nothing said yet.</summary>
    public static DialogueState Empty { get; } = new(null, []);
}

/// <summary>A dialogue with facts still missing, or waiting for a yes.</summary>
/// <param name="Intent">Its intent.</param>
/// <param name="Slots">What is known so far.</param>
/// <param name="Asked">Slots asked for and not yet answered, in order.</param>
/// <param name="Awaits">What the next answer is expected to be.</param>
/// <param name="Choices">Where the person chooses one of several: the choices, 1-based in what they see.</param>
/// <param name="Since">When it was asked; the question expires after the time its dialogue states.</param>
/// <param name="Heard">The sentence itself where it is asked what it means; the choices are then titles of dialogues.</param>
public sealed record OpenDialogue(
    string Intent, Slots Slots, IReadOnlyList<string> Asked, Awaits Awaits, IReadOnlyList<string>? Choices, DateTimeOffset Since,
    string? Heard = null);

/// <summary>What an open dialogue waits for.</summary>
public enum Awaits
{
    /// <summary>Values for missing slots.</summary>
    Facts,

    /// <summary>A yes or a no.</summary>
    Consent,

    /// <summary>One of several choices, by number or by words.</summary>
    Choice,
}

/// <summary>A record made earlier that a correction may mean.</summary>
/// <param name="Type"><c>report</c>, <c>entry</c>, <c>notice</c>, <c>leave</c>, <c>plan</c> …</param>
/// <param name="Id">Its key in the database.</param>
/// <param name="Kind">Kind of activity by name, where it has one.</param>
/// <param name="Day">Its day, where it has one.</param>
public sealed record RecordRef(string Type, long Id, string? Kind, DateOnly? Day)
{
    /// <summary>Keys of further records of the same type that the same sentence made; null when there are none.</summary>
    public IReadOnlyList<long>? Also { get; init; }

    /// <summary>All of one sentence as one, the last of them in front; null of none.</summary>
    public static RecordRef? Of(IReadOnlyList<RecordRef> made) => made.Count == 0 ? null : made[^1].With(made.Select(record => record.Id));

    /// <summary>The keys of all of them.</summary>
    public IReadOnlyList<long> Ids() => [Id, .. Also ?? []];

    /// <summary>Together with these.</summary>
    public RecordRef With(IEnumerable<long> ids) => this with { Also = ids.Where(id => id != Id).ToList() is { Count: > 0 } others ? others : null };

    /// <summary>What is left of them when others are gone; null when nothing is.</summary>
    public RecordRef? Without(RecordRef gone)
    {
        if (gone.Type != Type)
            return this;
        var left = Ids().Except(gone.Ids()).ToList();
        return left.Count == 0 ? null : (this with { Id = left[0] }).With(left);
    }
}
