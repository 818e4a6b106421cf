using System.Globalization;
using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>
/// What people have suggested: the secretary reads it with its authors and answers, a meeting and the bureau read it without, everybody reads their own.
/// Dialogs: list_suggestions, answer_suggestion, ask_opinions.
/// </summary>
[Intent("list_suggestions", "answer_suggestion", "ask_opinions")]
internal sealed class Opinions(Suggestions suggestions, Whispers whispers, Audit audit, Reach reach, Standing standing, WorkPlan plan) : IFeature
{
    private const int Most = 20;

    private static readonly string[] Declining = ["不采纳", "不予采纳", "办不了", "暂不", "不办", "不同意"];

    public Task<Reply> DoAsync(Request request, CancellationToken cancel) => request.Intent switch
    {
        "ask_opinions" => AskAsync(request, cancel),
        "answer_suggestion" => AnswerAsync(request, cancel),
        _ when request.Text.Contains("我提", StringComparison.Ordinal) || request.Text.Contains("我的", StringComparison.Ordinal) => OwnAsync(request, cancel),
        _ => ListAsync(request, cancel),
    };

    /// <summary>With authors for the branch's secretary alone, and not where it is put together for a meeting.</summary>
    private async Task<Reply> ListAsync(Request request, CancellationToken cancel)
    {
        var within = await reach.BranchesAsync(request, "suggestions-summary", cancel);
        if (within.Count == 0)
            return await OwnAsync(request, cancel);
        var period = Period.Parse(request.Slots.Period, plan.Calendar) ?? Period.Quarter(request.Today.Year, (request.Today.Month + 2) / 3);
        var isSummary = request.Text.Contains("汇总", StringComparison.Ordinal) || request.Text.Contains("匿名", StringComparison.Ordinal);
        var withAuthor = !isSummary && !request.InGroup && standing.May(request.Who, "suggestions-author", Scope.Branch) && within is [var only] && only.Id == request.Who.BranchId;
        var all = await suggestions.SinceAsync([.. within.Select(b => b.Id)], County.At(period.From, TimeOnly.MinValue), cancel);
        if (all.Count == 0)
            return Reply.With("none", ("when", period.Label));
        if (withAuthor)
            await audit.AddAsync(request.Now, request.Who.MemberId, "suggestions", null, request.Who.BranchId, null, cancel);
        var lines = all.Take(Most).Select((s, n) =>
            $"{(isSummary ? $"{n + 1}." : $"· {s.Id}　")}{(within.Count > 1 ? request.Roster.Branch(s.BranchId).Name + "：" : "")}{(withAuthor ? request.Roster.Member(s.MemberId)?.Name + "：" : "")}{s.Content.TrimEnd('。')}{Stand(s)}");
        return Reply.With(isSummary ? "summary" : "done",
            ("when", period.Label), ("count", $"{all.Count}"), ("open", $"{all.Count(s => s.State == "open")}"),
            ("list", string.Join('\n', lines) + (all.Count > Most ? $"\n……共 {all.Count} 条" : "")),
            ("how", standing.May(request.Who, "suggestions-author", Scope.Branch) && !isSummary ? $"办了回“建议 {all[0].Id} 已办：怎么办的”，不采纳回“建议 {all[0].Id} 不采纳：原因”" : null)) with
        {
            Suggestions = withAuthor ? [.. all.Where(s => s.State == "open").Take(3).Select(s => $"建议 {s.Id} 已办")] : [],
        };
    }

    private async Task<Reply> OwnAsync(Request request, CancellationToken cancel)
    {
        var own = await suggestions.OfMemberAsync(request.Who.MemberId, Most, cancel);
        return own.Count == 0
            ? Reply.With("none_own")
            : Reply.With("own", ("list", string.Join('\n', own.Select(s => $"· {Wording.ShortDay(County.Day(s.ToldAt))}：{s.Content.TrimEnd('。')}{Stand(s)}"))));
    }

    private async Task<Reply> AnswerAsync(Request request, CancellationToken cancel)
    {
        if (!standing.May(request.Who, "suggestions-author", Scope.Branch))
            return Reply.With("refused");
        if (NumberIn(request.Text) is not { } id || await suggestions.FindAsync(id, cancel) is not { } one || one.BranchId != request.Who.BranchId)
            return Reply.With("missing");
        var isDeclined = Declining.Any(word => request.Text.Contains(word, StringComparison.Ordinal));
        var answer = AnswerIn(request.Text);
        if (isDeclined && answer is null)
            return Reply.With("why", ("id", $"{id}"));
        await suggestions.AnswerAsync(id, isDeclined ? "declined" : "done", answer, request.Who.MemberId, request.Now, cancel);
        var told = $"您提的建议“{one.Content.TrimEnd('。')}”{(isDeclined ? "没有采纳" : "已办")}{(answer is null ? "" : "：" + answer)}。";
        return Reply.With(isDeclined ? "declined" : "done", ("content", one.Content.TrimEnd('。')), ("answer", answer)) with
        {
            Others = one.MemberId == request.Who.MemberId ? [] : await whispers.ToAsync([one.MemberId], told, [], cancel),
        };
    }

    /// <summary>征求意见 before a decision: everybody of the branch is asked in private, those away too.</summary>
    private async Task<Reply> AskAsync(Request request, CancellationToken cancel)
    {
        if (!standing.May(request.Who, "notice-group", Scope.Branch))
            return Reply.With("refused");
        if (request.Slots.Content is not { Length: > 1 } about)
            return Reply.With("no_content");
        about = about.TrimEnd('。');
        var asked = request.Roster.CardHolders(request.Who.BranchId).Where(m => m.Id != request.Who.MemberId).ToList();
        var others = await whispers.ToAsync(
            asked.Select(m => m.Id), $"{request.Who.Name}征求意见：{about}。有想法请直接回“我的意见是……”，只转给{request.Who.Name}，开会时汇总不写名字；没有意见不用回。", [], cancel);
        return Reply.With("done", ("content", about), ("count", $"{others.Count}"), ("all", $"{asked.Count}")) with { Others = others };
    }

    private static string Stand(SuggestionRow one) => one.State switch
    {
        "done" => $"（已办{(one.Answer is null ? "" : "：" + one.Answer)}）",
        "declined" => $"（没有采纳：{one.Answer}）",
        _ => "",
    };

    private static string? AnswerIn(string text)
    {
        var at = text.AsSpan().IndexOfAny("：:，,");
        var answer = at < 0 ? "" : text[(at + 1)..].Trim().TrimEnd('。');
        return answer.Length > 0 ? answer : null;
    }

    private static long? NumberIn(string text)
    {
        var digits = new string([.. text.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit)]);
        return long.TryParse(digits, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
