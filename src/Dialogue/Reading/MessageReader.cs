using System.Buffers;
using PartyBuilding.Dialogue.Definitions;
using PartyBuilding.Dialogue.Learning;
using PartyBuilding.Dialogue.Patterns;
using PartyBuilding.Recognizers;

namespace PartyBuilding.Dialogue.Reading;

/// <summary>Everything compiled once from the data files; reads single messages.</summary>
internal sealed class MessageReader(
    Typos typos, Vocabulary vocabulary, KindSpotter kinds, PersonShapes people, BranchShapes branches,
    IReadOnlyList<CompiledDialog> dialogs, int fixedNames, Rest rest, Doubts doubts, Courtesies courtesies)
{
    private const int NearMost = 3;

    // Less than this is not worth asking about.
    private const float NearEnough = 0.08f;

    private static readonly SearchValues<char> Numerals = SearchValues.Create("一二三四五六七八九十");

    private Verdict? verdict;

    /// <summary>From now on what was learned is weighed too.</summary>
    public void Take(Evidence evidence) => verdict = new Verdict(evidence, dialogs);

    /// <summary>The answer to mere politeness; null for any other message.</summary>
    public string? PoliteAnswer(Spotted spotted) => courtesies.AnswerTo(spotted);

    /// <summary>A message read for itself; with <paramref name="byRules"/>, or overheard in a group, by the rules alone.</summary>
    public Read Read(Message message, NameIndex names, bool byRules = false)
    {
        var spotted = Spot(message, names, Bias.Past);
        var tense = TenseOf(spotted);
        var found = Candidates.Find(dialogs, spotted, tense, message.Role);
        // In a group silence is better than a wrong action. What nobody taught is the rules' too.
        if (byRules || !message.IsAddressed || verdict is null || found is [{ Score: >= Candidate.Enough } first, ..] && !verdict.Knows(first.Dialog))
            return ByRules(message, names, spotted, found);
        var likely = verdict.Weigh(spotted, found, tense);
        var (best, dialog) = (likely[0], likely[0].Dialog);
        List<string> near = [.. likely.Where(one => one is { Dialog.Definition.Act: true, Share: >= NearEnough }).Take(NearMost).Select(one => one.Dialog.Intent)];
        if (!dialog.Definition.Act || best.Share < Verdict.Enough)
            return new Read(new Understanding(Understanding.Unknown, new Slots(), 1, [], near), null, null, spotted, null);
        var (slots, filling) = FillSlots(dialog, message, names, ref spotted, best.Rule);
        var certainty = Math.Max(best.Share, best.Rule is { } rule && rule == found[0] ? Certainty(found) : Candidate.Even);
        return new Read(
            new Understanding(dialog.Intent, slots, certainty, doubts.Find(dialog, spotted, slots, message.Now), near), dialog, best.Rule, spotted, filling);
    }

    private Read ByRules(Message message, NameIndex names, Spotted spotted, List<Candidate> found)
    {
        var near = found.Where(candidate => candidate.Dialog.Definition.Act).Take(NearMost).Select(candidate => candidate.Dialog.Intent).ToList();
        if (found.Count == 0 || found[0].Score < Candidate.Enough || !found[0].Dialog.Definition.Act)
            return new Read(new Understanding(Understanding.Unknown, new Slots(), 1, [], near), null, null, spotted, null);
        var best = found[0];
        var (slots, filling) = FillSlots(best.Dialog, message, names, ref spotted, best);
        return new Read(
            new Understanding(best.Dialog.Intent, slots, Certainty(found), doubts.Find(best.Dialog, spotted, slots, message.Now), near),
            best.Dialog, best, spotted, filling);
    }

    /// <summary>A message read as an answer within a dialog.</summary>
    public (Slots Slots, Filling Filling, List<Doubt> Doubts) ReadWithin(CompiledDialog dialog, Message message, NameIndex names)
    {
        var spotted = Spot(message, names, Bias.Past);
        var (slots, filling) = FillSlots(dialog, message, names, ref spotted, null);
        return (slots, filling, doubts.Find(dialog, spotted, slots, message.Now));
    }

    /// <summary>A message with everything in it found, for patterns of the conversation itself.</summary>
    public Spotted Spot(Message message, NameIndex names, Bias bias)
    {
        var spotted = new Spotted(PlainText.Of(message.Text, typos), vocabulary);
        kinds.Add(spotted);
        ValueItems.Add(spotted, spotted.Text.Masked(Fixed(spotted)), message.Now, bias);
        branches.Add(spotted, names);
        people.Add(spotted, names);
        kinds.AddSigns(spotted);
        return spotted;
    }

    /// <summary>A text with its names and kinds found, but no values: what is learned from.</summary>
    public Spotted SpotNames(string text, NameIndex names)
    {
        var spotted = new Spotted(PlainText.Of(text, typos), vocabulary);
        kinds.Add(spotted);
        branches.Add(spotted, names);
        people.Add(spotted, names);
        return spotted;
    }

    // Names that contain numbers without meaning any: 三会一课, 二十大, 七个一.
    private IEnumerable<(int Start, int End)> Fixed(Spotted spotted)
    {
        foreach (var item in spotted.Items)
            if ((item.Types & (ItemTypes.Kind | ItemTypes.KindGroup)) != 0 && spotted.Text.Span[item.Start..item.End].IndexOfAny(Numerals) >= 0)
                yield return (item.Start, item.End);
        for (var place = 0; place < spotted.Text.Length; place++)
            for (var i = 0; i < spotted.WordsAt(place).Length; i++)
                if (vocabulary.IsIn(spotted.WordsAt(place)[i].Word, fixedNames))
                    yield return (place, spotted.WordsAt(place)[i].End);
    }

    // What is ahead is read again with dates completed forward; the phrase is then matched anew over those values.
    private (Slots, Filling) FillSlots(CompiledDialog dialog, Message message, NameIndex names, ref Spotted spotted, Candidate? best)
    {
        IReadOnlyList<Capture> captures = best?.Captures ?? [];
        if (dialog.Definition.Tense == Tense.Future)
        {
            spotted = Spot(message, names, Bias.Future);
            captures = best?.Phrase.Find(new Matcher(spotted))?.Captures ?? [];
        }

        var filling = SlotFiller.Fill(dialog, spotted, captures, rest, message.Now);
        return (SlotFiller.Read(filling), filling);
    }

    private static Tense TenseOf(Spotted spotted)
    {
        foreach (var item in spotted.Items)
        {
            if ((item.Types & ItemTypes.Future) != 0)
                return Tense.Future;
            if ((item.Types & ItemTypes.Past) != 0)
                return Tense.Past;
        }

        return Tense.Any;
    }

    private static double Certainty(List<Candidate> found)
    {
        var second = found.Count > 1 ? found[1].Score : 0;
        return Math.Clamp(Candidate.Even + (found[0].Score - Candidate.Enough) / 130.0 + (found[0].Score - second) / 400.0, Candidate.Even, 1);
    }
}

/// <summary>A message read for itself, with what conversation rules need beyond its meaning.</summary>
/// <param name="Understanding">Its meaning.</param>
/// <param name="Dialog">The dialog it belongs to, if any.</param>
/// <param name="Best">The phrase that says so; null when only sentences taught it.</param>
/// <param name="Spotted">What was found in it.</param>
/// <param name="Filling">How its values were given their roles.</param>
internal sealed record Read(Understanding Understanding, CompiledDialog? Dialog, Candidate? Best, Spotted Spotted, Filling? Filling)
{
    /// <summary>True when the best phrase is the whole message.</summary>
    public bool IsWhole => Best is { } best && best.IsAll(Spotted);
}
