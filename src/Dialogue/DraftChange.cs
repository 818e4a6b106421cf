namespace PartyBuilding.Dialogue;

/// <summary>What became of a text of which a few words were to be changed. Closed.</summary>
public abstract record DraftChange
{
    private DraftChange() { }

    /// <summary>The text as it is now.</summary>
    /// <param name="Content">All of it.</param>
    public sealed record Text(string Content) : DraftChange;

    /// <summary>It is not clear what is to be changed; the text stays as it is.</summary>
    /// <param name="Say">The question.</param>
    /// <param name="Choices">Sentences each of which would be clear; 1-based in what is said.</param>
    /// <param name="IsAbsent">True when the text lacks the words named: perhaps they belong to something else.</param>
    public sealed record Question(string Say, IReadOnlyList<string> Choices, bool IsAbsent = false) : DraftChange;
}
