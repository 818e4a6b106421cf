using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Dialogue;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>Understands to whom a notice is to go, and whether the speaker may write to them.</summary>
internal sealed class NoticeAudiences(NoticeLists lists, Dialogues dialogues, Standing standing, WorkPlan plan)
{
    private static readonly string[] Owing = ["没", "未", "还差", "欠"];

    /// <summary>What is said around the names: of no meaning to whom.</summary>
    private static readonly string[] Around = ["各个", "各", "全体", "全县", "全部", "所有", "每个", "我们", "咱们", "本", "我", "咱", "名单", "的", "们", "和", "及", "里", "微信", "请", "一下", "等", "、", "“", "”", "\"", " "];

    /// <summary>What one's own Party group is called.</summary>
    private static readonly string[] Groups = ["小组", "本组", "我们组", "咱们组", "咱组", "我组", "组里", "组内", "组员"];

    /// <summary>Ends of what means people and not branches.</summary>
    private static readonly string[] PeopleEnds = ["党员", "同志", "老师", "人", "的"];

    public async Task<NoticeMeant> ReadAsync(Request request, CancellationToken cancel)
    {
        if (!request.Who.InBureau && !standing.Right(request.Who, "notice-group").Reaches(Scope.Group))
            return new NoticeMeant.Not(Reply.With("refused"));
        var written = request.Slots.Audience ?? "";
        var named = request.Slots.Branch;
        var list = await ListAsync(request, written, cancel);
        var gap = list is null && Owing.Any(word => written.Contains(word, StringComparison.Ordinal)) ? GapOf(request, written) : null;
        if (gap is not null && PeopleEnds.Any(end => written.EndsWith(end, StringComparison.Ordinal)))
            return new NoticeMeant.Not(Reply.With("gap_of_people"));
        // 支委会 in what is owed is no 支委.
        var who = gap is null ? written : written[(written.LastIndexOf('的') + 1)..];
        var post = plan.Notices.Posts.SelectMany(p => p.Words, (p, word) => (Post: p, Word: word))
            .Where(p => who.Contains(p.Word, StringComparison.Ordinal)).OrderByDescending(p => p.Word.Length).FirstOrDefault();
        var people = list is null && gap is null && post.Word is null ? People(request, written) : [];
        if (list is null && gap is null && post.Word is null && OwnGroup(request, written, people) is { } own)
            return own;
        if (list is null && gap is null && named is null && Rest(written, [.. people.Select(m => m.Name), post.Word ?? ""]).Length > 0)
            return new NoticeMeant.Not(Reply.With("unknown_audience", ("names", written)));

        var unknown = named is null or ["全部"] ? [] : named.Where(name => request.Roster.BranchNamed(name) is null).ToList();
        if (unknown.Count > 0)
            return new NoticeMeant.Not(Reply.With("unknown_branch", ("names", Wording.Names(unknown))));
        var chosen = list is { Branches.Length: > 0 } ? list.Branches
            : named is null or ["全部"] ? null
            : named.Select(name => request.Roster.BranchNamed(name)!.Id).ToArray();
        var members = list is { Members.Length: > 0 } ? list.Members : people.Count > 0 ? [.. people.Select(m => m.Id)] : null;
        if (RightTo(request, chosen, isPart: gap is not null || members is not null) is not { } right)
            return new NoticeMeant.Not(Reply.With("refused"));
        var targets = new NoticeTargets(
            request.Who.InBureau ? chosen : [request.Who.BranchId], members is null ? post.Post?.Role : null, members, gap,
            named is null or ["全部"] ? written.Length > 0 ? written : null : Wording.Names(named) + (post.Word is { } word ? "的" + word : ""));
        return new NoticeMeant.To(targets, right, post.Post?.Note);
    }

    /// <summary>The longest list name that was said.</summary>
    private async Task<NoticeList?> ListAsync(Request request, string written, CancellationToken cancel) => written.Length == 0
        ? null
        : (await lists.AllAsync(request.Who.InBureau ? null : request.Who.BranchId, cancel))
            .Where(list => written.Contains(list.Name, StringComparison.Ordinal)).MaxBy(list => list.Name.Length);

