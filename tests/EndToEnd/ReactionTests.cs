using System.Net;
using System.Text.Json.Nodes;
using PartyBuilding.Data;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.EndToEnd;

/// <summary>A thumb under a notice is a receipt; every other reaction is nobody's business.</summary>
public sealed class ReactionTests(DemoBot demo) : IClassFixture<DemoBot>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reaction_to_a_notice_counts_once_for_its_person_and_one_to_anything_else_for_nothing()
    {
        var secretary = demo.Secretary(0);
        var member = demo.People.First(person => person.Branch == secretary.Branch && person.Is("member"));
        await Messages.SayAsync(demo.Http, secretary, "发到本支部群：周五下午三点大扫除", "notice", Cancel);
        await Messages.SayAsync(demo.Http, secretary, "发送", "yes", Cancel);
        var notice = await WireIdAsync("%大扫除%");

        await ReactAsync(member, notice, added: true);
        await ReactAsync(member, notice, added: true);
        await ReactAsync(member, notice, added: false);
        await ReactAsync(member, "no-such-message", added: true);
        await ReactAsync(demo.People.First(person => person.Is("unbound")), "no-such-message", added: true);

        await using var db = await demo.Bot.Data!.OpenAsync(Cancel);
        Assert.Equal(1, await db.OneAsync<long>("select count(*) from receipts", cancel: Cancel));
        Assert.Equal(0, await db.OneAsync<long>("select count(*) from inbox where activity_id like 'reaction%'", cancel: Cancel));
        var status = await Messages.SayAsync(demo.Http, secretary, "通知进展", "status", Cancel);
        Assert.Contains("1", string.Concat(status.Replies), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notices_author_who_edits_or_deletes_the_words_is_told_how_to_change_it()
    {
        var secretary = demo.Secretary(1);
        await Messages.SayAsync(demo.Http, secretary, "发到本支部群：周五下午三点植树", "tree", Cancel);
        await Messages.SayAsync(demo.Http, secretary, "发送", "tree-yes", Cancel);
        var edit = Messages.Activity(secretary, "发到本支部群：周四下午三点植树", "tree");
        edit["type"] = "messageUpdate";
        var delete = Messages.Activity(secretary, null, "tree");
        delete["type"] = "messageDelete";

        var edited = await Messages.PostAsync(demo.Http, edit.ToJsonString(), Cancel);
        var deleted = await Messages.PostAsync(demo.Http, delete.ToJsonString(), Cancel);

        Assert.Contains("更正通知", Assert.Single(edited.Replies), StringComparison.Ordinal);
        Assert.Contains("撤回通知", Assert.Single(deleted.Replies), StringComparison.Ordinal);
    }

    private async Task ReactAsync(DemoPerson who, string message, bool added)
    {
        var activity = Messages.Activity(who, null, "reaction-" + Guid.NewGuid().ToString("N"));
        activity["type"] = "messageReaction";
        activity["replyToId"] = message;
        activity["conversation"] = new JsonObject { ["id"] = demo.Secretary(0).Group, ["isGroup"] = true };
        activity[added ? "reactionsAdded" : "reactionsRemoved"] = new JsonArray(new JsonObject { ["type"] = "like" });
        var answer = await Messages.PostAsync(demo.Http, activity.ToJsonString(), Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Empty(answer.Replies);
    }

    private async Task<string> WireIdAsync(string text)
    {
        await using var db = await demo.Bot.Data!.OpenAsync(Cancel);
        for (var waited = 0; waited < 100; waited++)
        {
            if (await db.MaybeAsync<string>(
                "select wire_id from deliveries where broadcast_id is not null and state = 'sent' and activity ->> 'text' like @text", new { text }, Cancel) is { } id)
                return id;
            await Task.Delay(100, Cancel);
        }
        throw new InvalidOperationException("the notice never arrived");
    }
}
