using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Dialogue;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>
/// Drafts a notice, shows to how many it goes and whom it does not reach, and sends it after a yes, or when all who have to look at it have done
/// so. Dialog: dialogs/send_notice.yaml.
/// </summary>
[Intent("send_notice")]
internal sealed class SendNotice(
    Broadcasts broadcasts, Notices notices, NoticeAudiences audiences, NoticeReaching reaching, NoticeReviews reviews, WorkPlan plan) : IFeature
{
    /// <summary>What stands in the reason of an urgent one.</summary>
    private const string Urgent = "加急";

    public async Task<Reply> DoAsync(Request request, CancellationToken cancel)
    {
        var slots = request.Slots;
        if (slots.Content is not { Length: > 0 } content)
            return Reply.With("no_content");
        var read = await audiences.ReadAsync(request, cancel);
        if (read is NoticeMeant.Not not)
            return not.Reply;
        var meant = (NoticeMeant.To)read;
        var reach = await reaching.OfAsync(meant.Targets, request.Roster, request.Today, cancel);
        var missing = Missing(reach);
        if (reach.Chats.Count == 0)
            return meant.Targets.Gap is not null && missing is null ? Reply.With("no_gaps")
                : Reply.With(meant.Targets.IsPrivate ? "no_people" : "no_groups", ("missing", missing));

        var isUrgent = slots.Reason == Urgent;
        var (at, when, moved) = When(request, isUrgent);
        if (at < request.Now.AddMinutes(-1))
            return Reply.With("past", ("when", when));
        var chain = plan.Notices.ReviewOf(content, meant.Right.NeedsSecond || isUrgent, request.Who.InBureau);
        if (chain is not null && NoticeReviews.Unmanned(chain, request.Who.MemberId, request.Who.BranchId, request.Roster) is { } step)
            return Reply.With("unmanned", ("review", chain.Name), ("step", step));
        var label = meant.Targets.Label;
        if (!request.Consented)
            return Reply.With(meant.Targets.IsPrivate ? "preview_private" : "preview",
                ("groups", $"{reach.Chats.Count}"), ("people", $"{reach.People}"), ("label", label), ("content", content), ("when", when), ("moved", moved),
                ("missing", missing), ("note", meant.Note), ("review", chain is null ? null : chain.Stages.Count == 1 ? chain.Name : $"{chain.Name}（{string.Join('、', chain.Stages.Select(s => s.Label))}）")) with
            {
                Suggestions = ["发送", "算了"],
                Opens = new OpenDialogue(request.Intent, slots, [], Awaits.Consent, null, request.Now),
            };

        var now = at <= request.Now;
        var id = await broadcasts.AddAsync(
            new NewNotice(
                request.Who.MemberId, request.Who.InBureau ? null : request.Who.BranchId, meant.Targets.Write(), content, isUrgent,
                chain is not null ? "review" : now ? "sending" : "scheduled", at, request.Now, NoticeReviews.Write(chain)), cancel);
        var record = new RecordRef("notice", id, null, null);
        var where = meant.Targets.IsPrivate ? $"私聊 {reach.People} 位同志" : $"{reach.Chats.Count} 个群";
        var notice = (await broadcasts.FindAsync(id, cancel))!;
        if (chain is not null)
        {
            var pending = await reviews.PendingAsync(notice, request.Roster, cancel);
            var isMine = pending.People.Any(m => m.Id == request.Who.MemberId);
            return Reply.With("review",
                ("people", Wording.Names([.. pending.People.Select(m => m.Name)])), ("stage", pending.Next!.Label), ("id", $"{id}")) with
            {
                Kept = record,
                Suggestions = isMine ? [$"同意通知 {id}"] : [],
                Others = await reviews.AskAsync(notice, pending, request, $"{where}，{when}", cancel),
            };
        }
        if (!now)
            return Reply.With("scheduled", ("where", where), ("when", when)) with { Kept = record, Suggestions = ["取消通知"] };
        await notices.SendAsync(notice, request.Roster, request.Today, cancel);
        return Reply.With("sending", ("where", where)) with { Kept = record, HasQueued = true, Suggestions = ["通知进展"] };
    }

    /// <summary>有 2 处发不到：…</summary>
    private static string? Missing(NoticeReach reach)
    {
        const int Most = 8;
        return reach.Missing.Count == 0 ? null
            : $"有 {reach.Missing.Count} 处发不到：{string.Join('、', reach.Missing.Take(Most))}{(reach.Missing.Count > Most ? "等" : "")}";
    }

    /// <summary>When it leaves: as said, else now; out of quiet hours and days off unless it is urgent.</summary>
    private (DateTimeOffset At, string When, string? Moved) When(Request request, bool isUrgent)
    {
        var wanted = request.Now;
        if (request.Slots.Date is { } || request.Slots.Start is { })
            wanted = County.At(request.Slots.Date ?? request.Today, request.Slots.Start ?? new TimeOnly(9, 0));
        var allowed = Notices.Allowed(plan, wanted, isUrgent);
        var when = allowed <= request.Now ? "现在" : Wording.At(allowed, request.Today);
        return (allowed, when, allowed > wanted ? "这个时间在静默时段或休息日，已顺延" : null);
    }
}
