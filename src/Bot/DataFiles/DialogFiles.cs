using PartyBuilding.Dialogue;
using PartyBuilding.Dialogue.Definitions;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.DataFiles;

/// <summary>Reads <c>dialogs/</c> and compiles it together with the words of <c>plan/kinds.yaml</c>.</summary>
internal static class DialogFiles
{
    /// <summary>The dialogs, or null when anything is wrong; then <paramref name="faults"/> says what.</summary>
    public static Dialogues? Load(string folder, IReadOnlyList<Kind> kinds, IReadOnlyList<KindGroup> groups, Faults faults)
    {
        var before = faults.Count;
        if (Read(folder, [.. KindsOf(kinds, groups)], faults) is not { } set || faults.Count > before)
            return null;
        var dialogues = Dialogues.Compile(set, out var wrong);
        foreach (var fault in wrong)
            faults.Add(fault.Where, fault.Text);
        WarmUp(dialogues, set);
        return dialogues;
    }

    // The first sentence of the day should not pay for making the code run.
    private static void WarmUp(Dialogues? dialogues, DialogueSet set)
    {
        foreach (var sample in set.Dialogs.SelectMany(dialog => dialog.Samples.Take(1)))
            dialogues?.Understand(new Message(sample.Text, "member", null, false, true, DateTimeOffset.UnixEpoch), NameIndex.Empty);
    }

    /// <summary>The definitions as they stand in the files.</summary>
    public static DialogueSet? Read(string folder, IReadOnlyList<KindWords> kinds, Faults faults)
    {
        if (!Directory.Exists(folder))
        {
            faults.Add(folder, "找不到这个文件夹。");
            return null;
        }

        CommonWords? common = null;
        Dictionary<string, Written>? host = null;
        var dialogs = new List<DialogDefinition>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal))
        {
            if (DataFile.Open(path, faults) is not { } file)
                continue;
            if (Path.GetFileName(path) == "_common.yaml")
                common = CommonFile.Read(file);
            else if (Path.GetFileName(path) == HostFile.Name)
                host = HostFile.Read(file);
            else if (DialogFile.Read(file, path) is { } dialog)
                Add(dialogs, dialog, faults);
        }

        if (common is null)
            faults.Add(Path.Combine(folder, "_common.yaml"), "缺少这个文件，或者它读不了。");
        var sentences = SentenceFiles.Read(Path.Combine(folder, "sentences"), faults);
        HostFile.Check(Path.Combine(folder, HostFile.Name), host, faults);
        return common is null ? null : new DialogueSet(HostFile.Join(common, host ?? []), dialogs, kinds, sentences);
    }

    // 其他 takes what fits nothing else, so no words lead to it; kinds that are not listed are duties, found only where a dialog asks for one.
    private static IEnumerable<KindWords> KindsOf(IReadOnlyList<Kind> kinds, IReadOnlyList<KindGroup> groups)
    {
        foreach (var kind in kinds.Where(kind => !kind.IsFallback))
            yield return new KindWords(
                kind.Key, kind.Name, Written(kind.Aliases), Written(kind.Hints), kind.Required, kind.Required.Contains("hours"), false, !kind.IsListed);
        foreach (var group in groups)
            yield return new KindWords(group.Key, group.Name, Written(group.Aliases), [], [], false, true, false);
    }

    private static Written[] Written(IReadOnlyList<string> texts) => [.. texts.Select(text => new Written(text, "kinds.yaml"))];

    private static void Add(List<DialogDefinition> dialogs, DialogDefinition dialog, Faults faults)
    {
        if (dialogs.Find(other => other.Intent == dialog.Intent) is { } other)
            faults.Add(dialog.Where, $"意图“{dialog.Intent}”已在 {other.Where} 里写过。");
        else
            dialogs.Add(dialog);
    }
}
