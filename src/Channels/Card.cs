using System.Text;

namespace PartyBuilding.Channels;

/// <summary>A message with facts and buttons, shown as a card where the channel can and as text everywhere else.</summary>
/// <param name="Title">First line; empty under a message that says it all.</param>
/// <param name="Facts">Name and value pairs, in order; maybe none.</param>
/// <param name="Body">More text, or null.</param>
/// <param name="Buttons">At most <see cref="MostButtons"/>.</param>
public sealed record Card(string Title, IReadOnlyList<CardFact> Facts, string? Body, IReadOnlyList<CardButton> Buttons)
{
    /// <summary>What the narrowest channel shows.</summary>
    public const int MostButtons = 6;

    /// <inheritdoc cref="Card(string, IReadOnlyList{CardFact}, string?, IReadOnlyList{CardButton})"/>
    public IReadOnlyList<CardButton> Buttons { get; } = Buttons.Count <= MostButtons
        ? Buttons
        : throw new ArgumentException($"A card has at most {MostButtons} buttons.", nameof(Buttons));

    /// <summary>The same without a card: all facts, and what to write instead of each button.</summary>
    public string ToText()
    {
        var text = new StringBuilder(Title);
        foreach (var fact in Facts)
            text.Append('\n').Append(fact.Name).Append('：').Append(fact.Value);
        if (!string.IsNullOrEmpty(Body))
            text.Append('\n').Append(Body);
        if (Buttons.Count > 0)
            text.Append("\n回复").AppendJoin("或", Buttons.Select(b => $"“{b.Says}”")).Append('。');
        return text.ToString();
    }

    /// <summary>The id of the button somebody tapped; null when the message is no tap on a card of ours.</summary>
    /// <remarks>Anybody can send anything here, and a card stays clickable for ever: check rights and state again.</remarks>
    public static string? TapOf(Activity activity) => AdaptiveCard.TapOf(activity.Value);

    /// <summary>As an attachment for channels that show Adaptive Cards.</summary>
    public Attachment ToAttachment() => new() { ContentType = AdaptiveCard.ContentType, Content = AdaptiveCard.Of(this) };

    /// <summary>The buttons under a message: each says its words in the person's name.</summary>
    /// <param name="to">Who sees them, in a group; null for everybody.</param>
    public SuggestedActions ToSuggestedActions(IReadOnlyList<string>? to) =>
        new() { Actions = [.. Buttons.Select(b => CardAction.Say(b.Title, b.Says))], To = to };
}

/// <summary>One line of a card.</summary>
/// <param name="Name">Left.</param>
/// <param name="Value">Right.</param>
public sealed record CardFact(string Name, string Value);

/// <summary>One button.</summary>
/// <param name="Title">What stands on it.</param>
/// <param name="Id">Comes back with a tap; opaque, names a form and its version, carries no authority.</param>
/// <param name="Says">What one writes instead, where there are no cards.</param>
/// <param name="Weight">How it looks.</param>
public sealed record CardButton(string Title, string Id, string Says, ButtonWeight Weight = ButtonWeight.Usual);

/// <summary>How a button looks.</summary>
public enum ButtonWeight
{
    /// <summary>Like any other.</summary>
    Usual,

    /// <summary>What most people want.</summary>
    Main,

    /// <summary>Takes something away.</summary>
    Dangerous,
}
