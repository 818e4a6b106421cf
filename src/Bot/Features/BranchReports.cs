using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Dialogue;
using PartyBuilding.Plan;
using PartyBuilding.Recognizers;

namespace PartyBuilding.Bot.Features;

/// <summary>What a branch reports of itself, read from a request; all that the database has to do with it comes after.</summary>
/// <param name="ToAdd">The report with what it earns and what is asked beside it.</param>
/// <param name="Slots">The facts, completed.</param>
/// <param name="IsClaim">Somebody entitled has to confirm it first.</param>
internal sealed record BranchReport(ReportToAdd ToAdd, Request Request, Kind Kind, Slots Slots, string? Said, IReadOnlyList<string> Items, bool IsClaim);

/// <summary>Reads a branch's reports, and says what became of them.</summary>
internal sealed class BranchReports(Standing standing, WorkPlan plan)
{
    /// <summary>Words that say a second one of the same kind on the same day is meant.</summary>
    private static readonly string[] AgainWords = ["再记一次", "又开了一次", "又开了一场", "第二次"];

    /// <summary>The kind named, or the one for everything else.</summary>
    public Kind KindOf(Slots slots) => plan.KindNamed(slots.ActivityType ?? "") ?? plan.Kinds.First(k => k.IsFallback);

    /// <summary>A report that is done by being kept: one meeting of the speaker's branch, told by somebody entitled. Null for any other.</summary>
    public BranchReport? ReadPlain(Request request)
    {
        var kind = KindOf(request.Slots);
        var day = request.Slots.Date ?? request.Today;
        if (request.Intent != "report_activity" || kind.Subject != SubjectType.Branch || kind.Key == Jobs.Addressees.Election || day > request.Today
            || request.Slots.Branch?.Any(name => name != request.Who.Branch) == true)
            return null;
        var items = KindFields.ItemsIn(kind, request.Text);
        return items.Count <= 1 && Read(request, kind, items, day) is { IsClaim: false } report ? report : null;
    }

    /// <summary>Reads a branch's report.</summary>
    public BranchReport Read(Request request, Kind kind, IReadOnlyList<string> items, DateOnly day)
    {
        var isClaim = !standing.May(request.Who, "report-branch", Scope.Group);
        var slots = Complete(request);
        var (fields, said) = KindFields.Read(kind, request.Text, request.Now);
        var present = isClaim ? [] : Present(slots, request);
        var earned = isClaim ? [] : Credits.Of(plan.PointsFor(kind, day), request.Who.BranchId, present.Select(m => m.Id), day, kind.Name);
        var wanted = Facts.Wanted(Gaps.DecisiveOf(plan, request.Roster.SubjectOf(request.Who.BranchId), Period.Month(day.Year, day.Month)));
        return new BranchReport(
            new ReportToAdd(
                Draft(request, slots, kind, day, null, fields, items.Count > 0 ? items[0] : null, isClaim), earned, wanted,
                // Who is known to have been there has the hours too.
                [.. present.Select(m => m.Id)]),
            request, kind, slots with { Date = day }, said, items, isClaim);
    }

    /// <summary>What is said when it was kept.</summary>
    /// <param name="report">As it was read.</param>
    /// <param name="added">What became of it.</param>
    /// <param name="record">What may be taken back.</param>
    /// <param name="there">How many are noted as there, where somebody had checked in.</param>
    public Reply Say(BranchReport report, AddedReport added, RecordRef record, int there = 0)
    {
        var (request, kind, slots, day) = (report.Request, report.Kind, report.Slots, report.ToAdd.Report.HeldOn);
        var month = Period.Month(day.Year, day.Month);
        var gaps = Gaps.Of(plan, request.Roster.SubjectOf(request.Who.BranchId), month, Facts.Of(added.Facts, plan), request.Today);
        return Reply.With("done",
            ("time", Wording.Hours(slots.Start, slots.End, slots.DurationMinutes)),
            ("credited", Credits.Say(added.Credited, id => request.Roster.Member(id)?.Name ?? "")),
            ("gaps", Wording.Gaps(gaps) is { } owed ? $"{month.Label}还差：{owed}。" : $"{month.Label}的规定动作都完成了。"),
            ("fields", report.Said), ("items", report.Items.Count == 0 ? null : string.Join('、', report.Items)),
            ("quorum", LacksQuorum(request, kind, report.ToAdd.Report.Fields, slots)),
            ("roster", there > slots.Attendees
                ? $"签到的有 {there} 人，比实到 {slots.Attendees} 人多，个人积分没有按签到记，请核对。"
                : RosterDiffers(slots, kind, request))) with
        {
            Slots = slots, Kept = record, Suggestions = ["撤回"],
        };
    }

    /// <summary>The report as it will be kept.</summary>
    public static NewReport Draft(Request request, Slots slots, Kind kind, DateOnly day, MemberRow? member, string fields, string? item, bool isClaim)
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
        if (!FollowsAMonth(kind, request.Text))
            return null;
        foreach (var reading in ChineseReader.Read(request.Text, request.Now, Bias.Past))
        {
            var after = request.Text.AsSpan(reading.End).TrimStart("份的");
            if (reading.Value is Value.Days { From: { Day: 1 } first, Until: { } until } && until == first.AddMonths(1)
                && IsNamedBy(kind, after) && (first.Year, first.Month) != (day.Year, day.Month))
                return Period.Month(first.Year, first.Month).Code;
        }
        return null;
    }

    /// <summary>Spares all other messages a second reading.</summary>
    private static bool FollowsAMonth(Kind kind, string text)
    {
        foreach (var name in kind.Aliases.Append(kind.Name))
            for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
                if (at > 0 && "月份的".Contains(text[at - 1]))
                    return true;
        return false;
    }

    private static bool IsNamedBy(Kind kind, ReadOnlySpan<char> text)
    {
        foreach (var name in kind.Aliases.Append(kind.Name))
            if (text.StartsWith(name, StringComparison.Ordinal))
                return true;
        return false;
    }

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
    public static IReadOnlyList<MemberRow> Present(Slots slots, Request request)
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
}
