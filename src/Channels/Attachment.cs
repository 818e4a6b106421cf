using System.Text.Json;

namespace PartyBuilding.Channels;

/// <summary>A file or a card.</summary>
public sealed record Attachment
{
    /// <summary>Media type as claimed by the sender.</summary>
    public string? ContentType { get; init; }

    /// <summary>Where the bytes are.</summary>
    public string? ContentUrl { get; init; }

    /// <summary>A card, inline.</summary>
    public JsonElement? Content { get; init; }

    /// <summary>File name as claimed by the sender.</summary>
    public string? Name { get; init; }

    /// <summary>A small picture of it.</summary>
    public string? ThumbnailUrl { get; init; }
}
