using System.Text.Json;
using PartyBuilding.Channels;
using PartyBuilding.Channels.BotFramework;
using PartyBuilding.Dialogue;

namespace PartyBuilding.Bot.Turns;

/// <summary>Calls that want their answer in the response. Ours are taps on our own cards; whatever else is not implemented, and says so.</summary>
internal sealed class Invokes(Reception reception, Dialogues dialogues)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task<InboundAnswer> TakeAsync(Activity activity, Func<Activity, Wire, Incoming> read, CancellationToken cancel)
    {
        if (activity.Name != "adaptiveCard/action")
            return new InboundAnswer.Invoked(501, null);
        if (DataOf(activity.Value) is not { } data)
            return new InboundAnswer.Invoked(400, CardAnswer.Wrong("BadRequest", "An adaptiveCard/action needs 'value.action.data' of one of this bot's cards."));
        // What a card sends on other channels as a message.
        var incoming = read(activity with { Type = ActivityTypes.Message, Value = data, Text = null }, Wire.Response);
        return await reception.TakeAsync(incoming, 1, cancel) switch
        {
            Received.Done { Result: var result } => Said(string.Join('\n', result.Replies.Select(reply => reply.Text))),
            Received.TooFast { Said: { } said } => Said(said),
            _ => new InboundAnswer.Busy(Pause),
        };
    }

    private InboundAnswer.Invoked Said(string text) => new(200, CardAnswer.Of(text.Length > 0 ? text : dialogues.Say(HostWord.TapDone)));

    private static JsonElement? DataOf(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Object } card
        && card.TryGetProperty("action", out var action) && action.ValueKind == JsonValueKind.Object
        && action.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object
        && data.TryGetProperty("say", out var say) && say.ValueKind == JsonValueKind.String
            ? data
            : null;
}
