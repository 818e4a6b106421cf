namespace PartyBuilding.Dialogue;

/// <summary>What one message means by itself, without what was said before.</summary>
/// <param name="Intent">The intent; <see cref="Unknown"/> when nothing fits.</param>
/// <param name="Slots">The facts that the text and its time give.</param>
/// <param name="Certainty">0 to 1; below 0.5 the intent is only a suggestion.</param>
/// <param name="Doubts">Contradictions, impossible dates and guesses, each a finished Chinese sentence.</param>
/// <param name="Near">Intents that came next, likeliest first, for suggestions.</param>
public sealed record Understanding(string Intent, Slots Slots, double Certainty, IReadOnlyList<Doubt> Doubts, IReadOnlyList<string> Near)
{
    /// <summary>Small talk and everything else that is not meant for the bot.</summary>
    public const string Unknown = "chitchat";
}

/// <summary>Something that is not as it should be.</summary>
/// <param name="Slot">The slot concerned.</param>
/// <param name="Text">What to say, a finished Chinese sentence.</param>
/// <param name="Blocks">True when the slot's value cannot be kept: it has to be asked for again.</param>
public sealed record Doubt(string Slot, string Text, bool Blocks);
