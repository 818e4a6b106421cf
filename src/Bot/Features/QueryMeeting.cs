using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>When and where a meeting is, how many were at the last one, and, to those who see to it, who asked for leave. Dialog: dialogs/query_meeting.yaml.</summary>
[Intent("query_meeting")]
internal sealed class QueryMeeting(Plans plans, Reports reports, Attendance attendance, Standing standing, WorkPlan plan) : IFeature
{
    private const int DaysAhead = 200;
    private const int MostAhead = 3;
    private const int MostReports = 60;

    private static readonly string[] Leave = ["请假", "请了假", "请过假", "不来", "来不了", "去不了"];
    private static readonly string[] Held = ["来了", "到了", "去了", "参加", "到会", "实到", "出席", "没来", "没到", "没有来", "没去", "没参加"];

    public Task<Reply> DoAsync(Request request, CancellationToken cancel) =>
        Says(request, Leave) ? LeaveAsync(request, cancel)
        : Says(request, Held) ? HeldAsync(request, cancel)
        : AheadAsync(request, cancel);

    private async Task<Reply> AheadAsync(Request request, CancellationToken cancel)
    {
        var ahead = await PlannedAsync(request, cancel);
        return ahead.Count == 0
            ? Reply.With("none_ahead", ("what", request.Slots.Date is { } day ? $"{Wording.Day(day, request.Today)}的{request.Slots.ActivityType ?? "会"}" : request.Slots.ActivityType ?? "会"))
            : Reply.With("ahead", ("list", string.Join("；", ahead.Take(MostAhead).Select(p => Line(p, request.Today)))));
    }

    private async Task<Reply> LeaveAsync(Request request, CancellationToken cancel)
    {
        if (!standing.May(request.Who, "attend-others", Scope.Branch))
            return Reply.With("private");
        var meeting = await PlannedAsync(request, cancel) is [var first, ..] ? first : null;
        var kind = meeting is null ? KindOf(request) ?? plan.Kinds[0] : plan.Kind(meeting.Kind);
        var day = request.Slots.Date ?? meeting?.HeldOn ?? request.Today;
        var away = (await attendance.OfMeetingAsync(request.Who.BranchId, day, kind.Key, cancel)).Where(one => one.State is "leave" or "leave_asked").ToList();
        return Reply.With(away.Count == 0 ? "no_leave" : "leave",
            ("what", Wording.Day(day, request.Today) + kind.Name), ("figures", $"{away.Count}"), ("names", string.Join('、', away.Select(one => request.Roster.Member(one.MemberId)?.Name))));
    }

    private async Task<Reply> HeldAsync(Request request, CancellationToken cancel)
    {
        var kind = KindOf(request);
        var report = (await reports.MeantAsync(request.Who.BranchId, null, kind?.Key, request.Slots.Date, request.Today.AddYears(-1), MostReports, cancel))
            .Where(r => r is { MemberId: null, State: "kept", Attendees: not null }).OrderByDescending(r => r.HeldOn).FirstOrDefault();
        if (report is null)
            return Reply.With("none_held", ("what", (request.Slots.Date is { } day ? Wording.Day(day, request.Today) : "") + (kind?.Name ?? "活动")));
        var away = standing.May(request.Who, "attend-others", Scope.Branch)
            ? (await attendance.OfMeetingAsync(report.BranchId, report.HeldOn, report.Kind, cancel)).Where(one => one.State is not ("present" or "late")).ToList()
            : [];
        return Reply.With("held",
            ("what", Wording.Day(report.HeldOn, request.Today) + plan.MaybeKind(report.Kind)?.Name), ("figures", Wording.Attendance(report.Due, report.Attendees, report.Absent)),
            ("time", Wording.Hours(report.StartsAt, report.EndsAt, report.Minutes)), ("place", report.Place), ("topic", report.Topic),
            ("away", away.Count > 0 ? Names(request, away) : null));
    }

    private async Task<IReadOnlyList<PlanRow>> PlannedAsync(Request request, CancellationToken cancel)
    {
        var from = request.Slots.Date ?? request.Today;
        var until = request.Slots.Date?.AddDays(1) ?? request.Today.AddDays(DaysAhead);
        var kind = KindOf(request);
        return [.. (await plans.AheadAsync(request.Who.BranchId, from, until, cancel)).Where(p => kind is null || p.Kind == kind.Key)];
    }

    private Kind? KindOf(Request request) => request.Slots.ActivityType is { } name ? plan.KindNamed(name) : null;

    private string Line(PlanRow planned, DateOnly today) => string.Join('，', new[]
    {
        Wording.Day(planned.HeldOn, today) + (planned.StartsAt is { } at ? $" {at:HH:mm}" : ""), plan.MaybeKind(planned.Kind)?.Name, planned.Place,
    }.Where(part => part is not null));

    private static string Names(Request request, IEnumerable<Attendee> some) =>
        string.Join('、', some.Select(one => (request.Roster.Member(one.MemberId)?.Name ?? "") + (one.State == "absent" ? "（缺席）" : "（请假）")));

    private static bool Says(Request request, string[] words) => words.Any(word => request.Text.Contains(word, StringComparison.Ordinal));
}
