using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Dialogue;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>Points that their teller takes back or puts right, all lines of one sentence together: 「给三人各加2分」.</summary>
internal sealed class CorrectedPoints(Entries entries, WorkPlan plan)
{
    public async Task<Reply> WithdrawAsync(Request request, RecordRef target, CancellationToken cancel)
    {
        var lines = await MeantAsync(request, target, cancel);
        if (lines.Count == 0)
            return Reply.With("refused");
        var ids = lines.Select(line => line.Id).ToArray();
        if (await entries.IsApprovedAsync(ids, cancel))
            return Reply.With("approved");
        var taken = await entries.ReverseAsync(ids, request.Who.MemberId, "撤回", request.Now, cancel);
        var withdrawn = await entries.WithdrawClaimsAsync(ids, request.Who.MemberId, request.Now, cancel);
        if (taken.Count + withdrawn == 0)
            return Reply.With("gone");
        return Reply.With("done", ("what", "刚才的积分"), ("points", Said(request, taken))) with { Dropped = Of(ids, target.Day) };
    }

    public async Task<Reply> CorrectAsync(Request request, RecordRef target, CancellationToken cancel)
    {
        if (request.Slots.Points is not { } points)
            return Reply.With("nothing");
        var lines = await MeantAsync(request, target, cancel);
        var ids = lines.Select(line => line.Id).ToArray();
        // A confirmed claim is not made larger by the one who claimed it.
        if (lines.Count == 0 || lines.Any(line => line.State != "kept") || await entries.IsApprovedAsync(ids, cancel))
            return Reply.With("refused");
        if ((await entries.ReverseAsync(ids, request.Who.MemberId, "更正", request.Now, cancel)).Count == 0)
            return Reply.With("gone");
        var credited = await entries.CreditAsync(
            [.. lines.Where(line => !line.IsReversed).Select(line =>
                Credits.Entry(plan.Points.Find(line.Rule, line.RuleVersion)!, points, line.BranchId, line.MemberId, line.OnDay, line.Reason))],
            null, request.Who.MemberId, request.Now, cancel);
        return Reply.With("done", ("what", "刚才的积分"), ("changes", Said(request, credited))) with
        {
            Kept = Of([.. credited.Select(line => line.Id)], target.Day), Dropped = Of(ids, target.Day), Suggestions = ["撤回"],
        };
    }

    /// <summary>The sentence's lines, or those of the people named now.</summary>
    private async Task<IReadOnlyList<EntryRow>> MeantAsync(Request request, RecordRef target, CancellationToken cancel)
    {
        var lines = await entries.ToldByAsync([.. target.Ids()], request.Who.MemberId, cancel);
        var (named, _) = request.Roster.Resolve(request.Slots.Members ?? [], request.Who.Branch);
        var theirs = lines.Where(line => named.Any(member => member.Id == line.MemberId)).ToList();
        return theirs.Count > 0 ? theirs : lines;
    }

    private static RecordRef? Of(long[] ids, DateOnly? day) => RecordRef.Of([.. ids.Select(id => new RecordRef("entry", id, null, day))]);

    private static string? Said(Request request, IReadOnlyList<Credited> lines) =>
        Credits.Say(lines, id => request.Roster.Member(id)?.Name ?? "")?.TrimEnd('。');
}
