using System.Collections.Concurrent;
using PartyBuilding.Data;
using PartyBuilding.Dialogue;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Turns;

/// <summary>People and branches of the county at one version of the roster. Immutable, shared by all turns.</summary>
internal sealed class CountyRoster
{
    private readonly ILookup<long, MemberRow> byBranch;
    private readonly ILookup<(string Name, string Branch), MemberRow> byName;
    private readonly Dictionary<long, MemberRow> byId;
    private readonly Dictionary<long, BranchRow> branches;

    private readonly ILookup<long, Obligation> extra;
    private readonly ConcurrentDictionary<long, Subject> subjects = [];

    public CountyRoster(long version, IReadOnlyList<MemberRow> members, IReadOnlyList<BranchRow> allBranches, IEnumerable<(long Branch, Obligation Duty)>? ownDuties = null)
    {
        Version = version;
        extra = (ownDuties ?? []).ToLookup(own => own.Branch, own => own.Duty);
        byId = members.ToDictionary(m => m.Id);
        byBranch = members.ToLookup(m => m.BranchId);
        byName = members.ToLookup(m => (m.Name, m.Branch));
        branches = allBranches.ToDictionary(b => b.Id);
        Names = new NameIndex(new Names(
            [.. members.Select(m => new PersonName(m.Name, m.Branch))],
            [.. allBranches.Select(b => new BranchName(b.Name, b.ShortForms))]));
    }

    public long Version { get; }

    public NameIndex Names { get; }

    public IEnumerable<BranchRow> Branches => branches.Values;

    public BranchRow Branch(long id) => branches[id];

    public BranchRow? BranchNamed(string name) => branches.Values.FirstOrDefault(b => b.Name == name);

    public MemberRow? Member(long id) => byId.GetValueOrDefault(id);

    /// <summary>Full and probationary members of a branch.</summary>
    public IEnumerable<MemberRow> CardHolders(long branchId) => byBranch[branchId].Where(m => m.Standing is "full" or "probationary");

    /// <summary>How many of a branch are on their way to membership.</summary>
    public int Applicants(long branchId) => byBranch[branchId].Count(m => m.Standing == "applicant");

    /// <summary>Those who are expected: card holders who are not exempt.</summary>
    public IEnumerable<MemberRow> Due(long branchId) => CardHolders(branchId).Where(m => !m.IsExempt);

    /// <summary>Members of a branch holding one of these roles.</summary>
    public IEnumerable<MemberRow> Holding(long branchId, params string[] roles) => byBranch[branchId].Where(m => m.Roles.Any(role => roles.Contains(role)));

    /// <summary>Whom written names mean in a branch.</summary>
    public (IReadOnlyList<MemberRow> Found, IReadOnlyList<string> Unknown) Resolve(IReadOnlyList<string> written, string branch)
    {
        var found = new List<MemberRow>();
        var unknown = new List<string>();
        foreach (var name in written)
        {
            var people = Names.People(name, branch).Where(p => p.Branch == branch).ToList();
            if (people is [var one] && byName[(one.Name, one.Branch)].ToList() is [var member])
                found.Add(member);
            else
                unknown.Add(name);
        }
        return ([.. found.DistinctBy(m => m.Id)], unknown);
    }

    /// <summary>A branch as its duties see it. Seven full members or more have a committee.</summary>
    public Subject SubjectOf(long branchId) => subjects.GetOrAdd(branchId, id =>
        Subject.Branch(CardHolders(id).Count(m => m.Standing == "full") >= 7 || Holding(id, "committee").Any(), branches[id].Groups) with
        {
            TermEnds = branches[id].TermEndsOn, Extra = [.. extra[id]],
        });

    /// <summary>What a branch has set itself.</summary>
    public IEnumerable<Obligation> Extra(long branchId) => extra[branchId];

    /// <summary>A member as their duties see them.</summary>
    public static Subject SubjectOf(MemberRow member) => Subject.Member(member.Roles.Contains("secretary"), member.IsExempt);
}
