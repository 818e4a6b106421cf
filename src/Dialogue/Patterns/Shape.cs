namespace PartyBuilding.Dialogue.Patterns;

/// <summary>What a piece of a pattern is. Closed.</summary>
internal abstract record Shape
{
    private Shape() { }

    /// <summary>One of some words.</summary>
    public sealed record Words(IReadOnlyList<string> Any) : Shape;

    /// <summary>A spotted value; <paramref name="Slot"/> keeps it.</summary>
    public sealed record Spot(ItemTypes Types, string? Slot) : Shape;

    /// <summary>One or more people.</summary>
    public sealed record People(string? Slot, bool KnownOnly) : Shape;

    /// <summary>A passage of free text within a clause, or to the end of the message.</summary>
    public sealed record Passage(string Slot, bool ToEnd) : Shape;

    /// <summary>A passage of free text that matches a pattern of its own: a place that ends in 会议室.</summary>
    public sealed record Shaped(string Slot, Shape Inside) : Shape;

    /// <summary>A fixed value for a slot; takes no text.</summary>
    public sealed record Given(string Slot, string Value) : Shape;

    /// <summary>Any text, within a clause or not.</summary>
    public sealed record Gap(bool Anywhere) : Shape;

    /// <summary>The beginning or the end of a clause or of the message.</summary>
    public sealed record Border(BorderKind Kind) : Shape;

    /// <summary>One after the other.</summary>
    public sealed record Sequence(IReadOnlyList<Shape> Parts) : Shape;

    /// <summary>Any number of times, none included.</summary>
    public sealed record Many(Shape Inside) : Shape;

    /// <summary>One of several; an empty sequence makes it optional.</summary>
    public sealed record OneOf(IReadOnlyList<Shape> Choices) : Shape;
}

/// <summary>Which border a pattern asks for.</summary>
internal enum BorderKind
{
    MessageStart,
    MessageEnd,
    ClauseStart,
    ClauseEnd,

    /// <summary>The beginning of a clause, or the place behind a date, a time, a kind or a branch: where a new piece may begin.</summary>
    PieceStart,
}

/// <summary>A pattern that cannot be read.</summary>
internal sealed class PatternException(string message) : Exception(message);
