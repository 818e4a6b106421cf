using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Dialogue;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>
/// Takes a notice back or puts it right: before it left at once, afterwards by changing or following up exactly those messages that arrived.
/// Dialogs: dialogs/cancel_notice.yaml, dialogs/correct_notice.yaml.
/// </summary>
[Intent("cancel_notice", "correct_notice")]
internal sealed class ChangeNotice(
    Broadcasts broadcasts, Deliveries deliveries, Notices notices, NoticeMentioned mentioned, NoticeReviews reviews, Dialogues dialogues, WorkPlan plan) : IFeature
{
    public async Task<Reply> DoAsync(Request request, CancellationToken cancel)
    {
        if (await mentioned.FindAsync(request, cancel) is not { } notice)
            return Reply.With("none");
        var following = await broadcasts.FollowingAsync(notice.Id, cancel);
        if (notice.State == "cancelled" || following.Any(f => f.Change == "recall"))
            return Reply.With("gone", ("content", Notices.Short(notice.Content)));
        return request.Intent == "cancel_notice"
            ? await CancelAsync(request, notice, following, cancel)
            : await CorrectAsync(request, notice, following, cancel);
    }

    private async Task<Reply> CancelAsync(Request request, BroadcastRow notice, IReadOnlyList<BroadcastRow> following, CancellationToken cancel)
    {
        var content = Notices.Short(notice.Content);
        if (notice.State is "draft" or "review" or "scheduled")
        {
            await broadcasts.MoveAsync(notice.Id, notice.State, "cancelled", cancel);
            return Reply.With("done", ("content", content));
        }
        var arrived = await ArrivedAsync(notice, cancel);
        if (!request.Consented)
            return Reply.With("preview", ("content", content), ("id", $"{notice.Id}"), ("arrived", $"{arrived}")) with
            {
                Suggestions = ["确定", "算了"], Kept = Ref(notice), Opens = Open(request, request.Slots),
            };
        var now = request.Now;
        var recall = await broadcasts.AddAsync(
            new NewNotice(request.Who.MemberId, notice.BranchId, notice.Targets, notice.Content, notice.Urgent, "sending", now, now, Follows: notice.Id, Change: "recall"), cancel);
        // A correction that still waits has nothing left to put right.
        foreach (var waiting in following.Where(f => f.State is "review" or "scheduled"))
            await broadcasts.MoveAsync(waiting.Id, waiting.State, "cancelled", cancel);
        var (recalled, stopped) = await notices.RecallAsync(notice, recall, cancel);
        var unsure = (await deliveries.CountAsync(notice.Id, cancel)).FirstOrDefault(c => c.State == "unknown")?.Count;
        return Reply.With("recalled",
            ("content", content), ("count", $"{recalled}"), ("stopped", stopped > 0 ? $"{stopped}" : null), ("unsure", unsure > 0 ? $"另有 {unsure} 处不确定收没收到，请人工看一下" : null)) with
        {
            HasQueued = true, Suggestions = ["通知进展"],
        };
    }

    private async Task<Reply> CorrectAsync(Request request, BroadcastRow notice, IReadOnlyList<BroadcastRow> following, CancellationToken cancel)
    {
        if (request.Slots.Content is not { Length: > 0 } content)
            return Reply.With("no_content");
        if (notice.AuthorId != request.Who.MemberId)
            return Reply.With("refused");
        // 更正通知：把周三改成周四 changes these words of what was sent.
        if (!request.Consented)
            switch (dialogues.Change(notice.Content, new Message(content, "secretary", null, false, true, request.Now), request.Roster.Names))
            {
                case DraftChange.Text text:
                    content = text.Content;
                    break;
                case DraftChange.Question question:
                    return Reply.With("unclear", ("question", question.Say)) with
                    {
                        Kept = Ref(notice), Suggestions = question.Choices,
                        Opens = new OpenDialogue(request.Intent, request.Slots with { Content = null }, ["content"], question.Choices.Count > 0 ? Awaits.Choice : Awaits.Facts, question.Choices, request.Now),
                    };
            }
        if (notice.State is "draft" or "review" or "scheduled")
            return await EditAsync(request, notice, content, cancel);
        if (following.FirstOrDefault(f => f.State is "review" or "scheduled") is { } waiting)
            return Reply.With("waiting", ("id", $"{waiting.Id}"));
        var needsReview = notice.Review != "[]";
        if (!request.Consented)
            return Reply.With("preview",
                ("content", content), ("id", $"{notice.Id}"), ("was", Notices.Short(notice.Content)), ("arrived", $"{await ArrivedAsync(notice, cancel)}"),
                ("needs", needsReview ? "原通知经过审核，更正也要重新审核" : null)) with
            {
                Suggestions = ["发送", "算了"], Kept = Ref(notice), Opens = Open(request, request.Slots with { Content = content }),
            };
        var at = Notices.Allowed(plan, request.Now, notice.Urgent);
        var state = needsReview ? "review" : at > request.Now ? "scheduled" : "sending";
        var id = await broadcasts.AddAsync(
            new NewNotice(request.Who.MemberId, notice.BranchId, notice.Targets, content, notice.Urgent, state, at, request.Now, notice.Review, notice.Id, "correct"), cancel);
        var correction = (await broadcasts.FindAsync(id, cancel))!;
        if (needsReview)
            return await AskAsync(request, correction, $"对第 {notice.Id} 号的更正", "review", cancel);
        if (state == "scheduled")
            return Reply.With("later", ("when", Wording.At(at, request.Today))) with { Kept = Ref(notice) };
        var count = await notices.SendAsync(correction, request.Roster, request.Today, cancel);
        return Reply.With("corrected", ("count", $"{count}")) with { HasQueued = true, Suggestions = ["通知进展"] };
    }

    /// <summary>Another text before it left: whoever has looked at the old one has to look again.</summary>
    private async Task<Reply> EditAsync(Request request, BroadcastRow notice, string content, CancellationToken cancel)
    {
        var needsReview = notice.Review != "[]";
        await broadcasts.EditAsync(notice.Id, content, needsReview ? "review" : notice.State, cancel);
        var edited = (await broadcasts.FindAsync(notice.Id, cancel))!;
        return needsReview
            ? await AskAsync(request, edited, "改过的稿", "reopened", cancel)
            : Reply.With("edited", ("content", content), ("id", $"{notice.Id}")) with { Kept = Ref(notice) };
    }

    private async Task<Reply> AskAsync(Request request, BroadcastRow notice, string where, string say, CancellationToken cancel)
    {
        var pending = await reviews.PendingAsync(notice, request.Roster, cancel);
        return Reply.With(say, ("id", $"{notice.Id}"), ("stage", pending.Next?.Label), ("people", Wording.Names([.. pending.People.Select(m => m.Name)]))) with
        {
            Kept = Ref(notice),
            Suggestions = pending.People.Any(m => m.Id == request.Who.MemberId) ? [$"同意通知 {notice.Id}"] : [],
            Others = pending.Next is null ? [] : await reviews.AskAsync(notice, pending, request, where, cancel),
        };
    }

    private async Task<long> ArrivedAsync(BroadcastRow notice, CancellationToken cancel) =>
        (await deliveries.CountAsync(notice.Id, cancel)).Where(c => c.State is "sent" or "sending").Sum(c => c.Count);

    private static RecordRef Ref(BroadcastRow notice) => new("notice", notice.Id, null, null);

    private static OpenDialogue Open(Request request, Slots slots) => new(request.Intent, slots, [], Awaits.Consent, null, request.Now);
}
