using PartyBuilding.Channels;

namespace PartyBuilding.Bot.Turns;

/// <summary>Channels as they key bindings and conversations.</summary>
internal static class ChannelNames
{
    public const string DirectLine = "directline";

    /// <summary>What people of the demo county are called over <c>/api/messages</c>: the same people and groups as on Direct Line.</summary>
    public const string Demo = "demo";

    /// <summary>The bot's own account where we are the channel.</summary>
    public const string BotAccount = "party-bot";

    public static string Of(Activity activity) => activity.ChannelId == Demo ? DirectLine : activity.ChannelId!;

    public static string AccountOf(Activity activity) =>
        Of(activity) == DirectLine ? BotAccount : activity.Recipient?.Id ?? "";
}
