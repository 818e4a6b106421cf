using System.Globalization;

namespace PartyBuilding.Channels.DirectLine;

/// <summary>One recorded activity of a conversation, as its readers get it.</summary>
/// <param name="Number">From 1, without gaps, in commit order. It is the watermark of a reader who has seen this line.</param>
/// <param name="Json">The activity in wire form.</param>
public readonly record struct Line(long Number, ReadOnlyMemory<byte> Json)
{
    /// <summary>The line for an activity.</summary>
    /// <param name="conversation">Where it was said.</param>
    /// <param name="number">Its number there.</param>
    /// <param name="at">Its time: greater than the line's before, by <see cref="TimeAfter"/>, because Web Chat sorts by it.</param>
    /// <param name="activity">What was said; what no client should see is left out.</param>
    public static Line Of(string conversation, long number, DateTimeOffset at, Activity activity) => new(number, ActivityJson.Write(activity with
    {
        Id = IdOf(conversation, number),
        Timestamp = at,
        ChannelId = "directline",
        Conversation = new ConversationAccount { Id = conversation },
        ServiceUrl = null,
        Recipient = null,
        DeliveryMode = null,
    }));

    /// <summary>The id of a line, as answered to its sender and named by replies to it.</summary>
    public static string IdOf(string conversation, long number) => string.Create(CultureInfo.InvariantCulture, $"{conversation}|{number:D7}");

    /// <summary>The time of a line: now, but at least a millisecond after the line before.</summary>
    public static DateTimeOffset TimeAfter(DateTimeOffset? before, DateTimeOffset now)
    {
        var time = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
        return before is { } last && time <= last ? last.AddMilliseconds(1) : time;
    }
}
