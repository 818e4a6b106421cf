using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Dialogue;
using PartyBuilding.Plan;
using PartyBuilding.Recognizers;

namespace PartyBuilding.Bot.Features;

/// <summary>
/// Something took place, or something owed was done: keeps the report, credits points, says what is still owed. Dialogs: report_activity, record_duty.
/// </summary>
[Intent("report_activity", "report_again", "record_duty")]
internal sealed class ReportActivity(
    Reports reports, Attendance attendance, MentoringReports mentoring, BranchDuties duties, Settings settings, Whispers whispers, Standing standing,
    WorkPlan plan) : IFeature
{
    /// <summary>Words that say a second one of the same kind on the same day is meant.</summary>
    private static readonly string[] AgainWords = ["再记一次", "又开了一次", "又开了一场", "第二次"];

    public async Task<Reply> DoAsync(Request request, CancellationToken cancel)
    {
        if (request.Intent == "report_again")
            return Reply.With("none");
        var kind = plan.KindNamed(request.Slots.ActivityType ?? "") ?? plan.Kinds.First(k => k.IsFallback);
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
        var isClaim = !standing.May(request.Who, "report-branch", Scope.Group);
        var slots = Complete(request);
        var (fields, said) = KindFields.Read(kind, request.Text, request.Now);
        var report = Draft(request, slots, kind, day, null, fields, items.Count > 0 ? items[0] : null, isClaim);
        var present = isClaim ? [] : Present(slots, request);
        var earned = isClaim ? [] : Credits.Of(plan.PointsFor(kind, day), request.Who.BranchId, present.Select(m => m.Id), day, kind.Name);
        var month = Period.Month(day.Year, day.Month);
        var subject = request.Roster.SubjectOf(request.Who.BranchId);
        var wanted = Facts.Wanted(Gaps.DecisiveOf(plan, subject, month));
        var added = await reports.AddAsync(report, earned, wanted, cancel);
        var (made, credited) = (Made(added, kind, day), added.Credited);
        // Of the seven several may have been done at once, each a record of its own.
        foreach (var item in items.Skip(1))
        {
            var next = await reports.AddAsync(report with { Item = item }, [], wanted, cancel);
            made = [.. made, .. Made(next, kind, day)];
            added = next.Id is null ? added : next;
        }
        if (RecordRef.Of(made) is not { } record)
            return Already(request, kind, added.Earlier!);
        // Who is known to have been there has the hours too.
        if (present.Count > 0)
            await attendance.NoteAsync(request.Who.BranchId, day, kind.Key, [.. present.Select(m => m.Id)], "present", null, request.Who.MemberId, request.Now, cancel);
        if (!isClaim && kind.Key == Jobs.Addressees.Election)
        {
            // The new term begins with the election.
            await duties.EndTermAsync(request.Who.BranchId, day.AddYears(Period.TenureYears).AddDays(-1), cancel);
            await settings.MoveRosterAsync(request.Who.MemberId, request.Now, cancel);
        }
        if (isClaim)
            return await ClaimedAsync(request, slots, record, "branch", cancel);
        var gaps = Gaps.Of(plan, subject, month, Facts.Of(added.Facts, plan), request.Today);
        return Reply.With("done",
            ("time", Wording.Hours(slots.Start, slots.End, slots.DurationMinutes)),
            ("credited", Credits.Say(credited, id => request.Roster.Member(id)?.Name ?? "")),
            ("gaps", Wording.Gaps(gaps) is { } owed ? $"{month.Label}还差：{owed}。" : $"{month.Label}的规定动作都完成了。"),
            ("fields", said), ("items", Items(items)), ("quorum", LacksQuorum(request, kind, fields, slots)),
            ("roster", RosterDiffers(slots, kind, request))) with { Slots = slots with { Date = day }, Kept = record, Suggestions = ["撤回"] };
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
            var report = Draft(request, request.Slots, kind, day, member, fields, items.Count > 0 ? items[0] : null, isClaim);
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

    private static NewReport Draft(Request request, Slots slots, Kind kind, DateOnly day, MemberRow? member, string fields, string? item, bool isClaim)
    {
        var hidesText = kind.Privacy.HasFlag(Privacy.NoText);
        return new NewReport(
            request.Who.BranchId, member?.Id, kind.Key, day, AgainWords.Any(word => request.Text.Contains(word, StringComparison.Ordinal)), CountsFor(request, kind, day), slots.Start, slots.End,
            slots.DurationMinutes, hidesText ? null : slots.Place, hidesText ? null : slots.Topic, slots.Due, slots.Attendees, slots.Absent,
            slots.Hours, slots.Amount, item, fields, isClaim ? "claimed" : "kept", request.Who.MemberId, request.Now);
    }

    /// <summary>「10月主题党日」 said of a day in November settles October.</summary>
    private static string? CountsFor(Request request, Kind kind, DateOnly day)
    {
        foreach (var reading in ChineseReader.Read(request.Text, request.Now, Bias.Past))
        {
            var after = request.Text.AsSpan(reading.End).TrimStart("份的");
            if (reading.Value is Value.Days { From: { Day: 1 } first, Until: { } until } && until == first.AddMonths(1)
                && IsNamedBy(kind, after) && (first.Year, first.Month) != (day.Year, day.Month))
                return Period.Month(first.Year, first.Month).Code;
        }
        return null;
    }

    private static bool IsNamedBy(Kind kind, ReadOnlySpan<char> text)
    {
        foreach (var name in kind.Aliases.Append(kind.Name))
            if (text.StartsWith(name, StringComparison.Ordinal))
                return true;
        return false;
    }

    private static IReadOnlyList<RecordRef> Made(AddedReport added, Kind kind, DateOnly day) =>
        added.Id is { } id ? [new RecordRef("report", id, kind.Name, day)] : [];

    private static string? Items(IReadOnlyList<string> items) => items.Count == 0 ? null : string.Join('、', items);

    private static string? LacksQuorum(Request request, Kind kind, string fields, Slots slots)
    {
        var known = kind.Quorum == Quorum.Committee
            ? request.Roster.Holding(request.Who.BranchId, "secretary", "committee").Count()
            : request.Roster.CardHolders(request.Who.BranchId).Count(m => m.Standing == "full");
        return KindFields.LackingQuorum(kind, fields, slots.Attendees, known) is var (present, due)
            ? $"请注意：有表决权的应到 {due} 人，实到 {present} 人，没有过半，会上的决定不能算通过。"
            : null;
    }

    /// <summary>What follows from what was said: absent from due and present, due from present and absent.</summary>
    private static Slots Complete(Request request)
    {
        var slots = request.Slots;
        return slots with
        {
            Absent = slots.Absent ?? (slots is { Due: { } due, Attendees: { } there } && due >= there ? due - there : slots.Absences?.Count),
            Date = slots.Date ?? request.Today,
        };
    }

    /// <summary>Who is known to have been there: everybody due when nobody was missing, or all but those named missing.</summary>
    private static IReadOnlyList<MemberRow> Present(Slots slots, Request request)
    {
        var due = request.Roster.Due(request.Who.BranchId).ToList();
        if (slots.Attendees == due.Count && slots.Absent is null or 0)
            return due;
        if (slots.Absences is not { Count: > 0 } absences || slots.Attendees + absences.Count != due.Count)
            return [];
        var (missing, unknown) = request.Roster.Resolve([.. absences.Select(a => a.Name)], request.Who.Branch);
        return unknown.Count > 0 ? [] : [.. due.Where(m => missing.All(gone => gone.Id != m.Id))];
    }

    private static string? RosterDiffers(Slots slots, Kind kind, Request request)
    {
        var known = request.Roster.Due(request.Who.BranchId).Count();
        return slots.Due is { } said && said != known && kind.Quorum != Quorum.Committee && kind.Key is "theme-day" or "all-members"
            ? $"名册上应到 {known} 人，您说 {slots.Due} 人，已按您说的记；名册有变动请告诉管理员。"
            : null;
    }

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
