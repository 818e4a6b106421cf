using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Dialogue;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>
/// 督查 → 整改: a finding with its last day goes to the branch's secretary in private, the branch answers, whoever inspects takes it as done or sends
/// it back. Nothing of it is said in a group. Dialogs: record_finding, rectify, settle_finding, list_findings.
/// </summary>
[Intent("record_finding", "rectify", "settle_finding", "list_findings")]
internal sealed class Inspection(Findings findings, Inspectors inspectors, Whispers whispers, Reach reach, Standing standing) : IFeature
{
    private const int Most = 15;

    private static readonly string[] PraiseWords = ["表扬", "点赞", "亮点"];

    public Task<Reply> DoAsync(Request request, CancellationToken cancel) => request.Intent switch
    {
        "record_finding" => RecordAsync(request, cancel),
        "rectify" => RectifyAsync(request, cancel),
        "settle_finding" => SettleAsync(request, cancel),
        _ => ListAsync(request, cancel),
    };

    private async Task<Reply> RecordAsync(Request request, CancellationToken cancel)
    {
        var slots = request.Slots;
        var within = await reach.BranchesAsync(request, "inspect", cancel);
        if (!standing.Right(request.Who, "inspect").Reaches(Scope.Assigned))
            return Reply.With("refused");
        if (slots.Branch is not [var named] || request.Roster.BranchNamed(named) is not { } branch)
            return Reply.With("which_branch");
        if (within.All(b => b.Id != branch.Id))
            return Reply.With("foreign", ("name", branch.Name));
        var isPraise = PraiseWords.Any(word => request.Text.Contains(word, StringComparison.Ordinal)) && !request.Text.Contains("整改", StringComparison.Ordinal);
        if ((slots.Content ?? FindingText.Of(request.Text, branch)) is not { Length: > 0 } content)
            return Reply.With("no_content");
        var due = FindingText.DueIn(request.Text, request.Today) ?? slots.Date;
        if (!isPraise && due is null)
            return Reply.With("ask_due") with
            {
                Opens = new OpenDialogue(request.Intent, slots with { Content = content }, ["topic"], Awaits.Facts, null, request.Now),
            };
        if (due < request.Today)
            return Reply.With("past");
        var id = await findings.AddAsync(branch.Id, content, isPraise, isPraise ? null : due, request.Who.MemberId, request.Now, cancel);
        var secretaries = request.Roster.Holding(branch.Id, "secretary").ToList();
        var told = isPraise
            ? $"{request.Who.Name}督查后表扬了你们支部：{content}。"
            : $"{request.Who.Name}督查发现：{content}。请在{Wording.Day(due!.Value, request.Today)}前整改，做完回“整改完成：做了什么”（编号 {id}）。这件事只告诉您，没有发到群里。";
        return Reply.With(isPraise ? "praised" : "done",
            ("name", branch.Name), ("what", content), ("by", due is { } day ? Wording.Day(day, request.Today) : null), ("id", $"{id}"),
            ("to", secretaries.Count > 0 ? Wording.Names([.. secretaries.Select(m => m.Name)]) : null)) with
        {
            Kept = new RecordRef("finding", id, null, request.Today),
            Suggestions = ["撤回"],
            Others = await whispers.ToAsync(secretaries.Select(m => m.Id), told, [], cancel),
        };
    }

    private async Task<Reply> RectifyAsync(Request request, CancellationToken cancel)
    {
        if (!standing.May(request.Who, "rectify", Scope.Branch))
            return Reply.With("refused");
        var open = (await findings.OpenAsync([request.Who.BranchId], cancel)).Where(f => f.State == "open" || FindingText.NumberIn(request.Text) == f.Id).ToList();
        var meant = FindingText.NumberIn(request.Text) is { } number && open.Any(f => f.Id == number) ? [.. open.Where(f => f.Id == number)] : open;
        if (meant.Count == 0)
            return Reply.With("none");
        if (meant.Count > 1)
            return Reply.With("which", ("list", Lines(request, meant)), ("id", $"{meant[0].Id}"));
        var finding = meant[0];
        if (FindingText.Done(request.Text, finding.Id) is not { Length: > 0 } reply)
            return Reply.With("what", ("what", finding.Content), ("id", $"{finding.Id}"));
        if (!await findings.ReplyAsync(finding.Id, reply, request.Who.MemberId, request.Now, cancel))
            return Reply.With("none");
        var who = (await inspectors.OfBranchAsync(finding.BranchId, cancel)).Append(finding.ToldBy).Distinct();
        return Reply.With("done", ("what", finding.Content), ("reply", reply), ("to", request.Roster.Member(finding.ToldBy)?.Name)) with
        {
            Others = await whispers.ToAsync(
                who, $"{request.Who.Branch}党支部报整改完成（编号 {finding.Id}）：{finding.Content}\n做法：{reply}\n认可请回“整改通过 {finding.Id}”，不认可请回“整改退回 {finding.Id}：原因”。",
                [$"整改通过 {finding.Id}", $"整改退回 {finding.Id}"], cancel),
        };
    }

