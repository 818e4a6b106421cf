using System.Text;
using System.Text.Json;
using PartyBuilding.Channels;

namespace PartyBuilding.Tests.Channels;

public sealed class ActivityJsonTests
{
    [Fact]
    public void A_message_is_read_with_its_parts_and_without_what_we_do_not_know()
    {
        var activity = Read("""
            {"type":"message","id":"7","timestamp":"2026-04-22T09:00:00.1234567+08:00","channelId":"directline","callerId":"x","unknown":{"a":[1]},
             "from":{"id":"dl_1","name":"张敏","properties":{}},"recipient":{"id":"bot"},"conversation":{"id":"c","isGroup":true},
             "text":"昨天开了主题党日","attachments":[{"contentType":"image/png","contentUrl":"http://x/1.png"}],"channelData":{"clientActivityID":"k","n":1.50}}
            """);

        Assert.Equal("昨天开了主题党日", activity.Text);
        Assert.Equal(new DateTimeOffset(2026, 4, 22, 1, 0, 0, TimeSpan.Zero), activity.Timestamp!.Value.AddTicks(-1234567));
        Assert.True(activity.Conversation!.IsGroup);
        Assert.Equal("image/png", Assert.Single(activity.Attachments!).ContentType);
        Assert.Equal("""{"clientActivityID":"k","n":1.50}""", activity.ChannelData!.Value.GetRawText());
    }

