using System.Text.Json.Nodes;

namespace PartyBuilding.Tests.EndToEnd;

/// <summary>Notices where the channel has something to say.</summary>
public sealed class NoticeTests(DemoBot demo) : IClassFixture<DemoBot>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_group_the_bot_was_removed_from_is_named_before_anything_is_sent_and_counted_afterwards()
    {
        var secretary = demo.Secretary(2);
        var bureau = demo.People.First(person => person.Is("bureau"));
        var left = Messages.Activity(secretary, null, "gone-1", inGroup: true);
        left["type"] = "conversationUpdate";
        left["membersRemoved"] = new JsonArray(new JsonObject { ["id"] = "party-bot" });
        var taken = await Messages.PostAsync(demo.Http, left.ToJsonString(), Cancel);
        Assert.True((int)taken.Status < 300, taken.Body);

        var answer = await Messages.SayAsync(demo.Http, bureau, $"发到{secretary.Branch}、{demo.Secretary(3).Branch}：周五前交台账", "gone-2", Cancel);

        var said = Assert.Single(answer.Replies);
        Assert.Contains("要发到 1 个群", said, StringComparison.Ordinal);
        Assert.Contains($"有 1 处发不到：{secretary.Branch}（我已被移出群）", said, StringComparison.Ordinal);

        await Messages.SayAsync(demo.Http, bureau, "发送", "gone-3", Cancel);
        var status = Assert.Single((await Messages.SayAsync(demo.Http, bureau, "通知进展", "gone-4", Cancel)).Replies);
        Assert.Contains("共 2 个群", status, StringComparison.Ordinal);
        Assert.Contains("已失效 1", status, StringComparison.Ordinal);
        Assert.Contains($"{secretary.Branch}：我已被移出这个群，请该校把我重新加进群，再由书记发“绑定本群”", status, StringComparison.Ordinal);
    }
}
