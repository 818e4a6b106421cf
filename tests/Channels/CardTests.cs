using System.Text.Json;
using System.Text.Json.Nodes;
using PartyBuilding.Channels;

namespace PartyBuilding.Tests.Channels;

public sealed class CardTests
{
    private static readonly Card Confirm = new(
        "发到各支部群？", [new CardFact("群", "12 个"), new CardFact("正文", "*明天*[点](javascript:x)\n- 交8-9份")], "发出后不能收回。",
        [new CardButton("发送", "b7.1", "确认发送", ButtonWeight.Main), new CardButton("不发", "b7.0", "取消", ButtonWeight.Dangerous)]);

    [Fact]
    public void A_card_has_the_shape_that_every_client_shows()
    {
        var attachment = Confirm.ToAttachment();
        var card = JsonNode.Parse(attachment.Content!.Value.GetRawText())!;

        Assert.Equal("application/vnd.microsoft.card.adaptive", attachment.ContentType);
        Assert.Equal(("AdaptiveCard", "1.5"), ((string?)card["type"], (string?)card["version"]));
        Assert.Equal(["TextBlock", "FactSet", "TextBlock"], card["body"]!.AsArray().Select(b => (string?)b!["type"]));
        Assert.All(card["actions"]!.AsArray(), a => Assert.Equal("Action.Submit", (string?)a!["type"]));
        Assert.Equal(["positive", "destructive"], card["actions"]!.AsArray().Select(a => (string?)a!["style"]));
    }

    [Fact]
    public void Peoples_words_in_a_card_are_no_markdown()
    {
        var value = (string)JsonNode.Parse(Confirm.ToAttachment().Content!.Value.GetRawText())!["body"]![1]!["facts"]![1]!["value"]!;

        Assert.Equal("\\*明天\\*\\[点\\](javascript:x)\n\n\\- 交8-9份", value);
    }

    [Fact]
    public void Without_cards_the_text_says_everything() =>
        Assert.Equal("发到各支部群？\n群：12 个\n正文：*明天*[点](javascript:x)\n- 交8-9份\n发出后不能收回。\n回复“确认发送”或“取消”。", Confirm.ToText());

    [Fact]
    public void Buttons_under_a_message_say_their_words_to_those_they_are_for()
    {
        var actions = Confirm.ToSuggestedActions(["dl_1"]);

        Assert.Equal([("发送", "确认发送"), ("不发", "取消")], actions.Actions!.Select(a => (a.Title!, a.Value!.Value.GetString()!)));
        Assert.Equal(["dl_1"], actions.To);
    }

    [Fact]
    public void A_tap_brings_the_buttons_id_back()
    {
        var data = Confirm.ToAttachment().Content!.Value.GetProperty("actions")[0].GetProperty("data");

        Assert.Equal("b7.1", Card.TapOf(new Activity { Value = data }));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"b7.1\"")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"tap":5}""")]
    [InlineData("""{"tap":""}""")]
    [InlineData("""{"tap":{"tap":"x"}}""")]
    public void What_is_no_tap_of_ours_is_none(string value) =>
        Assert.Null(Card.TapOf(new Activity { Value = JsonDocument.Parse(value).RootElement }));

    [Fact]
    public void A_seventh_button_is_refused() =>
        Assert.Throws<ArgumentException>(() => new Card("t", [], null, [.. Enumerable.Range(0, 7).Select(i => new CardButton("b", $"{i}", "b"))]));
}
