using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>The speaker's own presence, leaves and absences, and meetings whose lists lack them; never anybody else's. Dialog: dialogs/own_attendance.yaml.</summary>
[Intent("own_attendance")]
internal sealed class OwnAttendance(Attendance attendance, WorkPlan plan) : IFeature
{
    private const int MostDays = 6;

    public async Task<Reply> DoAsync(Request request, CancellationToken cancel)
    {
        if (request.Slots.Members is { Count: > 0 } named && named.Any(name => name != request.Who.Name))
            return Reply.With("others");
        var period = Period.Parse(request.Slots.Period, plan.Calendar) ?? Period.Year(request.Today.Year);
        var kinds = plan.KindsNamed(request.Slots.ActivityType ?? "").Select(kind => kind.Key).ToHashSet();
        var (from, until) = request.Slots.Date is { } day ? (day, day.AddDays(1)) : (period.From, period.Until);
        var all = (await attendance.OfMemberAsync(request.Who.BranchId, request.Who.MemberId, from, until, cancel))
            .Where(one => kinds.Count == 0 || kinds.Contains(one.Kind)).ToList();
        List<Attended> present = [.. all.Where(one => one.State is "present" or "late")], leave = [.. all.Where(one => one.State is "leave" or "leave_asked")],
            absent = [.. all.Where(one => one.State == "absent")], open = [.. all.Where(one => one is { State: null, Held: true } && IsDue(request, one.Kind))],
            missing = [.. open.Where(one => one.Listed)];
        var when = request.Slots.Date is { } said ? Wording.Day(said, request.Today) : period.Label;
        return Reply.With(all.Count == 0 ? "nothing" : missing.Count > 0 ? "missing" : absent.Count > 0 ? "absent" : "done",
            ("which", when + (kinds.Count > 0 ? request.Slots.ActivityType : null)), ("present", $"{present.Count}"),
            ("leave", Count(leave)), ("leaves", Days(leave)), ("absent", Count(absent)), ("absences", Days(absent)), ("missing", Count(missing)), ("list", Days(missing)),
            ("unlisted", open.Count > missing.Count ? $"{open.Count - missing.Count}" : null));
    }

    /// <summary>Whether each member is expected there: a committee's or another Party group's meeting without one's name says nothing.</summary>
    private bool IsDue(Request request, string key) =>
        plan.MaybeKind(key) is { } kind && kind.Required.Contains("attendees")
        && (kind.Quorum != Quorum.Committee || request.Who.Roles.Any(role => role is "committee" or "secretary"))
        && !plan.Obligations.Any(duty => duty.Who == Who.EveryGroup && duty.Kinds.Contains(key))
        && plan.PointsFor(kind, request.Today, null).EachMember.Count > 0;

    private static string? Count(List<Attended> some) => some.Count > 0 ? $"{some.Count}" : null;

    private string? Days(List<Attended> some) => some.Count == 0 ? null
        : string.Join('、', some.Take(MostDays).Select(one => $"{Wording.ShortDay(one.HeldOn)}{plan.MaybeKind(one.Kind)?.Name}")) + (some.Count > MostDays ? "等" : "");
}
