using PartyBuilding.Data;

namespace PartyBuilding.Bot.Demo;

/// <summary>A person of the demo county, with ids that never change.</summary>
/// <param name="Id">Row id.</param>
/// <param name="Branch">Row id of the branch.</param>
/// <param name="Group">Row id of the Party group; null where the branch has none.</param>
/// <param name="Standing">As in the members table.</param>
/// <param name="Key"><c>qinghe-01</c>.</param>
internal sealed record DemoMember(
    long Id, string Name, long Branch, long? Group, string Standing, DateOnly? JoinedOn, string Key, IReadOnlyList<(string Role, long In)> Roles, bool IsExempt)
{
    public bool IsSecretary => Roles.Any(role => role.Role == "secretary");

    /// <summary>Counted among those due to attend.</summary>
    public bool IsDue => Standing is "full" or "probationary" && !IsExempt;
}

/// <summary>A node of the county's tree.</summary>
internal sealed record DemoOrganisation(long Id, long? Parent, string Kind, string Name, string[] ShortForms);

/// <summary>A branch with its row id and people.</summary>
internal sealed record DemoStaff(long Id, DemoBranch Branch, IReadOnlyList<DemoMember> Members)
{
    public DemoMember Secretary => Members[0];
}

/// <summary>Rows of the county's people and organisations, numbered.</summary>
internal sealed class DemoRoster
{
    private DemoRoster(IReadOnlyList<DemoOrganisation> organisations, IReadOnlyList<DemoStaff> branches) =>
        (Organisations, Branches) = (organisations, branches);

    public const long BureauId = 1;

    public IReadOnlyList<DemoOrganisation> Organisations { get; }

    public IReadOnlyList<DemoStaff> Branches { get; }

    public IEnumerable<DemoMember> Members => Branches.SelectMany(branch => branch.Members);

    /// <summary>The same every time, but for join dates that lie in the past of <paramref name="today"/>.</summary>
    public static DemoRoster Of(DateOnly today)
    {
        var organisations = new List<DemoOrganisation> { new(BureauId, null, "bureau", DemoBranches.Bureau, ["教育局", "县教育局"]) };
        var branches = new List<DemoStaff>();
        var lastMember = 0L;
        foreach (var branch in DemoBranches.All)
        {
            var id = Add("branch", branch.Name, BureauId, branch.ShortForms);
            var groups = Enumerable.Range(0, branch.Groups).Select(n => Add("group", n == 0 ? "第一党小组" : "第二党小组", id, [])).ToArray();
            branches.Add(new(id, branch, [.. branch.Names.Select((name, place) => Member(branch, id, groups, name, place, today, ++lastMember, branches))]));
        }
        return new(organisations, branches);

        long Add(string kind, string name, long parent, string[] shortForms)
        {
            organisations.Add(new(organisations.Count + 1, parent, kind, name, shortForms));
            return organisations.Count;
        }
    }

    private static DemoMember Member(DemoBranch branch, long branchId, long[] groups, string name, int place, DateOnly today, long id, IReadOnlyList<DemoStaff> before)
    {
        var standing = place < branch.CommitteeSize + 2 ? "full"
            : place == branch.Names.Count - 1 && branch.Groups > 0 ? "applicant"
            : place == branch.Names.Count - 2 && branch.HasCommittee ? "probationary" : "full";
        long? group = groups.Length > 0 ? groups[place % groups.Length] : null;
        var years = standing == "probationary" ? 0 : 2 + DemoChance.Of(30, name, "joined");
        DateOnly? joined = standing == "applicant" ? null : today.AddYears(-years).AddDays(-20 - DemoChance.Of(320, name, "day"));
        // The one before last of a large branch has retired; people like that are not held to attendance.
        var isExempt = branch.Groups > 0 && place == branch.Names.Count - 3;
        return new(id, name, branchId, group, standing, joined, $"{branch.Key}-{place + 1:00}", [.. Roles(branch, branchId, groups, place, before)], isExempt);
    }

    private static IEnumerable<(string Role, long In)> Roles(DemoBranch branch, long branchId, long[] groups, int place, IReadOnlyList<DemoStaff> before)
    {
        if (place < branch.CommitteeSize)
            yield return (place == 0 ? "secretary" : "committee", branchId);
        if (branch.HasCommittee && place is >= 1 and <= 3 && place < branch.CommitteeSize)
            yield return (Posts.All[place - 1], branchId);
        if (place == 1 && branch.HasCommittee)
            yield return ("clerk", branchId);
        // In small branches one person does everything that is not the secretary's.
        if (place == (branch.HasCommittee ? branch.CommitteeSize : 1))
            yield return ("dues_clerk", branchId);
        if (place - branch.CommitteeSize - 1 is var leader && leader >= 0 && leader < groups.Length)
            yield return ("group_leader", groups[(branch.CommitteeSize + 1 + leader) % groups.Length]);
        if (branch.Key == DemoBranches.Office && place is 4 or 5)
            yield return ("bureau", BureauId);
        if (branch.Key == DemoBranches.Office && place == 6)
        {
            yield return ("inspector", BureauId);
            foreach (var inspected in before.Where(staff => DemoBranches.Inspected.Contains(staff.Branch.Key)))
                yield return ("inspector", inspected.Id);
        }
    }
}
