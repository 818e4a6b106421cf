using Microsoft.Extensions.Options;
using Npgsql;
using PartyBuilding.Bot.Sending;
using PartyBuilding.Data;
using PartyBuilding.Dialogue;

namespace PartyBuilding.Bot.Turns;

/// <summary>What became of a message at the door. Closed.</summary>
internal abstract record Received
{
    private Received() { }

    /// <summary>Its turn was kept.</summary>
    public sealed record Done(TurnResult Result) : Received;

    /// <summary>Sent faster than anybody writes; nothing of it was kept.</summary>
    /// <param name="Wait">When to come again.</param>
    /// <param name="Said">What its sender is told, once in a flood; null for all that follow.</param>
    public sealed record TooFast(TimeSpan Wait, string? Said) : Received;

    /// <summary>The database is away or too much is going on; nothing of it was kept.</summary>
    public sealed record Busy(TimeSpan Wait) : Received;
}

/// <summary>The way of every message into its turn: not too fast, with its files, in its place, within its time.</summary>
internal sealed class Reception(
    Turn turn, Crowd crowd, Luggage luggage, Weather weather, NpgsqlDataSource database, Outbox outbox, Dialogues dialogues, TimeProvider time,
    IOptions<BotOptions> options)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SayingLife = TimeSpan.FromMinutes(1);

    /// <summary>Runs a message's turn.</summary>
    /// <param name="incoming">The message.</param>
    /// <param name="budgets">How many times the usual time it may take.</param>
    /// <param name="cancel">The caller has gone.</param>
    public async Task<Received> TakeAsync(Incoming incoming, int budgets, CancellationToken cancel)
    {
        if (crowd.Pace(incoming) is { } tooFast)
            return new Received.TooFast(Pause, tooFast.IsFirst && incoming.IsAddressed ? await SlowDownAsync(incoming, cancel) : null);
        incoming = incoming with { Files = await luggage.TakeAsync(incoming, cancel) };
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        budget.CancelAfter(budgets * options.Value.TurnBudget);
        try
        {
            using var place = await crowd.EnterAsync(incoming, budget.Token);
            if (place is null)
                return new Received.Busy(Pause);
            return await KeepAsync(() => turn.RunAsync(incoming, budget.Token), cancel) is { } result ? new Received.Done(result) : new Received.Busy(Pause);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // Its place did not come in time.
            return new Received.Busy(Pause);
        }
    }

    /// <summary>Does something with the database, and remembers how that went.</summary>
    /// <returns>Null when the database could not be had; nothing was kept then, so that the channel may simply send it again.</returns>
    public async Task<T?> KeepAsync<T>(Func<Task<T>> keep, CancellationToken cancel) where T : class
    {
        try
        {
            var kept = await keep();
            weather.Clear();
            return kept;
        }
        catch (Exception e) when (Weather.IsFault(e) && !cancel.IsCancellationRequested)
        {
            weather.Note(e);
            return null;
        }
    }

    /// <summary>Tells somebody who sends too fast, in private where that is known.</summary>
    private async Task<string> SlowDownAsync(Incoming incoming, CancellationToken cancel)
    {
        var text = dialogues.Say(HostWord.TooFast);
        if (incoming.Wire != Wire.Response)
            await KeepAsync(async () =>
            {
                await using var db = await database.OpenConnectionAsync(cancel);
                var conversations = new Conversations(db);
                var where = incoming.IsGroup ? await conversations.PrivateOfAsync(incoming.Channel, incoming.Account, incoming.UserId, cancel) : null;
                where ??= await conversations.FindAsync(incoming.Channel, incoming.Account, incoming.Conversation, cancel);
                var now = time.GetUtcNow();
                if (where is not null)
                    await new Deliveries(db).QueueAsync(null, [where.Id], [Composer.Write(Outgoings.Message(text, []))], "reply", now, now + SayingLife, now, cancel);
                outbox.Wake();
                return text;
            }, cancel);
        return text;
    }
}
