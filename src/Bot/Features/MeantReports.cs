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

    private const int Most = 8;

    private static readonly string[] Turns = ["改成", "改为", "改到", "更正", "应该是", "应为", "应是", "其实是", "实际是", "写成", "填成", "报成", "不是"];

    /// <summary>The reports that fit what was said; one is what is meant, several have to be asked about, none was found.</summary>
    public async Task<IReadOnlyList<ReportRow>> FindAsync(Request request, CancellationToken cancel)
    {
        var named = Named(request);
        if (request.Target is { } target)
        {
            var alike = await LastAlikeAsync(request, target, cancel);
            return alike.Count > 1 && Narrow(alike, named) is { Count: > 0 } narrowed && narrowed.Count < alike.Count ? [narrowed[0]] : [.. alike.Take(1)];
        }
        // Without a word of which one, only what was just done here can be meant.
        if (request.Slots.ActivityType is null && request.Slots.Date is null)
            return [];
        var meant = await AskAsync(request, request.Slots.Date, cancel);
        // In a correction the date may be the new one.
        if (meant.Count == 0 && request.Slots is { Date: not null, ActivityType: not null } && request.Intent == "correct_record")
            meant = await AskAsync(request, null, cancel);
        // Heads are counted where a branch met, not where one person did something.
        if (request.Slots.Attendees is not null || request.Slots.Due is not null)
            meant = [.. meant.Where(r => r.MemberId is null)];
        if (Period.Parse(request.Slots.Period, plan.Calendar) is { } period && meant.Where(r => period.Contains(r.HeldOn)).ToList() is { Count: > 0 } within)
            meant = within;
        if (Narrow(meant, named) is { Count: > 0 } fitting)
            meant = fitting;
        var fresh = meant.Where(r => r.ToldAt >= request.Now.AddDays(-DaysFresh)).ToList();
        return request.Slots.Date is null && fresh.Count == 1 ? fresh : meant;
    }

    /// <summary>A line for each, so that people can say which.</summary>
    public string List(IReadOnlyList<ReportRow> meant, DateOnly today) => string.Join('\n', meant.Take(Most).Select(r =>
        $"· {Wording.Day(r.HeldOn, today)}{plan.MaybeKind(r.Kind)?.Name}{((r.Item ?? r.Topic ?? r.Place) is { Length: > 0 } about ? $"（{about}）" : "")}"));

    private Task<IReadOnlyList<ReportRow>> AskAsync(Request request, DateOnly? day, CancellationToken cancel)
    {
        var kind = request.Slots.ActivityType is { } name ? plan.KindNamed(name)?.Key : null;
        var forBranch = standing.May(request.Who, "correct", Scope.Group);
        return reports.MeantAsync(
            request.Who.BranchId, forBranch ? null : request.Who.MemberId, kind, day, request.Today.AddDays(-DaysBack), Most, cancel);
    }

    /// <summary>What was done here lately and fits kind and day as well as the target does, newest first.</summary>
    private async Task<IReadOnlyList<ReportRow>> LastAlikeAsync(Request request, RecordRef target, CancellationToken cancel)
    {
        var alike = new List<ReportRow>();
        foreach (var record in request.Last.Where(r => r.Type == target.Type && (request.Slots.ActivityType is null || r.Kind == request.Slots.ActivityType)
            && (request.Slots.Date is null || r.Day == request.Slots.Date)).Prepend(target).DistinctBy(r => r.Id))
        {
            if (await reports.FindAsync(record.Id, cancel) is { } report && (report.State is "kept" or "claimed" || record.Id == target.Id))
                alike.Add(report);
        }
        return alike;
    }

    /// <summary>Those that the words speak of best; all of them when the words fit none.</summary>
    private static IReadOnlyList<ReportRow> Narrow(IReadOnlyList<ReportRow> all, string named)
    {
        var best = all.Select(report => Fit(report, named)).DefaultIfEmpty().Max();
        return best == 0 ? all : [.. all.Where(report => Fit(report, named) == best)];
    }

    private static int Fit(ReportRow report, string named) =>
        report.Item is { } item && named.Contains(item, StringComparison.Ordinal) ? 2
        : IsNamed(report.Topic, named) || IsNamed(report.Place, named) ? 1 : 0;

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
        var at = Turns.Select(word => request.Text.IndexOf(word, StringComparison.Ordinal)).Where(at => at > 0).DefaultIfEmpty(request.Text.Length).Min();
        return request.Text[..at];
    }
}
