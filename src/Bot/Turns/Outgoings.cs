using System.Security.Cryptography;
using PartyBuilding.Channels;

namespace PartyBuilding.Bot.Turns;

/// <summary>Messages that answer nobody's line: they go to another conversation or come by themselves.</summary>
internal static class Outgoings
{
    /// <summary>The message without its address; the sender adds what the channel needs.</summary>
    public static Activity Message(string text, IReadOnlyList<string> suggestions) => new()
    {
        Type = ActivityTypes.Message,
        Text = text,
        TextFormat = "plain",
        Locale = "zh-CN",
        InputHint = "acceptingInput",
        SuggestedActions = suggestions.Count == 0 ? null : new SuggestedActions { Actions = [.. suggestions.Select(s => CardAction.Say(s, s))] },
    };

    /// <summary>An id nobody can guess.</summary>
    public static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>An id for a line of ours.</summary>
    public static string NewId() => Guid.CreateVersion7().ToString("N");
}
