using PartyBuilding.Bot.Turns;
using PartyBuilding.Dialogue.Definitions;

namespace PartyBuilding.Bot.DataFiles;

/// <summary>Reads <c>dialogs/_host.yaml</c>: what is said outside any dialogue.</summary>
internal static class HostFile
{
    public const string Name = "_host.yaml";

    public static Dictionary<string, Written>? Read(Node file) => file.Map(keys => DialogFile.Texts(keys.Need("says")));

    /// <summary>Every sentence the program says must be there, and no other.</summary>
    public static void Check(string path, Dictionary<string, Written>? says, Faults faults)
    {
        if (says is null)
        {
            faults.Add(path, "缺少这个文件，或者它读不了。");
            return;
        }
        foreach (var missing in HostWords.Keys.Where(key => !says.ContainsKey(key)))
            faults.Add(path, $"says 里缺少“{missing}”。");
        foreach (var (key, written) in says.Where(pair => !HostWords.Keys.Contains(pair.Key)))
            faults.Add(written.Where, $"程序里没有“{key}”这句话。");
    }

    public static CommonWords Join(CommonWords common, Dictionary<string, Written> host) =>
        common with { Says = common.Says.Concat(host).DistinctBy(pair => pair.Key).ToDictionary() };
}
