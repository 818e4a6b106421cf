namespace PartyBuilding.Tests.Recognizers;

public sealed class QuantityReadingTests
{
    [Theory]
    [InlineData("45块6", "45块6=45.6CNY")]
    [InlineData("共９块", "９块=9CNY")]
    [InlineData("三块二毛五", "三块二毛五=3.25CNY")]
    [InlineData("3毛", "3毛=0.3CNY")]
    [InlineData("五角钱", "五角钱=0.5CNY")]
    [InlineData("贰拾叁元伍角整", "贰拾叁元伍角整=23.5CNY")]
    [InlineData("每人一块", "一块=1CNY")]
    [InlineData("捐了1.5万元", "1.5万元=15000CNY")]
    [InlineData("人民币50元，20美元，¥30", "人民币50元=50CNY 20美元=20USD ¥30=30CNY")]
    [InlineData("三块展板", "三=3")]
    [InlineData("我们一块去看看", "")]
    public void Money_is_read_as_it_is_said(string text, string expected) => Assert.Equal(expected, Said.In(text));

    [Theory]
    [InlineData("出勤率97.5%", "97.5%=97.5%")]
    [InlineData("百分之九十七的党员", "百分之九十七=97%")]
    [InlineData("千分之三", "千分之三=0.3%")]
    [InlineData("七成六的人", "七成六=76%")]
    [InlineData("三成半", "三成半=35%")]
    [InlineData("八折和五五折", "八折=80% 五五折=55%")]
    [InlineData("提高了3个百分点", "3个百分点=3%")]
    [InlineData("百分百完成", "百分百=100%")]
    [InlineData("30%到50%的党员", "30%到50%=30-50%")]
    [InlineData("30-50%", "30-50%=30-50%")]
    [InlineData("百分之三十到百分之五十", "百分之三十到百分之五十=30-50%")]
    [InlineData("百分之三十至五十", "百分之三十至五十=30-50%")]
    public void Percentages_are_read_in_every_writing(string text, string expected) => Assert.Equal(expected, Said.In(text));

    [Theory]
    [InlineData("20到30人", "20到30=[20,30]")]
    [InlineData("5-10个", "5-10=[5,10]")]
    [InlineData("不少于3次", "不少于3=[3,)")]
    [InlineData("不超过二十人", "不超过二十=(,20]")]
    [InlineData("100人以上", "100人以上=[100,)")]
    [InlineData("来了十七八个人", "十七八=[17,18]")]
    [InlineData("七八个孩子", "七八=[7,8]")]
    [InlineData("来了二三十位家长", "二三十=[20,30]")]
    public void Intervals_keep_both_ends(string text, string expected) => Assert.Equal(expected, Said.In(text));

    [Theory]
    [InlineData("孩子三岁半", "三岁半=3.5 year old")]
    [InlineData("才三个月大", "三个月大=3 month old")]
    [InlineData("身高168cm", "168cm=168 Centimeter")]
    [InlineData("两米半", "两米半=2.5 Meter")]
    [InlineData("三斤二两", "三斤二两=3.2 Jin")]
    [InlineData("发烧39度", "39度=39 Celsius")]
    [InlineData("三米饭", "")]
    [InlineData("零下5度", "零下5度=-5 Celsius")]
    public void Ages_and_measures_carry_their_unit(string text, string expected) => Assert.Equal(expected, Said.In(text));

    [Theory]
    [InlineData("是", "是=yes")]
    [InlineData("好的，收到", "好的=yes")]
    [InlineData("对，18个", "对=yes 18=18")]
    [InlineData("不是", "不是=no")]
    [InlineData("没问题！", "没问题=yes")]
    [InlineData("可以加分吗", "")]
    public void Yes_and_no_fill_their_clause(string text, string expected) => Assert.Equal(expected, Said.In(text));
}
