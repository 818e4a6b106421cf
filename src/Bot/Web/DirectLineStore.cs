using System.Globalization;
using System.Text;
using System.Text.Json;
using Npgsql;
using PartyBuilding.Bot.Turns;
using PartyBuilding.Channels;
using PartyBuilding.Channels.DirectLine;
using PartyBuilding.Data;

namespace PartyBuilding.Bot.Web;

/// <summary>Direct Line's conversations and lines in PostgreSQL. A post is a turn; what it says is in the transcript when it returns.</summary>
internal sealed class DirectLineStore(
    NpgsqlDataSource database, Reception reception, Intake intake, Arrivals arrivals, Weather weather, BusinessClock clock, TimeProvider time) : IDirectLineStore
{
    /// <summary>How much of a group's past somebody sees who joins it.</summary>
    private const int Recent = 50;

    /// <summary>A browser waits longer for its answer than a channel does.</summary>
    private const int PostBudgets = 4;

    public Task<bool?> StartAsync(Seat seat, string? locale, CancellationToken cancel) => ReachAsync<bool?>(async db =>
    {
        var found = await FindAsync(db, seat, cancel);
        if (found is { } known)
        {
            if (!await MayEnterAsync(db, known, seat, cancel))
                return null;
            // Somebody who had said goodbye is back.
            if (known.IsGone)
                await new Conversations(db).RefreshAsync(known.Id, known.Reference, known.MemberId, cancel);
            if (known.Kind == "private" && seat.User?.Id is { } guest)
                await arrivals.GreetAsync(db, known, guest, clock.Now(await new Settings(db).ClockOffsetAsync(cancel)), cancel);
            return false;
        }
        var now = clock.Now(await new Settings(db).ClockOffsetAsync(cancel));
        var made = await new Conversations(db).EnsureAsync(
            new NewConversation(ChannelNames.DirectLine, ChannelNames.BotAccount, seat.Conversation, "private", null, null, seat.User?.Id, "{}", now), cancel);
        if (seat.User?.Id is { } user)
            await arrivals.GreetAsync(db, made, user, now, cancel);
        return true;
    });

    public Task<long?> LastAsync(Seat seat, CancellationToken cancel) => ReachAsync<long?>(async db =>
        await FindAsync(db, seat, cancel) is { } where && await MayEnterAsync(db, where, seat, cancel)
            ? await new Transcript(db).LastAsync(where.Id, cancel)
            : null);

    public Task<IReadOnlyList<Line>?> ReadAsync(Seat seat, long? after, int atMost, CancellationToken cancel) => ReachAsync<IReadOnlyList<Line>?>(async db =>
    {
        if (await FindAsync(db, seat, cancel) is not { } where || !await MayEnterAsync(db, where, seat, cancel))
            return null;
        var transcript = new Transcript(db);
        var rows = after is null && where.Kind == "group"
            ? await transcript.NewestAsync(where.Id, Recent, cancel)
            : await transcript.AfterAsync(where.Id, after ?? 0, atMost, cancel);
        return [.. rows.Select(row => new Line(row.Line, WithTime(row)))];
    });

    public async Task<PostOutcome> PostAsync(Seat seat, Activity activity, CancellationToken cancel)
    {
        var where = await ReachAsync(async db => await FindAsync(db, seat, cancel) is { } found && await MayEnterAsync(db, found, seat, cancel) ? found : null);
        if (where is null)
            return new PostOutcome.Unknown();
        if (where is { IsGone: true, Kind: "private" })
            return new PostOutcome.Ended();
        var id = Outgoings.NewId();
        var said = activity with
        {
            Id = id,
            Timestamp = null,
            ChannelId = ChannelNames.DirectLine,
            // Without a role: Web Chat would show a colleague's line as the reader's own.
            From = seat.User is { } user ? user with { Role = null } : activity.From,
            Recipient = new ChannelAccount { Id = ChannelNames.BotAccount, Role = "bot" },
            Conversation = new ConversationAccount { Id = where.Key, IsGroup = where.Kind == "group" ? true : null, Name = where.Title },
        };
        switch (said.Type)
        {
            case ActivityTypes.Message:
                // A client that saw no answer sends the same message under its own id again.
                var incoming = intake.Read(said, Wire.DirectLine) with { Key = ClientId(activity) ?? id };
                return await reception.TakeAsync(incoming, PostBudgets, CancellationToken.None) switch
                {
                    Received.TooFast { Wait: var wait } => new PostOutcome.TooMany(wait),
                    Received.Busy => throw new StoreAwayException(new TimeoutException()),
                    _ => new PostOutcome.Accepted(id),
                };
            case ActivityTypes.EndOfConversation when where.Kind == "group":
                return new PostOutcome.Refused("A group's conversation is not one person's to end.");
            case ActivityTypes.EndOfConversation:
                await ReachAsync(db => arrivals.EndAsync(db, where, [new NewLine(where.Id, id, Composer.Write(said), false)], cancel));
                return new PostOutcome.Accepted(id);
            default:
                return new PostOutcome.Accepted(id);
        }
    }

    public Task KeepFileAsync(Seat seat, StoredFile file, CancellationToken cancel) => ReachAsync(async db =>
        await new Files(db).KeepAsync(file.Id, file.Name, file.ContentType, file.Bytes.ToArray(), time.GetUtcNow(), cancel));

    public Task<StoredFile?> FileAsync(string id, CancellationToken cancel) => ReachAsync(async db =>
        await new Files(db).FindAsync(id, cancel) is { } file ? new StoredFile(file.Id, file.Name, file.ContentType, file.Bytes) : null);

    private static Task<ConversationRow?> FindAsync(NpgsqlConnection db, Seat seat, CancellationToken cancel) =>
        new Conversations(db).FindAsync(ChannelNames.DirectLine, ChannelNames.BotAccount, seat.Conversation, cancel);

    /// <summary>A private chat is its person's alone; a group is open to those who are in it.</summary>
    private static async Task<bool> MayEnterAsync(NpgsqlConnection db, ConversationRow where, Seat seat, CancellationToken cancel) =>
        seat.User?.Id is not { } user
        || (where.Kind == "private" ? where.UserId is null || where.UserId == user : await new Conversations(db).IsParticipantAsync(where.Id, user, cancel));

    private async Task<T> ReachAsync<T>(Func<NpgsqlConnection, Task<T>> ask)
    {
        try
        {
            await using var db = await database.OpenConnectionAsync();
            return await ask(db);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            weather.Note(e);
            throw new StoreAwayException(e);
        }
    }

    private static string? ClientId(Activity activity) =>
        activity.ChannelData is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty("clientActivityID", out var id) && id.ValueKind == JsonValueKind.String
            ? "client-" + id.GetString()
            : null;

    /// <summary>The stored activity with the time of its line put in front.</summary>
    private static byte[] WithTime(TranscriptRow row) => Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{{\"timestamp\":\"{row.SaidAt.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}\",") + row.Activity.AsSpan(1).ToString());
}
