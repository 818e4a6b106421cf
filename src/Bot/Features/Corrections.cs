using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Dialogue;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>Changes or takes back a record. Dialogs: dialogs/correct_record.yaml, dialogs/withdraw_record.yaml.</summary>
[Intent("correct_record", "withdraw_record")]
internal sealed class Corrections(
    Reports reports, MeantReports reportsMeant, Entries entries, Plans plans, Attendance attendance, Findings findings, Suggestions suggestions, Evidence evidence, Standing standing,
    WorkPlan plan) : IFeature
{
    public async Task<Reply> DoAsync(Request request, CancellationToken cancel)
    {
        var isDrop = request.Intent == "withdraw_record";
        if (isDrop && request.Target is { Type: "earlier" } earlier)
            return Reply.With("earlier", ("day", Wording.ShortDay(earlier.Day!.Value)), ("kind", earlier.Kind));
        if (request.Target is { Type: not ("report" or "earlier") } other)
            return isDrop || other.Type == "entry" ? await OtherAsync(request, other, isDrop, cancel) : Reply.With("only_reports");
        var meant = await reportsMeant.FindAsync(request, cancel);
        if (meant.Count == 0)
            return Reply.With("none");
        if (meant.Count > 1)
            return Which(request, meant);
        var report = meant[0];
        if (report.State is not ("kept" or "claimed"))
            return Reply.With("gone");
        if (!MayChange(request, report))
            return Reply.With("refused");
        return isDrop ? await WithdrawAsync(request, report, cancel) : await CorrectAsync(request, report, cancel);
    }

    /// <summary>Asks which one; where the days differ, the day alone is answer enough.</summary>
    private Reply Which(Request request, IReadOnlyList<ReportRow> meant)
    {
        var reply = Reply.With("which", ("list", reportsMeant.List(meant, request.Today)));
        return meant.Select(r => r.HeldOn).Distinct().Count() < meant.Count ? reply : reply with
        {
            Opens = new OpenDialogue(request.Intent, request.Slots with { ActivityType = plan.Kind(meant[0].Kind).Name }, ["date"], Awaits.Facts, null, request.Now),
        };
    }

    /// <summary>One's own before it was confirmed, the branch's by those entitled.</summary>
    private bool MayChange(Request request, ReportRow report)
    {
        if (report.BranchId != request.Who.BranchId)
            return false;
        if (standing.May(request.Who, "correct", Scope.Group) && report.MemberId != request.Who.MemberId)
            return true;
        var isOwn = report.ToldBy == request.Who.MemberId || report.MemberId == request.Who.MemberId;
        // What nobody had to confirm stays its teller's own.
        var isStillOwn = report.State == "claimed" || (!report.IsApproved && report.MemberId == request.Who.MemberId && report.ToldBy == request.Who.MemberId);
        return isOwn && (isStillOwn || standing.May(request.Who, "correct", Scope.Group));
    }

    private async Task<Reply> CorrectAsync(Request request, ReportRow report, CancellationToken cancel)
    {
        var slots = request.Slots;
        var isHours = plan.Kind(report.Kind).Required.Contains("hours");
        var change = new ReportChange(
            slots.Date is { } day && day != report.HeldOn ? day : null,
            null, slots.Start, slots.End, isHours ? null : slots.DurationMinutes, slots.Place, slots.Topic, slots.Due,
            slots.Attendees, slots.Absent ?? Absent(slots, report), isHours && slots.Hours is null && slots.DurationMinutes is { } m ? m / 60m : slots.Hours, slots.Amount);
        if (change.HeldOn > request.Today)
            return Reply.With("future");
        if (change == Nothing)
            return Reply.With("nothing");
        if ((change.Attendees ?? report.Attendees) > (change.Due ?? report.Due))
            return Reply.With("more_than_due", ("due", $"{change.Due ?? report.Due}"), ("attendees", $"{change.Attendees ?? report.Attendees}"));
        if (!await reports.CorrectAsync(report.Id, change, request.Who.MemberId, request.Now, cancel))
            return Reply.With("clash");

        var credited = await RecreditAsync(request, report, change, cancel);
        var after = (await reports.FindAsync(report.Id, cancel))!;
        var kind = plan.Kind(after.Kind);
        return Reply.With("done",
            ("what", $"{Wording.Day(after.HeldOn, request.Today)}{kind.Name}"),
            ("changes", Changes(report, after)),
            ("credited", credited)) with
        {
            Kept = new RecordRef("report", after.Id, kind.Name, after.HeldOn), Suggestions = ["撤回"],
        };
    }

    private static readonly ReportChange Nothing = new(null, null, null, null, null, null, null, null, null, null, null, null);

    /// <summary>Points go by hours and by the year: where either changed, the old lines are reversed and new ones made.</summary>
    private async Task<string?> RecreditAsync(Request request, ReportRow before, ReportChange change, CancellationToken cancel)
    {
        var moved = change.HeldOn is { } day && day.Year != before.HeldOn.Year;
        if (before.State != "kept" || (change.Hours is null && !moved))
            return null;
        await entries.ReverseReportAsync(before.Id, request.Who.MemberId, "更正", request.Now, cancel);
        var kind = plan.Kind(before.Kind);
        var on = change.HeldOn ?? before.HeldOn;
        var earns = plan.PointsFor(kind, on, change.Hours ?? before.Hours, before.MemberId is null ? SubjectType.Branch : kind.Subject);
        var credited = await entries.CreditAsync(
            Credits.Of(before.MemberId is null ? earns with { EachMember = [] } : earns with { Branch = [] }, before.BranchId,
                before.MemberId is { } member ? [member] : [], on, kind.Name),
            before.Id, request.Who.MemberId, request.Now, cancel);
        return Credits.Say(credited, id => request.Roster.Member(id)?.Name ?? "") is { } said ? "积分改为：" + said : null;
    }

    private static int? Absent(Slots slots, ReportRow report) =>
        (slots.Attendees is not null || slots.Due is not null) && (slots.Due ?? report.Due) is { } due && (slots.Attendees ?? report.Attendees) is { } there && due >= there
            ? due - there
            : null;

    private static string Changes(ReportRow before, ReportRow after)
    {
        var changes = new List<string>();
        void Note(string name, string? was, string? now)
        {
            if (was != now)
                changes.Add(was is null ? $"{name}记为 {now}" : $"{name}由 {was} 改为 {now}");
        }
        Note("日期", Wording.ShortDay(before.HeldOn), Wording.ShortDay(after.HeldOn));
        Note("应到", Count(before.Due), Count(after.Due));
        Note("实到", Count(before.Attendees), Count(after.Attendees));
        Note("缺席", Count(before.Absent), Count(after.Absent));
        Note("时间", Wording.Hours(before.StartsAt, before.EndsAt, before.Minutes), Wording.Hours(after.StartsAt, after.EndsAt, after.Minutes));
        Note("小时数", before.Hours is { } h ? Wording.Number(h) : null, after.Hours is { } g ? Wording.Number(g) : null);
        Note("地点", before.Place, after.Place);
        Note("主题", before.Topic, after.Topic);
        Note("金额", before.Amount is { } a ? Wording.Number(a) : null, after.Amount is { } b ? Wording.Number(b) : null);
        return changes.Count == 0 ? "与原来一样" : string.Join('，', changes);
    }

    private static string? Count(int? count) => count is { } number ? Wording.Number(number) : null;

    private async Task<Reply> WithdrawAsync(Request request, ReportRow report, CancellationToken cancel)
    {
        if (!await reports.WithdrawAsync(report.Id, request.Who.MemberId, request.Now, cancel))
            return Reply.With("gone");
        var lines = await entries.ReverseReportAsync(report.Id, request.Who.MemberId, "撤回", request.Now, cancel);
        await evidence.DropAsync(report.Id, cancel);
        var kind = plan.Kind(report.Kind);
        return Reply.With("done",
            ("what", $"{Wording.Day(report.HeldOn, request.Today)}{kind.Name}"),
            ("points", lines > 0 ? "相应积分已冲回" : report.Kind == Jobs.Addressees.Election ? "任期没有跟着改回，请再说一句“本届到某年某月某日期满”" : null)) with
        {
            Dropped = new RecordRef("report", report.Id, kind.Name, report.HeldOn),
        };
    }

    private async Task<Reply> OtherAsync(Request request, RecordRef target, bool isDrop, CancellationToken cancel)
    {
        switch (target.Type)
        {
            case "entry":
                return isDrop ? await DropEntriesAsync(request, target, cancel) : await ChangePointsAsync(request, target, cancel);
            case "plan" when await plans.CancelAsync(target.Id, request.Who.BranchId, cancel):
                return Reply.With("done", ("what", $"{Wording.Day(target.Day!.Value, request.Today)}{target.Kind}的安排")) with { Dropped = target };
            case "leave" when await attendance.WithdrawLeaveAsync(target.Id, target.Day!.Value, plan.KindNamed(target.Kind ?? "")?.Key ?? "", cancel):
                return Reply.With("done", ("what", $"{Wording.Day(target.Day!.Value, request.Today)}{target.Kind}的请假")) with { Dropped = target };
            case "suggestion" when await suggestions.WithdrawAsync(target.Id, request.Who.MemberId, cancel):
                return Reply.With("done", ("what", "那条建议")) with { Dropped = target };
            case "finding" when await findings.WithdrawAsync(target.Id, request.Who.MemberId, request.Now, cancel):
                return Reply.With("done", ("what", "刚才记的督查问题")) with { Dropped = target };
            default:
                return Reply.With("gone");
        }
    }

    /// <summary>All lines made with the one meant: 「给三人各加2分」 is taken back whole.</summary>
    private async Task<Reply> DropEntriesAsync(Request request, RecordRef target, CancellationToken cancel)
    {
        var ids = await entries.ToldTogetherAsync(target.Id, request.Who.MemberId, cancel);
        if (ids.Count == 0)
            return Reply.With("refused");
        if (await entries.IsApprovedAsync(target.Id, cancel))
            return Reply.With("approved");
        var taken = await entries.ReverseAsync([.. ids], request.Who.MemberId, "撤回", request.Now, cancel);
        var withdrawn = await entries.WithdrawClaimsAsync([.. ids], request.Who.MemberId, request.Now, cancel);
        if (taken.Count + withdrawn == 0)
            return Reply.With("gone");
        return Reply.With("done",
            ("what", "刚才的积分"),
            ("points", Credits.Say(taken, id => request.Roster.Member(id)?.Name ?? "")?.TrimEnd('。'))) with { Dropped = target };
    }

    private async Task<Reply> ChangePointsAsync(Request request, RecordRef target, CancellationToken cancel)
    {
        if (request.Slots.Points is not { } points || await entries.FindAsync(target.Id, cancel) is not { } line)
            return Reply.With("nothing");
        var ids = await entries.ToldTogetherAsync(target.Id, request.Who.MemberId, cancel);
        // A confirmed claim is not made larger by the one who claimed it.
        if (ids.Count == 0 || line.State != "kept" || await entries.IsApprovedAsync(target.Id, cancel))
            return Reply.With("refused");
        var taken = await entries.ReverseAsync([.. ids], request.Who.MemberId, "更正", request.Now, cancel);
        if (taken.Count == 0)
            return Reply.With("gone");
        var rule = plan.Points.Find(line.Rule, line.RuleVersion)!;
        var credited = await entries.CreditAsync(
            [.. taken.Select(t => Credits.Entry(rule, points, line.BranchId, t.MemberId, line.OnDay, line.Reason))], null, request.Who.MemberId, request.Now, cancel);
        return Reply.With("done", ("what", "刚才的积分"), ("changes", Credits.Say(credited, id => request.Roster.Member(id)?.Name ?? "")?.TrimEnd('。'))) with
        {
            Kept = new RecordRef("entry", credited[0].Id, null, line.OnDay), Dropped = target, Suggestions = ["撤回"],
        };
    }
}
