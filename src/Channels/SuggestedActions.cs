using System.Text.Json;

namespace PartyBuilding.Channels;

/// <summary>Buttons under the last message.</summary>
public sealed record SuggestedActions
{
    /// <summary>In the order shown.</summary>
    public IReadOnlyList<CardAction>? Actions { get; init; }

    /// <summary>Ids of those who see them; absent means everybody.</summary>
    public IReadOnlyList<string>? To { get; init; }
}

/// <summary>One button.</summary>
public sealed record CardAction
{
    /// <summary><c>imBack</c>, <c>postBack</c>, <c>messageBack</c> or <c>openUrl</c>.</summary>
    public string? Type { get; init; }

    /// <summary>What stands on it.</summary>
    public string? Title { get; init; }

    /// <summary>What it sends: a text, or an object for <c>postBack</c>.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>What a <c>messageBack</c> says in the sender's name.</summary>
    public string? Text { get; init; }

    /// <summary>What a <c>messageBack</c> shows as said.</summary>
    public string? DisplayText { get; init; }

    /// <summary>A button that says <paramref name="text"/> in the person's name.</summary>
    public static CardAction Say(string title, string text) => new()
    {
        Type = "imBack",
        Title = title,
        Value = JsonSerializer.SerializeToElement(text, ActivityJson.Default.String),
    };
}
