using PartyBuilding.Dialogue.Definitions;
using PartyBuilding.Dialogue.Patterns;

namespace PartyBuilding.Dialogue.Reading;

/// <summary>A dialog that a message may belong to, with the best phrase that says so.</summary>
internal sealed record Candidate(CompiledDialog Dialog, CompiledPhrase Phrase, int Start, int End, int Score, IReadOnlyList<Capture> Captures)
{
    /// <summary>From here on a message is acted upon.</summary>
    public const int Enough = 50;

    /// <summary>Certainty of a message that is just acted upon.</summary>
    public const double Even = 0.5;

    public Trust Trust => Phrase.Trust;

    /// <summary>True when the phrase is the whole message but for signs.</summary>
    public bool IsAll(Spotted spotted) => Only(spotted, 0, Start) && Only(spotted, End, spotted.Text.Length);

    private static bool Only(Spotted spotted, int start, int end)
    {
        for (var i = start; i < end; i++)
            if (char.IsLetterOrDigit(spotted.Text.Chars[i]))
                return false;
        return true;
    }
}

/// <summary>Finds the dialogs a message may belong to.</summary>
internal static class Candidates
{
    // More matched text decides between phrases of equal trust, but never outweighs a level of trust.
    private const int MostForLength = 25;

    // A report of tomorrow or a plan for yesterday is rather something else.
    private const int WrongTense = 35;

    // Somebody whom a dialog is not taught to has to say it plainly.
    private const int WrongRole = 15;

    public static List<Candidate> Find(IEnumerable<CompiledDialog> dialogs, Spotted spotted, Tense tense, string role)
    {
        var matcher = new Matcher(spotted);
        var found = new List<Candidate>();
        foreach (var dialog in dialogs)
            if (Best(dialog, matcher, tense, role) is { } best && !dialog.IsForbidden(best.Trust, matcher))
                found.Add(best);
        found.Sort((a, b) => b.Score.CompareTo(a.Score));
        Yield(found);
        return found;
    }

    private static Candidate? Best(CompiledDialog dialog, Matcher matcher, Tense tense, string role)
    {
        Candidate? best = null;
        var wrong = tense != Tense.Any && dialog.Definition.Tense != Tense.Any && dialog.Definition.Tense != tense ? WrongTense : 0;
        if (dialog.Definition.Who.Count > 0 && !dialog.Definition.Who.Contains(role))
            wrong += WrongRole;
        foreach (var phrase in dialog.Phrases)
        {
            if (best is not null && (int)phrase.Trust + MostForLength <= best.Score + wrong)
                continue;
            if (phrase.Find(matcher) is not (var start, var end, var solid, var captures))
                continue;
            var score = (int)phrase.Trust + Math.Min(MostForLength, solid) - wrong;
            if (best is null || score > best.Score)
                best = new Candidate(dialog, phrase, start, end, score, captures);
        }

        return best;
    }

    // A dialog that wins over the first one at no less trust takes its place; two that each win over the other keep their order.
    private static void Yield(List<Candidate> found)
    {
        for (var i = 1; i < found.Count; i++)
        {
            var (first, other) = (found[0], found[i]);
            if (other.Trust < first.Trust || other.Score < Candidate.Enough
                || !other.Dialog.WinsOver.Contains(first.Dialog.Intent) || first.Dialog.WinsOver.Contains(other.Dialog.Intent))
                continue;
            found.RemoveAt(i);
            found.Insert(0, other);
        }
    }
}
