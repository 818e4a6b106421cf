using System.Globalization;
using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>Confirms or refuses what somebody claimed. Nobody settles their own. What waits is also only listed. Dialogs: approve_claim, reject_claim, list_claims.</summary>
[Intent("approve_claim", "reject_claim", "list_claims")]
internal sealed class SettleClaim(
    Reports reports, Entries entries, Presence presence, Elections elections, NoticeReviews notices, Whispers whispers, Standing standing, WorkPlan plan) : IFeature
{
    public async Task<Reply> DoAsync(Request request, CancellationToken cancel)
    {
        var approve = request.Intent != "reject_claim";
        var onlyLists = request.Intent == "list_claims";
        var isPoints = request.Text.Contains("积分", StringComparison.Ordinal);
        if (!onlyLists && NumberIn(request.Text) is { } id)
            return request.Text.Contains("通知", StringComparison.Ordinal) ? await notices.SettleAsync(request, id, approve, cancel)
                : isPoints ? await EntryAsync(request, id, approve, cancel)
                : await ReportAsync(request, id, approve, cancel);
        var (claims, isNotMine) = await WaitingAsync(request, approve, cancel);
        var asked = await notices.WaitingAsync(request, cancel);
        if (claims.Count + asked.Count == 0)
            return Reply.With(isNotMine ? "refused" : "none");
        if (!onlyLists && asked.Count == 0 && claims is [var only])
            return await only.SettleAsync();
        // A bare 同意 could mean somebody else's: the number says which.
        var word = approve ? "同意" : "退回";
        IEnumerable<string> list =
        [
            .. claims.Take(8).Select(claim => claim.Line),
            .. asked.Take(8).Select(n => $"· 通知 {n.Notice.Id}（{n.Stage}）：{Notices.Short(n.Notice.Content)}"),
        ];
        return Reply.With("which", ("list", string.Join('\n', list))) with
        {
            Suggestions = [.. claims.Select(claim => word + claim.Number).Concat(asked.Select(n => $"{word}通知 {n.Notice.Id}")).Take(3)],
        };
    }

    /// <summary>What one sentence claimed and the speaker may settle, with one number for all of it.</summary>
    private sealed record Claim(string Number, string Line, Func<Task<Reply>> SettleAsync);

    /// <summary>Claims of the branch by the sentence they were made in, and whether there are others that somebody else has to settle.</summary>
    private async Task<(IReadOnlyList<Claim> Mine, bool IsNotMine)> WaitingAsync(Request request, bool approve, CancellationToken cancel)
    {
        var done = await reports.ClaimedAsync(request.Who.BranchId, cancel);
        var points = await entries.ClaimedAsync(request.Who.BranchId, (short)request.Today.Year, cancel);
        var mine = done.Where(r => MaySettle(request, r.MemberId ?? r.ToldBy) && r.ToldBy != request.Who.MemberId).ToList();
        var mineToo = points.Where(e => MaySettle(request, e.MemberId) && e.ToldBy != request.Who.MemberId).ToList();
        return (
            [
                .. mine.GroupBy(r => (r.ToldBy, r.ToldAt)).Select(same => new Claim(
                    $" {same.First().Id}", Line([.. same]), () => ReportsAsync(request, [.. same], approve, cancel))),
                .. mineToo.GroupBy(e => (e.ToldBy, e.ToldAt)).Select(same => new Claim(
                    $"积分 {same.First().Id}", Line(request, [.. same]), () => EntriesAsync(request, [.. same], approve, cancel))),
            ],
            mine.Count + mineToo.Count < done.Count + points.Count);
    }

    private string Line(IReadOnlyList<ReportRow> same)
    {
        var hours = same[0].Hours is { } h ? $" {Wording.Number(h)} 小时" : "";
        return $"· {same[0].Id}：{same[0].ToldByName}，{Wording.ShortDay(same[0].HeldOn)}{plan.MaybeKind(same[0].Kind)?.Name}{hours}{(same.Count > 1 ? $"，同一句报的共 {same.Count} 条" : "")}";
    }

    private static string Line(Request request, IReadOnlyList<EntryRow> same) =>
        $"· 积分 {same[0].Id}：{What(request, same)}{(same[0].Reason is { } why ? "，" + why : "")}";

    private static string What(Request request, IReadOnlyList<EntryRow> same) =>
        $"{Wording.Names([.. same.Select(e => request.Roster.Member(e.MemberId)?.Name ?? "")])}{(same.Count > 1 ? "各" : "的")} {Wording.Signed(same[0].Asked)} 分";

    /// <summary>The claim with this number, and what was claimed in the same sentence: its approver was told of all of it with one number.</summary>
    private async Task<Reply> ReportAsync(Request request, long id, bool approve, CancellationToken cancel)
    {
        if (await reports.FindAsync(id, cancel) is not { } report)
            return Reply.With("missing");
        if (report.State != "claimed")
            return Reply.With("settled");
        var sentence = (await reports.ClaimedAsync(report.BranchId, cancel)).Where(r => (r.ToldBy, r.ToldAt) == (report.ToldBy, report.ToldAt)).ToList();
        return await ReportsAsync(request, sentence.Any(r => r.Id == id) ? sentence : [report], approve, cancel);
    }

    private async Task<Reply> ReportsAsync(Request request, IReadOnlyList<ReportRow> claims, bool approve, CancellationToken cancel)
    {
        if (!claims.All(claim => MaySettle(request, claim.MemberId ?? claim.ToldBy)))
            return Reply.With("refused");
        var settled = new List<ReportRow>();
        var credited = new List<Credited>();
        foreach (var claim in claims)
        {
            if (!await reports.SettleAsync(claim.Id, approve, request.Who.MemberId, request.Now, cancel))
                continue;
            settled.Add(claim);
            if (approve)
                credited.AddRange(await CreditAsync(request, claim, cancel));
        }
        if (settled.Count == 0)
            return Reply.With("refused");
        var said = Credits.Say(credited, m => request.Roster.Member(m)?.Name ?? "");
        var what = string.Join('、', settled.Select(r => $"{Wording.ShortDay(r.HeldOn)}{plan.Kind(r.Kind).Name}").Distinct()) + (settled.Count > 1 ? $"（{settled.Count} 条）" : "");
        var told = approve ? $"您报的{what}，{request.Who.Name}已确认。{said}" : $"您报的{what}，{request.Who.Name}退回了，没有记入。有疑问请直接联系。";
        return Reply.With("done", ("what", $"{settled[0].ToldByName}的{what}"), ("credited", said)) with
        {
            Others = await whispers.ToAsync([settled[0].ToldBy], told, [], cancel),
        };
    }

    private async Task<IReadOnlyList<Credited>> CreditAsync(Request request, ReportRow report, CancellationToken cancel)
    {
        var credited = await entries.CreditAsync(Credits.Of(report, plan), report.Id, request.Who.MemberId, request.Now, cancel);
        if (report.MemberId is null)
            await elections.BeginAsync(request, report.Id, report.BranchId, report.Kind, report.HeldOn, cancel);
        return [.. credited, .. await presence.CreditAsync(report with { State = "kept" }, request.Who.MemberId, request.Now, cancel)];
    }

    private async Task<Reply> EntryAsync(Request request, long id, bool approve, CancellationToken cancel)
    {
        if (await entries.FindAsync(id, cancel) is not { } claim)
            return Reply.With("missing");
        if (claim.State != "claimed")
            return Reply.With("settled");
        if (!MaySettle(request, claim.MemberId))
            return Reply.With("refused");
        var same = (await entries.ClaimedAsync(claim.BranchId, claim.Year, cancel))
            .Where(e => (e.ToldBy, e.ToldAt) == (claim.ToldBy, claim.ToldAt) && MaySettle(request, e.MemberId)).ToList();
        return await EntriesAsync(request, same.Any(e => e.Id == id) ? same : [claim], approve, cancel);
    }

    private async Task<Reply> EntriesAsync(Request request, IReadOnlyList<EntryRow> claims, bool approve, CancellationToken cancel)
    {
        var settled = new List<EntryRow>();
        foreach (var claim in claims)
            if (await entries.SettleAsync(claim.Id, approve, request.Who.MemberId, request.Now, cancel))
                settled.Add(claim);
        if (settled.Count == 0)
            return Reply.With("refused");
        IReadOnlyList<Credited> credited = approve
            ? await entries.CreditAsync(
                [.. settled.OrderBy(e => e.MemberId).Select(e => Credits.Entry(plan.Points.Find(e.Rule, e.RuleVersion)!, e.Asked, e.BranchId, e.MemberId, e.OnDay, e.Reason))],
                null, request.Who.MemberId, request.Now, cancel)
            : [];
        var said = Credits.Say(credited, m => request.Roster.Member(m)?.Name ?? "");
        var what = What(request, settled);
        var told = approve ? $"您申报的{what}，{request.Who.Name}已确认。{said}" : $"您申报的{what}，{request.Who.Name}退回了，没有记入。";
        return Reply.With("done", ("what", $"申报的{what}"), ("credited", said)) with
        {
            Others = await whispers.ToAsync([settled[0].ToldBy], told, [], cancel),
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
