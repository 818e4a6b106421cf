using Npgsql;
using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Dialogue;

namespace PartyBuilding.Bot.Sending;

/// <summary>
/// Tells the author of a large notice how far it has got, in one message that changes where the channel can do that; closes what has gone out, and
/// says at the end what became of it where it was large or something did not arrive. Every process does it; each broadcast is one's at a time.
/// </summary>
internal sealed partial class Progress(NpgsqlDataSource database, Dialogues dialogues, Outbox outbox, TimeProvider time, ILogger<Progress> log) : BackgroundService
{
    /// <summary>From how many messages on its author hears of the sending itself.</summary>
    public const int Large = 30;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>Channels known to show a changed message in the old one's place.</summary>
    private static readonly string[] Changing = ["msteams", "slack", "telegram", "emulator"];

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            do
            {
                try
                {
                    await using var db = await database.OpenConnectionAsync(stopping);
                    await LookAsync(db, stopping);
                }
                catch (Exception e) when (e is NpgsqlException or TimeoutException)
                {
                    LogAway(log, e.GetType().Name);
                }
            }
            while (await timer.WaitForNextTickAsync(stopping));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Asked to end: what is on its way is looked at by the next one to start.
        }
    }

    /// <summary>One look at all that is on its way.</summary>
    public async Task LookAsync(NpgsqlConnection db, CancellationToken cancel)
    {
        await using var transaction = await db.BeginTransactionAsync(cancel);
        var broadcasts = new Broadcasts(db);
        var told = false;
        foreach (var tally in await broadcasts.UnderWayAsync(cancel))
        {
            if (tally.IsOver)
                await broadcasts.MoveAsync(tally.Id, "sending", "done", cancel);
            told |= await TellAsync(db, broadcasts, tally, cancel);
        }
        await transaction.CommitAsync(cancel);
        if (told)
            outbox.Wake();
    }

    private async Task<bool> TellAsync(NpgsqlConnection db, Broadcasts broadcasts, Tally tally, CancellationToken cancel)
    {
        // Reminders have no author.
        if (tally is not { AuthorId: not null, ChatId: { } chat })
            return false;
        var canChange = Changing.Contains(tally.ChatChannel) && tally.ToldState is "" or "sent";
        var isWorthIt = tally.IsOver ? tally.Sent >= Large || tally.Missed > 0 || tally.Total == 0 : canChange && tally.Total >= Large && !tally.IsTelling;
        if (!isWorthIt)
            return false;
        var now = time.GetUtcNow();
        var changes = canChange ? tally.ToldBy : null;
        var id = await new Deliveries(db).ReplyAsync(chat, Composer.Write(Outgoings.Message(Words(tally), [])), changes, now, now + Life, cancel);
        if (changes is null && !tally.IsOver)
            await broadcasts.ToldByAsync(tally.Id, id, cancel);
        return true;
    }

    private string Words(Tally tally) => dialogues.Reply("notice_status",
        !tally.IsOver ? "progress" : tally.Total == 0 ? "ended_nobody" : tally.Missed > 0 ? "ended_missed" : "ended", new Slots(),
        new Dictionary<string, string?>
        {
            ["id"] = $"{tally.Id}", ["sent"] = $"{tally.Sent}", ["total"] = $"{tally.Total}", ["missed"] = $"{tally.Missed}",
            ["what"] = tally.Change switch { "recall" => "撤回", "correct" => "更正", _ => "通知" },
        });

    [LoggerMessage(LogLevel.Warning, "Looking at notices waits for the database: {Fault}")]
    private static partial void LogAway(ILogger log, string fault);
}
