using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;

namespace PartyBuilding.Bot.Features;

/// <summary>
/// How far a notice is: who has looked at it, whom it reached, who has answered; sending it again where it failed. Dialogs: notice_status,
/// resend_notice.
/// </summary>
[Intent("notice_status", "resend_notice")]
internal sealed class NoticeStatus(
    Broadcasts broadcasts, Deliveries deliveries, Receipts receipts, Notices notices, NoticeMentioned mentioned, NoticeReviews reviews) : IFeature
{
    private const int MostNames = 20;

    public async Task<Reply> DoAsync(Request request, CancellationToken cancel)
    {
        if (await mentioned.FindAsync(request, cancel) is not { } notice)
            return Reply.With("none");
        var following = await broadcasts.FollowingAsync(notice.Id, cancel);
        return request.Intent == "resend_notice"
            ? await ResendAsync(notice, following, cancel)
            : await StatusAsync(request, notice, following, cancel);
    }

    private async Task<Reply> StatusAsync(Request request, BroadcastRow notice, IReadOnlyList<BroadcastRow> following, CancellationToken cancel)
    {
        var isPrivate = NoticeTargets.Read(notice.Targets).IsPrivate;
        var counts = (await deliveries.CountAsync(notice.Id, cancel)).ToDictionary(c => c.State, c => c.Count);
        var total = counts.Values.Sum();
        var answered = await receipts.CountAsync(notice.Id, cancel);
        var isRecalled = following.Any(f => f.Change == "recall");
        var silent = isRecalled ? [] : await receipts.SilentAsync(notice.Id, MostNames, cancel);
        var undelivered = await deliveries.UndeliveredAsync(notice.Id, MostNames, cancel);
        var people = notice.BranchId is { } branch && !isPrivate && total > 0 && !isRecalled
            ? await receipts.UnconfirmedAsync(notice.Id, branch, request.Today, MostNames, cancel) : [];
        var pending = await reviews.PendingAsync(notice, request.Roster, cancel);
        var unit = isPrivate ? "位同志" : "个群";
        return Reply.With("done",
            ("id", $"{notice.Id}"),
            ("content", Notices.Short(notice.Content)),
            ("state", State(notice, isRecalled, isOver: counts.Keys.All(state => state is not ("queued" or "sending")), request)),
            ("said", pending.Said(request.Roster)),
            ("next", pending.Next?.Label), ("reviewers", Wording.Names([.. pending.People.Select(m => m.Name)])),
            ("figures", total == 0 ? null : Figures(counts, total, unit)),
            ("receipts", total == 0 || isRecalled ? null : isPrivate ? $"已有 {answered.People} 人回“收到”" : $"已有 {answered.Conversations} 个群、{answered.People} 人回“收到”"),
            ("silent", silent.Count > 0 && (isPrivate || notice.BranchId is null) ? Silent(silent, isPrivate, request) : null),
            ("people", people.Count > 0 ? $"还没回的同志（请电话联系，不在群里点名）：{string.Join('、', people.Select(m => m.Name))}" : null),
            ("problems", undelivered.Count > 0 ? "没送到的：\n" + string.Join('\n', undelivered.Select(u => $"· {u.Name}：{NoticeReasons.Of(u, isPrivate)}")) : null),
            ("following", await FollowingAsync(following, unit, request.Today, cancel))) with
        {
            Suggestions =
            [
                .. counts.GetValueOrDefault("failed") > 0 && !isRecalled ? ["失败的重发"] : Array.Empty<string>(),
                .. silent.Count + people.Count > 0 ? ["催一下没回的"] : Array.Empty<string>(),
            ],
        };
    }

    /// <summary>Every state by its number: together they are all of it.</summary>
    private static string Figures(Dictionary<string, long> counts, long total, string unit)
    {
        long Of(params string[] states) => states.Sum(state => counts.GetValueOrDefault(state));
        return $"共 {total} {unit}：已发 {Of("sent")}、待发 {Of("queued", "sending")}、失败 {Of("failed")}、已失效 {Of("gone")}、不确定 {Of("unknown")}、已取消 {Of("cancelled")}";
    }

    /// <summary>With whom to phone.</summary>
    private static string Silent(IReadOnlyList<SilentRow> silent, bool isPrivate, Request request) => isPrivate
        ? $"还没回的同志（请电话联系）：{string.Join('、', silent.Select(s => s.Name))}"
        : "还没有人回的群（请电话联系书记）：" + string.Join('、', silent.Select(s =>
            s.BranchId is { } branch && request.Roster.Holding(branch, "secretary").FirstOrDefault() is { } secretary ? $"{s.Name}（{secretary.Name}）" : s.Name));

    private async Task<string?> FollowingAsync(IReadOnlyList<BroadcastRow> following, string unit, DateOnly today, CancellationToken cancel)
    {
        var lines = new List<string>();
        foreach (var one in following.Where(f => f.State != "cancelled"))
        {
            var name = one.Change == "recall" ? "撤回" : $"更正（第 {one.Id} 号）";
            var counts = (await deliveries.CountAsync(one.Id, cancel)).ToDictionary(c => c.State, c => c.Count);
            lines.Add(one.State == "review" ? $"{name}等待审核" : one.State == "scheduled" ? $"{name}定于 {Wording.At(one.SendAt!.Value, today)} 发出" : $"{name}：{Figures(counts, counts.Values.Sum(), unit)}");
        }
        return lines.Count == 0 ? null : string.Join("。\n", lines);
    }

    private async Task<Reply> ResendAsync(BroadcastRow notice, IReadOnlyList<BroadcastRow> following, CancellationToken cancel)
    {
        if (following.Any(f => f.Change == "recall"))
            return Reply.With("recalled");
        var again = await notices.ResendAsync(notice.Id, cancel);
        if (again > 0)
            await broadcasts.MoveAsync(notice.Id, "done", "sending", cancel);
        return Reply.With(again == 0 ? "nothing" : "done", ("count", $"{again}")) with { HasQueued = again > 0 };
    }

    private static string State(BroadcastRow notice, bool isRecalled, bool isOver, Request request) => notice.State switch
    {
        _ when isRecalled => "已撤回",
        "draft" => "退回了，等您改",
        "review" => "等待审核",
        "scheduled" => $"定于 {Wording.At(notice.SendAt!.Value, request.Today)} 发出",
        "sending" when !isOver => "正在发",
        "cancelled" => "已取消",
        _ => "已发出",
    };
}
