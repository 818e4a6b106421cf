using PartyBuilding.Dialogue;

namespace PartyBuilding.Tests.Dialogue;

public sealed class RenderingTests
{
    [Theory]
    [InlineData("已登记{date}，{attendees} 人，地点{place}。", "已登记10月25日，16 人。")]
    [InlineData("{place}见。已登记{date}。", "已登记10月25日。")]
    [InlineData("已登记{date}。\n{place}\n完。", "已登记10月25日。\n\n完。")]
    [InlineData("没有占位。", "没有占位。")]
    public void A_clause_without_its_value_is_dropped_neatly(string template, string expected)
    {
        var slots = new Slots { Date = new DateOnly(2023, 10, 25), Attendees = 16 };
        Assert.Equal(expected.Replace("\n\n", "\n", StringComparison.Ordinal), Rendering.Render(template, name => Rendering.Value(slots, name)));
    }

    [Theory]
    [InlineData("2023", "2023年")]
    [InlineData("2023H1", "2023年上半年")]
    [InlineData("2023Q3", "2023年三季度")]
    [InlineData("2023-10", "2023年10月")]
    [InlineData("2023-10/2023-12", "2023年10月至2023年12月")]
    public void Periods_are_read_out_in_words(string period, string expected) =>
        Assert.Equal(expected, Rendering.PeriodName(period));
}
