using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Demo;

/// <summary>Fills in what a report of the demo says: who was there, when, where and about what.</summary>
internal sealed class DemoMeetings(DateOnly today)
{
    /// <summary>Own hours told in these last days still wait for the secretary.</summary>
    private const int DaysWaiting = 6;

    private static readonly string[] WithList =
        ["theme-day", "all-members", "committee", "group-meeting", "party-lesson", "organisation-life", "appraisal"];

    private static readonly TimeOnly[] Starts = [new(14, 30), new(15, 0), new(16, 10), new(16, 30)];

    private static readonly int[] Lengths = [40, 45, 60, 60, 90];

    public DemoReport Report(long id, DemoStaff staff, DemoMember? member, Kind kind, string? item, DateOnly day, string seed, int nth)
    {
        var teller = member ?? Teller(staff, seed);
        var needsApproval = kind.Key == "volunteering";
        var isClaimed = needsApproval && day > today.AddDays(-DaysWaiting);
        var told = County.At(day, new TimeOnly(17, 0)).AddMinutes(DemoChance.Of(230, seed, "told"));
        var counts = member is null && (kind.Required.Contains("attendees") || kind.Offered.Contains("attendees"));
        var (due, attendees, present, list) = counts ? Attendance(staff, kind, seed, nth) : (null, null, member is null ? [] : [member.Id], []);
        var starts = kind.Offered.Contains("start");
        return new(
            id, day, staff.Id, member?.Id, kind.Key, item,
            starts ? DemoChance.Pick(Starts, seed, "start") : null,
            starts || kind.Offered.Contains("duration_minutes") ? DemoChance.Pick(Lengths, seed, "minutes") : null,
            DemoWords.Place(kind, seed), DemoWords.Topic(kind, seed), due, attendees, Hours(kind, seed), Amount(kind, teller),
            kind.Key == "theme-day" ? """{"basics": ["唱国歌", "重温入党誓词", "缴纳党费", "诵读党章"]}""" : "{}",
            isClaimed, teller.Id, told, needsApproval && !isClaimed ? Approver(staff, teller).Id : null, present, list);
    }

    /// <summary>The secretary tells most, the clerk the rest.</summary>
    private static DemoMember Teller(DemoStaff staff, string seed) =>
        staff.Branch.HasCommittee && DemoChance.Of(seed, "teller") < 0.4 ? staff.Members[1] : staff.Secretary;

    /// <summary>Nobody approves their own.</summary>
    private static DemoMember Approver(DemoStaff staff, DemoMember teller) => teller.IsSecretary ? staff.Members[1] : staff.Secretary;

    private static (int? Due, int? Attendees, IReadOnlyList<long> Present, IReadOnlyList<(long, string)> List) Attendance(
        DemoStaff staff, Kind kind, string seed, int nth)
    {
        var due = staff.Members.Where(member => member.IsDue && kind.Key switch
        {
            "committee" => member.Roles.Any(role => role.Role is "secretary" or "committee"),
            "group-meeting" => member.Group == staff.Members[nth % 2].Group,
            _ => true,
        }).ToList();
        if (!WithList.Contains(kind.Key))
        {
            var away = DemoChance.Of(Math.Min(4, 1 + (due.Count / 4)), seed, "away");
            return (due.Count, due.Count - away, away == 0 ? [.. due.Select(member => member.Id)] : [], []);
        }
        List<(long Member, string State)> list = [.. due.Select(member => (member.Id, State(member, seed)))];
        List<long> present = [.. list.Where(one => one.State == "present").Select(one => one.Member)];
        return (due.Count, present.Count, present, list);
    }

    private static string State(DemoMember member, string seed) =>
        DemoChance.Of(seed, member.Key) switch { < 0.93 => "present", < 0.99 => "leave", _ => "absent" };

    private static decimal? Hours(Kind kind, string seed) =>
        kind.Required.Contains("hours") || kind.Offered.Contains("hours") ? 1 + (DemoChance.Of(kind.Key == "training" ? 6 : 5, seed, "hours") * 0.5m) + (kind.Key == "training" ? 1 : 0) : null;

    private static decimal? Amount(Kind kind, DemoMember member) =>
        kind.Key == "dues" ? 30 + (DemoChance.Of(120, member.Key, "dues") * 0.5m) : null;
}
