using System.Text.Json;
using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Dialogue;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>
/// Drafts a notice, shows it with the number of groups, and sends it after a yes; to everybody, or urgently in quiet hours, only after a second
/// person's. Dialog: dialogs/send_notice.yaml.
/// </summary>
[Intent("send_notice")]
internal sealed class SendNotice(
    Broadcasts broadcasts, Conversations conversations, Notices notices, Whispers whispers, Standing standing, WorkPlan plan) : IFeature
{
    private static readonly string[] UrgentWords = ["加急", "紧急", "特急"];

    public async Task<Reply> DoAsync(Request request, CancellationToken cancel)
    {
        var slots = request.Slots;
        if (slots.Content is not { Length: > 0 } content)
            return Reply.With("no_content");
        if (Targets(request) is not { } targets)
            return Reply.With("refused");
        if (targets.Unknown.Count > 0)
            return Reply.With("unknown_branch", ("names", Wording.Names(targets.Unknown)));
        var groups = await conversations.GroupsOfAsync(targets.Branches, cancel);
        if (groups.Count == 0)
            return Reply.With("no_groups");

        var isUrgent = UrgentWords.Any(word => request.Text.Contains(word, StringComparison.Ordinal));
        var (at, when, moved) = When(request, isUrgent);
        if (at < request.Now.AddMinutes(-1))
            return Reply.With("past", ("when", when));
        var needsSecond = targets.Right.NeedsSecond || isUrgent;
        if (!request.Consented)
            return Reply.With("preview",
                ("groups", $"{groups.Count}"), ("content", content), ("when", when), ("moved", moved),
                ("needs", needsSecond ? "这条要由另一位同志复核后才发。" : null)) with
            {
                Suggestions = ["发送", "算了"],
                Opens = new OpenDialogue(request.Intent, slots, [], Awaits.Consent, null, request.Now),
            };

        var now = at <= request.Now;
        var id = await broadcasts.AddAsync(
            new NewNotice(
                request.Who.MemberId, request.Who.InBureau ? null : request.Who.BranchId, JsonSerializer.Serialize(targets.Branches, NoticeJson.Default.Int64Array),
                content, isUrgent, needsSecond ? "review" : now ? "sending" : "scheduled", at, request.Now), cancel);
        var record = new RecordRef("notice", id, null, null);
        if (needsSecond)
        {
            var reviewers = request.Who.InBureau
                ? request.Roster.Holding(request.Who.BranchId, "bureau")
                : request.Roster.Holding(request.Who.BranchId, "secretary", "committee");
            var others = reviewers.Where(m => m.Id != request.Who.MemberId).ToList();
            return Reply.With("review", ("reviewers", Wording.Names([.. others.Select(m => m.Name)])), ("id", $"{id}")) with
            {
                Kept = record,
                Others = await whispers.ToAsync(
                    others.Select(m => m.Id),
                    $"{request.Who.Name}拟发通知（{groups.Count} 个群，{when}）：\n“{content}”\n请复核：回“同意通知 {id}”或“退回通知 {id}”。",
                    [$"同意通知 {id}", $"退回通知 {id}"], cancel),
            };
        }
        if (!now)
            return Reply.With("scheduled", ("groups", $"{groups.Count}"), ("when", when)) with { Kept = record, Suggestions = ["撤回"] };
        var sent = await notices.SendAsync(id, content, groups, cancel);
        return Reply.With("sending", ("groups", $"{sent}")) with { Kept = record, HasQueued = true, Suggestions = ["通知进展"] };
    }

    /// <summary>The branches meant and the right to write to them; null when the speaker has none.</summary>
    private (long[]? Branches, Right Right, IReadOnlyList<string> Unknown)? Targets(Request request)
    {
        var named = request.Slots.Branch;
        var isOwn = named is null || (named is [var one] && one == request.Who.Branch);
        if (isOwn && !request.Who.InBureau)
        {
            var own = standing.Right(request.Who, "notice-group");
            return own.Reaches(Scope.Branch) ? ([request.Who.BranchId], own, []) : null;
        }
        var all = named is null or ["全部"];
        var right = standing.Right(request.Who, all ? "notice-all" : "notice-branches");
        if (!right.Reaches(Scope.System))
            return null;
        if (all)
            return (null, right, []);
        var branches = named!.Select(name => (name, row: request.Roster.BranchNamed(name))).ToList();
        return ([.. branches.Where(b => b.row is not null).Select(b => b.row!.Id)], right, [.. branches.Where(b => b.row is null).Select(b => b.name)]);
    }

    /// <summary>When it leaves: as said, else now; out of quiet hours and days off unless it is urgent.</summary>
    private (DateTimeOffset At, string When, string? Moved) When(Request request, bool isUrgent)
    {
        var wanted = request.Now;
        if (request.Slots.Date is { } || request.Slots.Start is { })
            wanted = County.At(request.Slots.Date ?? request.Today, request.Slots.Start ?? new TimeOnly(9, 0));
        var allowed = isUrgent ? wanted : County.Local(new DateTimeOffset(plan.Calendar.Open(wanted.DateTime), County.Offset));
        var when = allowed <= request.Now ? "现在" : $"{Wording.Day(DateOnly.FromDateTime(allowed.DateTime), request.Today)} {allowed:HH:mm}";
        return (allowed, when, allowed > wanted ? "这个时间在静默时段或休息日，已顺延" : null);
    }
}

/// <summary>Puts a notice on its way: one message for each group.</summary>
internal sealed class Notices(Deliveries deliveries, Conversations conversations, TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);

    /// <summary>Queues it for these groups.</summary>
    /// <returns>How many.</returns>
    public async Task<int> SendAsync(long id, string content, IReadOnlyList<ConversationRow> groups, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var message = Composer.Write(Outgoings.Message(content + "\n（收到请回“收到”）", ["收到"]));
        return await deliveries.QueueAsync(id, [.. groups.Select(g => g.Id)], [.. groups.Select(_ => message)], "notice", now, now + Life, now, cancel);
    }

    /// <summary>The same for a notice kept earlier.</summary>
    public async Task<int> SendAsync(BroadcastRow notice, CancellationToken cancel) =>
        await SendAsync(
            notice.Id, notice.Content,
            await conversations.GroupsOfAsync(JsonSerializer.Deserialize(notice.Targets, NoticeJson.Default.Int64Array), cancel), cancel);
}

[System.Text.Json.Serialization.JsonSerializable(typeof(long[]))]
internal sealed partial class NoticeJson : System.Text.Json.Serialization.JsonSerializerContext;
