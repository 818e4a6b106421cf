using PartyBuilding.Dialogue.Definitions;
using PartyBuilding.Dialogue.Reading;

namespace PartyBuilding.Dialogue.Learning;

/// <summary>Teaches the labelled sentences of the data files, together with the samples of the dialogs they belong to.</summary>
internal static class School
{
    /// <summary>The evidence to weigh messages by.</summary>
    /// <param name="set">The data files.</param>
    /// <param name="reader">Reads the sentences.</param>
    /// <param name="faults">Every sentence that teaches nothing or two things at once.</param>
    /// <returns>Null when there is nothing to learn: rules then decide alone.</returns>
    public static Evidence? Teach(DialogueSet set, MessageReader reader, List<DialogueFault> faults)
    {
        var before = faults.Count;
        var intents = set.Sentences.Select(sentence => sentence.Intent).Distinct().Order(StringComparer.Ordinal).ToList();
        CheckIntents(set, intents, faults);
        CheckTwice(set.Sentences, faults);
        if (intents.Count == 0 || faults.Count > before)
            return null;
        var samples = from dialog in set.Dialogs
                      where intents.Contains(dialog.Intent)
                      from sample in dialog.Samples
                      select new LabelledSentence(dialog.Intent, sample);
        var lessons = set.Sentences.Concat(samples).ToArray();
        var taken = new (uint[] Traits, int Intent)[lessons.Length];
        Parallel.For(0, lessons.Length, i => taken[i] = (TraitsOf(lessons[i].Said.Text, reader), intents.IndexOf(lessons[i].Intent)));
        return Learner.Learn(intents, taken);
    }

    private static uint[] TraitsOf(string sentence, MessageReader reader)
    {
        Span<uint> traits = stackalloc uint[Traits.Most];
        return [.. traits[..Traits.Of(reader.SpotNames(sentence, NameIndex.Empty), traits)]];
    }

    private static void CheckIntents(DialogueSet set, List<string> intents, List<DialogueFault> faults)
    {
        foreach (var intent in intents.Where(intent => set.Dialogs.All(dialog => dialog.Intent != intent)))
            faults.Add(new DialogueFault(set.Sentences.First(sentence => sentence.Intent == intent).Said.Where, $"没有名为“{intent}”的意图，文件要按意图起名。"));
        if (intents.Count > 0 && !intents.Contains(Understanding.Unknown))
            faults.Add(new DialogueFault(set.Sentences[0].Said.Where, $"只有要办的话，没有“{Understanding.Unknown}”的话，学不会分辨闲聊。"));
        if (intents.Count > Evidence.Columns)
            faults.Add(new DialogueFault(set.Sentences[0].Said.Where, $"例句涉及 {intents.Count} 个意图，最多 {Evidence.Columns} 个。"));
    }

    // The same words cannot mean two things, and saying them twice teaches nothing.
    private static void CheckTwice(IReadOnlyList<LabelledSentence> sentences, List<DialogueFault> faults)
    {
        var first = new Dictionary<string, LabelledSentence>();
        foreach (var sentence in sentences)
        {
            var words = PlainText.Fold(sentence.Said.Text);
            if (words.Length == 0)
                faults.Add(new DialogueFault(sentence.Said.Where, "这一行没有可学的字（只有表情或空格）。"));
            else if (!first.TryAdd(words, sentence))
                faults.Add(new DialogueFault(sentence.Said.Where, $"这句话在 {first[words].Said.Where} 已经有了。"));
        }
    }
}
