using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;

namespace PartyBuilding.Bot.Features;

/// <summary>Lists that notices can be sent to: of branches for the bureau, of people for a branch. Dialogs: save_list, show_lists, delete_list.</summary>
[Intent("save_list", "show_lists", "delete_list")]
internal sealed class NoticeListing(NoticeLists lists, Standing standing) : IFeature
{
    private const int LongestName = 12;

    public async Task<Reply> DoAsync(Request request, CancellationToken cancel)
    {
        var isBureau = request.Who.InBureau;
        if (!(isBureau ? standing.May(request.Who, "notice-branches", Plan.Scope.System) : standing.May(request.Who, "notice-group", Plan.Scope.Branch)))
            return Reply.With("refused");
        var whose = isBureau ? null : (long?)request.Who.BranchId;
        var name = (request.Slots.Audience ?? "").Trim(' ', '“', '”', '"', '「', '」', '’', '‘');
        return request.Intent switch
        {
            "save_list" => await SaveAsync(request, whose, name, cancel),
            "delete_list" => Reply.With(await lists.DeleteAsync(whose, name, cancel) ? "done" : "none", ("name", name)),
            _ => await ShowAsync(request, whose, cancel),
        };
    }

    private async Task<Reply> SaveAsync(Request request, long? whose, string name, CancellationToken cancel)
    {
        if (name.Length is 0 or > LongestName)
            return Reply.With("no_name");
        var named = request.Slots.Branch is null or ["全部"] ? [] : request.Slots.Branch;
        var branches = named.Select(n => (Name: n, Row: request.Roster.BranchNamed(n))).Where(b => b.Name != name).ToList();
        var (people, strangers) = whose is null ? ([], []) : request.Roster.Resolve(request.Slots.Members ?? [], request.Who.Branch);
        IReadOnlyList<string> unknown = whose is null ? [.. branches.Where(b => b.Row is null).Select(b => b.Name)] : strangers;
        if (unknown.Count > 0)
            return Reply.With("unknown", ("names", string.Join('、', unknown)));
        var chosen = whose is null ? branches.Select(b => b.Row!.Id).Distinct().ToArray() : [];
        if (chosen.Length + people.Count == 0)
            return Reply.With(whose is null ? "nobody_bureau" : "nobody_branch");
        var again = await lists.SaveAsync(whose, name, chosen, [.. people.Select(m => m.Id)], request.Who.MemberId, request.Now, cancel);
        return Reply.With(again ? "replaced" : "done",
            ("name", name), ("count", whose is null ? $"{chosen.Length} 个支部" : $"{people.Count} 位同志"), ("who", Who(request, chosen, [.. people.Select(m => m.Id)])));
    }

    private async Task<Reply> ShowAsync(Request request, long? whose, CancellationToken cancel)
    {
        var all = await lists.AllAsync(whose, cancel);
        return all.Count == 0
            ? Reply.With("none")
            : Reply.With("done", ("list", string.Join('\n', all.Select(l => $"· {l.Name}：{Who(request, l.Branches, l.Members)}"))));
    }

    private static string Who(Request request, long[] branches, long[] members) => string.Join('、', branches
        .Select(id => request.Roster.Branches.FirstOrDefault(b => b.Id == id)?.Name)
        .Concat(members.Select(id => request.Roster.Member(id)?.Name)).OfType<string>());
}
