using System.Text.Json;
using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Dialogue;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>The words others have to give on a notice before it goes: whose turn it is, and what the last one sets in motion.</summary>
internal sealed class NoticeReviews(Broadcasts broadcasts, Notices notices, Whispers whispers, Dialogues dialogues, WorkPlan plan)
{
    /// <summary>What is kept with the notice: a change of <c>plan/</c> does not touch what is under way.</summary>
    public static string Write(ReviewChain? chain) => JsonSerializer.Serialize(chain?.Stages ?? [], NoticeJson.Default.IReadOnlyListReviewStage);

    /// <summary>The first step nobody is there for; null when the chain can be gone through.</summary>
    public static string? Unmanned(ReviewChain chain, long author, long branch, CountyRoster roster)
    {
        var able = chain.Steps.Select(step => (step.Name, People: roster.Holding(branch, [.. step.By]).Select(m => m.Id).Where(id => step.AuthorMay || id != author).ToArray())).ToList();
        return able.FirstOrDefault(step => step.People.Length == 0).Name ?? (chain.IsApart && !Fits(0, []) ? able[^1].Name : null);

        bool Fits(int step, HashSet<long> taken) => step == able.Count || able[step].People.Any(id =>
        {
            if (!taken.Add(id))
                return false;
            var fits = Fits(step + 1, taken);
            taken.Remove(id);
            return fits;
        });
    }

    /// <summary>What has been said on the text as it stands, and what comes next.</summary>
    public async Task<NoticePending> PendingAsync(BroadcastRow notice, CountyRoster roster, CancellationToken cancel)
    {
        var stages = JsonSerializer.Deserialize(notice.Review, NoticeJson.Default.IReadOnlyListReviewStage)!;
        var given = stages.Count == 0 ? [] : await broadcasts.ReviewsAsync(notice.Id, notice.Edition, cancel);
        var next = notice.State == "review" ? stages.FirstOrDefault(stage => given.All(word => word.Step != stage.Label)) : null;
        if (next is null)
            return new(given, null, []);
        var steps = stages.ToDictionary(stage => stage.Label, stage => stage.Step);
        var elsewhere = next.IsApart ? given.Where(word => steps[word.Step] != next.Step).Select(word => word.MemberId).ToHashSet() : [];
        var author = notice.AuthorId!.Value;
        var people = roster.Holding(roster.Member(author)?.BranchId ?? 0, [.. next.By]).Where(m => (next.AuthorMay || m.Id != author) && !elsewhere.Contains(m.Id));
        return new(given, next, [.. people]);
    }

    /// <summary>Notices that wait for the speaker's word, with which.</summary>
    public async Task<IReadOnlyList<(BroadcastRow Notice, string Stage)>> WaitingAsync(Request request, CancellationToken cancel)
    {
        var mine = new List<(BroadcastRow, string)>();
        IEnumerable<BroadcastRow> waiting = await broadcasts.InReviewAsync(request.Who.BranchId, cancel);
        if (request.Who.InBureau)
            waiting = waiting.Concat(await broadcasts.InReviewAsync(null, cancel));
        foreach (var notice in waiting)
        {
            var pending = await PendingAsync(notice, request.Roster, cancel);
            if (pending.People.Any(m => m.Id == request.Who.MemberId))
                mine.Add((notice, pending.Next!.Label));
        }
        return mine;
    }

    /// <summary>Asks those whose word comes next, but not the speaker.</summary>
    public Task<IReadOnlyList<Outgoing>> AskAsync(BroadcastRow notice, NoticePending pending, Request request, string where, CancellationToken cancel) => whispers.ToAsync(
        pending.People.Select(m => m.Id).Where(id => id != request.Who.MemberId),
        Say("to_reviewer", ("author", request.Roster.Member(notice.AuthorId!.Value)?.Name), ("where", where), ("content", notice.Content), ("stage", pending.Next!.Label), ("id", $"{notice.Id}")),
        [$"同意通知 {notice.Id}", $"退回通知 {notice.Id}"], cancel);

    /// <summary>Somebody's word on a notice.</summary>
    public async Task<Reply> SettleAsync(Request request, long id, bool approve, CancellationToken cancel)
    {
        if (await broadcasts.HoldAsync(id, cancel) is not { Reminder: null } notice)
            return Reply.With("missing");
        if (notice.State != "review")
            return Reply.With("settled");
        var pending = await PendingAsync(notice, request.Roster, cancel);
        if (pending.People.All(m => m.Id != request.Who.MemberId))
            return Reply.With("not_next", ("stage", pending.Next?.Label), ("people", Wording.Names([.. pending.People.Select(m => m.Name)])));
        return approve ? await ApproveAsync(request, notice, pending, cancel) : await ReturnAsync(request, notice, pending, cancel);
    }

