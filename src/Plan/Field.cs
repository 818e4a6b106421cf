namespace PartyBuilding.Plan;

/// <summary>One fact of a kind beyond the common slots; kept as JSON with the report.</summary>
/// <param name="Key">Its name in the JSON.</param>
/// <param name="Label">Its name in Chinese.</param>
/// <param name="Type">What values it takes.</param>
public sealed record Field(string Key, string Label, FieldType Type)
{
    /// <summary>Whether a report without it is incomplete.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The values of a choice or of ticks.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>True when an obligation counts different values of this field, as with the seven things a branch room must have.</summary>
    public bool IsItem { get; init; }

    /// <summary>Longest text kept.</summary>
    public int Longest { get; init; } = 200;
}
