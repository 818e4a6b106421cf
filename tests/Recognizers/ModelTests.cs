using PartyBuilding.Recognizers.Models;

namespace PartyBuilding.Tests.Recognizers;

public sealed class ModelTests
{
    [Theory]
    [InlineData("NumberModel", "一共三十二人，分4组", "三十二:32 4:4")]
    [InlineData("NumberModel", "2023年10月25日", "2023:2023 10:10 25:25")]
    [InlineData("NumberModel", "负三分之二", "负三分之二:-0.666666666666667")]
    [InlineData("NumberModel", "三千 五百", "三千 五百:3500")]
    [InlineData("NumberModel", "3^4 和 6e3", "3^4:81 6e3:6000")]
    [InlineData("NumberModel", "七打铅笔", "七打:84")]
    [InlineData("NumberModel", "一看就懂", "")]
    [InlineData("NumberModel", "8点30分", "8:8 30:30")]
    [InlineData("NumberModel", "千六也好，千万别忘", "千六:1600")]
    [InlineData("NumberModel", "二零一九年", "")]
    [InlineData("OrdinalModel", "第廿三届", "第廿三:23")]
    [InlineData("PercentModel", "八 五 折，四成半", "八 五 折:85% 四成半:45%")]
    [InlineData("PercentModel", "百 分 之 十二 点 五", "百 分 之 十二 点 五:12.5%")]
    [InlineData("PercentModel", "三百分之五", "")]
    [InlineData("NumberRangeModel", "多于3并且少于9", "多于3并且少于9:(3,9)")]
    [InlineData("NumberRangeModel", "多于9并且少于3", "多于9:(9,) 少于3:(,3)")]
    [InlineData("NumberRangeModel", "在五和八之间", "在五和八之间:[5,8)")]
    [InlineData("NumberRangeModel", "几十万不算，二十几万才算", "二十几万:(200000,)")]
    [InlineData("AgeModel", "六岁半", "六岁半:6.5")]
    [InlineData("DimensionModel", "跑了5千米", "5千米:5")]
    [InlineData("DimensionModel", "四百兆字节", "四百兆字节:400")]
    [InlineData("CurrencyModel", "七元二角五分", "七元二角五分:7.25")]
    [InlineData("CurrencyModel", "三英镑又五便士", "三英镑又五便士:3.05")]
    [InlineData("CurrencyModel", "五角星", "")]
    [InlineData("BooleanModel", "行，就这么办", "行:True")]
    [InlineData("BooleanModel", "不中", "不中:False")]
    public void A_model_reads_what_the_reference_reads(string model, string text, string expected) =>
        Assert.Equal(expected, string.Join(" ", ModelResults.Read(model, text, new DateTime(2023, 10, 25)).Select(one => $"{one.Text}:{Value(one)}")));

    [Fact]
    public void A_date_carries_its_candidates_past_first()
    {
        var result = Assert.Single(ModelResults.Read("DateTimeModel", "29号", new DateTime(2023, 10, 25)));

        var values = Assert.IsType<Resolution.Candidates>(result.Resolution).Values;
        Assert.Equal("datetimeV2.date", result.TypeName);
        Assert.Equal(["2023-09-29", "2023-10-29"], values.Select(value => value["value"]));
    }

    [Fact]
    public void The_text_is_repeated_half_width_and_in_lower_case_but_for_byte_units()
    {
        var results = ModelResults.Read("DimensionModel", "长１．５M，存 20MB", default);

        Assert.Equal(["1.5m", "20MB"], results.Select(result => result.Text));
    }

    [Fact]
    public void A_currency_without_an_amount_has_no_value()
    {
        var result = Assert.Single(ModelResults.Read("CurrencyModel", "收不收美元", default));

        var fields = Assert.IsType<Resolution.Fields>(result.Resolution);
        Assert.Null(fields["value"]);
        Assert.Equal("USD", fields["isoCurrency"]);
    }

    [Fact]
    public void The_score_of_an_answer_falls_with_what_else_is_said()
    {
        var result = Assert.Single(ModelResults.Read("BooleanModel", "可以，没意见，散会", default));

        Assert.Equal(0.6, Assert.IsType<Resolution.Answer>(result.Resolution).Score, 6);
    }

    [Fact]
    public void An_unknown_model_is_refused() => Assert.Throws<ArgumentException>(() => ModelResults.Read("ColourModel", "红", default));

    private static string? Value(ModelResult result) => result.Resolution switch
    {
        Resolution.Fields fields => fields["value"],
        Resolution.Answer answer => answer.Value.ToString(),
        _ => null,
    };
}
