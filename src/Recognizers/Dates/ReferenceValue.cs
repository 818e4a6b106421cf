namespace PartyBuilding.Recognizers.Dates;

/// <summary>One candidate of the reference model's resolution.</summary>
internal sealed record ReferenceValue(string Timex, string Type)
{
    public string? Value { get; init; }
    public string? Start { get; init; }
    public string? End { get; init; }
    public string? Mod { get; init; }
    public string? SourceEntity { get; init; }
    public bool IsLunar { get; init; }
}

/// <summary>One entity of the reference model: where it stands, its type without prefix, its candidates in order.</summary>
internal sealed record ReferenceEntity(int Start, int End, string Type, IReadOnlyList<ReferenceValue> Values);
