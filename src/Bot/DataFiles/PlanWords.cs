using PartyBuilding.Plan;

namespace PartyBuilding.Bot.DataFiles;

/// <summary>The closed lists of words in <c>plan/</c>.</summary>
internal static class PlanWords
{
    public static readonly IReadOnlyDictionary<string, SubjectType> Subjects = new Dictionary<string, SubjectType>
    {
        ["branch"] = SubjectType.Branch, ["member"] = SubjectType.Member, ["pair"] = SubjectType.Pair,
    };

    public static readonly IReadOnlyDictionary<string, Quorum> Quorums = new Dictionary<string, Quorum>
    {
        ["voters"] = Quorum.Voters, ["committee"] = Quorum.Committee,
    };

    public static readonly IReadOnlyDictionary<string, Privacy> Privacies = new Dictionary<string, Privacy>
    {
        ["no-names"] = Privacy.NoNames, ["no-text"] = Privacy.NoText, ["only-private"] = Privacy.OnlyInPrivate,
    };

    public static readonly IReadOnlyDictionary<string, FieldType> FieldTypes = new Dictionary<string, FieldType>
    {
        ["text"] = FieldType.Text, ["number"] = FieldType.Number, ["count"] = FieldType.Count, ["yes-no"] = FieldType.YesNo,
        ["day"] = FieldType.Day, ["choice"] = FieldType.Choice, ["ticks"] = FieldType.Ticks,
    };

    /// <summary>The common facts of a report, named as the understanding names them.</summary>
    public static readonly IReadOnlyDictionary<string, string> Slots = new[]
    {
        "date", "start", "end", "duration_minutes", "place", "due", "attendees", "absent", "topic", "hours", "members",
    }.ToDictionary(slot => slot);

    public static readonly IReadOnlyDictionary<string, Who> Owers = new Dictionary<string, Who>
    {
        ["every branch"] = Who.EveryBranch, ["branches with committee"] = Who.BranchesWithCommittee, ["every group"] = Who.EveryGroup,
        ["each member"] = Who.EachMember, ["each secretary"] = Who.EachSecretary, ["each pair"] = Who.EachPair,
    };

    public static readonly IReadOnlyDictionary<string, PeriodUnit> Units = new Dictionary<string, PeriodUnit>
    {
        ["week"] = PeriodUnit.Week, ["month"] = PeriodUnit.Month, ["quarter"] = PeriodUnit.Quarter, ["half"] = PeriodUnit.Half,
        ["term"] = PeriodUnit.Term, ["year"] = PeriodUnit.Year, ["once"] = PeriodUnit.Once, ["tenure"] = PeriodUnit.Tenure,
    };

    public static readonly IReadOnlyDictionary<string, PointUnit> PointUnits = new Dictionary<string, PointUnit>
    {
        ["time"] = PointUnit.Time, ["hour"] = PointUnit.Hour, ["stated"] = PointUnit.Stated,
    };

    public static readonly IReadOnlyDictionary<string, string> Roles = new[]
    {
        "member", "leader", "committee", "clerk", "secretary", "bureau", "inspector",
    }.ToDictionary(role => role);

    public static readonly IReadOnlyDictionary<string, Scope> Scopes = new Dictionary<string, Scope>
    {
        ["own"] = Scope.Own, ["group"] = Scope.Group, ["branch"] = Scope.Branch, ["assigned"] = Scope.Assigned, ["system"] = Scope.System,
    };

    public static readonly IReadOnlyDictionary<string, Audience> Audiences = new Dictionary<string, Audience>
    {
        ["all groups"] = Audience.Groups, ["groups with gaps"] = Audience.GroupsWithGaps, ["group of activity"] = Audience.GroupOfActivity,
        ["organiser"] = Audience.Organiser, ["inspector"] = Audience.Inspector, ["secretaries"] = Audience.Secretaries, ["secretaries with gaps"] = Audience.SecretariesWithGaps,
        ["members"] = Audience.Members, ["members with gaps"] = Audience.MembersWithGaps, ["mentors with gaps"] = Audience.MentorsWithGaps,
        ["members with anniversary"] = Audience.MembersWithAnniversary, ["bureau"] = Audience.Bureau,
    };

    public static readonly IReadOnlyDictionary<string, DayOfWeek> Weekdays = new Dictionary<string, DayOfWeek>
    {
        ["monday"] = DayOfWeek.Monday, ["tuesday"] = DayOfWeek.Tuesday, ["wednesday"] = DayOfWeek.Wednesday,
        ["thursday"] = DayOfWeek.Thursday, ["friday"] = DayOfWeek.Friday, ["saturday"] = DayOfWeek.Saturday, ["sunday"] = DayOfWeek.Sunday,
    };

    public static readonly IReadOnlyDictionary<string, When> Every = new Dictionary<string, When> { ["workday"] = new When.EachWorkday() };

    /// <summary>What the program asks rights for; the table must answer for each.</summary>
    public static readonly IReadOnlyList<string> Actions =
    [
        "report-own", "report-branch", "attend-own", "attend-others", "approve", "approve-secretary", "points-change", "points-branch",
        "points-detail", "points-detail-on-ground", "points-totals", "ranking-own-place", "ranking-members", "ranking-branches",
        "dues-amounts", "dues-paid", "dues-totals", "correct-own", "correct", "notice-group", "notice-branches", "notice-all", "status",
        "rules-change", "suggestions-own", "suggestions-author", "suggestions-summary", "exempt-set", "group-bind", "invite", "inspect", "inspectors-set", "pairs-set", "term-set", "posts-set", "branch-duties",
        "rectify", "export",
    ];
}
