using System.Text.Json;
using PartyBuilding.Channels;

namespace PartyBuilding.Tests.Channels;

public sealed class MentionsTests
{
    private const string Bot = """{"type":"mention","mentioned":{"id":"bot","name":"Bot"},"text":"<at>Bot</at>"}""";

    [Theory]
    [InlineData("<at>Bot</at> 昨天开了支委会", "昨天开了支委会")]
    [InlineData("<AT>bot</AT>&nbsp;昨天开了支委会", "昨天开了支委会")]
    [InlineData("<at>Bot</at>\u00a0 昨天 <at>Bot</at>  开了", "昨天 开了")]
    [InlineData("昨天<at>Bot</at>开了", "昨天开了")]
    [InlineData("<at>Bot</at>", "")]
    [InlineData("<at>Bot</at>，<at>张敏</at> 病假", "<at>张敏</at> 病假")]
    [InlineData("时间：昨天\n<at>Bot</at> 地点：三楼", "时间：昨天\n地点：三楼")]
    public void Every_mention_of_the_bot_goes_and_the_rest_stays(string text, string left)
    {
        var heard = Mentions.Hear(InGroup(text, Bot), "党建助手");

        Assert.Equal(new Heard(left, true), heard);
    }

    [Theory]
    [InlineData("@党建助手 我们支部还差什么", "我们支部还差什么")]
    [InlineData("＠党建助手：收到", "收到")]
    [InlineData("我们支部还差什么@党建助手", "我们支部还差什么")]
    [InlineData("请 @党建助手 看一下", "请 看一下")]
    public void A_typed_name_counts_where_the_channel_marks_no_mention(string text, string left) =>
        Assert.Equal(new Heard(left, true), Mentions.Hear(InGroup(text), "党建助手"));

    [Theory]
    [InlineData("""{"type":"Mention","mentioned":{"id":"bot","name":"Bot"},"text":null}""", "<at>Bot</at> 好", "好")]
    [InlineData("""{"type":"mention","mentioned":{"id":"bot"}}""", "好", "好")]
    [InlineData("""{"type":"mention","mentioned":{"id":"bot"},"text":" "}""", "好 的", "好 的")]
    public void A_mention_without_text_still_addresses(string entity, string text, string left) =>
        Assert.Equal(new Heard(left, true), Mentions.Hear(InGroup(text, entity), "党建助手"));

    [Theory]
    [InlineData("""{"type":"mention","mentioned":{"id":"BOT"},"text":"好"}""")]
    [InlineData("""{"type":"mention","mentioned":"bot","text":"好"}""")]
    [InlineData("""{"type":"mention"}""")]
    [InlineData("""{"type":5,"mentioned":{"id":"bot"},"text":"好"}""")]
    [InlineData("\"mention\"")]
    [InlineData("null")]
    public void What_is_no_mention_of_the_bot_changes_nothing(string entity) =>
        Assert.Equal(new Heard("好", false), Mentions.Hear(InGroup("好", entity), "党建助手"));

    [Fact]
    public void A_private_message_is_addressed() =>
        Assert.True(Mentions.Hear(InGroup("收到") with { Conversation = new() { Id = "p" } }, "党建助手").IsAddressed);

    [Fact]
    public void No_text_is_heard_as_empty() =>
        Assert.Equal(new Heard("", true), Mentions.Hear(InGroup("x", Bot) with { Text = null }, "党建助手"));

    [Fact]
    public void A_text_full_of_mentions_is_read_in_one_pass()
    {
        var text = string.Concat(Enumerable.Repeat("@党建助手&nbsp;&nbsp;\n", 12_000));

        Assert.Equal("", Mentions.Hear(InGroup(text), "党建助手").Text);
    }

    private static Activity InGroup(string text, params string[] entities) => new()
    {
        Type = ActivityTypes.Message,
        Recipient = new() { Id = "bot", Name = "Bot" },
        Conversation = new() { Id = "g", IsGroup = true },
        Text = text,
        Entities = [.. entities.Select(e => JsonDocument.Parse(e).RootElement)],
    };
}