    /// <summary>People named in full: of the own branch, for the bureau of any; two of one name are nobody.</summary>
    private static IReadOnlyList<MemberRow> People(Request request, string written)
    {
        var branches = request.Who.InBureau ? request.Roster.Branches.Select(b => b.Id) : [request.Who.BranchId];
        var named = branches.SelectMany(request.Roster.CardHolders).Where(m => written.Contains(m.Name, StringComparison.Ordinal)).ToList();
        return named.Select(m => m.Name).Distinct().Count() == named.Count ? named : [];
    }

    /// <summary>Who leads a Party group writes to its people, one by one: a Party group has no work group of its own.</summary>
    private NoticeMeant.To? OwnGroup(Request request, string written, IReadOnlyList<MemberRow> people)
    {
        var right = standing.Right(request.Who, "notice-group");
        var named = Groups.Any(word => written.Contains(word, StringComparison.Ordinal));
        if (right.Scope != Scope.Group && !(named && right.Reaches(Scope.Group) && people.Count == 0) || request.Roster.Member(request.Who.MemberId)?.GroupId is not { } group)
            return null;
        var others = request.Roster.CardHolders(request.Who.BranchId).Where(m => m.GroupId == group && m.Id != request.Who.MemberId).ToList();
        var meant = people.Count > 0 ? people : others;
        return meant.Count > 0 && meant.All(m => m.GroupId == group) && (people.Count > 0 || written.Length == 0 || named)
            ? new(new([request.Who.BranchId], null, [.. meant.Select(m => m.Id)], null, people.Count > 0 ? Wording.Names([.. people.Select(m => m.Name)]) : "本党小组"), right, null)
            : null;
    }

    /// <summary>The bureau writes to any, to all with a second person's word; a branch to itself.</summary>
    private Right? RightTo(Request request, long[]? chosen, bool isPart)
    {
        if (request.Who.InBureau)
        {
            var right = standing.Right(request.Who, chosen is null && !isPart ? "notice-all" : "notice-branches");
            return right.Reaches(Scope.System) ? right : null;
        }
        var isOwn = request.Slots.Branch is null || (chosen is [var one] && one == request.Who.BranchId);
        var own = standing.Right(request.Who, "notice-group");
        return isOwn && own.Reaches(Scope.Branch) ? own : null;
    }

    /// <summary>10月主题党日还没开的支部: read as the question which branches these are.</summary>
    private NoticeGap GapOf(Request request, string written)
    {
        var core = written.LastIndexOf('的') is > 0 and var end ? written[..end] : written;
        var asked = dialogues.Understand(new Message("哪些支部" + core, "bureau", null, false, true, request.Now), request.Roster.Names).Slots;
        var kinds = asked.ActivityType is { } name ? plan.KindsNamed(name) : [];
        return new NoticeGap([.. kinds.Select(k => k.Key)], asked.Period ?? $"{request.Today:yyyy-MM}");
    }

    /// <summary>What nobody knows: better asked than sent to everybody.</summary>
    private string Rest(string written, IEnumerable<string> known)
    {
        foreach (var word in plan.Notices.Groups.Concat(known).Where(word => word.Length > 0).OrderByDescending(word => word.Length).Concat(Around))
            written = written.Replace(word, "", StringComparison.Ordinal);
        return written.Trim();
    }
}

/// <summary>What was understood of whom a notice is for. Closed.</summary>
internal abstract record NoticeMeant
{
    private NoticeMeant() { }

    /// <summary>These, and with this right.</summary>
    /// <param name="Note">What the sender should know of them.</param>
    public sealed record To(NoticeTargets Targets, Right Right, string? Note) : NoticeMeant;

    /// <summary>Nobody, and why.</summary>
    public sealed record Not(Reply Reply) : NoticeMeant;
}
