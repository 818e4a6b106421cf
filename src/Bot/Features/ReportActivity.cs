using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Dialogue;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>
/// Something took place, or something owed was done: keeps the report, credits points, says what is still owed. Dialogs: report_activity, record_duty.
/// </summary>
[Intent("report_activity", "report_again", "record_duty")]
internal sealed class ReportActivity(
    Reports reports, BranchReports branchReports, Presence presence, Elections elections, MentoringReports mentoring, Whispers whispers, Standing standing,
    WorkPlan plan) : IFeature
{
    public async Task<Reply> DoAsync(Request request, CancellationToken cancel)
    {
        if (request.Intent == "report_again")
            return Reply.With("none");
        var kind = branchReports.KindOf(request.Slots);
        if (request.Intent == "record_duty")
            request = request with { Slots = Wanted(request.Slots, kind) };
        var slots = request.Slots;
        var day = slots.Date ?? request.Today;
        if (day > request.Today)
            return Reply.With("future");
        if (slots.Branch?.FirstOrDefault(name => name != request.Who.Branch) is { } foreign)
            return Reply.With("foreign", ("foreign", foreign), ("own", request.Who.Branch));
        var items = KindFields.ItemsIn(kind, request.Text);
        // Which of the seven it is has to be known; what a mentor did may be told without.
        if (request.Intent == "record_duty" && kind.ItemField is { } field && items.Count == 0)
            return Reply.With("which_item", ("choices", string.Join('、', field.Choices))) with
            {
                Opens = new OpenDialogue(request.Intent, slots with { Topic = null }, ["topic"], Awaits.Facts, null, request.Now),
            };
        return kind.Subject switch
        {
            SubjectType.Branch => await BranchAsync(request, kind, items, day, cancel),
            SubjectType.Pair => await mentoring.KeepAsync(request, kind, items, day, cancel),
            _ => await MembersAsync(request, kind, items, day, cancel),
        };
    }

    /// <summary>Of a duty only what its kind asks for: 共12项 are no people, and 谈心谈话 has no topic.</summary>
    private static Slots Wanted(Slots slots, Kind kind)
    {
        bool Has(string slot) => kind.Required.Contains(slot) || kind.Offered.Contains(slot);
        var people = Has("attendees");
        return slots with
        {
            Attendees = people ? slots.Attendees : null, Due = people ? slots.Due : null, Absent = people ? slots.Absent : null,
            Topic = Has("topic") ? slots.Topic : null, Place = Has("place") ? slots.Place : null, Hours = Has("hours") ? slots.Hours : null,
        };
    }

    private async Task<Reply> BranchAsync(Request request, Kind kind, IReadOnlyList<string> items, DateOnly day, CancellationToken cancel)
    {
        var report = branchReports.Read(request, kind, items, day);
        var added = await reports.AddAsync(report.ToAdd, cancel);
        var (made, credited, checkedIn) = (Made(added, kind, day), added.Credited, added.CheckedIn);
        // Of the seven several may have been done at once, each a record of its own.
        foreach (var item in items.Skip(1))
        {
            var next = await reports.AddAsync(report.ToAdd with { Report = report.ToAdd.Report with { Item = item }, Earned = [], Present = [] }, cancel);
            made = [.. made, .. Made(next, kind, day)];
            added = next.Id is null ? added : next;
        }
        if (RecordRef.Of(made) is not { } record)
            return Already(request, kind, added.Earlier!);
        if (report.IsClaim)
            return await ClaimedAsync(request, report.Slots, record, "branch", cancel);
        await elections.BeginAsync(request, record.Id, request.Who.BranchId, kind.Key, day, cancel);
        var (lines, there) = checkedIn ? await presence.TakeAsync(report, record.Id, cancel) : ([], 0);
        return branchReports.Say(report, added with { Credited = [.. credited, .. lines] }, record, there);
    }

    private async Task<Reply> MembersAsync(Request request, Kind kind, IReadOnlyList<string> items, DateOnly day, CancellationToken cancel)
    {
        var mayForOthers = standing.May(request.Who, "report-branch", Scope.Group);
        var named = request.Slots.Members ?? [];
        if (named.Count > 0 && !mayForOthers)
            return Reply.With("not_for_others");
        var (found, unknown) = request.Roster.Resolve(named, request.Who.Branch);
        if (unknown.Count > 0)
            return Reply.With("unknown_members", ("names", Wording.Names(unknown)), ("own", request.Who.Branch));
        var self = request.Roster.Member(request.Who.MemberId)!;
        IReadOnlyList<MemberRow> whose = found.Count > 0 ? found : [self];
        var (fields, said) = KindFields.Read(kind, request.Text, request.Now);

        var (kept, claimed) = (new List<RecordRef>(), new List<RecordRef>());
        var credited = new List<Credited>();
        var earlier = new List<string>();
        foreach (var member in whose)
        {
            // Own claims are settled by somebody else, unless the kind earns nothing.
            var earns = plan.PointsFor(kind, day, request.Slots.Hours, kind.Subject);
            var isClaim = member.Id == request.Who.MemberId && earns.EachMember.Count > 0;
            var report = BranchReports.Draft(request, request.Slots, kind, day, member, fields, items.Count > 0 ? items[0] : null, isClaim);
            var entries = isClaim ? [] : Credits.Of(earns with { Branch = [] }, request.Who.BranchId, [member.Id], day, kind.Name);
            var added = await reports.AddAsync(report, entries, [], cancel);
            var made = Made(added, kind, day);
            foreach (var item in items.Skip(1))
                made = [.. made, .. Made(await reports.AddAsync(report with { Item = item }, [], [], cancel), kind, day)];
            if (made.Count == 0)
            {
                if (whose.Count == 1)
                    return Already(request, kind, added.Earlier!);
                earlier.Add(member.Name);
                continue;
            }
            credited.AddRange(added.Credited);
            kept.AddRange(made);
            claimed.AddRange(isClaim ? made : []);
        }
        var hidesText = kind.Privacy.HasFlag(Privacy.NoText);
        var slots = request.Slots with { Date = day, Attendees = null, Topic = hidesText ? null : request.Slots.Topic, Place = hidesText ? null : request.Slots.Place };
        if (RecordRef.Of(claimed) is { } waiting)
            return await ClaimedAsync(request, slots, waiting, "own", cancel) with { Kept = RecordRef.Of(kept) };
        return Reply.With("done",
            ("time", Wording.Hours(slots.Start, slots.End, null)),
            ("whose", found.Count > 0 ? Wording.Names([.. found.Select(m => m.Name)]) : null),
            ("credited", Credits.Say(credited, id => request.Roster.Member(id)?.Name ?? "")),
            ("fields", said), ("items", Items(items)),
            ("earlier", earlier.Count > 0 ? $"{Wording.Names(earlier)}这一天已登记过，没有重复记。" : null)) with
        {
            Slots = slots, Kept = RecordRef.Of(kept), Suggestions = ["撤回"],
            Others = await whispers.ToAsync(
                found.Where(m => m.Id != request.Who.MemberId && !earlier.Contains(m.Name)).Select(m => m.Id),
                $"{request.Who.Name}替您登记了{Wording.Day(day, request.Today)}{kind.Name}{(slots.Hours is { } h ? $" {Wording.Number(h)} 小时" : "")}。有出入请告诉他。", [], cancel),
        };
    }

    /// <summary>Waiting for somebody entitled: tells them, with the words to answer.</summary>
    private async Task<Reply> ClaimedAsync(Request request, Slots slots, RecordRef record, string whose, CancellationToken cancel)
    {
        var roster = request.Roster;
        var who = request.Who;
        var approvers = roster.Holding(who.BranchId, "secretary").Where(m => m.Id != who.MemberId).ToList();
        if (approvers.Count == 0)
            approvers = [.. roster.Holding(who.BranchId, "committee").Where(m => m.Id != who.MemberId)];
        var what = string.Join("，", new[]
        {
            $"{Wording.Day(record.Day!.Value, request.Today)}{record.Kind}", Wording.Hours(slots.Start, slots.End, null), slots.Place,
            slots.Hours is { } h ? $"{Wording.Number(h)} 小时" : null, Wording.Attendance(slots.Due, slots.Attendees, slots.Absent), slots.Topic,
        }.Where(part => !string.IsNullOrEmpty(part)));
        var text = $"{who.Name}报了{(whose == "own" ? "本人" : "支部")}的活动：{what}。请确认：回“同意 {record.Id}”或“退回 {record.Id}”。";
        return Reply.With($"claimed_{whose}", ("approver", Wording.Names([.. approvers.Select(m => m.Name)]))) with
        {
            Slots = slots,
            Kept = record,
            Suggestions = ["撤回"],
            Others = await whispers.ToAsync(approvers.Select(m => m.Id), text, [$"同意 {record.Id}", $"退回 {record.Id}"], cancel),
        };
    }

    private static IReadOnlyList<RecordRef> Made(AddedReport added, Kind kind, DateOnly day) =>
        added.Id is { } id ? [new RecordRef("report", id, kind.Name, day)] : [];

    private static string? Items(IReadOnlyList<string> items) => items.Count == 0 ? null : string.Join('、', items);

    private static Reply Already(Request request, Kind kind, ReportRow earlier) =>
        Reply.With("already",
            ("by", earlier.ToldBy == request.Who.MemberId ? "您" : earlier.ToldByName),
            ("at", Wording.ShortDay(County.Day(earlier.ToldAt))),
            ("facts", Wording.Attendance(earlier.Due, earlier.Attendees, earlier.Absent))) with
        {
            Slots = request.Slots with { ActivityType = kind.Name, Date = earlier.HeldOn },
            // 改成…… means this one; a bare 撤回 must not take away what was not just said.
            Kept = new RecordRef("earlier", earlier.Id, kind.Name, earlier.HeldOn),
        };
}
