using PartyBuilding.Bot.DataFiles;
using PartyBuilding.Dialogue;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Commands;

/// <summary><c>check</c>: reads all of <c>dialogs/</c> and <c>plan/</c> and lists every mistake with its place.</summary>
internal static class CheckCommand
{
    // A working day at noon, so that 今天上午 is past and 今天下午 is to come.
    private static readonly DateTimeOffset SampleTime = new(2026, 4, 22, 18, 0, 0, TimeSpan.FromHours(8));

    public static Task<int> RunAsync(string[] args, TextWriter output) => RunAsync(
        args.ElementAtOrDefault(0) ?? DataFolders.Dialogs, args.ElementAtOrDefault(1) ?? DataFolders.Plan, output);

    /// <summary>0 when everything is sound, 1 otherwise.</summary>
    public static async Task<int> RunAsync(string dialogsFolder, string planFolder, TextWriter output)
    {
        var faults = new Faults();
        var plan = PlanFiles.Read(planFolder, faults);
        if (Dialogs(dialogsFolder, planFolder, plan, faults) is (var dialogues, var samples))
            CheckSamples(dialogues, samples, faults);
        foreach (var fault in faults)
            await output.WriteLineAsync(fault.ToString());
        // Not a mistake, but nobody would notice next January that holidays are missing.
        if (plan?.Calendar.LastKnownYear is { } year)
            await output.WriteLineAsync($"放假安排写到 {year} 年；下一年的通知发布后加进 calendar.yaml。");
        await output.WriteLineAsync(faults.Count == 0 ? "数据文件都没有问题。" : $"共 {faults.Count} 处要改。");
        return faults.Count == 0 ? 0 : 1;
    }

    private static (Dialogues, IReadOnlyList<(string Intent, string Role, string Text, string Where)>)? Dialogs(
        string folder, string planFolder, WorkPlan? plan, Faults faults)
    {
        var (kinds, groups) = plan is not null ? (plan.Kinds, plan.Groups) : KindsOnly(planFolder);
        if (DialogFiles.Load(folder, kinds, groups, faults) is not { } dialogues)
            return null;
        var set = DialogFiles.Read(folder, [], new Faults())!;
        return (dialogues, [.. set.Dialogs.SelectMany(dialog =>
            dialog.Samples.Select(sample => (dialog.Intent, dialog.Who is [var role, ..] ? role : "member", sample.Text, sample.Where))
                .Concat(dialog.Shows.Select(shown => (dialog.Intent, shown.Key, shown.Value.Text, shown.Value.Where))))]);
    }

    /// <summary>Kinds for the words of dialogs where the rest of the plan does not matter or does not read.</summary>
    public static (IReadOnlyList<Kind>, IReadOnlyList<KindGroup>) KindsOnly(string planFolder) =>
        DataFile.Open(Path.Combine(planFolder, "kinds.yaml"), new Faults()) is { } file ? PlanKinds.Read(file) : ([], []);

    private static void CheckSamples(
        Dialogues dialogues, IReadOnlyList<(string Intent, string Role, string Text, string Where)> samples, Faults faults)
    {
        foreach (var (intent, role, text, where) in samples)
        {
            var said = dialogues.Understand(new Message(text, role, null, false, true, SampleTime), NameIndex.Empty);
            if (said.Intent != intent)
                faults.Add(where, $"例句“{text}”没有到“{intent}”，而是到了“{said.Intent}”。");
        }
    }
}
