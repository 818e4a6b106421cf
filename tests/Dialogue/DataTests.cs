using System.Text.Json;
using PartyBuilding.Bot.Commands;

namespace PartyBuilding.Tests.Dialogue;

public sealed class DataTests
{
    [Fact]
    public async Task Every_sample_reaches_its_own_intent()
    {
        var output = new StringWriter();
        Assert.True(await CheckCommand.RunAsync(DataFolders.Dialogs, DataFolders.Plan, output) == 0, output.ToString());
    }

    [Theory]
    [InlineData("phrases:", "phrasing:", "缺少“phrases”")]
    [InlineData("  sure:\n", "  sure:\n    - \"(撤回|撤销\"\n", "缺少“)”")]
    [InlineData("done: ", "done: \"{nothing}\" #", "{nothing}")]
    [InlineData("- 撤回\n", "- 食堂今天的红烧肉绝了\n", "没有到“withdraw_record”")]
    public async Task A_spoiled_dialog_is_explained_with_its_place(string right, string wrong, string expected)
    {
        using var folder = new SpoiledDialogs("withdraw_record.yaml", right, wrong);
        var output = new StringWriter();
        var exit = await CheckCommand.RunAsync(folder.Path, DataFolders.Plan, output);
        Assert.Equal(1, exit);
        Assert.Contains(expected, output.ToString(), StringComparison.Ordinal);
        Assert.Matches(@"withdraw_record\.yaml:\d+:\d+: ", output.ToString());
    }

    [Theory]
    [InlineData("help", "# 说明\n怎么用呀\n算了不弄了\n", "help.txt:3:1: 这句话在 ")]
    [InlineData("help", "怎么用呀\n👍\n", "help.txt:2:1: 这一行没有可学的字")]
    [InlineData("nothing", "怎么用呀\n", "nothing.txt:1:1: 没有名为“nothing”的意图")]
    public async Task A_spoiled_file_of_sentences_is_explained_with_its_place(string name, string sentences, string expected)
    {
        using var folder = new SpoiledDialogs("help.yaml", "", "");
        var path = Directory.CreateDirectory(Path.Combine(folder.Path, "sentences")).FullName;
        File.WriteAllText(Path.Combine(path, "chitchat.txt"), "早上好\n算了不弄了\n");
        File.WriteAllText(Path.Combine(path, name + ".txt"), sentences);
        var output = new StringWriter();
        Assert.Equal(1, await CheckCommand.RunAsync(folder.Path, DataFolders.Plan, output));
        Assert.Contains(expected, output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Understand_answers_every_line_and_a_bad_one_with_an_error()
    {
        var input = new StringReader("""
            {"text":"给陈立群、吴刚各加2分，国庆值班","role":"secretary","now":"2023-10-09T10:00:00+08:00"}
            not json
            {"text":"城南小学支部昨天开了支委会，5个人都到了","now":"2023-10-09T10:00:00+08:00"}
            """);
        var output = new StringWriter();
        Assert.Equal(0, await UnderstandCommand.RunAsync([], input, output));

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        using var points = JsonDocument.Parse(lines[0]);
        Assert.Equal(["陈立群", "吴刚"], points.RootElement.GetProperty("slots").GetProperty("members").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(2, points.RootElement.GetProperty("slots").GetProperty("points").GetInt32());
        Assert.Contains("error", lines[1], StringComparison.Ordinal);
        using var report = JsonDocument.Parse(lines[2]);
        Assert.Equal("2023-10-08", report.RootElement.GetProperty("slots").GetProperty("date").GetString());
        Assert.Equal("城南小学", report.RootElement.GetProperty("slots").GetProperty("branch").GetString());
    }

    private sealed class SpoiledDialogs : IDisposable
    {
        public SpoiledDialogs(string file, string right, string wrong)
        {
            Directory.CreateDirectory(Path);
            foreach (var source in Directory.EnumerateFiles(DataFolders.Dialogs, "*.yaml"))
            {
                var text = File.ReadAllText(source);
                if (System.IO.Path.GetFileName(source) == file && right.Length > 0)
                    text = text.Replace(right, wrong, StringComparison.Ordinal);
                File.WriteAllText(System.IO.Path.Combine(Path, System.IO.Path.GetFileName(source)), text);
            }
        }

        public string Path { get; } = Directory.CreateTempSubdirectory("dialogs-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
