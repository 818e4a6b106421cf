namespace PartyBuilding.Bot.Sending;

/// <summary>What a limit counts.</summary>
internal enum LimitScope
{
    /// <summary>Messages to one conversation.</summary>
    Conversation,

    /// <summary>Messages of our account in all conversations.</summary>
    Account,
}

/// <summary>How many messages a channel takes.</summary>
internal sealed record Limit(LimitScope Scope, int Count, TimeSpan In)
{
    public double PerSecond => Count / In.TotalSeconds;
}

/// <summary>What each channel takes, by its own documentation. A channel that is not named has no limit of ours; its own word (429) always wins.</summary>
internal static class Limits
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static readonly Dictionary<string, Limit[]> ByChannel = new()
    {
        ["msteams"] = [new(LimitScope.Conversation, 7, Second), new(LimitScope.Conversation, 1800, Hour), new(LimitScope.Account, 50, Second)],
        ["wecom"] = [new(LimitScope.Conversation, 30, Minute), new(LimitScope.Conversation, 1000, Hour)],
        ["wecom-webhook"] = [new(LimitScope.Conversation, 20, Minute)],
        ["dingtalk"] = [new(LimitScope.Account, 20, Second)],
        ["dingtalk-webhook"] = [new(LimitScope.Conversation, 20, Minute)],
        ["feishu"] = [new(LimitScope.Conversation, 5, Second), new(LimitScope.Account, 50, Second), new(LimitScope.Account, 1000, Minute)],
        ["feishu-webhook"] = [new(LimitScope.Conversation, 5, Second), new(LimitScope.Conversation, 100, Minute)],
    };

    public static IReadOnlyList<Limit> Of(string channel) => ByChannel.GetValueOrDefault(channel, []);
}
