using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Dialogue;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Features;

/// <summary>What a mentor and a young teacher did together: kept for the pair, told by the mentor or by whoever reports for the branch.</summary>
internal sealed class MentoringReports(Reports reports, Pairs pairs, Whispers whispers, Standing standing)
{
    /// <summary>Keeps it once for each thing named.</summary>
    public async Task<Reply> KeepAsync(Request request, Kind kind, IReadOnlyList<string> items, DateOnly day, CancellationToken cancel)
    {
        // A pair is often written down a few days after it began.
        var all = await pairs.BetweenAsync(request.Who.BranchId, day, request.Today, cancel);
        var mayForOthers = standing.May(request.Who, "report-branch", Scope.Group);
        var own = all.Where(p => p.MentorId == request.Who.MemberId).ToList();
        var named = all.Where(p => request.Text.Contains(p.Apprentice, StringComparison.Ordinal)).ToList();
        if (named.Count == 0)
            named = [.. all.Where(p => request.Text.Contains(p.Mentor, StringComparison.Ordinal))];
        var meant = named.Count > 0 ? named : own;
        if (meant.Count > 1)
            return Reply.With("which_pair", ("list", string.Join('\n', meant.Select(p => $"· {p.Mentor}带{p.Apprentice}")))) with { Slots = request.Slots };
        if (meant is not [var pair])
            return Reply.With(all.Count == 0 || !mayForOthers ? "no_pair" : "which_pair", ("list", string.Join('\n', all.Select(p => $"· {p.Mentor}带{p.Apprentice}"))));
        if (pair.MentorId != request.Who.MemberId && !mayForOthers)
            return Reply.With("not_for_others");

        var (fields, said) = KindFields.Read(kind, request.Text, request.Now);
        // What was done says it all; only a title adds to it.
        var topic = items.Count == 0 || request.Slots.Topic?.Contains('《', StringComparison.Ordinal) == true ? request.Slots.Topic : null;
        var kept = new List<RecordRef>();
        ReportRow? earlier = null;
        foreach (var item in items.Count > 0 ? items.Cast<string?>() : [null])
        {
            var report = new NewReport(
                pair.BranchId, pair.MentorId, kind.Key, day, false, null, request.Slots.Start, request.Slots.End, request.Slots.DurationMinutes, request.Slots.Place,
                topic, null, null, null, null, null, item, fields, "kept", request.Who.MemberId, request.Now);
            var added = await reports.AddAsync(report, [], [], cancel);
            // The same day with another young teacher is another record.
            if (added.Earlier is { } before && await pairs.OfReportAsync(before.Id, cancel) != pair.Id)
                added = await reports.AddAsync(report with { Again = true }, [], [], cancel);
            if (added.Id is not { } id)
            {
                earlier = added.Earlier;
                continue;
            }
            await pairs.CreditAsync(id, pair.Id, cancel);
            kept.Add(new RecordRef("report", id, kind.Name, day));
        }
        if (kept.Count == 0)
            return Reply.With("already", ("by", earlier!.ToldBy == request.Who.MemberId ? "您" : earlier.ToldByName), ("at", Wording.ShortDay(County.Day(earlier.ToldAt))));
        return Reply.With("done_pair",
            ("pair", $"{pair.Mentor}带{pair.Apprentice}"), ("items", items.Count > 0 ? string.Join('、', items) : null), ("fields", said)) with
        {
            Slots = request.Slots with { Date = day, Topic = topic }, Kept = RecordRef.Of(kept), Suggestions = ["撤回"],
            Others = pair.MentorId == request.Who.MemberId ? [] : await whispers.ToAsync(
                [pair.MentorId], $"{request.Who.Name}替您登记了{Wording.Day(day, request.Today)}{kind.Name}{(items.Count > 0 ? "：" + string.Join('、', items) : "")}。有出入请告诉他。", [], cancel),
        };
    }
}
