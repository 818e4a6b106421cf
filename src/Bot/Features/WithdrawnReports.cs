using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>Takes reports of one sentence back, with everything that followed from them.</summary>
internal sealed class WithdrawnReports(Reports reports, Entries entries, Evidence evidence, WorkPlan plan)
{
    public async Task<Reply> WithdrawAsync(Request request, IReadOnlyList<ReportRow> meant, CancellationToken cancel)
    {
        var (gone, lines) = (new List<ReportRow>(), 0);
        foreach (var report in meant)
        {
            if (!await reports.WithdrawAsync(report.Id, request.Who.MemberId, request.Now, cancel))
                continue;
            gone.Add(report);
            lines += await entries.ReverseReportAsync(report.Id, request.Who.MemberId, "撤回", request.Now, cancel);
            await evidence.DropAsync(report.Id, cancel);
        }
        if (gone.Count == 0)
            return Reply.With("gone");
        return Reply.With("done",
            ("what", CorrectedReports.What(gone, plan, request.Today)),
            ("points", lines > 0 ? "相应积分已冲回" : gone[0].Kind == Jobs.Addressees.Election ? "任期没有跟着改回，请再说一句“本届到某年某月某日期满”" : null)) with
        {
            Dropped = CorrectedReports.Of(gone, plan),
        };
    }
}
