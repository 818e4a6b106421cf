using PartyBuilding.Dialogue.Definitions;
using PartyBuilding.Dialogue.Patterns;
using PartyBuilding.Dialogue.Reading;

namespace PartyBuilding.Tests.Dialogue;

public sealed class PatternTests
{
    private static readonly Dictionary<string, IReadOnlyList<Written>> Rules = new()
    {
        ["did"] = [new Written("(开|搞)了", "")],
        ["self"] = [new Written("<self>", "")],
    };

    private static (bool Found, string Captured) Find(string pattern, string text)
    {
        var vocabulary = new Vocabulary();
        List<string> faults = [];
        var program = new Compiler(vocabulary, Rules, (_, fault) => faults.Add(fault)).Compile(new Written(pattern, ""));
        Assert.Empty(faults);
        vocabulary.Freeze();
        var spotted = new Spotted(PlainText.Of(text, new Typos(new Dictionary<string, string>())), vocabulary);
        var matcher = new Matcher(spotted);
        var found = matcher.Find(program!) >= 0;
        return (found, found ? string.Join('|', matcher.Captures.Select(capture => spotted.Text.Exact(capture.Start, capture.End))) : "");
    }

    [Theory]
    [InlineData("(开|搞)了[一次]会", "我们开了会", true)]
    [InlineData("(开|搞)了[一次]会", "我们搞了一次会", true)]
    [InlineData("(开|搞)了[一次]会", "我们要开会", false)]
    [InlineData("<did>会", "开了会", true)]
    [InlineData("^收到$", "收到！🫡", true)]
    [InlineData("^收到$", "收到你的快递", false)]
    [InlineData("开~会", "开了一个会", true)]
    [InlineData("开~会", "开了，会散了", false)]
    [InlineData("开…会", "开了，会散了", true)]
    [InlineData("`建议", "医生建议休息", false)]
    [InlineData("^[好|的]*收到$", "好的好的收到", true)]
    [InlineData("ＯＫ", "ok", true)]
    public void Patterns_match_as_they_read(string pattern, string text, bool expected) => Assert.Equal(expected, Find(pattern, text).Found);

    [Theory]
    [InlineData("主题是{topic}'", "主题是“学思想 强师德”，大概一小时", "“学思想 强师德”")]
    [InlineData("在{place}开", "在三楼会议室开会", "三楼会议室")]
    [InlineData("去{place:~(公园|门口)[门口]}", "去滨河公园门口捡垃圾", "滨河公园门口")]
    [InlineData(":{content}", "通知：明天开会，请准时", "明天开会，请准时")]
    public void Passages_are_taken_as_typed(string pattern, string text, string expected) => Assert.Equal(expected, Find(pattern, text).Captured);

    [Theory]
    [InlineData("(开|搞", "缺少“)”")]
    [InlineData("开)", "多了一个“)”")]
    [InlineData("{nothing}", "没有名为“nothing”的栏目或值")]
    [InlineData("<nothing>", "没有名为“nothing”的规则")]
    [InlineData("<self>", "用到了它自己")]
    public void A_wrong_pattern_is_explained(string pattern, string expected)
    {
        List<string> faults = [];
        new Compiler(new Vocabulary(), Rules, (_, fault) => faults.Add(fault)).Compile(new Written(pattern, ""));
        Assert.Contains(expected, Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Many_gaps_over_a_long_text_come_to_an_end() =>
        // A matcher that tried one way after another would not return before the test run is given up.
        Assert.False(Find("开~开~开~开…开…开…完", new string('开', 1900)).Found);
}
