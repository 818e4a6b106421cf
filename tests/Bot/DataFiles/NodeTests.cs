using PartyBuilding.Bot.DataFiles;

namespace PartyBuilding.Tests.Bot.DataFiles;

public sealed class NodeTests
{
    private sealed record Pair(string Name, int Times);

    private static Pair? Read(string yaml, Faults faults) =>
        DataFile.Parse("a.yaml", yaml, faults)?.Map(keys => new Pair(keys.Text("name"), keys.Need("times")?.Int(1, 12) ?? 0));

    [Fact]
    public void A_right_file_is_read_without_a_fault()
    {
        var faults = new Faults();
        Assert.Equal(new Pair("主题党日", 3), Read("name: 主题党日\ntimes: 3\n", faults));
        Assert.Empty(faults);
    }

    [Fact]
    public void An_unknown_key_is_named_with_line_and_column()
    {
        var faults = new Faults();
        Read("name: 主题党日\ntimes: 3\nnmae: 党课\n", faults);
        Assert.Equal("a.yaml:3:1: 不认识“nmae”，这里可以写：name、times。", Assert.Single(faults).ToString());
    }

    [Fact]
    public void All_faults_of_a_file_are_found_in_one_reading()
    {
        var faults = new Faults();
        Read("times: 13\nother: 1\n", faults);
        Assert.Equal(
            ["a.yaml:1:1: 缺少“name”。", "a.yaml:1:8: 这里要写一个 1 到 12 之间的整数。", "a.yaml:2:1: 不认识“other”，这里可以写：name、times。"],
            faults.Select(fault => fault.ToString()));
    }

    [Fact]
    public void Broken_yaml_is_a_fault_with_a_line_and_no_exception()
    {
        var faults = new Faults();
        Assert.Null(Read("name: [主题党日\n", faults));
        Assert.True(Assert.Single(faults).Line > 0);
    }

    [Fact]
    public void A_missing_file_is_a_fault_and_no_exception()
    {
        var faults = new Faults();
        Assert.Null(DataFile.Open("/nowhere/x.yaml", faults));
        Assert.Single(faults);
    }
}
