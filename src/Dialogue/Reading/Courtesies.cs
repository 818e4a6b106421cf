using PartyBuilding.Dialogue.Patterns;

namespace PartyBuilding.Dialogue.Reading;

/// <summary>Polite words that ask for nothing.</summary>
internal sealed class Courtesies(IReadOnlyList<(Program[] Said, string Answer)> known)
{
    /// <summary>The polite answer; null when the message says anything more.</summary>
    public string? AnswerTo(Spotted spotted)
    {
        var matcher = new Matcher(spotted);
        foreach (var (said, answer) in known)
            if (Array.Exists(said, program => matcher.Find(program) >= 0))
                return answer;
        return null;
    }
}
