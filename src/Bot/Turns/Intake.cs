using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Npgsql;
using PartyBuilding.Channels;
using PartyBuilding.Channels.BotFramework;

namespace PartyBuilding.Bot.Turns;

/// <summary>Turns a believed activity of <c>/api/messages</c> into a turn, and its result into the HTTP answer.</summary>
internal sealed class Intake(Turn turn, Arrivals arrivals, Luggage luggage, IOptions<BotOptions> options)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task<InboundAnswer> TakeAsync(Inbound inbound, CancellationToken cancel)
    {
        var activity = inbound.Activity;
        try
        {
            switch (activity.Type)
            {
                case ActivityTypes.Message:
                case ActivityTypes.MessageUpdate or ActivityTypes.MessageDelete when !string.IsNullOrEmpty(activity.Id):
                    return await SayAsync(activity, cancel);
                case ActivityTypes.ConversationUpdate or ActivityTypes.InstallationUpdate:
                    using (var budget = Budget(cancel))
                        await arrivals.TakeAsync(activity, budget.Token);
                    return new InboundAnswer.Accepted();
                case ActivityTypes.Invoke:
                    return new InboundAnswer.Invoked(501, null);
                default:
                    return new InboundAnswer.Accepted();
            }
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            // Nothing was kept, so the channel may simply send it again.
            return new InboundAnswer.Busy(Pause);
        }
    }

    private async Task<InboundAnswer> SayAsync(Activity activity, CancellationToken cancel)
    {
        var wantsReplies = activity.DeliveryMode == "expectReplies";
        var incoming = Read(activity, wantsReplies ? Wire.Response : Wire.Connector);
        incoming = incoming with { Files = await luggage.TakeAsync(incoming, cancel) };
        using var budget = Budget(cancel);
        var result = await turn.RunAsync(incoming, budget.Token);
        return wantsReplies ? new InboundAnswer.Replies(result.Replies) : new InboundAnswer.Accepted();
    }

    private CancellationTokenSource Budget(CancellationToken cancel)
    {
        var budget = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        budget.CancelAfter(options.Value.TurnBudget);
        return budget;
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
