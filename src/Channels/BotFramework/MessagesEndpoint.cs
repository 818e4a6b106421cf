using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace PartyBuilding.Channels.BotFramework;

/// <summary>One activity that was believed.</summary>
/// <param name="Activity">Its <c>serviceUrl</c> is absent unless replies may be sent there.</param>
/// <param name="Admission">Who vouches for it; never <see cref="Admission.Refused"/>.</param>
public sealed record Inbound(Activity Activity, Admission Admission);

/// <summary>What the bot does with an activity before the call is answered. Closed.</summary>
public abstract record InboundAnswer
{
    private InboundAnswer() { }

    /// <summary>Taken; replies, if any, go over the Connector.</summary>
    public sealed record Accepted : InboundAnswer;

    /// <summary>The replies to a call that asked for them with <c>expectReplies</c>.</summary>
    /// <param name="Activities">In order, maybe none.</param>
    public sealed record Replies(IReadOnlyList<Activity> Activities) : InboundAnswer;

    /// <summary>The result of an invoke.</summary>
    /// <param name="Status">Status of the response; 501 when nobody handles the name.</param>
    /// <param name="Body">Body of the response, if any.</param>
    public sealed record Invoked(int Status, JsonElement? Body) : InboundAnswer;

    /// <summary>Not taken: the channel should send it again.</summary>
    /// <param name="RetryAfter">When.</param>
    public sealed record Busy(TimeSpan RetryAfter) : InboundAnswer;
}

/// <summary>Takes an activity; what it throws is answered with a bare 500, and the channel may send again.</summary>
public delegate Task<InboundAnswer> TakeInbound(Inbound inbound, CancellationToken cancel);

/// <summary>The endpoint a channel of the Bot Framework calls.</summary>
public static class MessagesEndpoint
{
    /// <summary>Maps <c>POST /api/messages</c>. Needs <see cref="BotFrameworkAuthentication"/> and <see cref="ServiceUrls"/> as services.</summary>
    public static IEndpointConventionBuilder MapMessages(this IEndpointRouteBuilder routes, TakeInbound take) =>
        routes.MapPost("/api/messages", (HttpContext call, BotFrameworkAuthentication authentication, ServiceUrls serviceUrls) =>
            AnswerAsync(call, authentication, serviceUrls, take));

    private static async Task AnswerAsync(HttpContext call, BotFrameworkAuthentication authentication, ServiceUrls serviceUrls, TakeInbound take)
    {
        var cancel = call.RequestAborted;
        if (authentication.IsHopeless(call))
        {
            call.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        var reading = await RequestBody.ReadActivityAsync(call.Request, cancel);
        if (reading is ActivityReading.Refused refused)
        {
            await ErrorBody.WriteAsync(call.Response, refused.Status, refused.Code, refused.Message, cancel);
            return;
        }
        var activity = ((ActivityReading.Read)reading).Activity;
        var admission = await authentication.AdmitAsync(call, activity, cancel);
        if (admission is Admission.Refused { Status: var status })
        {
            call.Response.StatusCode = status;
            return;
        }
        if (Missing(activity) is { } field)
        {
            await ErrorBody.WriteAsync(call.Response, 400, "MissingProperty", $"A message needs '{field}'.", cancel);
            return;
        }
        if (admission is not Admission.Channel && serviceUrls.Allowed(activity.ServiceUrl) is null)
            activity = activity with { ServiceUrl = null };
        await WriteAsync(call.Response, await take(new Inbound(activity, admission), cancel), cancel);
    }

    /// <summary>What a message must have to be filed at all.</summary>
    private static string? Missing(Activity activity)
    {
        var isAboutPerson = activity.Type is ActivityTypes.Message or ActivityTypes.MessageUpdate or ActivityTypes.MessageDelete
            or ActivityTypes.MessageReaction or ActivityTypes.Invoke;
        if (!isAboutPerson && activity.Type is not (ActivityTypes.ConversationUpdate or ActivityTypes.InstallationUpdate or ActivityTypes.EndOfConversation))
            return null;
        if (string.IsNullOrEmpty(activity.ChannelId))
            return "channelId";
        if (string.IsNullOrEmpty(activity.Conversation?.Id))
            return "conversation.id";
        return !isAboutPerson || !string.IsNullOrEmpty(activity.From?.Id) ? null : "from.id";
    }

    private static Task WriteAsync(HttpResponse response, InboundAnswer answer, CancellationToken cancel)
    {
        switch (answer)
        {
            case InboundAnswer.Replies { Activities: var activities }:
                return response.WriteAsJsonAsync(new ExpectedReplies(activities), BotFrameworkJson.Wire.ExpectedReplies, null, cancel);
            case InboundAnswer.Invoked { Status: var status, Body: var body }:
                response.StatusCode = status;
                return body is { } json ? response.WriteAsJsonAsync(json, BotFrameworkJson.Wire.JsonElement, null, cancel) : Task.CompletedTask;
            case InboundAnswer.Busy { RetryAfter: var wait }:
                response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                response.Headers.RetryAfter = Math.Max(1, (int)wait.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
                return Task.CompletedTask;
            default:
                return Task.CompletedTask;
        }
    }
}
