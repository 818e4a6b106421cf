using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace PartyBuilding.Channels.DirectLine;

/// <summary>Reading and writing lines over plain requests.</summary>
internal static class ActivityEndpoints
{
    private const int PageSize = 500;

    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/conversations/{id}/activities", ReadAsync);
        group.MapPost("/conversations/{id}/activities", PostAsync);
    }

    private static async Task<IResult> ReadAsync(HttpContext call, string id, string? watermark, Credentials credentials, IDirectLineStore store)
    {
        var (seat, _, refusal) = Gate.Enter(call, credentials, id);
        if (seat is null)
            return refusal!;
        if (!ActivitySet.TryReadWatermark(watermark, out var after))
            return Answers.Error(400, "BadArgument", "This is no watermark of ours.");
        IReadOnlyList<Line>? lines;
        try
        {
            lines = await store.ReadAsync(seat, after, PageSize, call.RequestAborted);
        }
        catch (StoreAwayException)
        {
            // A polling client that meets an error once falls silent for ever.
            lines = [];
        }
        if (lines is null)
            return Answers.UnknownConversation();
        if (lines.Count == 0 && after is null)
            return Results.Bytes("""{"activities":[],"watermark":""}"""u8.ToArray(), "application/json; charset=utf-8");
        return Results.Bytes(ActivitySet.Write(lines, lines.Count > 0 ? lines[^1].Number : after), "application/json; charset=utf-8");
    }

    private static async Task<IResult> PostAsync(
        HttpContext call, string id, Credentials credentials, IDirectLineStore store, DirectLineStreams streams, Limits limits,
        IOptions<DirectLineOptions> options, RealClock clock)
    {
        var (seat, _, refusal) = Gate.Enter(call, credentials, id);
        if (seat is null)
            return refusal!;
        if (limits.Post(seat) is { } wait)
            return Answers.TooMany(wait);
        var reading = await RequestBody.ReadActivityAsync(call.Request, call.RequestAborted);
        if (reading is ActivityReading.Refused unreadable)
            return Answers.Error(unreadable.Status, unreadable.Code, unreadable.Message);
        return await TakeAsync(seat, ((ActivityReading.Read)reading).Activity, store, streams, options.Value, clock.Time, call.RequestAborted);
    }

    /// <summary>Cleans what a client sent and hands it to the store.</summary>
    internal static async Task<IResult> TakeAsync(
        Seat seat, Activity sent, IDirectLineStore store, DirectLineStreams streams, DirectLineOptions options, TimeProvider clock, CancellationToken cancel)
    {
        if (sent.Type is not (ActivityTypes.Message or ActivityTypes.Event or ActivityTypes.Typing or ActivityTypes.EndOfConversation))
            return Answers.Error(400, "BadArgument", "Clients send message, event, typing or endOfConversation.");
        if (sent.Text is { } text && Encoding.UTF8.GetByteCount(text) > options.MaxTextBytes)
            return Answers.Error(413, "MessageSizeTooBig", $"A text may have at most {options.MaxTextBytes} bytes.");
        if (seat.User is null && !UserIds.MayBeClaimed(sent.From?.Id, options.BotId))
            return Answers.Error(400, "BadArgument", "The activity needs a 'from.id' that is neither the bot's nor starts with 'dl_'.");
        if (sent.Attachments?.Any(a => a.ContentUrl is { } url && !IsWebAddress(url)) is true)
            return Answers.Error(400, "BadArgument", "An attachment's contentUrl must be an http or https address; upload files instead.");

        seat = seat.User is null ? seat with { User = new ChannelAccount { Id = sent.From!.Id, Name = sent.From.Name } } : seat;
        var activity = Cleaned(sent, seat);
        if (activity.Type == ActivityTypes.Typing)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{seat.Conversation}|typing-{clock.GetUtcNow().ToUnixTimeMilliseconds()}");
            streams.Typing(seat.Conversation, activity with { Id = id, Timestamp = clock.GetUtcNow() });
            return Results.Json(new IdBody(id), DirectLineJson.Wire.IdBody);
        }
        try
        {
            return AnswerOf(await store.PostAsync(seat, activity, cancel));
        }
        catch (StoreAwayException)
        {
            return Answers.Away();
        }
    }

    /// <summary>Only what a client may say; role is left out, because Web Chat shows every line of role user as its reader's own.</summary>
    private static Activity Cleaned(Activity sent, Seat seat) => new()
    {
        Type = sent.Type,
        ChannelId = "directline",
        From = new ChannelAccount { Id = seat.User!.Id, Name = seat.User.Name },
        Conversation = new ConversationAccount { Id = seat.Conversation },
        Text = sent.Text,
        TextFormat = sent.TextFormat,
        Locale = sent.Locale,
        Attachments = sent.Attachments,
        AttachmentLayout = sent.AttachmentLayout,
        Entities = sent.Entities,
        ReplyToId = sent.ReplyToId,
        Value = sent.Value,
        ChannelData = sent.ChannelData,
        Name = sent.Name,
    };

    private static bool IsWebAddress(string url) => Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is ("http" or "https");

    private static IResult AnswerOf(PostOutcome outcome) => outcome switch
    {
        PostOutcome.Accepted { Id: var id } => Results.Json(new IdBody(id), DirectLineJson.Wire.IdBody),
        PostOutcome.Refused { Reason: var reason } => Answers.Error(502, "BotRejectedActivity", reason),
        PostOutcome.TooMany { RetryAfter: var wait } => Answers.TooMany(wait),
        PostOutcome.Ended => Answers.Error(400, "ConversationEnded", "The conversation is over."),
        PostOutcome.Unknown => Answers.UnknownConversation(),
        _ => throw new InvalidOperationException("unreachable: PostOutcome is closed"),
    };
}
