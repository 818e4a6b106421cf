using FsCheck;
using FsCheck.Fluent;
using PartyBuilding.Recognizers;
using PartyBuilding.Recognizers.Models;
using PartyBuilding.Recognizers.Numbers;

namespace PartyBuilding.Tests.Recognizers;

public sealed class ReaderPropertyTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(2000);

    private static readonly string[] Scraps =
    [
        "一", "二", "三", "两", "十", "百", "千", "万", "亿", "兆", "零", "〇", "半", "廿", "壹", "拾", "点", "多", "几", "余", "第", "负", "-", "+", ".", ",", "，", "、", " ", "　", "/", "^", "e", "k", "%", "％",
        "分", "分之", "之", "又", "个", "百分之", "百分点", "成", "折", "元", "块", "毛", "角", "钱", "人民币", "¥", "美元", "岁", "周大", "米", "斤", "公里", "度", "kg", "MB", "人", "名", "到", "至", "~", "～",
        "超过", "不少于", "大于", "小于", "以上", "以下", "或", "比", "大", "位于", "之间", "是", "好的", "不行", "对", "应到", "实到", "请假", "年级", "楼", "月", "号", "点半", "小时", "上午", "周三", "一下", "三会一课",
        "0", "1", "2", "9", "18", "1,234", "2023", "１８", "００", "👍", "🏽", "\ud83d", "\udc4d", "\n", "\0", "a", "，是，",
    ];

    private static readonly Arbitrary<string> AnyText =
        Gen.Elements(Scraps).ArrayOf().Select(string.Concat).ToArbitrary();

    [Fact]
    public void Any_text_is_read_in_order_inside_the_text_and_without_overlaps() => Check.One(Thorough, Prop.ForAll(AnyText, text =>
    {
        var end = 0;
        foreach (var reading in ChineseReader.Read(text, Said.Friday, Bias.Past))
        {
            Assert.True(reading.Start >= end && reading.Length > 0 && reading.End <= text.Length, text);
            end = reading.End;
        }
    }));

    [Fact]
    public void Every_model_reads_any_text_in_order_and_inside_the_text() => Check.One(Thorough, Prop.ForAll(AnyText, text =>
    {
        foreach (var model in ModelResults.Models.Where(model => model != "DateTimeModel"))
        {
            var end = -1;
            foreach (var result in ModelResults.Read(model, text, Said.Friday.DateTime))
            {
                Assert.True(result.Start > end && result.End >= result.Start && result.End < text.Length, $"{model}: {text}");
                end = result.End;
            }
        }
    }));

    [Fact]
    public void A_number_reads_back_in_every_writing() => Check.One(Thorough, Prop.ForAll(Gen.Choose(10, 99_999_999).ToArbitrary(), number =>
    {
        foreach (var text in new[] { $"共{number}人", FormattableString.Invariant($"共{number:N0}人"), $"共{Chinese(number)}人", $"共{Formal(Chinese(number))}人" })
            Assert.Equal($"{text[1..^1]}={number}", text.Length > 9 && text[1..^1].All(char.IsAsciiDigit) ? $"{number}={number}" : Said.In(text));
    }));

    [Theory]
    [InlineData("一")]
    [InlineData("1")]
    [InlineData("1,234,")]
    [InlineData("零")]
    [InlineData("十万")]
    [InlineData("万")]
    [InlineData("二三")]
    [InlineData("3到5、")]
    [InlineData("百分之")]
    [InlineData("一百 ")]
    [InlineData("不超过 有 ")]
    [InlineData("45块6")]
    public void Steps_grow_with_the_length_of_the_text_and_no_faster(string scrap)
    {
        var shorter = Steps(scrap, 2_000);
        var longer = Steps(scrap, 20_000);

        Assert.InRange(longer, 1, shorter * 11);
        Assert.InRange(longer, 1, 3 * 20_000);
    }

    private static int Steps(string scrap, int length)
    {
        var text = string.Concat(Enumerable.Repeat(scrap, length / scrap.Length + 1))[..length];
        var scanner = new NumberScanner(text, new Candidates());
        scanner.Scan();
        return scanner.Steps;
    }

    // Written out in full: 10250 is 一万零二百五十.
    private static string Chinese(int number)
    {
        if (number >= 10_000)
        {
            var rest = number % 10_000;
            return Chinese(number / 10_000) + "万" + (rest == 0 ? "" : (rest < 1000 ? "零" : "") + Chinese(rest));
        }

        var written = "";
        foreach (var (unit, name) in new[] { (1000, "千"), (100, "百"), (10, "十"), (1, "") })
        {
            var digit = number / unit % 10;
            if (digit > 0)
                written += "零一二三四五六七八九"[digit] + name;
            else if (written.Length > 0 && !written.EndsWith('零') && number % unit > 0)
                written += "零";
        }

        return written;
    }

    private static string Formal(string number) => string.Concat(number.Select(c => "零壹贰叁肆伍陆柒捌玖拾佰仟万"["零一二三四五六七八九十百千万".IndexOf(c, StringComparison.Ordinal)]));
}
