using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;

namespace PartyBuilding.Bot.Features;

/// <summary>Who got the last notice, sending it again where it failed, stopping it. Dialogs: notice_status, resend_notice, cancel_notice.</summary>
[Intent("notice_status", "resend_notice", "cancel_notice")]
internal sealed class NoticeStatus(Broadcasts broadcasts, Deliveries deliveries, Receipts receipts, TimeProvider time) : IFeature
{
    private const int MostNames = 20;
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);

    public async Task<Reply> DoAsync(Request request, CancellationToken cancel)
    {
        var newest = await broadcasts.NewestAsync(request.Who.MemberId, request.Who.Roles.Contains("bureau"), 1, cancel);
        if (newest is not [var notice])
            return Reply.With("none");
        return request.Intent switch
        {
            "resend_notice" => await ResendAsync(notice, cancel),
            "cancel_notice" => await CancelAsync(notice, cancel),
            _ => await StatusAsync(request, notice, cancel),
        };
    }

    private async Task<Reply> StatusAsync(Request request, BroadcastRow notice, CancellationToken cancel)
    {
        var counts = (await deliveries.CountAsync(notice.Id, cancel)).ToDictionary(c => c.State, c => c.Count);
        long Of(params string[] states) => states.Sum(state => counts.GetValueOrDefault(state));
        var total = counts.Values.Sum();
        var answered = await receipts.CountAsync(notice.Id, cancel);
        var silent = await receipts.SilentAsync(notice.Id, MostNames, cancel);
        var undelivered = await deliveries.UndeliveredAsync(notice.Id, MostNames, cancel);
        var people = notice.BranchId is { } branch ? await receipts.UnconfirmedAsync(notice.Id, branch, request.Today, MostNames, cancel) : [];
        return Reply.With("done",
            ("content", Short(notice.Content)),
            ("state", State(notice, request)),
            ("figures", total == 0 ? null : $"共 {total} 个群：已发 {Of("sent")}、待发 {Of("queued", "sending")}、失败 {Of("failed")}、群已失效 {Of("gone")}、不确定 {Of("unknown")}、已取消 {Of("cancelled")}"),
            ("receipts", total == 0 ? null : $"已有 {answered.Conversations} 个群、{answered.People} 人回“收到”"),
            ("silent", notice.BranchId is null && silent.Count > 0 ? $"还没有人回的群：{string.Join('、', silent)}" : null),
            ("people", people.Count > 0 ? $"还没回的同志（请电话联系，不在群里点名）：{string.Join('、', people)}" : null),
            ("problems", undelivered.Count > 0 ? "没送到的：\n" + string.Join('\n', undelivered.Select(u => $"· {u.Name}：{Reason(u)}")) : null)) with
        {
            Suggestions = Of("failed") > 0 ? ["失败的重发"] : [],
        };
    }

    private async Task<Reply> ResendAsync(BroadcastRow notice, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var again = await deliveries.ResendFailedAsync(notice.Id, now, now + Life, cancel);
        return Reply.With(again == 0 ? "nothing" : "done", ("count", $"{again}")) with { HasQueued = again > 0 };
    }

    private async Task<Reply> CancelAsync(BroadcastRow notice, CancellationToken cancel)
    {
        var stopped = await deliveries.CancelAsync(notice.Id, time.GetUtcNow(), cancel);
        var dropped = false;
        foreach (var state in new[] { "draft", "review", "scheduled", "sending" })
            dropped |= await broadcasts.MoveAsync(notice.Id, state, "cancelled", cancel);
        return Reply.With(dropped || stopped > 0 ? "done" : "late", ("content", Short(notice.Content)), ("count", stopped > 0 ? $"{stopped}" : null));
    }

    private static string State(BroadcastRow notice, Request request) => notice.State switch
    {
        "review" => "等待复核",
        "scheduled" => $"定于 {Wording.Day(County.Day(notice.SendAt!.Value), request.Today)} {County.Local(notice.SendAt.Value):HH:mm} 发出",
        "cancelled" => "已取消",
        _ => "已发出",
    };

    private static string Reason(Undelivered one) => one.State switch
    {
        "gone" => "机器人已不在群里，请该校重新把我加进群并“绑定本群”",
        "unknown" => "发送途中断开，请先看群里有没有再决定",
        _ => one.Reason ?? "没有发成",
    };

    private static string Short(string content) => content.Length <= 24 ? content : content[..24] + "……";
}
