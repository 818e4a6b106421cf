using PartyBuilding.Dialogue.Definitions;
using PartyBuilding.Dialogue.Learning;
using PartyBuilding.Dialogue.Patterns;

namespace PartyBuilding.Dialogue.Reading;

/// <summary>How likely a message belongs to a dialog, all evidence together.</summary>
/// <param name="Dialog">The dialog.</param>
/// <param name="Rule">The phrase of it that was found, if any.</param>
/// <param name="Share">Its share of one.</param>
internal sealed record Likelihood(CompiledDialog Dialog, Candidate? Rule, float Share);

/// <summary>Adds what rules found to what sentences taught.</summary>
internal sealed class Verdict
{
    /// <summary>From this share on a message is acted upon; below, small talk or another intent is too close, and a question does less harm.</summary>
    public const float Enough = 0.6f;

    // All below in logarithms of odds, chosen by leaving out one author's sentences at a time; none of them is delicate.
    private const float Certain = 3, Sure = 2, Likely = 0.6f, Hint = 0.2f;

    // A phrase that is the whole message leaves nothing that could speak against it.
    private const float Whole = 2;

    // A phrase of a dialog that another one beat.
    private const float Beaten = 0.5f;

    // Small talk cannot be listed: its phrases say less, and that no rule was found says more.
    private const float TalkPhrase = 0.5f, NoRule = 1.2f;

    private const float Never = 2, Unless = 0.5f, WrongTense = 1.5f;

    // What lies further behind the first cannot come up to it, forbidden or not.
    private const float Hopeless = 5;

    private readonly Evidence evidence;
    private readonly CompiledDialog[] dialogs;
    private readonly int talk;

    public Verdict(Evidence evidence, IReadOnlyList<CompiledDialog> dialogs)
    {
        this.evidence = evidence;
        this.dialogs = [.. evidence.Intents.Select(intent => dialogs.First(dialog => dialog.Intent == intent))];
        talk = Array.FindIndex(this.dialogs, dialog => dialog.Intent == Understanding.Unknown);
    }

    /// <summary>True when sentences of this intent were learned; the other intents are the rules' alone.</summary>
    public bool Knows(CompiledDialog dialog) => Array.IndexOf(dialogs, dialog) >= 0;

    /// <summary>Every learned dialog, the likeliest first.</summary>
    public Likelihood[] Weigh(Spotted spotted, List<Candidate> found, Tense tense)
    {
        Span<uint> traits = stackalloc uint[Traits.Most];
        Span<int> known = stackalloc int[Traits.Most];
        Span<float> scores = stackalloc float[Evidence.Columns];
        evidence.Weigh(known[..evidence.Known(traits[..Traits.Of(spotted, traits)], known)], scores);
        scores = scores[..dialogs.Length];
        AddRules(scores, found, spotted);
        var (matcher, hopeless) = (new Matcher(spotted), Most(scores) - Hopeless);
        for (var i = 0; i < dialogs.Length; i++)
        {
            var its = dialogs[i].Definition.Tense;
            scores[i] -= its != Tense.Any && tense != Tense.Any && its != tense ? WrongTense : 0;
            if (scores[i] > hopeless)
                scores[i] -= dialogs[i].IsForbidden(Trust.Certain, matcher) ? Never : dialogs[i].IsForbidden(Trust.Sure, matcher) ? Unless : 0;
        }

        Evidence.Share(scores);
        var likely = new Likelihood[dialogs.Length];
        for (var i = 0; i < dialogs.Length; i++)
        {
            var dialog = dialogs[i];
            likely[i] = new Likelihood(dialog, found.Find(candidate => candidate.Dialog == dialog), scores[i]);
        }

        Array.Sort(likely, (a, b) => b.Share.CompareTo(a.Share));
        return likely;
    }

    private static float Most(ReadOnlySpan<float> scores)
    {
        var most = scores[0];
        foreach (var score in scores)
            most = MathF.Max(most, score);
        return most;
    }

    private void AddRules(Span<float> scores, List<Candidate> found, Spotted spotted)
    {
        if (found.Count == 0 || found[0].Score < Candidate.Enough || !found[0].Dialog.Definition.Act)
            scores[talk] += NoRule;
        for (var i = 0; i < found.Count; i++)
        {
            var at = Array.IndexOf(dialogs, found[i].Dialog);
            if (at == talk)
                scores[at] += TalkPhrase;
            else if (at >= 0 && found[i].Score >= 0)
                scores[at] += Weight(found[i].Trust) * (i == 0 ? 1 : Beaten) + (found[i].Trust >= Trust.Sure && found[i].IsAll(spotted) ? Whole : 0);
        }
    }

    private static float Weight(Trust trust) => trust switch
    {
        Trust.Certain => Certain,
        Trust.Sure => Sure,
        Trust.Likely => Likely,
        _ => Hint,
    };
}