    private async Task<Reply> ApproveAsync(Request request, BroadcastRow notice, NoticePending pending, CancellationToken cancel)
    {
        if (!await broadcasts.ReviewAsync(notice.Id, pending.Next!.Label, request.Who.MemberId, request.Now, cancel))
            return Reply.With("settled");
        var after = await PendingAsync(notice, request.Roster, cancel);
        if (after.Next is { } next)
        {
            var isMine = after.People.Any(m => m.Id == request.Who.MemberId);
            // Who was asked for the step's proof-reading knows of it already.
            var others = next.Step == pending.Next.Step ? [] : await AskAsync(notice, after, request, NoticeTargets.Read(notice.Targets).Label ?? "工作群", cancel);
            return Reply.With(isMine ? "stage_mine" : "stage", ("stage", pending.Next.Label), ("next", next.Label), ("people", Wording.Names([.. after.People.Select(m => m.Name)])), ("id", $"{notice.Id}")) with
            {
                Others = others, Suggestions = isMine ? [$"同意通知 {notice.Id}", $"退回通知 {notice.Id}"] : [],
            };
        }
        // The last word may come at an hour at which nothing is said.
        var at = Notices.Allowed(plan, notice.SendAt > request.Now ? notice.SendAt.Value : request.Now, notice.Urgent);
        var now = at <= request.Now;
        var told = await TellAuthorAsync(request, notice, now ? "approved_now" : "approved_later", null, cancel);
        if (!now)
        {
            await broadcasts.ScheduleAsync(notice.Id, at, cancel);
            return Reply.With("scheduled", ("when", Wording.At(at, request.Today))) with { Others = told };
        }
        await broadcasts.MoveAsync(notice.Id, "review", "sending", cancel);
        var count = await notices.SendAsync(notice, request.Roster, request.Today, cancel);
        return Reply.With(notice.Change == "correct" ? "corrected" : "sent", ("count", $"{count}")) with { Others = told, HasQueued = true };
    }

    /// <summary>Back to its author, who may change it: then everything begins anew.</summary>
    private async Task<Reply> ReturnAsync(Request request, BroadcastRow notice, NoticePending pending, CancellationToken cancel)
    {
        await broadcasts.MoveAsync(notice.Id, "review", notice.Change is null ? "draft" : "cancelled", cancel);
        var others = await TellAuthorAsync(request, notice, notice.Change is null ? "returned" : "returned_correction", Why(request.Text), cancel);
        return Reply.With("dropped", ("stage", pending.Next!.Label)) with { Others = others };
    }

    private async Task<IReadOnlyList<Outgoing>> TellAuthorAsync(Request request, BroadcastRow notice, string say, string? why, CancellationToken cancel) =>
        notice.AuthorId == request.Who.MemberId ? [] : await whispers.ToAsync(
            [notice.AuthorId!.Value], Say(say, ("id", $"{notice.Id}"), ("by", request.Who.Name), ("why", why), ("content", Notices.Short(notice.Content))), [], cancel);

    private string Say(string key, params (string Name, string? Value)[] values) =>
        dialogues.Reply("send_notice", key, new Slots(), values.ToDictionary(v => v.Name, v => v.Value));

    /// <summary>退回通知 5，日期不对: what stands behind the number.</summary>
    private static string? Why(string text)
    {
        var at = text.IndexOfAny(['，', ',', '：', ':', '。']);
        return at >= 0 && at + 1 < text.Length ? text[(at + 1)..].Trim() : null;
    }
}

/// <summary>How far the review of a notice has got.</summary>
/// <param name="Given">Words given on the text as it stands.</param>
/// <param name="Next">The next one; null when none is wanted.</param>
/// <param name="People">Who may give it.</param>
internal sealed record NoticePending(IReadOnlyList<ReviewRow> Given, ReviewStage? Next, IReadOnlyList<MemberRow> People)
{
    /// <summary>一校 张三 4月22日 09:10、初审 …; null when nothing was said.</summary>
    public string? Said(CountyRoster roster) => Given.Count == 0
        ? null
        : string.Join('、', Given.Select(word => $"{word.Step} {roster.Member(word.MemberId)?.Name} {Wording.ShortDay(County.Day(word.SaidAt))} {County.Local(word.SaidAt):HH:mm}"));
}
