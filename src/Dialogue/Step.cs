namespace PartyBuilding.Dialogue;

/// <summary>What a message leads to. Closed.</summary>
public abstract record Step
{
    private Step() { }

    /// <summary>Not for the bot: nothing is said and nothing is kept.</summary>
    public sealed record Silent : Step;

    /// <summary>Every required fact is there: the feature of <paramref name="Intent"/> runs.</summary>
    /// <param name="Intent">Which feature.</param>
    /// <param name="Slots">All facts, those of earlier messages of this dialogue included.</param>
    /// <param name="Target">The record meant by a correction or a withdrawal; null lets the feature look.</param>
    /// <param name="Doubts">Contradictions or guesses to mention once, each a finished Chinese sentence.</param>
    /// <param name="Consented">True when the person has just said yes to exactly these facts.</param>
    public sealed record Act(
        string Intent, Slots Slots, RecordRef? Target, IReadOnlyList<string> Doubts, bool Consented) : Step;

    /// <summary>The dialogue itself answers: a question, a choice, help, 已取消. The text is finished Chinese.</summary>
    /// <param name="Text">What to say.</param>
    /// <param name="Suggestions">Buttons to offer; each also works when typed.</param>
    /// <param name="IsQuestion">True when an answer is expected (a question for facts goes to the speaker in private).</param>
    public sealed record Say(string Text, IReadOnlyList<string> Suggestions, bool IsQuestion) : Step;
}

/// <summary>A step together with the state to keep.</summary>
/// <param name="Step">What happens now.</param>
/// <param name="State">What the next message is read against.</param>
/// <param name="LeftOpen">Intent of a dialogue that a new full sentence has just left, so that the answer can say so.</param>
public sealed record Stepped(Step Step, DialogueState State, string? LeftOpen);
