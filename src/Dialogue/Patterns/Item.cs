namespace PartyBuilding.Dialogue.Patterns;

/// <summary>One spotted passage.</summary>
/// <param name="Start">First place in the plain text.</param>
/// <param name="End">First place after it.</param>
/// <param name="Types">All it can stand for.</param>
/// <param name="Payload">The value, kind or name behind it.</param>
internal sealed record Item(int Start, int End, ItemTypes Types, object? Payload);

/// <summary>One slot a pattern filled.</summary>
/// <param name="Slot">Its name.</param>
/// <param name="Start">First place of the passage.</param>
/// <param name="End">First place after it; equal to <paramref name="Start"/> for a given value.</param>
/// <param name="Item">The spotted passage, null for free text.</param>
/// <param name="Given">The fixed value, if the pattern states one.</param>
internal readonly record struct Capture(string Slot, int Start, int End, Item? Item, string? Given);
