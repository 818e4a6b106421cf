using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>师徒结对: who mentors whom, how each pair stands, and its end. Dialogs: pair_up, pair_list, pair_end.</summary>
[Intent("pair_up", "pair_list", "pair_end")]
internal sealed class Mentoring(Pairs pairs, PairGaps gaps, Whispers whispers, Standing standing, WorkPlan plan) : IFeature
{
    public Task<Reply> DoAsync(Request request, CancellationToken cancel) => request.Intent switch
    {
        "pair_list" => ListAsync(request, cancel),
        "pair_up" => standing.May(request.Who, "pairs-set", Scope.Branch) ? PairAsync(request, cancel) : Task.FromResult(Reply.With("refused")),
        _ => standing.May(request.Who, "pairs-set", Scope.Branch) ? EndAsync(request, cancel) : Task.FromResult(Reply.With("refused")),
    };

    private async Task<Reply> PairAsync(Request request, CancellationToken cancel)
    {
        if (Named(request) is not var (first, second))
            return Reply.With("who");
        // 甲拜乙为师: the second is the mentor; elsewhere the one who is a member where only one is.
        var (known, _) = request.Roster.Resolve([first], request.Who.Branch);
        var (other, _) = request.Roster.Resolve([second], request.Who.Branch);
        var turned = request.Text.Contains('拜', StringComparison.Ordinal) || request.Text.Contains("的师傅是", StringComparison.Ordinal)
            || (known.Count == 0 && other.Count == 1);
        var (mentor, apprentice) = turned ? (second, first) : (first, second);
        if ((turned ? other : known) is not [var member])
            return Reply.With("unknown", ("mentor", mentor), ("own", request.Who.Branch));
        if (member.Name == apprentice)
            return Reply.With("same");
        var from = request.Slots.Date ?? request.Today;
        var id = await pairs.AddAsync(member.BranchId, member.Id, apprentice, from, request.Who.MemberId, request.Now, cancel);
        var slots = request.Slots with { Date = from };
        if (id is null)
            return Reply.With("already", ("mentor", member.Name), ("apprentice", apprentice)) with { Slots = slots };
        var learner = (turned ? known : other) is [var one] ? one.Id : (long?)null;
        return Reply.With("done", ("mentor", member.Name), ("apprentice", apprentice)) with
        {
            Slots = slots,
            Others = await whispers.ToAsync(
                new[] { member.Id, learner ?? member.Id }.Where(m => m != request.Who.MemberId),
                $"{request.Who.Name}登记了青蓝工程师徒结对：{member.Name}带{apprentice}。做了听课、公开课，说一句就能记上。", [], cancel),
        };
    }

    private async Task<Reply> ListAsync(Request request, CancellationToken cancel)
    {
        var all = (await pairs.OnAsync(request.Who.BranchId, request.Today, cancel)).Where(p => p.UntilOn is null).ToList();
        if (all.Count == 0)
            return Reply.With("none");
        var period = plan.Calendar.TermOf(request.Today) ?? Period.Year(request.Today.Year);
        var owed = await gaps.OfAsync(all, period, request.Today, cancel);
        return Reply.With("done", ("when", period.Label), ("count", $"{all.Count}"), ("list", string.Join('\n', all.Select(p =>
            $"· {p.Mentor}带{p.Apprentice}（{Wording.Day(p.FromOn, request.Today)}起）：{(owed.TryGetValue(p.Id, out var gap) ? "还差" + string.Join('、', gap.Select(g => g.Label)) : "都做到了")}"))));
    }

    private async Task<Reply> EndAsync(Request request, CancellationToken cancel)
    {
        var all = (await pairs.OnAsync(request.Who.BranchId, request.Today, cancel)).Where(p => p.UntilOn is null).ToList();
        var meant = all.Where(p => request.Text.Contains(p.Apprentice, StringComparison.Ordinal)).ToList();
        if (meant.Count == 0)
            meant = [.. all.Where(p => request.Text.Contains(p.Mentor, StringComparison.Ordinal))];
        if (meant.Count == 0)
            return Reply.With("none");
        if (meant.Count > 1)
            meant = [.. meant.Where(p => request.Text.Contains(p.Mentor, StringComparison.Ordinal))];
        if (meant is not [var pair])
            return Reply.With("which", ("list", string.Join('\n', all.Select(p => $"· {p.Mentor}带{p.Apprentice}"))));
        var last = request.Slots.Date ?? request.Today;
        return await pairs.EndAsync(pair.Id, last, cancel)
            ? Reply.With("done", ("mentor", pair.Mentor), ("apprentice", pair.Apprentice)) with { Slots = request.Slots with { Date = last } }
            : Reply.With("none");
    }

    /// <summary>The two names, as spotted, else as they stand around the joining word: a young teacher is on no roster.</summary>
    private static (string First, string Second)? Named(Request request)
    {
        if (request.Slots.Members is [var one, var two])
            return (one, two);
        const string Around = " ，。,：:；;、\n";
        foreach (var join in new[] { "的徒弟是", "的师傅是", "帮带", "指导", "带", "拜", "收", "和", "与", "跟" })
        {
            var at = request.Text.IndexOf(join, StringComparison.Ordinal);
            if (at < 0 || request.Slots.Members is not [var first] || !request.Text.AsSpan(0, at).EndsWith(first, StringComparison.Ordinal))
                continue;
            var after = request.Text[(at + join.Length)..].TrimStart(Around.ToCharArray());
            var end = after.AsSpan().IndexOfAny(Around + "结为做当的吧");
            var second = end < 0 ? after : after[..end];
            if (second.Length is >= 2 and <= 4)
                return (first, second);
        }
        return null;
    }
}
