using PartyBuilding.Dialogue;

namespace PartyBuilding.Tests.Dialogue;

/// <summary>The table that says where each mechanism of the year plan works must not promise sentences that nothing hears.</summary>
public sealed class FoundingDocumentTests
{
    private static readonly string[] Roles = ["secretary", "member", "bureau"];

    private static readonly NameIndex Names = new(new Names(
        [new PersonName("吴书言", "示范一小"), new PersonName("陈立群", "示范一小")], [new BranchName("青禾小学", ["青禾"]), new BranchName("松涛小学", ["松涛"])]));

    public static TheoryData<string> Sentences => [.. Rows().SelectMany(row => row[3].Split('；')).Select(said => said.Trim().Replace("……", "示例", StringComparison.Ordinal)).Distinct()];

    public static TheoryData<string> Files => [.. Rows().SelectMany(row => row[5].Split('、')).Select(test => test.Trim()).Distinct()];

    [Theory]
    [MemberData(nameof(Sentences))]
    public void Every_sentence_of_the_table_is_understood(string text) =>
        Assert.Contains(Roles, role => TestDialogues.All.Understand(TestDialogues.Private(text, role), Names) is { Intent: not Understanding.Unknown });

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_test_of_the_table_exists(string name)
    {
        if (name.StartsWith("对话/", StringComparison.Ordinal))
            Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, "Conversations", name[3..] + ".yaml")), name);
        else
            Assert.Contains(typeof(FoundingDocumentTests).Assembly.GetTypes(), type => type.Name == name);
    }

    private static IEnumerable<string[]> Rows() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "founding-document.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| 要点", StringComparison.Ordinal))
            .Select(line => line.Split('|'));
}
