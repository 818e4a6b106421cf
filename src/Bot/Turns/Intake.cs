using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using PartyBuilding.Bot.Features;
using PartyBuilding.Channels;
using PartyBuilding.Channels.BotFramework;

namespace PartyBuilding.Bot.Turns;

/// <summary>Turns a believed activity of <c>/api/messages</c> into a turn, and its result into the HTTP answer.</summary>
internal sealed class Intake(Reception reception, Arrivals arrivals, NoticeReactions reactions, Invokes invokes, IOptions<BotOptions> options)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task<InboundAnswer> TakeAsync(Inbound inbound, CancellationToken cancel)
    {
        var activity = inbound.Activity;
        switch (activity.Type)
        {
            case ActivityTypes.Message:
            case ActivityTypes.MessageUpdate or ActivityTypes.MessageDelete when !string.IsNullOrEmpty(activity.Id):
                var wantsReplies = activity.DeliveryMode == "expectReplies";
                return AnswerOf(await reception.TakeAsync(Read(activity, wantsReplies ? Wire.Response : Wire.Connector), 1, cancel), activity, wantsReplies);
            case ActivityTypes.ConversationUpdate or ActivityTypes.InstallationUpdate or ActivityTypes.EndOfConversation:
                return await KeepAsync(budget => arrivals.TakeAsync(activity, budget), cancel);
            case ActivityTypes.MessageReaction when activity.ReactionsAdded is { Count: > 0 }:
                return await KeepAsync(budget => reactions.TakeAsync(activity, budget), cancel);
            case ActivityTypes.Invoke:
                return await invokes.TakeAsync(activity, Read, cancel);
            default:
                return new InboundAnswer.Accepted();
        }
    }

    private static InboundAnswer AnswerOf(Received received, Activity activity, bool wantsReplies) => received switch
    {
        Received.Done { Result: var result } when wantsReplies => new InboundAnswer.Replies(result.Replies),
        Received.Done => new InboundAnswer.Accepted(),
        Received.TooFast { Said: { } said } when wantsReplies => new InboundAnswer.Replies([activity.Answer(said)]),
        Received.TooFast { Wait: var wait } => new InboundAnswer.Busy(wait),
        Received.Busy { Wait: var wait } => new InboundAnswer.Busy(wait),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private async Task<InboundAnswer> KeepAsync(Func<CancellationToken, Task> keep, CancellationToken cancel)
    {
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        budget.CancelAfter(options.Value.TurnBudget);
        return await reception.KeepAsync<InboundAnswer>(async () =>
        {
            await keep(budget.Token);
            return new InboundAnswer.Accepted();
        }, cancel) ?? new InboundAnswer.Busy(Pause);
    }

    /// <summary>The message as a turn takes it.</summary>
    public Incoming Read(Activity activity, Wire wire)
    {
        var heard = Mentions.Hear(activity, options.Value.Name);
        return new Incoming(
            activity, ChannelNames.Of(activity), ChannelNames.AccountOf(activity), KeyOf(activity),
            heard.Text.Length > 0 ? heard.Text : Tapped(activity.Value), heard.IsAddressed || Card.TapOf(activity) is not null, wire) { Tap = Card.TapOf(activity)?.Split('/')[0] };
    }

    /// <summary>An edit has the id of its message: its time and words tell it from the edits before it.</summary>
    private static string KeyOf(Activity activity) => activity.Type switch
    {
        ActivityTypes.MessageUpdate => $"{activity.Id}/edit/{activity.Timestamp?.UtcTicks}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(activity.Text ?? "")))[..16]}",
        ActivityTypes.MessageDelete => $"{activity.Id}/delete/{activity.Timestamp?.UtcTicks}",
        _ => activity.Id ?? Guid.CreateVersion7().ToString("N"),
    };

    /// <summary>A tap on one of our cards says what its button says.</summary>
    private static string Tapped(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty("say", out var say) && say.ValueKind == JsonValueKind.String
            ? say.GetString()!
            : "";
}
