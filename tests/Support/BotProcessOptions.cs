namespace PartyBuilding.Tests.Support;

/// <summary>How a bot is started.</summary>
internal sealed record BotProcessOptions
{
    /// <summary>Its data folder; null takes a new one, which goes when the bot is disposed of.</summary>
    public string? Data { get; init; }

    /// <summary>Where to listen; null takes a free port.</summary>
    public int? Port { get; init; }

    /// <summary>Whether the demo county is wanted; null leaves it to the bot.</summary>
    public bool? Demo { get; init; } = true;

    /// <summary>Where the demo's clock starts, as on the command line.</summary>
    public string? Now { get; init; }

    /// <summary>Settings as the environment gives them, such as <c>ConnectionStrings__Party</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Started as a script starts something in the background: in a session of its own, told to ignore the keyboard's signals.</summary>
    public bool InBackground { get; init; }

    /// <summary>The folder the bot is started from; null is the folder it was built into.</summary>
    public string? Program { get; init; }
}
