using PartyBuilding.Dialogue.Definitions;

namespace PartyBuilding.Bot.DataFiles;

/// <summary>Reads <c>dialogs/_common.yaml</c>.</summary>
internal static class CommonFile
{
    public static CommonWords? Read(Node file) => file.Map(keys => new CommonWords(
        Lists(keys.Need("rules")),
        Lists(keys.Need("facts")),
        Typos(keys.Need("typos")),
        keys.Need("names")?.Map(Shapes) ?? new NameShapes([], "", [], [], [], [], [], [], []),
        DialogFile.Texts(keys.Need("says")),
        keys.List("teach", DialogFile.Written),
        [.. keys.List("courtesies", courtesy => courtesy.Map(Courtesy)).OfType<CourtesyDefinition>()]));

    private static CourtesyDefinition Courtesy(Keys keys) => new(keys.List("said", DialogFile.Written), keys.Text("answer"));

    private static Dictionary<string, IReadOnlyList<Written>> Lists(Node? node) =>
        node?.Pairs().ToDictionary(pair => pair.Key.Text(), pair => pair.Value.List(DialogFile.Written)) ?? [];

    private static Dictionary<string, string> Typos(Node? node)
    {
        var typos = new Dictionary<string, string>();
        foreach (var (wrong, right) in node?.Pairs() ?? [])
        {
            if (wrong.Text().Length != right.Text().Length)
                right.Wrong("改正前后要一样长，原文的位置才对得上。");
            typos[wrong.Text()] = right.Text();
        }

        return typos;
    }

    private static NameShapes Shapes(Keys keys) => new(
        [.. keys.Text("surnames").Split(' ', StringSplitOptions.RemoveEmptyEntries)],
        keys.Text("not-in-names"),
        keys.Texts("titles"),
        keys.Texts("prefixes"),
        [.. keys.Text("rare-surnames").Split(' ', StringSplitOptions.RemoveEmptyEntries)],
        keys.Texts("school-endings"),
        keys.Texts("branch-endings"),
        keys.Texts("borders"),
        keys.Texts("inside"));
}
