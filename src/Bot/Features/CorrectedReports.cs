using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Dialogue;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>Puts reports of one sentence right: what was said anew stands in each of them.</summary>
internal sealed class CorrectedReports(
    Reports reports, Entries entries, Attendance attendance, Presence presence, Elections elections, WorkPlan plan)
{
    /// <summary>Facts of a report that may be taken out again, and their columns; its kind and its day can only become others.</summary>
    private static readonly IReadOnlyDictionary<string, string> Columns = new Dictionary<string, string>
    {
        [nameof(Slots.Start)] = "starts_at", [nameof(Slots.End)] = "ends_at", [nameof(Slots.DurationMinutes)] = "minutes", [nameof(Slots.Place)] = "place",
        [nameof(Slots.Topic)] = "topic", [nameof(Slots.Due)] = "due", [nameof(Slots.Attendees)] = "attendees", [nameof(Slots.Absent)] = "absent",
        [nameof(Slots.Hours)] = "hours", [nameof(Slots.Amount)] = "amount",
    };

    private static readonly ReportChange Nothing = new(null, null, null, null, null, null, null, null, null, null, null, null);

    public async Task<Reply> CorrectAsync(Request request, IReadOnlyList<ReportRow> meant, CancellationToken cancel)
    {
        var changes = meant.Select(report => (Report: report, Change: Change(request, report, meant.Count))).ToList();
        if (changes.Any(one => one.Change.HeldOn > request.Today))
            return Reply.With("future");
        if (changes.All(one => one.Change == Nothing))
            return Reply.With("nothing");
        foreach (var (report, change) in changes)
        {
            var (due, attendees) = (change.Due ?? report.Due, change.Attendees ?? report.Attendees);
            if (attendees > due && !change.Dropped.Contains("due") && !change.Dropped.Contains("attendees"))
                return Reply.With("more_than_due", ("due", $"{due}"), ("attendees", $"{attendees}"));
        }
        var (before, after, credited) = (new List<ReportRow>(), new List<ReportRow>(), new List<string>());
        foreach (var (report, change) in changes)
        {
            if (!await reports.CorrectAsync(report.Id, change, request.Who.MemberId, request.Now, cancel))
                continue;
            var now = (await reports.FindAsync(report.Id, cancel))!;
            if (await FollowAsync(request, report, now, cancel) is { } said)
                credited.Add(said);
            before.Add(report);
            after.Add(now);
        }
        if (after.Count == 0)
            return Reply.With("clash");
        var stay = changes.Count - after.Count;
        return Reply.With("done",
            ("what", What(after, plan, request.Today)),
            ("changes", string.Join('；', before.Zip(after, Changes).Distinct()) + (stay > 0 ? $"；另 {stay} 条没有改，那一天已经有同类记录" : "")),
            ("credited", credited.Count > 0 ? "积分改为：" + string.Concat(credited) : null)) with
        {
            Kept = Of([.. changes.Select(one => after.Find(a => a.Id == one.Report.Id) ?? one.Report)], plan), Suggestions = ["撤回"],
        };
    }

    /// <summary>10月25日（周三）主题党日; several of one sentence with their number.</summary>
    public static string What(IReadOnlyList<ReportRow> reports, WorkPlan plan, DateOnly today)
    {
        var (first, last) = (reports.Min(r => r.HeldOn), reports.Max(r => r.HeldOn));
        var days = first == last ? Wording.Day(first, today) : $"{Wording.ShortDay(first)}至{Wording.ShortDay(last)}";
        return $"{days}{plan.Kind(reports[0].Kind).Name}{(reports.Count > 1 ? $"（{reports.Count} 条）" : "")}";
    }

    /// <summary>What 改 and 撤回 mean next.</summary>
    public static RecordRef? Of(IReadOnlyList<ReportRow> reports, WorkPlan plan) =>
        RecordRef.Of([.. reports.Select(r => new RecordRef("report", r.Id, plan.Kind(r.Kind).Name, r.HeldOn))]);

    private ReportChange Change(Request request, ReportRow report, int among)
    {
        var slots = request.Slots;
        var isHours = plan.Kind(report.Kind).Required.Contains("hours");
        var dropped = request.Drops.Select(Columns.GetValueOrDefault).OfType<string>().ToList();
        // How many were missing was worked out of the other two.
        if (slots.Absent is null && (dropped.Contains("due") || dropped.Contains("attendees")))
            dropped.Add("absent");
        return new ReportChange(
            slots.Date is { } day && day != report.HeldOn ? day : null,
            null, slots.Start, slots.End, isHours ? null : slots.DurationMinutes, slots.Place, slots.Topic, slots.Due,
            slots.Attendees, slots.Absent ?? Absent(slots, report),
            isHours && slots.Hours is null && slots.DurationMinutes is { } m ? m / 60m : slots.Hours,
            // Dues of several months were paid at once.
            slots.Amount is { } paid && report.Kind == PayDues.Kind ? Math.Round(paid / among, 2) : slots.Amount)
        {
            Dropped = dropped.Count > 0 ? dropped : [],
        };
    }

    private static int? Absent(Slots slots, ReportRow report) =>
        (slots.Attendees is not null || slots.Due is not null) && (slots.Due ?? report.Due) is { } due && (slots.Attendees ?? report.Attendees) is { } there && due >= there
            ? due - there
            : null;

    /// <summary>
    /// What follows from a correction. Attendance and a term of office move with the day; points go by hours, by the day and by who was there: where one
    /// of these changed, the old lines are reversed and new ones made.
    /// </summary>
    private async Task<string?> FollowAsync(Request request, ReportRow before, ReportRow after, CancellationToken cancel)
    {
        if (before.State != "kept")
            return null;
        var isOtherDay = before.HeldOn != after.HeldOn;
        // The list was right only for the figures it was worked out of.
        var isOtherFigures = before.MemberId is null && (before.Due, before.Attendees, before.Absent) != (after.Due, after.Attendees, after.Absent);
        var isListLost = isOtherFigures && await attendance.ForgetAsync(before, cancel) > 0;
        if (isOtherDay && before.MemberId is null)
            await attendance.MoveAsync(before, after.HeldOn, cancel);
        if (isOtherDay && await elections.UndoAsync(request, before, cancel) == true)
            await elections.BeginAsync(request, after.Id, after.BranchId, after.Kind, after.HeldOn, cancel);
        var isListKnown = isOtherFigures && await NoteAsync(request, after, cancel);
        if (before.Hours == after.Hours && !isOtherDay && !isListLost && !isListKnown)
            return null;
        IReadOnlyList<Credited> credited = before.Hours == after.Hours && !isOtherDay && !isListLost ? [] : await AnewAsync(request, after, cancel);
        credited = [.. credited, .. await presence.CreditAsync(after, request.Who.MemberId, request.Now, cancel)];
        // Moved within a year the points are the same, unless a cap leaves less of them.
        var isOnlyMoved = before.Hours == after.Hours && before.HeldOn.Year == after.HeldOn.Year && !isListLost && !isListKnown;
        return isOnlyMoved && credited.All(line => line.Points == line.Asked)
            ? null
            : Credits.Say(credited, id => request.Roster.Member(id)?.Name ?? "");
    }

    /// <summary>Everybody was there, or all but those named: notes them as the report would have.</summary>
    private async Task<bool> NoteAsync(Request request, ReportRow report, CancellationToken cancel)
    {
        var present = BranchReports.Present(new Slots { Attendees = report.Attendees, Absent = report.Absent, Absences = request.Slots.Absences }, request);
        return report.BranchId == request.Who.BranchId && present.Count > 0
            && await attendance.FillAsync(report, [.. present.Select(m => m.Id)], cancel) > 0;
    }

    /// <summary>Reverses what a report earned and credits what it earns as it stands, but for those noted as there.</summary>
    private async Task<IReadOnlyList<Credited>> AnewAsync(Request request, ReportRow report, CancellationToken cancel)
    {
        await entries.ReverseReportAsync(report.Id, request.Who.MemberId, "更正", request.Now, cancel);
        return await entries.CreditAsync(Credits.Of(report, plan), report.Id, request.Who.MemberId, request.Now, cancel);
    }

    private static string Changes(ReportRow before, ReportRow after)
    {
        var changes = new List<string>();
        void Note(string name, string? was, string? now)
        {
            if (now is null && was is not null)
                changes.Add($"{name}不再记");
            else if (was != now)
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
}
