using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Npgsql;
using PartyBuilding.Channels;
using PartyBuilding.Channels.BotFramework;

namespace PartyBuilding.Bot.Turns;

/// <summary>Turns a believed activity of <c>/api/messages</c> into a turn, and its result into the HTTP answer.</summary>
internal sealed class Intake(Turn turn, Arrivals arrivals, IOptions<BotOptions> options)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task<InboundAnswer> TakeAsync(Inbound inbound, CancellationToken cancel)
    {
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        budget.CancelAfter(options.Value.TurnBudget);
        try
        {
            return await RouteAsync(inbound.Activity, budget.Token);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            // Nothing was kept, so the channel may simply send it again.
            return new InboundAnswer.Busy(Pause);
        }
    }

    private async Task<InboundAnswer> RouteAsync(Activity activity, CancellationToken cancel)
    {
        switch (activity.Type)
        {
            case ActivityTypes.Message or ActivityTypes.MessageUpdate or ActivityTypes.MessageDelete:
                if (activity.Type != ActivityTypes.Message && string.IsNullOrEmpty(activity.Id))
                    return new InboundAnswer.Accepted();
                var wantsReplies = activity.DeliveryMode == "expectReplies";
                var result = await turn.RunAsync(Read(activity, wantsReplies ? Wire.Response : Wire.Connector), cancel);
                return wantsReplies ? new InboundAnswer.Replies(result.Replies) : new InboundAnswer.Accepted();
            case ActivityTypes.ConversationUpdate or ActivityTypes.InstallationUpdate:
                await arrivals.TakeAsync(activity, cancel);
                return new InboundAnswer.Accepted();
            case ActivityTypes.Invoke:
                return new InboundAnswer.Invoked(501, null);
            default:
                return new InboundAnswer.Accepted();
        }
    }

    /// <summary>The message as a turn takes it.</summary>
    public Incoming Read(Activity activity, Wire wire)
    {
        var heard = Mentions.Hear(activity, options.Value.Name, answersBot: false);
        return new Incoming(
            activity, ChannelNames.Of(activity), ChannelNames.AccountOf(activity), KeyOf(activity),
            heard.Text.Length > 0 ? heard.Text : Tapped(activity.Value), heard.IsAddressed, wire);
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
