using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Dialogue;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>Which report a correction or a withdrawal means: 献血那条, 25号那次, or what was said last.</summary>
internal sealed class MeantReports(Reports reports, Standing standing, WorkPlan plan)
{
    /// <summary>Records older than this are corrected by the committee with a new entry, not by a word in a chat.</summary>
    private const int DaysBack = 370;

    /// <summary>What was told so lately is meant by its kind alone.</summary>
    private const int DaysFresh = 7;

    /// <summary>How many are looked at, and how many listed.</summary>
    private const int MostRead = 50;

    private const int Most = 8;

    /// <summary>Words that say which day's record is meant.</summary>
    private static readonly string[] Days = ["那次", "那天", "号", "昨天", "前天", "今天", "周", "星期"];

    private static readonly string[] Turns = ["改成", "改为", "改到", "更正", "应该是", "应为", "应是", "其实是", "实际是", "写成", "填成", "报成", "不是"];

    /// <summary>The reports that fit what was said.</summary>
    public async Task<Meant> FindAsync(Request request, CancellationToken cancel)
    {
        if (IsNewDay(request))
        {
            var slots = request.Slots with { Date = null };
            request = request with
            {
                Slots = slots, Target = request.Last.FirstOrDefault(r => r.Type == "report" && (slots.ActivityType is null || r.Kind == slots.ActivityType)),
            };
        }
        if (request.Target is { } target)
        {
            var alike = await LastAlikeAsync(request, target, cancel);
            if (alike.Count == 0)
                return new Meant([], AreOne: false);
            var narrowed = Narrow(alike.Select(one => one.Report), request);
            var first = alike.First(one => one.Report.Id == narrowed[0].Id).Record;
            return new Meant([.. narrowed.Where(report => first.Ids().Contains(report.Id))], AreOne: true);
        }
        // Without a word of which one, only what was just done here can be meant.
        if (request.Slots.ActivityType is null && request.Slots.Date is null)
            return new Meant([], AreOne: false);
        var meant = await AskAsync(request, request.Slots.Date, cancel);
        // In a correction the date may be the new one.
        if (meant.Count == 0 && request.Slots is { Date: not null, ActivityType: not null } && request.Intent == "correct_record")
            meant = await AskAsync(request, null, cancel);
        // Heads are counted where a branch met, not where one person did something.
        if (request.Slots.Attendees is not null || request.Slots.Due is not null)
            meant = [.. meant.Where(r => r.MemberId is null)];
        if (Period.Parse(request.Slots.Period, plan.Calendar) is { } period && meant.Where(r => period.Contains(r.HeldOn)).ToList() is { Count: > 0 } within)
            meant = within;
        meant = Narrow(meant, request);
        if (request.Slots.Date is null && meant.Where(r => r.ToldAt >= request.Now.AddDays(-DaysFresh)).ToList() is { Count: > 0 } fresh && AreOne(fresh))
            meant = fresh;
        return new Meant(meant, AreOne(meant));
    }

    /// <summary>A line for each, so that people can say which.</summary>
    public string List(IReadOnlyList<ReportRow> meant, DateOnly today) => string.Join('\n', meant.Take(Most).Select(r =>
        $"· {Wording.Day(r.HeldOn, today)}{plan.MaybeKind(r.Kind)?.Name}{((r.Item ?? r.Topic ?? r.Place) is { Length: > 0 } about ? $"（{about}）" : "")}"));

    private Task<IReadOnlyList<ReportRow>> AskAsync(Request request, DateOnly? day, CancellationToken cancel)
    {
        var kind = request.Slots.ActivityType is { } name ? plan.KindNamed(name)?.Key : null;
        var forBranch = standing.May(request.Who, "correct", Scope.Group);
        return reports.MeantAsync(
            request.Who.BranchId, forBranch ? null : request.Who.MemberId, kind, day, request.Today.AddDays(-DaysBack), MostRead, cancel);
    }

    /// <summary>「日期改成27号」: a day that is all a correction says, and not of which record, is the new one.</summary>
    private static bool IsNewDay(Request request) =>
        request is { Intent: "correct_record", Slots: { Date: not null } slots }
        && slots with { Date = null, ActivityType = null, Period = null } == new Slots()
        && Named(request) is var named && named.Length < request.Text.Length && !named.Any(char.IsAsciiDigit) && !Days.Any(named.Contains);

    /// <summary>Told in one breath.</summary>
    private static bool AreOne(IReadOnlyList<ReportRow> reports) => reports.DistinctBy(r => (r.ToldBy, r.ToldAt, r.Kind)).Count() == 1;

    /// <summary>What was done here lately and fits kind and day as well as the target does, newest first; what no longer counts only when nothing else does.</summary>
    private async Task<IReadOnlyList<(RecordRef Record, ReportRow Report)>> LastAlikeAsync(Request request, RecordRef target, CancellationToken cancel)
    {
        var alike = new List<(RecordRef Record, ReportRow Report)>();
        foreach (var record in request.Last.Where(r => r.Type == target.Type && (request.Slots.ActivityType is null || r.Kind == request.Slots.ActivityType)
            && (request.Slots.Date is null || r.Day == request.Slots.Date)).Prepend(target).DistinctBy(r => r.Id))
        {
            foreach (var id in record.Ids())
                if (await reports.FindAsync(id, cancel) is { } report && (report.State is "kept" or "claimed" || record.Id == target.Id))
                    alike.Add((record, report));
        }
        return alike;
    }

    /// <summary>Those that the words speak of best; all of them when the words fit none.</summary>
    private static IReadOnlyList<ReportRow> Narrow(IEnumerable<ReportRow> all, Request request)
    {
        var named = Named(request);
        var (people, _) = request.Roster.Resolve(request.Slots.Members ?? [], request.Who.Branch);
        return [.. all.GroupBy(Fit).OrderByDescending(fitting => fitting.Key).FirstOrDefault() ?? Enumerable.Empty<ReportRow>()];

        int Fit(ReportRow report) =>
            (report.Item is { } item && named.Contains(item, StringComparison.Ordinal)) || people.Any(member => member.Id == report.MemberId) ? 2
            : IsNamed(report.Topic, named) || IsNamed(report.Place, named) ? 1 : 0;
    }

    /// <summary>Whether any two neighbouring characters of it stand in the words.</summary>
    private static bool IsNamed(string? about, string named)
    {
        for (var i = 0; about is not null && i + 2 <= about.Length; i++)
            if (named.AsSpan().IndexOf(about.AsSpan(i, 2)) >= 0)
                return true;
        return false;
    }

    /// <summary>The words before the new value.</summary>
    private static string Named(Request request)
    {
        var at = Turns.Select(word => request.Text.IndexOf(word, StringComparison.Ordinal)).Where(at => at >= 0).DefaultIfEmpty(request.Text.Length).Min();
        return request.Text[..at];
    }
}

/// <summary>What was found to be meant: nothing, one report, what one sentence made, or several to be asked about.</summary>
/// <param name="Reports">Newest first.</param>
/// <param name="AreOne">Whether one sentence made them, so that one sentence takes them all back.</param>
internal sealed record Meant(IReadOnlyList<ReportRow> Reports, bool AreOne);
