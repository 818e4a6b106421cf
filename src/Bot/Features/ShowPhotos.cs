using System.Globalization;
using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>
/// Shows the photos of a report in private, to the branch's own secretary and the bureau, under addresses that end after two days. Dialog:
/// dialogs/show_photos.yaml.
/// </summary>
[Intent("show_photos")]
internal sealed class ShowPhotos(Reports reports, Evidence evidence, Files files, Audit audit, WorkPlan plan, TimeProvider time) : IFeature
{
    private const int DaysBack = 370;
    private const int MostReports = 20;

    public async Task<Reply> DoAsync(Request request, CancellationToken cancel)
    {
        if (request.InGroup)
            return Reply.With("in_private");
        if (!request.Who.Roles.Contains("secretary") && !request.Who.InBureau)
            return Reply.With("refused");
        var named = request.Slots.Branch is [var name] ? request.Roster.BranchNamed(name) : null;
        if (request.Slots.Branch is not null && named is null)
            return Reply.With("unknown_branch");
        var branch = named?.Id ?? request.Who.BranchId;
        if (branch != request.Who.BranchId && !request.Who.InBureau)
            return Reply.With("refused");

        var kind = request.Slots.ActivityType is { } said ? plan.KindNamed(said)?.Key : null;
        foreach (var report in await reports.MeantAsync(branch, null, kind, request.Slots.Date, request.Today.AddDays(-DaysBack), MostReports, cancel))
        {
            var photos = await evidence.OfAsync(report.Id, cancel);
            if (photos.Count == 0)
                continue;
            if (report.ToldBy != request.Who.MemberId)
                await audit.AddAsync(request.Now, request.Who.MemberId, "photos", $"report:{report.Id}", branch, null, cancel);
            return Reply.With("done",
                ("what", Wording.Day(report.HeldOn, request.Today) + plan.Kind(report.Kind).Name), ("count", photos.Count.ToString(CultureInfo.InvariantCulture))) with
            {
                Photos = await files.ShareAsync([.. photos.Select(photo => (photo.FileId, Outgoings.NewSecret()))], time.GetUtcNow(), cancel),
            };
        }
        return Reply.With("none");
    }
}
