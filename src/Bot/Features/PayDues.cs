using System.Text.RegularExpressions;
using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Dialogue;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>Dues paid, one record a month: the month and the amount, never a salary. Dialog: dialogs/pay_dues.yaml.</summary>
[Intent("pay_dues")]
internal sealed partial class PayDues(Reports reports, Whispers whispers, Standing standing, WorkPlan plan) : IFeature
{
    /// <summary>Its key in the plan.</summary>
    public const string Kind = "dues";

    /// <summary>So far is paid ahead, in months.</summary>
    private const int MostMonthsAhead = 3;

    private const int MostMonths = 12;

    public async Task<Reply> DoAsync(Request request, CancellationToken cancel)
    {
        var slots = request.Slots;
        var named = slots.Members ?? [];
        if (named.Count > 0 && !standing.May(request.Who, "attend-others", Scope.Branch) && named.Count > 1)
            return Reply.With("refused");
        var (found, unknown) = request.Roster.Resolve(named, request.Who.Branch);
        if (unknown.Count > 0)
            return Reply.With("unknown_members", ("names", Wording.Names(unknown)), ("own", request.Who.Branch));
        var period = Ahead(request, Period.Parse(slots.Period, plan.Calendar) ?? Period.Month(request.Today.Year, request.Today.Month));
        var months = Months(period);
        if (months.Count > MostMonths)
            return Reply.With("too_long");
        if (slots.Amount is <= 0 or > 100_000)
            return Reply.With("amount");

        IReadOnlyList<MemberRow> whose = found.Count > 0 ? found : [request.Roster.Member(request.Who.MemberId)!];
        var kind = plan.Kind(Kind);
        var kept = new List<RecordRef>();
        var again = 0;
        foreach (var member in whose)
        {
            foreach (var month in months)
            {
                // Its own day is the month's first, so that a month is settled once; what was paid is shared evenly.
                var report = new NewReport(
                    member.BranchId, member.Id, kind.Key, month.From, false, month.Code, null, null, null, null, null, null, null, null, null,
                    slots.Amount is { } paid ? Math.Round(paid / months.Count / whose.Count, 2) : null, null, "{}", "kept", request.Who.MemberId, request.Now);
                var added = await reports.AddAsync(report, [], [], cancel);
                if (added.Id is { } id)
                    kept.Add(new RecordRef("report", id, kind.Name, month.From));
                else
                    again++;
            }
        }
        var others = found.Where(m => m.Id != request.Who.MemberId).ToList();
        return Reply.With(kept.Count == 0 ? "already" : "done",
            ("when", period.Label),
            ("whose", others.Count > 0 ? Wording.Names([.. others.Select(m => m.Name)]) : null),
            ("again", kept.Count > 0 && again > 0 ? $"其中 {again} 个月以前记过，没有重复记" : null)) with
        {
            Kept = RecordRef.Of(kept),
            Suggestions = kept.Count == 0 ? [] : ["撤回"],
            Others = kept.Count == 0 ? [] : await whispers.ToAsync(others.Select(m => m.Id), $"{request.Who.Name}替您登记了{period.Label}党费。有出入请告诉他。", [], cancel),
        };
    }

    /// <summary>12月党费 said in October is paid ahead, not last year's: nobody is that far behind without saying the year.</summary>
    private static Period Ahead(Request request, Period period)
    {
        var coming = period.From.AddYears(1);
        return period.Unit == PeriodUnit.Month && coming > request.Today && coming <= request.Today.AddMonths(MostMonthsAhead) && !SaysYear().IsMatch(request.Text)
            ? Period.Month(coming.Year, coming.Month)
            : period;
    }

    [GeneratedRegex(@"年|20\d\d")]
    private static partial Regex SaysYear();

    private static List<Period> Months(Period period)
    {
        var months = new List<Period>();
        for (var first = new DateOnly(period.From.Year, period.From.Month, 1); first < period.Until && months.Count <= MostMonths; first = first.AddMonths(1))
            months.Add(Period.Month(first.Year, first.Month));
        return months;
    }
}