    [Fact]
    public void Null_is_absent_also_inside_lists()
    {
        var activity = Read("""
            {"type":"message","text":null,"value":null,"channelData":null,"from":null,"timestamp":null,"conversation":{"id":"c","isGroup":null},
             "attachments":[null,{"contentType":"a/b"}],"membersAdded":[null]}
            """);

        Assert.Null(activity.Text);
        Assert.Null(activity.Value);
        Assert.Null(activity.ChannelData);
        Assert.Null(activity.Timestamp);
        Assert.Null(activity.Conversation!.IsGroup);
        Assert.Single(activity.Attachments!);
        Assert.Empty(activity.MembersAdded!);
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("nonsense", "not JSON")]
    [InlineData("{\"type\":\"message\"", "not JSON")]
    [InlineData("{\"type\":\"message\"} {}", "not JSON")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("\"message\"", "not a JSON object")]
    [InlineData("null", "no 'type'")]
    [InlineData("{}", "no 'type'")]
    [InlineData("{\"type\":\"\"}", "no 'type'")]
    [InlineData("{\"type\":null}", "no 'type'")]
    [InlineData("{\"type\":5}", "$.type")]
    [InlineData("{\"type\":\"message\",\"from\":\"me\"}", "$.from")]
    [InlineData("{\"type\":\"message\",\"from\":{\"id\":1}}", "$.from.id")]
    [InlineData("{\"type\":\"message\",\"conversation\":{\"isGroup\":\"yes\"}}", "$.conversation.isGroup")]
    [InlineData("{\"type\":\"message\",\"attachments\":{}}", "$.attachments")]
    [InlineData("{\"type\":\"message\",\"timestamp\":12}", "$.timestamp")]
    public void What_is_not_an_activity_is_refused_with_the_place(string json, string says)
    {
        var refused = Assert.IsType<ActivityReading.Refused>(ActivityJson.Read(Encoding.UTF8.GetBytes(json)));

        Assert.Equal(400, refused.Status);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("PartyBuilding", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_that_is_no_time_is_absent() =>
        Assert.Null(Read("""{"type":"message","timestamp":"yesterday"}""").Timestamp);

    [Theory]
    [InlineData(@"a\u0000b", "a\uFFFDb")]
    [InlineData(@"a\ud83db", "a\uFFFDb")]
    [InlineData(@"\uDE00", "\uFFFD")]
    [InlineData(@"\ud83d\ud83d\ude00", "\uFFFD😀")]
    [InlineData(@"\ud83d\ude00", "😀")]
    [InlineData(@"\\u0000", @"\u0000")]
    [InlineData(@"\\\u0000", "\\\uFFFD")]
    public void What_no_database_keeps_becomes_a_replacement_character(string written, string read)
    {
        var activity = Read($$$"""{"type":"message","text":"{{{written}}}","channelData":{"{{{written}}}":["{{{written}}}"]}}""");

        Assert.Equal(read, activity.Text);
        var kept = Assert.Single(activity.ChannelData!.Value.EnumerateObject());
        Assert.Equal(read, kept.Name);
        Assert.Equal(read, kept.Value[0].GetString());
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        byte[] json = [.. "{\"type\":\"message\",\"channelData\":\""u8, 0xC3, 0x28, .. "\"}"u8];

        Assert.Contains("UTF-8", Assert.IsType<ActivityReading.Refused>(ActivityJson.Read(json)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(62, true)]
    [InlineData(64, false)]
    [InlineData(60_000, false)]
    public void Nesting_is_bounded(int depth, bool isRead)
    {
        var json = "{\"type\":\"message\",\"channelData\":" + new string('[', depth) + new string(']', depth) + "}";

        Assert.Equal(isRead, ActivityJson.Read(Encoding.UTF8.GetBytes(json)) is ActivityReading.Read);
    }

    [Fact]
    public void The_deepest_activity_read_can_be_written_again_inside_a_list()
    {
        var activity = Read("{\"type\":\"message\",\"channelData\":" + new string('[', 62) + new string(']', 62) + "}");

        var list = JsonSerializer.Serialize<IReadOnlyList<Activity>>([activity], ActivityJson.Wire.IReadOnlyListActivity);

        Assert.Contains("[[[", list, StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_over_the_limit_is_refused_before_it_is_parsed() =>
        Assert.Equal(413, Assert.IsType<ActivityReading.Refused>(ActivityJson.Read(new byte[ActivityJson.MaxBytes + 1])).Status);

    [Fact]
    public void An_answer_is_written_in_the_clients_form()
    {
        var heard = Read("""{"type":"message","id":"5","channelId":"directline","from":{"id":"dl_1"},"recipient":{"id":"bot","name":"党建助手"},"conversation":{"id":"c","isGroup":true},"text":"你好"}""");

        var written = Encoding.UTF8.GetString(ActivityJson.Write(heard.Answer("您好") with { Id = "6", Timestamp = new DateTimeOffset(2026, 4, 22, 9, 0, 0, TimeSpan.FromHours(8)) }));

        Assert.Equal("""{"type":"message","id":"6","timestamp":"2026-04-22T01:00:00.000Z","channelId":"directline","from":{"id":"bot","name":"党建助手","role":"bot"},"recipient":{"id":"dl_1"},"conversation":{"id":"c"},"text":"您好","textFormat":"plain","locale":"zh-CN","replyToId":"5","inputHint":"acceptingInput"}""", written);
    }

    [Fact]
    public void Whatever_bytes_arrive_reading_never_fails_and_what_was_read_can_be_written_and_heard()
    {
        var seed = Encoding.UTF8.GetBytes("""
            {"type":"message","id":"1","timestamp":"2026-04-22T01:00:00Z","from":{"id":"u","name":"\ud83d\ude00"},"recipient":{"id":"b"},"conversation":{"id":"c","isGroup":true},
             "text":"<at>b</at> \u0000 好","entities":[{"type":"mention","mentioned":{"id":"b"},"text":"<at>b</at>"}],"value":{"a":[1,2.5e3,null,true]},"attachments":[{"contentType":"a/b"}]}
            """);
        var random = new Random(11);
        var read = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var changed = seed.ToArray();
            for (var n = random.Next(1, 4); n > 0; n--)
                changed[random.Next(changed.Length)] = "\"\\{}[]:,u0dD8 \n\u00e9null"u8[random.Next(20)];
            if (ActivityJson.Read(changed) is not ActivityReading.Read { Activity: var activity })
                continue;
            read++;
            Assert.IsType<ActivityReading.Read>(ActivityJson.Read(ActivityJson.Write(activity)));
            Assert.NotNull(Mentions.Hear(activity, "党建助手"));
        }
        Assert.InRange(read, 1000, 19_000);
    }

    private static Activity Read(string json)
    {
        var reading = ActivityJson.Read(Encoding.UTF8.GetBytes(json));
        return Assert.IsType<ActivityReading.Read>(reading).Activity;
    }
}
