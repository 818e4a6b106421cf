using Npgsql;
using PartyBuilding.Bot.Features;
using PartyBuilding.Bot.Sending;
using PartyBuilding.Bot.Telemetry;
using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Jobs;

/// <summary>Fires the reminders that are due, lets due notices go, credits what was completed.</summary>
internal sealed partial class Tick(
    NpgsqlConnection db, Broadcasts broadcasts, Duties duties, Deliveries deliveries, Members members, Settings settings, Addressees addressees,
    Notices notices, Completing completing, Roster roster, BusinessClock clock, TimeProvider time, Outbox outbox, WorkPlan plan, ILogger<Tick> log)
{
    /// <summary>How far ahead activities are looked at; no reminder precedes one by more.</summary>
    private const int DaysAhead = 60;

    private const int DaysBack = 30;

    /// <summary>An election is prepared for longer.</summary>
    private const int DaysToElection = 200;

    public async Task RunAsync(CancellationToken cancel)
    {
        await db.OpenAsync(cancel);
        var now = clock.Now(await settings.ClockOffsetAsync(cancel));
        var began = await settings.InstalledAtAsync(now, cancel);
        foreach (var due in await DueAsync(now, began, cancel))
            await FireAsync(due, now, cancel);
        await SendNoticesAsync(now, cancel);
        await completing.RunAsync(now, began, cancel);
    }

    /// <summary>Every time a reminder should have fired and has not; nothing that lay before the installation began.</summary>
    private async Task<IReadOnlyList<DueReminder>> DueAsync(DateTimeOffset now, DateTimeOffset began, CancellationToken cancel)
    {
        var (from, until) = (now.DateTime - Reminders.Longest(plan), now.DateTime);
        var today = County.Day(now);
        await using var transaction = await db.BeginTransactionAsync(cancel);
        await members.ScopeToCountyAsync(cancel);
        var planned = await duties.PlannedAsync(today.AddDays(-DaysBack), today.AddDays(DaysAhead), cancel);
        var findings = await duties.FindingsAsync(today.AddDays(-DaysBack), today.AddDays(DaysAhead), cancel);
        var terms = await duties.TermsAsync(today.AddDays(-DaysBack), today.AddDays(DaysToElection), cancel);
        var fired = (await broadcasts.FiredAsync(now - Reminders.Longest(plan), cancel)).Select(f => (f.Reminder, f.ScheduledFor)).ToHashSet();
        var known = plan.MaybeKind(Addressees.Rectification) is not null;
        return
        [
            .. Reminders.Due(plan, from, until, planned.Where(p => plan.MaybeKind(p.What) is not null).Select(p => Ahead(p, p.What)))
                .Select(f => new DueReminder(f, planned.FirstOrDefault(p => p.Id == f.Planned?.Id)))
                // A finding is nothing to come to: only reminders made for it speak of it.
                .Concat(Reminders.Due(plan, from, until, known ? findings.Select(f => Ahead(f, Addressees.Rectification)) : [])
                    .Where(f => f.Planned is not null && f.Rule.Kinds.Count > 0)
                    .Select(f => new DueReminder(f, findings.First(one => one.Id == f.Planned!.Id))))
                .Concat(Reminders.Due(plan, from, until, plan.MaybeKind(Addressees.Election) is null ? [] : terms.Select(t => Ahead(t, Addressees.Election)))
                    .Where(f => f.Planned is not null && f.Rule.Kinds.Count > 0)
                    .Select(f => new DueReminder(f, terms.First(one => one.Id == f.Planned!.Id))))
                .Where(due => due.At >= began && !fired.Contains((due.Firing.Key, due.At.ToUniversalTime()))),
        ];
    }

    private static Planned Ahead(AheadRow row, string kind) => new(row.Id, kind, row.On, row.StartsAt, County.Local(row.ToldAt).DateTime);

    /// <summary>One firing with all its messages, or nothing of it.</summary>
    private async Task FireAsync(DueReminder due, DateTimeOffset now, CancellationToken cancel)
    {
        var today = County.Day(now);
        var people = await roster.AtAsync(await settings.RosterVersionAsync(cancel), today, cancel);
        var real = time.GetUtcNow();
        await using var transaction = await db.BeginTransactionAsync(cancel);
        await members.ScopeToCountyAsync(cancel);
        // Who comes second waits here for the first, and then finds it done.
        if (await broadcasts.FireAsync(due.Firing.Key, due.At, due.Firing.Rule.Text, now, cancel) is not { } id)
            return;
        var said = await addressees.OfAsync(due.Firing, due.Ahead, people, today, cancel);
        var left = due.Firing.Rule.Late - (now - due.At);
        var queued = said.Count == 0 ? 0 : await deliveries.QueueAsync(
            id, [.. said.Select(s => s.ConversationId)], [.. said.Select(s => Composer.Write(Outgoings.Message(s.Text, [])))], "notice", real,
            real + (left < TimeSpan.FromMinutes(1) ? TimeSpan.FromMinutes(1) : left), real, cancel);
        await transaction.CommitAsync(cancel);
        Measure.Reminders.Add(1);
        LogFired(log, due.Firing.Key, due.Firing.At, queued);
        if (queued > 0)
            outbox.Wake();
    }

    /// <summary>Notices whose hour has come.</summary>
    private async Task SendNoticesAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var today = County.Day(now);
        await using var transaction = await db.BeginTransactionAsync(cancel);
        await members.ScopeToCountyAsync(cancel);
        var queued = 0;
        foreach (var notice in await broadcasts.DueAsync(now, cancel))
        {
            if (await broadcasts.MoveAsync(notice.Id, "scheduled", "sending", cancel))
                queued += await notices.SendAsync(notice, await roster.AtAsync(await settings.RosterVersionAsync(cancel), today, cancel), today, cancel);
        }
        await transaction.CommitAsync(cancel);
        if (queued > 0)
            outbox.Wake();
    }

    [LoggerMessage(LogLevel.Information, "Reminder {Key} of {At:yyyy-MM-dd HH:mm} goes to {Count} conversations")]
    private static partial void LogFired(ILogger log, string key, DateTime at, int count);

    private sealed record DueReminder(Firing Firing, AheadRow? Ahead)
    {
        public DateTimeOffset At { get; } = new(Firing.At, County.Offset);
    }
}
