using System.Text.Json;
using PartyBuilding.Plan;

namespace PartyBuilding.Tests.Plan;

public sealed class KindTests
{
    [Theory]
    [InlineData("主题党日", "theme-day")]
    [InlineData("党员大会", "all-members")]
    [InlineData("支部党员大会", "all-members")]
    [InlineData("其他", "other")]
    public void A_kind_is_found_by_any_of_its_names(string name, string key) => Assert.Equal(key, Sample.Plan.KindNamed(name)?.Key);

    [Fact]
    public void Every_activity_type_of_the_understanding_is_a_listed_kind()
    {
        string[] types =
        [
            "主题党日", "党课", "支部党员大会", "支委会", "党小组会", "组织生活会", "民主评议", "第一议题", "第二议题", "集中学习", "志愿服务",
            "红色教育", "关爱留守儿童", "青蓝工程", "岗位争先", "思政课", "家委会", "督导检查", "其他",
        ];

        Assert.Equal(types.Order(StringComparer.Ordinal), Sample.Plan.Kinds.Where(k => k.IsListed).Select(k => k.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_of_the_37_systems_has_a_kind_that_records_it()
    {
        var covered = Sample.Plan.Kinds.SelectMany(kind => kind.Systems).ToHashSet();

        Assert.Equal(Enumerable.Range(1, 37), covered.Order());
    }

    [Theory]
    [InlineData("支部党员大会", 10, 20, false)]
    [InlineData("支部党员大会", 11, 20, true)]
    [InlineData("支委会", 2, 3, true)]
    [InlineData("支委会", 2, 4, false)]
    [InlineData("主题党日", 1, 20, true)]
    public void More_than_half_make_a_quorum(string kind, int present, int due, bool quorate) =>
        Assert.Equal(quorate, Sample.Plan.KindNamed(kind)!.IsQuorate(present, due));

    [Fact]
    public void Care_for_pupils_keeps_a_date_and_a_tick_and_nothing_else()
    {
        var kind = Sample.Plan.Kind("left-behind");

        Assert.Equal(Privacy.NoNames | Privacy.NoText | Privacy.OnlyInPrivate, kind.Privacy);
        Assert.DoesNotContain(kind.Fields, field => field.Type == FieldType.Text);
        Assert.Empty(kind.Offered);
    }

    [Theory]
    [InlineData("七个一", """{"which":"一室"}""", "")]
    [InlineData("七个一", """{"which":"一车"}""", "“哪一项”只能是：一室、一旗、一徽、一标、一栏、一簿、一制度。")]
    [InlineData("七个一", """{"what":"一室"}""", "「七个一」没有“what”这一项。")]
    [InlineData("主题党日", """{"basics":["唱国歌","诵读党章"],"guests":3}""", "")]
    [InlineData("主题党日", """{"basics":"唱国歌"}""", "“基本形式”只能是：唱国歌、重温入党誓词、缴纳党费、诵读党章。")]
    [InlineData("主题党日", """{"guests":-1}""", "“群众代表”应当是不小于 0 的整数。")]
    [InlineData("主题党日", """{"guests":1.5}""", "“群众代表”应当是不小于 0 的整数。")]
    [InlineData("星级支部自评", """{"score":"90"}""", "“自评分”应当是数字。")]
    [InlineData("学习测试", """{"passed":"是"}""", "“是否通过”应当是“是”或“否”。")]
    [InlineData("党课", """{"lecturer":"一二三四五六七八九十一二三四五六七八九十一"}""", "“主讲人”应当是文字，最多 20 个字。")]
    [InlineData("主题党日", "[]", "「主题党日」的附加内容格式不对。")]
    public void Free_fields_are_checked_against_the_kind(string kind, string json, string fault) =>
        Assert.Equal(fault, string.Join('|', FieldCheck.Faults(Sample.Plan.KindNamed(kind)!, JsonDocument.Parse(json).RootElement)));

    [Fact]
    public void A_required_field_that_is_missing_is_named()
    {
        var kind = new Kind("x", "某事") { Fields = [new("on", "日子", FieldType.Day) { IsRequired = true }] };

        Assert.Equal(["缺少“日子”。"], FieldCheck.Faults(kind, JsonDocument.Parse("{}").RootElement));
        Assert.Equal(["“日子”应当是日期。"], FieldCheck.Faults(kind, JsonDocument.Parse("""{"on":"2026-02-30"}""").RootElement));
    }
}