    private async Task<Reply> SettleAsync(Request request, CancellationToken cancel)
    {
        if (!standing.Right(request.Who, "inspect").Reaches(Scope.Assigned))
            return Reply.With("refused");
        var within = (await reach.BranchesAsync(request, "inspect", cancel)).Select(b => b.Id).ToArray();
        var waiting = (await findings.OpenAsync(within, cancel)).Where(f => f.State == "answered").ToList();
        var finding = FindingText.NumberIn(request.Text) is { } number ? waiting.FirstOrDefault(f => f.Id == number) : waiting is [var only] ? only : null;
        if (finding is null)
            return waiting.Count == 0 || FindingText.NumberIn(request.Text) is not null ? Reply.With("none") : Reply.With("which", ("list", Lines(request, waiting)));
        var isBack = request.Text.Contains("退回", StringComparison.Ordinal) || request.Text.Contains("打回", StringComparison.Ordinal) || request.Text.Contains('不', StringComparison.Ordinal);
        var note = isBack ? FindingText.Done(request.Text, finding.Id) : null;
        var isDone = isBack
            ? await findings.ReturnAsync(finding.Id, note, request.Slots.Date, cancel)
            : await findings.CloseAsync(finding.Id, request.Who.MemberId, request.Now, cancel);
        if (!isDone)
            return Reply.With("own");
        var told = isBack
            ? $"整改退回（编号 {finding.Id}）：{finding.Content}。{(note is null ? "" : $"原因：{note}。")}请再整改，做完回“整改完成 {finding.Id}：做了什么”。"
            : $"整改已通过，销号（编号 {finding.Id}）：{finding.Content}。";
        return Reply.With(isBack ? "returned" : "closed", ("name", request.Roster.Branch(finding.BranchId).Name), ("what", finding.Content), ("reason", note)) with
        {
            Others = await whispers.ToAsync(request.Roster.Holding(finding.BranchId, "secretary").Select(m => m.Id), told, [], cancel),
        };
    }

    private async Task<Reply> ListAsync(Request request, CancellationToken cancel)
    {
        var inspects = standing.Right(request.Who, "inspect").Reaches(Scope.Assigned);
        if (!inspects && !standing.May(request.Who, "rectify", Scope.Branch))
            return Reply.With("refused");
        long[] within = inspects ? [.. (await reach.BranchesAsync(request, "inspect", cancel)).Select(b => b.Id)] : [request.Who.BranchId];
        var open = await findings.OpenAsync(within, cancel);
        var year = new DateTimeOffset(request.Today.Year, 1, 1, 0, 0, 0, request.Now.Offset);
        var closed = await findings.ClosedSinceAsync(within, year, cancel);
        return Reply.With(open.Count == 0 ? "none" : "done", ("count", $"{open.Count}"), ("closed", closed > 0 ? $"{closed}" : null), ("list", Lines(request, open)));
    }

    /// <summary>Findings a line each, soonest due first.</summary>
    public static string Lines(Request request, IReadOnlyList<FindingRow> open) =>
        string.Join('\n', open.Take(Most).Select(f =>
            $"· {f.Id}　{(f.BranchId == request.Who.BranchId ? "" : request.Roster.Branch(f.BranchId).Name + "：")}{f.Content.TrimEnd('。')}（{Stand(f, request.Today)}）"))
        + (open.Count > Most ? $"\n……共 {open.Count} 项" : "");

    private static string Stand(FindingRow finding, DateOnly today) => finding switch
    {
        { State: "answered" } => "已报完成，等确认",
        { DueOn: { } due } when due < today => $"{Wording.ShortDay(due)}到期，已过",
        { DueOn: { } due } => $"{Wording.ShortDay(due)}前",
        _ => "未定期限",
    };
}
