using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>Who holds which post of a branch, and giving 组织委员, 宣传委员 and 纪检委员 to somebody. Dialogs: query_posts, set_post.</summary>
[Intent("query_posts", "set_post")]
internal sealed class CommitteePosts(Posts posts, Settings settings, Audit audit, Whispers whispers, Standing standing, WorkPlan plan) : IFeature
{
    private static readonly string[] People = ["多少", "几个", "几名", "几位", "党员数", "人数", "总数"];
    private static readonly string[] Clearing = ["不再", "免去", "撤去", "不当", "空着", "空缺"];

    public async Task<Reply> DoAsync(Request request, CancellationToken cancel)
    {
        var branch = request.Slots.Branch is [var named] && named != "全部" ? request.Roster.BranchNamed(named) : request.Roster.Branch(request.Who.BranchId);
        if (branch is null)
            return Reply.With("unknown_branch");
        if (request.Intent == "query_posts" && People.Any(word => request.Text.Contains(word, StringComparison.Ordinal)))
            return Count(request, branch);
        var post = plan.Notices.Posts.SelectMany(p => p.Words, (p, word) => (p.Role, Word: word))
            .Where(p => request.Text.Contains(p.Word, StringComparison.Ordinal)).OrderByDescending(p => p.Word.Length).FirstOrDefault();
        return request.Intent == "query_posts"
            ? Say(request, branch, post.Role ?? "committee", post.Word ?? "支委")
            : await SetAsync(request, branch, post.Role, post.Word, cancel);
    }

    private Reply Say(Request request, BranchRow branch, string role, string word)
    {
        if (branch.Id != request.Who.BranchId && !standing.Right(request.Who, "status").Reaches(Scope.Assigned))
            return Reply.With("foreign");
        var holders = role == "committee"
            ? request.Roster.Holding(branch.Id, "secretary", "committee").Select(m => m.Name + (Titles(m) is { Length: > 0 } titles ? $"（{titles}）" : "")).ToList()
            : [.. request.Roster.Holding(branch.Id, role).Select(m => m.Name)];
        return holders.Count > 0 ? Reply.With("done", ("own", branch.Name), ("post", word), ("who", string.Join('、', holders)))
            : Reply.With(Posts.All.Contains(role) ? "vacant" : "none", ("own", branch.Name), ("post", word));
    }

    /// <summary>How many people a branch has by its roster; to the bureau, asked without a branch, how many there are in all.</summary>
    private Reply Count(Request request, BranchRow branch)
    {
        var reach = standing.Right(request.Who, "status");
        var isAll = request.Slots.Branch is ["全部"] || request.Slots.Branch is null && request.Who.InBureau;
        if (isAll ? !reach.Reaches(Scope.System) : branch.Id != request.Who.BranchId && !reach.Reaches(Scope.Assigned))
            return Reply.With("foreign");
        var branches = isAll ? request.Roster.Branches.Where(b => b.Kind == "branch").ToList() : [branch];
        var people = branches.SelectMany(b => request.Roster.CardHolders(b.Id)).ToList();
        var applicants = branches.Sum(b => request.Roster.Applicants(b.Id));
        return Reply.With(isAll ? "county" : "people",
            ("own", branch.Name), ("branches", $"{branches.Count}"), ("who", $"{people.Count}"), ("full", $"{people.Count(m => m.Standing == "full")}"),
            ("probationary", $"{people.Count(m => m.Standing == "probationary")}"), ("applicants", applicants > 0 ? $"{applicants}" : null),
            ("groups", branch.Groups > 0 ? $"{branch.Groups}" : null));
    }

    private async Task<Reply> SetAsync(Request request, BranchRow branch, string? role, string? word, CancellationToken cancel)
    {
        if (!standing.Right(request.Who, "posts-set").Reaches(branch.Id == request.Who.BranchId ? Scope.Branch : Scope.System))
            return Reply.With("refused");
        if (role is null || !Posts.All.Contains(role))
            return Reply.With("not_here");
        var before = request.Roster.Holding(branch.Id, role).FirstOrDefault();
        var clears = Clearing.Any(said => request.Text.Contains(said, StringComparison.Ordinal));
        MemberRow? holder = null;
        if (!clears)
        {
            if (request.Slots.Members is not [var name])
                return Reply.With("whom", ("post", word));
            if (request.Roster.Resolve([name], branch.Name).Found is not [var found])
                return Reply.With("unknown", ("own", branch.Name), ("names", name));
            if (!found.Roles.Any(one => one is "committee" or "secretary"))
                return Reply.With("outside", ("who", found.Name), ("own", branch.Name));
            holder = found;
        }
        if (holder?.Id == before?.Id)
            return Reply.With("same", ("own", branch.Name), ("post", word), ("who", holder?.Name));
        await posts.SetAsync(branch.Id, role, holder?.Id, cancel);
        await settings.MoveRosterAsync(request.Who.MemberId, request.Now, cancel);
        await audit.AddAsync(request.Now, request.Who.MemberId, "post", $"{role}:{holder?.Id}", branch.Id, before is null ? null : $"member:{before.Id}", cancel);
        return Reply.With(holder is null ? "cleared" : "done", ("own", branch.Name), ("post", word), ("who", holder?.Name ?? before?.Name), ("before", holder is null ? null : before?.Name)) with
        {
            Suggestions = before is null || holder is null ? [] : [$"{word}改成{before.Name}"],
            Others = holder is null || holder.Id == request.Who.MemberId ? []
                : await whispers.ToAsync([holder.Id], $"{request.Who.Name}把您登记为{branch.Name}党支部的{word}。有出入请告诉他。", [], cancel),
        };
    }

    private string Titles(MemberRow member) => string.Join('、', plan.Notices.Posts
        .Where(post => (post.Role == "secretary" || Posts.All.Contains(post.Role)) && member.Roles.Contains(post.Role)).Select(post => post.Words[^1]));
}
