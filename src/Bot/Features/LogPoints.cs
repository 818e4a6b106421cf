using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Dialogue;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>Adds or deducts a stated number of points. Dialog: dialogs/log_points.yaml.</summary>
[Intent("log_points")]
internal sealed class LogPoints(Entries entries, Whispers whispers, Standing standing, WorkPlan plan) : IFeature
{
    public async Task<Reply> DoAsync(Request request, CancellationToken cancel)
    {
        var slots = request.Slots;
        if (!plan.Points.IsOn)
            return Reply.With("off");
        if (slots.Points is not { } points || points == 0)
            return Reply.With("no_points");
        var day = slots.Date ?? request.Today;
        if (day > request.Today)
            return Reply.With("future");
        if (!plan.Points.Card.IsOpen(day, request.Today))
            return Reply.With("frozen", ("year", $"{day.Year}年"));
        if (slots.Branch is { Count: > 0 } branches)
            return await BranchesAsync(request, branches, points, day, cancel);

        var named = slots.Members ?? [];
        var (found, unknown) = request.Roster.Resolve(named, request.Who.Branch);
        if (unknown.Count > 0)
            return Reply.With("unknown_members", ("names", Wording.Names(unknown)), ("own", request.Who.Branch));
        var isOwn = found.Count == 0 || (found.Count == 1 && found[0].Id == request.Who.MemberId);
        if (isOwn)
            return await ClaimAsync(request, points, day, cancel);
        if (found.Any(m => m.Id == request.Who.MemberId))
            return Reply.With("own_among");
        var right = standing.Right(request.Who, "points-change");
        if (right.IsProposal || !right.Reaches(Scope.Branch))
            return Reply.With("refused");
        if (right.NeedsSecond)
            return await ProposeAsync(request, found, points, day, cancel);

        var rule = plan.Points.ForReason(slots.Reason, points, day);
        var credited = await entries.CreditAsync(
            [.. found.OrderBy(m => m.Id).Select(m => Credits.Entry(rule, points, m.BranchId, m.Id, day, slots.Reason))], null,
            request.Who.MemberId, request.Now, cancel);
        return Reply.With("done",
            ("credited", Credits.Say(credited, id => request.Roster.Member(id)?.Name ?? "")),
            ("rule", Ground(rule)),
            ("note", rule.Most is { } most && Math.Abs(points) > most ? $"这一条一次最多 {Wording.Number(most)} 分，按上限记了" : null),
            ("count", $"{found.Count}")) with
        {
            Kept = Kept(credited, day),
            Suggestions = ["撤回"],
            Others = await TellAsync(request, credited, cancel),
        };
    }

    /// <summary>What a member asks for themselves waits for somebody else.</summary>
    private async Task<Reply> ClaimAsync(Request request, decimal points, DateOnly day, CancellationToken cancel)
    {
        if (points < 0)
            return Reply.With("own_minus");
        var self = request.Roster.Member(request.Who.MemberId)!;
        return await WaitAsync(request, [self], points, day, "claimed", cancel);
    }

    private Task<Reply> ProposeAsync(Request request, IReadOnlyList<MemberRow> whose, decimal points, DateOnly day, CancellationToken cancel) =>
        WaitAsync(request, whose, points, day, "proposed", cancel);

    private async Task<Reply> WaitAsync(
        Request request, IReadOnlyList<MemberRow> whose, decimal points, DateOnly day, string key, CancellationToken cancel)
    {
        var rule = plan.Points.ForReason(request.Slots.Reason, points, day);
        var approvers = request.Roster.Holding(request.Who.BranchId, "secretary").Where(m => m.Id != request.Who.MemberId).ToList();
        if (approvers.Count == 0)
            approvers = [.. request.Roster.Holding(request.Who.BranchId, "committee").Where(m => m.Id != request.Who.MemberId)];
        var kept = new List<RecordRef>();
        foreach (var member in whose)
        {
            var id = await entries.ClaimAsync(Credits.Entry(rule, points, member.BranchId, member.Id, day, request.Slots.Reason), request.Who.MemberId, request.Now, cancel);
            kept.Add(new RecordRef("entry", id, null, day));
        }
        var why = request.Slots.Reason is { } reason ? "，" + reason : "";
        var others = new List<Outgoing>();
        foreach (var approver in approvers)
        {
            // Their own they do not settle.
            var theirs = whose.Zip(kept).Where(one => one.First.Id != approver.Id).ToList();
            if (theirs.Count == 0)
                continue;
            var about = theirs is [var only] && only.First.Id == request.Who.MemberId ? "本人" : Wording.Names([.. theirs.Select(one => one.First.Name)]);
            var (word, id) = (theirs.Count > 1 ? "各 " : " ", theirs[0].Second.Id);
            others.AddRange(await whispers.ToAsync(
                [approver.Id], $"{request.Who.Name}申报{about}{word}{Wording.Signed(points)} 分（{Ground(rule)}{why}，{Wording.Day(day, request.Today)}）。请确认：回“同意积分 {id}”或“退回积分 {id}”。",
                [$"同意积分 {id}", $"退回积分 {id}"], cancel));
        }
        return Reply.With(key, ("rule", Ground(rule)), ("approver", Wording.Names([.. approvers.Select(m => m.Name)]))) with
        {
            Kept = RecordRef.Of(kept), Others = others, Suggestions = ["撤回"],
        };
    }

    private async Task<Reply> BranchesAsync(Request request, IReadOnlyList<string> names, decimal points, DateOnly day, CancellationToken cancel)
    {
        if (!standing.May(request.Who, "points-branch", Scope.System))
            return Reply.With("refused_branch");
        var branches = names is ["全部"] ? [] : names.Select(request.Roster.BranchNamed).OfType<BranchRow>().ToList();
        if (branches.Count != names.Count)
            return Reply.With("unknown_branch", ("names", Wording.Names(names)));
        var rule = plan.Points.ForReason(request.Slots.Reason, points, day, Ledger.Branch);
        var credited = await entries.CreditAsync(
            [.. branches.Select(b => Credits.Entry(rule, points, b.Id, 0, day, request.Slots.Reason))], null, request.Who.MemberId, request.Now, cancel);
        return Reply.With("done",
            ("credited", $"{Wording.Names([.. branches.Select(b => b.Name)])} 支部台账各 {Wording.Signed(credited[0].Points)} 分。"),
            ("rule", Ground(rule)), ("count", $"{branches.Count}")) with
        {
            Kept = Kept(credited, day), Suggestions = ["撤回"],
        };
    }

    private static RecordRef? Kept(IReadOnlyList<Credited> credited, DateOnly day) =>
        RecordRef.Of([.. credited.Select(line => new RecordRef("entry", line.Id, null, day))]);

    /// <summary>Those concerned hear of it in private; a deduction with its ground, never in a group.</summary>
    private async Task<IReadOnlyList<Outgoing>> TellAsync(Request request, IReadOnlyList<Credited> credited, CancellationToken cancel)
    {
        var told = new List<Outgoing>();
        foreach (var line in credited)
            told.AddRange(await whispers.ToAsync(
                [line.MemberId], $"{request.Who.Name}给您记了 {Wording.Signed(line.Points)} 分{(request.Slots.Reason is { } why ? "：" + why : "")}。有疑问请直接找{request.Who.Name}。", [], cancel));
        return told;
    }

    private static string Ground(PointRule rule) => rule.IsFallback ? $"归入“{rule.Name}”" : $"依据“{rule.Name}”";
}
