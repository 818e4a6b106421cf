using PartyBuilding.Data;
using PartyBuilding.Dialogue;

namespace PartyBuilding.Bot.Turns;

/// <summary>What a turn has to say, before it is known where each part of it is said.</summary>
internal sealed record Answer
{
    private Answer() { }

    /// <summary>Done without a word.</summary>
    public static Answer Quiet { get; } = new() { IsQuiet = true };

    /// <summary>Nothing: the message was not for the bot.</summary>
    public static Answer Silent { get; } = new();

    /// <summary>The whole answer; null says nothing.</summary>
    public string? Text { get; private init; }

    /// <summary>What a group hears instead; null where <see cref="Text"/> may be said in a group.</summary>
    public string? Line { get; private init; }

    /// <summary>True when <see cref="Text"/> is for the speaker alone.</summary>
    public bool IsPersonal { get; private init; }

    /// <summary>Buttons.</summary>
    public IReadOnlyList<string> Suggestions { get; private init; } = [];

    /// <summary>Photos to show with the answer.</summary>
    public IReadOnlyList<SharedFile> Photos { get; private init; } = [];

    /// <summary>Messages for other conversations.</summary>
    public IReadOnlyList<Outgoing> Others { get; private init; } = [];

    /// <summary>Said in private or, where no private chat is known, not at all.</summary>
    public bool IsWhisper { get; private init; }

    /// <summary>What was done, for a later edit or deletion of the message.</summary>
    public Made? Made { get; init; }

    /// <summary>The message whose question was answered with it.</summary>
    public string? Origin { get; init; }

    /// <summary>The message must not be kept as it is: a placeholder stands in the transcript.</summary>
    public bool IsRefused { get; private init; }

    /// <summary>Messages were queued for the sender.</summary>
    public bool HasQueued { get; private init; }

    /// <summary>Something was done without a word.</summary>
    public bool IsQuiet { get; private init; }

    /// <summary>The message was not for the bot.</summary>
    public bool IsSilent => Text is null && !IsQuiet;

    /// <summary>The same answer after a first sentence.</summary>
    public Answer After(string sentence) => Text is null ? this : this with { Text = sentence + "\n" + Text, Line = Line == Text ? sentence + "\n" + Text : Line };

    public static Answer Of(string text, params IReadOnlyList<string> suggestions) => new() { Text = text, Suggestions = suggestions };

    /// <summary>For the speaker alone, and not worth a word in a group.</summary>
    public static Answer Whisper(string text) => new() { Text = text, IsPersonal = true, IsWhisper = true };

    /// <summary>The same words for a group and for its speaker.</summary>
    public static Answer Aloud(string text) => new() { Text = text, Line = text };

    /// <summary>With a last line; nothing comes after silence.</summary>
    public Answer Ending(string words, bool inGroup) => Text is null || words.Length == 0 ? this : this with
    {
        Text = Text + "\n" + words,
        Line = Line is { } line && inGroup ? line + "\n" + words : Line,
    };

    /// <summary>Both, one below the other; what the second leads to counts.</summary>
    public Answer Below(Answer first) => this with
    {
        Text = first.Text + "\n" + Text,
        Line = first.Line is { } line && Line is { } own ? line + "\n" + own : Line ?? first.Line,
        Others = [.. first.Others, .. Others],
    };

    /// <summary>The dialogue's own words; its questions are the speaker's alone where that is possible.</summary>
    public static Answer Of(Step.Say say) => new() { Text = say.Text, Suggestions = say.Suggestions, IsPersonal = say.IsQuestion, Line = say.IsQuestion ? say.Text : null };

    /// <summary>A feature's words.</summary>
    /// <param name="text">The whole answer.</param>
    /// <param name="line">The group's line; null when a group hears nothing of it.</param>
    /// <param name="reply">Where they come from.</param>
    public static Answer Of(string text, string? line, Reply reply) => new()
    {
        // What the group may hear whole needs no second telling in private.
        Text = text, Line = line, IsPersonal = line != text, Suggestions = reply.Suggestions, Others = reply.Others, IsRefused = reply.IsRefused, HasQueued = reply.HasQueued, Photos = reply.Photos,
    };
}
