using PartyBuilding.Dialogue.Definitions;
using PartyBuilding.Dialogue.Patterns;

namespace PartyBuilding.Dialogue.Reading;

/// <summary>A dialog that a message may belong to, with the best phrase that says so.</summary>
internal sealed record Candidate(CompiledDialog Dialog, CompiledPhrase Phrase, int Start, int End, int Score, IReadOnlyList<Capture> Captures)
{
    /// <summary>From here on a message is acted upon.</summary>
    public const int Enough = 50;

    public Trust Trust => Phrase.Trust;
}

/// <summary>Finds the dialogs a message may belong to.</summary>
internal static class Candidates
{
    // More matched text decides between phrases of equal trust, but never outweighs a level of trust.
    private const int MostForLength = 25;

    // A report of tomorrow or a plan for yesterday is rather something else.
    private const int WrongTense = 35;

    public static List<Candidate> Find(IEnumerable<CompiledDialog> dialogs, Spotted spotted, Tense tense)
    {
        var matcher = new Matcher(spotted);
        var found = new List<Candidate>();
        foreach (var dialog in dialogs)
            if (Best(dialog, matcher, tense) is { } best && !Array.Exists(dialog.Unless, program => matcher.Find(program) >= 0))
                found.Add(best);
        found.Sort((a, b) => b.Score.CompareTo(a.Score));
        Yield(found);
        return found;
    }

    private static Candidate? Best(CompiledDialog dialog, Matcher matcher, Tense tense)
    {
        Candidate? best = null;
        var wrong = tense != Tense.Any && dialog.Definition.Tense != Tense.Any && dialog.Definition.Tense != tense ? WrongTense : 0;
        foreach (var phrase in dialog.Phrases)
        {
            if (best is not null && (int)phrase.Trust + MostForLength <= best.Score + wrong)
                continue;
            if (matcher.Find(phrase.Program) is not (>= 0 and var start))
                continue;
            var score = (int)phrase.Trust + Math.Min(MostForLength, matcher.Solid) - wrong;
            if (best is null || score > best.Score)
                best = new Candidate(dialog, phrase, start, matcher.End, score, [.. matcher.Captures]);
        }

        return best;
    }

    // A dialog that wins over the first one at no less trust takes its place.
    private static void Yield(List<Candidate> found)
    {
        for (var i = 1; i < found.Count; i++)
        {
            if (found[i].Trust < found[0].Trust || found[i].Score < Candidate.Enough || !found[i].Dialog.WinsOver.Contains(found[0].Dialog.Intent))
                continue;
            var winner = found[i];
            found.RemoveAt(i);
            found.Insert(0, winner);
            i = 0;
        }
    }
}
