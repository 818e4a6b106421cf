using System.Globalization;
using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>Confirms or refuses what somebody claimed. Nobody settles their own. Dialogs: dialogs/approve_claim.yaml, reject_claim.yaml.</summary>
[Intent("approve_claim", "reject_claim")]
internal sealed class SettleClaim(
    Reports reports, Entries entries, Presence presence, Elections elections, NoticeReviews notices, Whispers whispers, Standing standing, WorkPlan plan) : IFeature
{
    public async Task<Reply> DoAsync(Request request, CancellationToken cancel)
    {
        var approve = request.Intent == "approve_claim";
        var isPoints = request.Text.Contains("积分", StringComparison.Ordinal);
        if (NumberIn(request.Text) is { } id)
            return request.Text.Contains("通知", StringComparison.Ordinal) ? await notices.SettleAsync(request, id, approve, cancel)
                : isPoints ? await EntryAsync(request, id, approve, cancel)
                : await ReportAsync(request, id, approve, cancel);
        var all = await reports.ClaimedAsync(request.Who.BranchId, cancel);
        // One's own are somebody else's to settle.
        var waiting = all.Where(r => (r.MemberId ?? r.ToldBy) != request.Who.MemberId && r.ToldBy != request.Who.MemberId).ToList();
        var asked = await notices.WaitingAsync(request, cancel);
        // A bare 同意 could mean somebody else's: the number says which.
        if (waiting.Count + asked.Count == 0)
            return Reply.With(all.Count > 0 ? "refused" : "none");
        var word = approve ? "同意" : "退回";
        IEnumerable<string> list =
        [
            .. waiting.Take(8).Select(r => $"· {r.Id}：{r.ToldByName}，{Wording.ShortDay(r.HeldOn)}{plan.MaybeKind(r.Kind)?.Name}{(r.Hours is { } h ? $" {Wording.Number(h)} 小时" : "")}"),
            .. asked.Take(8).Select(n => $"· 通知 {n.Notice.Id}（{n.Stage}）：{Notices.Short(n.Notice.Content)}"),
        ];
        return Reply.With("which", ("list", string.Join('\n', list))) with
        {
            Suggestions = [.. waiting.Select(r => $"{word} {r.Id}").Concat(asked.Select(n => $"{word}通知 {n.Notice.Id}")).Take(3)],
        };
    }

    private async Task<Reply> ReportAsync(Request request, long id, bool approve, CancellationToken cancel)
    {
        if (await reports.FindAsync(id, cancel) is not { } report)
            return Reply.With("missing");
        if (report.State != "claimed")
            return Reply.With("settled");
        var subject = report.MemberId ?? report.ToldBy;
        if (!MaySettle(request, subject) || !await reports.SettleAsync(id, approve, request.Who.MemberId, request.Now, cancel))
            return Reply.With("refused");

        var kind = plan.Kind(report.Kind);
        var earns = plan.PointsFor(kind, report.HeldOn, report.Hours, report.MemberId is null ? SubjectType.Branch : kind.Subject);
        IReadOnlyList<Credited> credited = approve
            ? await entries.CreditAsync(
                Credits.Of(report.MemberId is null ? earns with { EachMember = [] } : earns with { Branch = [] }, report.BranchId,
                    report.MemberId is { } member ? [member] : [], report.HeldOn, kind.Name),
                id, request.Who.MemberId, request.Now, cancel)
            : [];
        if (approve)
        {
            credited = [.. credited, .. await presence.CreditAsync(report with { State = "kept" }, request.Who.MemberId, request.Now, cancel)];
            if (report.MemberId is null)
                await elections.BeginAsync(request, id, report.BranchId, report.Kind, report.HeldOn, cancel);
        }
        var said = Credits.Say(credited, m => request.Roster.Member(m)?.Name ?? "");
        var what = $"{Wording.ShortDay(report.HeldOn)}{kind.Name}";
        var told = approve ? $"您报的{what}，{request.Who.Name}已确认。{said}" : $"您报的{what}，{request.Who.Name}退回了，没有记入。有疑问请直接联系。";
        return Reply.With("done", ("what", $"{report.ToldByName}的{what}"), ("credited", said)) with
        {
            Others = await whispers.ToAsync([report.ToldBy], told, [], cancel),
        };
    }

    private async Task<Reply> EntryAsync(Request request, long id, bool approve, CancellationToken cancel)
    {
        if (await entries.FindAsync(id, cancel) is not { } claim)
            return Reply.With("missing");
        if (claim.State != "claimed")
            return Reply.With("settled");
        if (!MaySettle(request, claim.MemberId) || !await entries.SettleAsync(id, approve, request.Who.MemberId, request.Now, cancel))
            return Reply.With("refused");
        var rule = plan.Points.Find(claim.Rule, claim.RuleVersion)!;
        IReadOnlyList<Credited> credited = approve
            ? await entries.CreditAsync(
                [Credits.Entry(rule, claim.Asked, claim.BranchId, claim.MemberId, claim.OnDay, claim.Reason)], null, request.Who.MemberId, request.Now, cancel)
            : [];
        var said = Credits.Say(credited, m => request.Roster.Member(m)?.Name ?? "");
        var whose = request.Roster.Member(claim.MemberId)?.Name;
        var told = approve ? $"您申报的 {Wording.Signed(claim.Asked)} 分，{request.Who.Name}已确认。{said}" : $"您申报的 {Wording.Signed(claim.Asked)} 分，{request.Who.Name}退回了，没有记入。";
        return Reply.With("done", ("what", $"{whose}申报的 {Wording.Signed(claim.Asked)} 分"), ("credited", said)) with
        {
            Others = await whispers.ToAsync([claim.ToldBy], told, [], cancel),
        };
    }

    /// <summary>A secretary settles the branch's claims; the secretary's own are the committee's or the bureau's to settle.</summary>
    private bool MaySettle(Request request, long subject)
    {
        if (subject == request.Who.MemberId)
            return false;
        var isSecretarys = request.Roster.Member(subject)?.Roles.Contains("secretary") == true;
        return standing.May(request.Who, isSecretarys ? "approve-secretary" : "approve", Scope.Branch);
    }

    private static long? NumberIn(string text)
    {
        // The first one: a reason behind it may hold others.
        var digits = new string([.. text.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit)]);
        return long.TryParse(digits, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
