using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>Finds the chats of those a notice is for, and names those it cannot reach.</summary>
internal sealed class NoticeReaching(Conversations conversations, DutyFacts dutyFacts, WorkPlan plan)
{
    public async Task<NoticeReach> OfAsync(NoticeTargets targets, CountyRoster roster, DateOnly today, CancellationToken cancel)
    {
        var branches = await BranchesAsync(targets, roster, today, cancel);
        return targets.IsPrivate ? await PeopleAsync(targets, branches, roster, cancel) : await GroupsAsync(branches, roster, cancel);
    }

    private async Task<IReadOnlyList<BranchRow>> BranchesAsync(NoticeTargets targets, CountyRoster roster, DateOnly today, CancellationToken cancel)
    {
        var named = targets.Branches?.ToHashSet();
        var branches = roster.Branches.Where(b => b.Kind == "branch" && named?.Contains(b.Id) != false).ToList();
        if (targets.Gap is not { } gap || Period.Parse(gap.Period, plan.Calendar) is not { } period)
            return branches;
        var facts = await dutyFacts.OfBranchesAsync(roster, [.. branches.Select(b => b.Id)], period, ahead: false, cancel);
        return
        [
            .. branches.Where(branch => Gaps.Of(plan, roster.SubjectOf(branch.Id), period, facts[branch.Id], today)
                .Any(owed => gap.Kinds.Length == 0 || owed.Obligation.Kinds.Intersect(gap.Kinds).Any())),
        ];
    }

    private async Task<NoticeReach> GroupsAsync(IReadOnlyList<BranchRow> branches, CountyRoster roster, CancellationToken cancel)
    {
        var groups = await conversations.GroupsOfAsync([.. branches.Select(b => b.Id)], cancel);
        var reached = groups.Select(g => g.BranchId!.Value).ToHashSet();
        var unreached = branches.Where(b => !reached.Contains(b.Id)).ToList();
        var left = unreached.Count == 0 ? [] : (await conversations.LeftGroupsAsync([.. unreached.Select(b => b.Id)], cancel)).ToDictionary(g => g.BranchId!.Value, g => g.Id);
        return new(groups, reached.Sum(id => roster.CardHolders(id).Count()),
            [.. unreached.Select(b => left.ContainsKey(b.Id) ? $"{b.Name}（我已被移出群）" : $"{b.Name}（还没有绑定群）")], [.. left.Values]);
    }

    private async Task<NoticeReach> PeopleAsync(NoticeTargets targets, IReadOnlyList<BranchRow> branches, CountyRoster roster, CancellationToken cancel)
    {
        var people = (targets.Members is { } members
            ? members.Select(roster.Member).OfType<MemberRow>()
            : Offices(targets.Role!, branches, roster).SelectMany(b => InOffice(b.Id, targets.Role!, roster))).DistinctBy(m => m.Id).ToList();
        var chats = await conversations.PrivateOfMembersAsync([.. people.Select(m => m.Id)], cancel);
        var reached = chats.Select(chat => chat.MemberId!.Value).ToHashSet();
        return new(chats, reached.Count, [.. people.Where(m => !reached.Contains(m.Id)).Select(m => $"{m.Branch}{m.Name}（还没有私聊过我）")], []);
    }

    /// <summary>Where nobody is known to see to it, the whole committee does.</summary>
    private static IEnumerable<MemberRow> InOffice(long branch, string role, CountyRoster roster)
    {
        var holders = roster.Holding(branch, role).ToList();
        return holders.Count == 0 && Posts.All.Contains(role) ? roster.Holding(branch, "committee") : holders;
    }

    /// <summary>The bureau's people stand in the roster of some branch, whichever was named.</summary>
    private static IEnumerable<BranchRow> Offices(string role, IReadOnlyList<BranchRow> branches, CountyRoster roster) =>
        role is "bureau" or "inspector" ? roster.Branches : branches;
}
