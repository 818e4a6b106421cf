using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using PartyBuilding.Bot.Features;
using PartyBuilding.Bot.Sending;
using PartyBuilding.Bot.Telemetry;
using PartyBuilding.Channels;
using PartyBuilding.Data;
using PartyBuilding.Dialogue;

namespace PartyBuilding.Bot.Turns;

/// <summary>
/// One message, one transaction, no network inside: who is it, what is meant, what happens, what is said. Either all of it is kept or none. In private
/// turns first travel in company; what needs more than that is done alone.
/// </summary>
internal sealed partial class Turn(
    IServiceScopeFactory scopes, Convoys convoys, Answering answering, BranchReports reports, Edits edits, Composer composer, BusinessClock clock, TimeProvider time,
    Outbox outbox, ILogger<Turn> log)
{
    /// <summary>Longer messages go alone: they take long to read, and others would wait.</summary>
    private const int LongestInCompany = 500;

    /// <summary>How often a turn is run again when the database asked for it.</summary>
    private const int Tries = 3;

    /// <summary>Handles a message once, however often it comes.</summary>
    /// <exception cref="NpgsqlException">The database is away; the caller answers so that the channel tries again.</exception>
    public async Task<TurnResult> RunAsync(Incoming incoming, CancellationToken cancel)
    {
        using var span = Measure.Source.StartActivity("turn");
        var started = time.GetTimestamp();
        for (var tried = 1; ; tried++)
        {
            try
            {
                var result = (tried == 1 ? await TogetherAsync(incoming, cancel) : null) ?? await AloneAsync(incoming, cancel);
                Measure.Turns.Record(time.GetElapsedTime(started).TotalMilliseconds, new TagList { { "outcome", result.Again ? "again" : "done" } });
                return result;
            }
            catch (PostgresException e) when (tried < Tries && IsPassing(e))
            {
                LogAgain(log, e.SqlState, tried);
            }
            catch (Exception e) when (!IsOutage(e))
            {
                // A fault of ours: nothing of the turn is kept but the fact that the message came, and one sentence.
                LogFailed(log, e, incoming.Channel);
                span?.SetStatus(ActivityStatusCode.Error);
                return await OnceAsync(incoming, answering.ApologiseAsync, cancel);
            }
        }
    }

    private AnswerMessage AnswerOf(Incoming incoming) => incoming.Activity.Type switch
    {
        ActivityTypes.MessageUpdate => edits.CorrectAsync,
        ActivityTypes.MessageDelete => edits.WithdrawAsync,
        _ => answering.AnswerAsync,
    };

    /// <summary>In one transaction with others, where nothing but a plain report is to be kept.</summary>
    /// <returns>Null when the turn has to be run alone; nothing of it was kept then.</returns>
    private async Task<TurnResult?> TogetherAsync(Incoming incoming, CancellationToken cancel)
    {
        if (incoming.IsGroup || incoming.Text.Length > LongestInCompany || incoming.Tap is not null || incoming.Files.Count > 0 || incoming.Activity.Type != ActivityTypes.Message)
            return null;
        try
        {
            using var passenger = await convoys.BoardAsync(KeyOf(incoming), cancel);
            if (passenger.Opened is not { } opened)
                return null;
            if (opened.EarlierReplies is { } earlier)
                return new TurnResult(Composer.Read(earlier), Again: true);
            if (opened is not { Who: not null, Conversation: { Kind: "private" } where } || IsOutdated(incoming, opened, where))
                return null;
            var now = clock.Said(incoming.Activity.Timestamp, opened.ClockOffset);
            if (await answering.AnswerAsync(incoming, opened, where, now, (request, _) => AddAsync(request, passenger), cancel) is not { Answer: { IsSilent: false } answer, Talk: var talk })
                return null;
            var told = composer.Compose(incoming, where, answer, talk, null);
            var close = CloseOf(incoming, where, answer, told, talk is null ? null : StateJson.Write(talk), now);
            return Kept(close, await passenger.CloseAsync(close), where, answer, told);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            LogAlone(log, e.GetType().Name);
            return null;
        }
    }

    private async Task<Reply?> AddAsync(Request request, Passenger passenger) =>
        reports.ReadPlain(request) is { } report && await passenger.AddAsync(report.ToAdd) is { Id: { } id, CheckedIn: false } added
            ? reports.Say(report, added, new RecordRef("report", id, report.Kind.Name, report.ToAdd.Report.HeldOn))
            : null;

    private async Task<TurnResult> AloneAsync(Incoming incoming, CancellationToken cancel)
    {
        // Who has just left a convoy must not keep it waiting.
        await Task.Yield();
        return await OnceAsync(incoming, AnswerOf(incoming), cancel);
    }

    private async Task<TurnResult> OnceAsync(Incoming incoming, AnswerMessage answerMessage, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<NpgsqlConnection>();
        await db.OpenAsync(cancel);
        var turns = new Data.Turns(db);
        try
        {
            var opened = await turns.OpenAsync(KeyOf(incoming), cancel);
            if (opened.EarlierReplies is { } earlier)
            {
                await turns.RollBackAsync(cancel);
                return new TurnResult(Composer.Read(earlier), Again: true);
            }

            var now = clock.Said(incoming.Activity.Timestamp, opened.ClockOffset);
            var conversations = new Conversations(db);
            var where = await WhereAsync(incoming, opened, conversations, now, cancel);
            var (answer, talk) = await answerMessage(incoming, opened, where, now, services, cancel);
            if (answer.IsSilent && where.Channel != ChannelNames.DirectLine)
            {
                // Not for the bot: not stored, not counted.
                await turns.RollBackAsync(cancel);
                return new TurnResult([], Again: false);
            }

            var aside = Composer.WantsAside(where, answer) ? await conversations.PrivateOfAsync(where.Channel, where.Account, incoming.UserId, cancel) : null;
            var told = composer.Compose(incoming, where, answer, talk, aside);
            var kept = talk is null ? null : StateJson.Write(talk);
            if (aside is not null && kept is not null)
            {
                // The question was asked in private, so the answer will come there.
                await new DialogueStates(db).KeepAsync(aside, incoming.UserId, kept, now, cancel);
                kept = StateJson.Write(talk!.Closed);
            }
            var close = CloseOf(incoming, where, answer, told, kept, now);
            return Kept(close, await turns.CloseAsync(close, cancel), where, answer, told);
        }
        catch
        {
            await turns.RollBackAsync(CancellationToken.None);
            throw;
        }
    }

    private static TurnKey KeyOf(Incoming incoming) => new(incoming.Channel, incoming.Account, incoming.Conversation, incoming.Key, incoming.UserId);

    private TurnClose CloseOf(Incoming incoming, ConversationRow where, Answer answer, Told told, string? state, DateTimeOffset now) => new(
        KeyOf(incoming), SHA256.HashData(Encoding.UTF8.GetBytes(incoming.Text)), Composer.Write(told.Replies), where.Id, state, told.Lines,
        told.Deliveries, outbox.NewLease(), now, time.GetUtcNow())
    {
        Made = answer.Made?.Write(), Origin = answer.Origin,
    };

    /// <summary>Committed: whoever carries messages may know of them.</summary>
    private TurnResult Kept(TurnClose close, ClosedTurn closed, ConversationRow where, Answer answer, Told told)
    {
        outbox.Take(close, closed);
        if (answer.HasQueued)
            outbox.Wake();
        if (told.Lines.Count > 0)
            outbox.Said(where);
        return new TurnResult(told.Replies, Again: false);
    }

    /// <summary>The conversation, made when it is new, and refreshed when its address or its owner has changed.</summary>
    private static async Task<ConversationRow> WhereAsync(
        Incoming incoming, OpenedTurn opened, Conversations conversations, DateTimeOffset now, CancellationToken cancel)
    {
        var reference = Reference.Of(incoming.Activity).Write();
        if (opened.Conversation is not { } known)
            return await conversations.EnsureAsync(
                new NewConversation(
                    incoming.Channel, incoming.Account, incoming.Conversation, incoming.IsGroup ? "group" : "private",
                    incoming.Activity.Conversation!.Name, opened.Who?.MemberId, incoming.UserId, reference, now), cancel);
        if (IsOutdated(incoming, opened, known))
            await conversations.RefreshAsync(known.Id, reference, opened.Who?.MemberId, cancel);
        return known;
    }

    private static bool IsOutdated(Incoming incoming, OpenedTurn opened, ConversationRow known) =>
        known.IsGone || (known.Kind == "private" && known.MemberId != opened.Who?.MemberId)
        || (incoming.Wire == Wire.Connector && Reference.Read(known.Reference).ServiceUrl != incoming.Activity.ServiceUrl);

    /// <summary>Deadlock, lost serialization, a lock not had in time, or the same thing done by another process first.</summary>
    private static bool IsPassing(PostgresException e) => e.SqlState is PostgresErrorCodes.DeadlockDetected
        or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.UniqueViolation;

    /// <summary>The database is away or out of room: then an apology could not be kept either, and the channel is asked to try again.</summary>
    private static bool IsOutage(Exception e) => e is OperationCanceledException or TimeoutException
        || (e is NpgsqlException && (e is not PostgresException p || p.IsTransient || IsPassing(p) || p.SqlState.StartsWith("53", StringComparison.Ordinal)));

    [LoggerMessage(LogLevel.Information, "Turn runs again after {SqlState}, try {Tried}")]
    private static partial void LogAgain(ILogger log, string sqlState, int tried);

    [LoggerMessage(LogLevel.Debug, "Turn goes alone after {Fault}")]
    private static partial void LogAlone(ILogger log, string fault);

    [LoggerMessage(LogLevel.Error, "Turn on {Channel} failed; nothing of it was kept")]
    private static partial void LogFailed(ILogger log, Exception e, string channel);
}
