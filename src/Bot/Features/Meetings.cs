using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Dialogue;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>What is going to happen, who will be away and who is there. Dialogs: plan_activity, ask_leave, check_in.</summary>
[Intent("plan_activity", "ask_leave", "check_in")]
internal sealed class Meetings(Plans plans, Attendance attendance, Reports reports, Presence presence, Whispers whispers, Standing standing, WorkPlan plan) : IFeature
{
    private const int DaysAhead = 200;

    public Task<Reply> DoAsync(Request request, CancellationToken cancel) => request.Intent switch
    {
        "plan_activity" => PlanAsync(request, cancel),
        "ask_leave" => LeaveAsync(request, cancel),
        _ => CheckInAsync(request, cancel),
    };

    private async Task<Reply> PlanAsync(Request request, CancellationToken cancel)
    {
        var slots = request.Slots;
        if (!standing.May(request.Who, "report-branch", Scope.Group))
            return Reply.With("refused");
        if (slots.Branch?.Any(name => name != request.Who.Branch) == true)
            return Reply.With("refused");
        var kind = plan.KindNamed(slots.ActivityType ?? "") ?? plan.Kinds.First(k => k.IsFallback);
        var day = slots.Date ?? request.Today;
        if (day < request.Today)
            return Reply.With("past");
        var id = await plans.AddAsync(
            new PlanRow(0, request.Who.BranchId, kind.Key, day, slots.Start, slots.End, slots.DurationMinutes, slots.Place, slots.Topic, request.Who.MemberId),
            request.Now, cancel);
        return Reply.With("done",
            ("day", Wording.Day(day, request.Today)), ("time", Wording.Hours(slots.Start, slots.End, slots.DurationMinutes)),
            ("note", SoundsDone(request) ? "这一天还没到，我按安排记下了；开完以后请再说一次来了几人，我来登记" : null)) with
        {
            Slots = slots with { Date = day }, Kept = new RecordRef("plan", id, kind.Name, day), Suggestions = ["撤回"],
        };
    }

    /// <summary>「明天开了党课」: said as if it had taken place.</summary>
    private static bool SoundsDone(Request request) =>
        request.Slots.Attendees is not null || request.Text.Contains("开了", StringComparison.Ordinal) || request.Text.Contains("搞了", StringComparison.Ordinal);

    private async Task<Reply> LeaveAsync(Request request, CancellationToken cancel)
    {
        var slots = request.Slots;
        var named = slots.Members ?? [];
        if (named.Count > 0 && !standing.May(request.Who, "attend-others", Scope.Branch))
            return Reply.With("refused");
        var (found, unknown) = request.Roster.Resolve(named, request.Who.Branch);
        if (unknown.Count > 0)
            return Reply.With("unknown_members", ("names", Wording.Names(unknown)), ("own", request.Who.Branch));
        var (kind, day) = await MeetingAsync(request, request.Today.AddDays(DaysAhead), cancel);
        long[] whose = found.Count > 0 ? [.. found.Select(m => m.Id)] : [request.Who.MemberId];
        var own = found.Count == 0;
        await attendance.NoteAsync(request.Who.BranchId, day, kind.Key, whose, own ? "leave_asked" : "leave", slots.Reason, request.Who.MemberId, request.Now, cancel);
        var secretaries = request.Roster.Holding(request.Who.BranchId, "secretary").Where(m => m.Id != request.Who.MemberId).ToList();
        var what = $"{Wording.Day(day, request.Today)}{kind.Name}";
        return Reply.With("done",
            ("what", what), ("whose", own ? null : Wording.Names([.. found.Select(m => m.Name)])),
            ("approver", own && secretaries.Count > 0 ? Wording.Names([.. secretaries.Select(m => m.Name)]) : null)) with
        {
            Slots = slots with { Date = day },
            Kept = new RecordRef("leave", whose[0], kind.Name, day).With(whose),
            Others = own
                ? await whispers.ToAsync(secretaries.Select(m => m.Id), $"{request.Who.Name}为{what}请假{(slots.Reason is { } why ? $"（{why}）" : "")}，已记为请假；不同意请直接联系本人。", [], cancel)
                : await whispers.ToAsync(whose, $"{request.Who.Name}替您为{what}请了假。有出入请告诉他。", [], cancel),
        };
    }

    private async Task<Reply> CheckInAsync(Request request, CancellationToken cancel)
    {
        var named = request.Slots.Members ?? [];
        if (named.Count > 0 && !standing.May(request.Who, "attend-others", Scope.Branch))
            return Reply.With("refused");
        var (found, unknown) = request.Roster.Resolve(named, request.Who.Branch);
        if (unknown.Count > 0)
            return Reply.With("unknown_members", ("names", Wording.Names(unknown)), ("own", request.Who.Branch));
        var (kind, day) = await MeetingAsync(request, request.Today, cancel);
        long[] whose = found.Count > 0 ? [.. found.Select(m => m.Id)] : [request.Who.MemberId];
        await attendance.NoteAsync(request.Who.BranchId, day, kind.Key, whose, "present", null, request.Who.MemberId, request.Now, cancel);
        // The report may have come first.
        var credited = await reports.FindAsync(request.Who.BranchId, null, kind.Key, day, null, cancel) is { } report
            ? await presence.CreditAsync(report, request.Who.MemberId, request.Now, cancel)
            : [];
        return Reply.With("done", ("what", kind.Name), ("credited", Credits.Say(credited, id => request.Roster.Member(id)?.Name ?? "")?.TrimEnd('。')), ("whose", found.Count > 0 ? Wording.Names([.. found.Select(m => m.Name)]) : null)) with
        {
            Others = found.Count > 0 ? await whispers.ToAsync(whose, $"{request.Who.Name}替您签了{kind.Name}的到。", [], cancel) : [],
        };
    }

    /// <summary>The meeting meant: as said, else the next one planned up to a day, else today's 主题党日.</summary>
    private async Task<(Kind Kind, DateOnly Day)> MeetingAsync(Request request, DateOnly until, CancellationToken cancel)
    {
        var slots = request.Slots;
        var kind = slots.ActivityType is { } name ? plan.KindNamed(name) : null;
        if (kind is not null && slots.Date is { } said)
            return (kind, said);
        var ahead = await plans.AheadAsync(request.Who.BranchId, slots.Date ?? request.Today, until.AddDays(1), cancel);
        var next = ahead.FirstOrDefault(p => (kind is null || p.Kind == kind.Key) && (slots.Date is null || p.HeldOn == slots.Date));
        return (kind ?? (next is null ? plan.Kinds[0] : plan.Kind(next.Kind)), slots.Date ?? next?.HeldOn ?? request.Today);
    }
}
