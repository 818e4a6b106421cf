using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>Takes reports of one sentence back, with everything that followed from them.</summary>
internal sealed class WithdrawnReports(Reports reports, Entries entries, Attendance attendance, Elections elections, Evidence evidence, WorkPlan plan)
{
    public async Task<Reply> WithdrawAsync(Request request, IReadOnlyList<ReportRow> meant, CancellationToken cancel)
    {
        var (gone, lines) = (new List<ReportRow>(), 0);
        bool? isTermBack = null;
        foreach (var report in meant)
        {
            if (!await reports.WithdrawAsync(report.Id, request.Who.MemberId, request.Now, cancel))
                continue;
            gone.Add(report);
            lines += await entries.ReverseReportAsync(report.Id, request.Who.MemberId, "撤回", request.Now, cancel);
            await attendance.ForgetAsync(report, cancel);
            isTermBack = await elections.UndoAsync(request, report, cancel);
            await evidence.DropAsync(report.Id, cancel);
        }
        if (gone.Count == 0)
            return Reply.With("gone");
        return Reply.With("done",
            ("what", CorrectedReports.What(gone, plan, request.Today)),
            ("points", isTermBack switch
            {
                true => "任期也改回了原来的",
                false => "任期后来另外改过，没有动",
                null => lines > 0 ? "相应积分已冲回" : null,
            })) with
        {
            Dropped = CorrectedReports.Of(gone, plan),
        };
    }
}
