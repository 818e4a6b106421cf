namespace PartyBuilding.Plan;

/// <summary>What values a field of a kind takes, and how they stand in JSON.</summary>
public enum FieldType
{
    /// <summary>A short text.</summary>
    Text,

    /// <summary>A number, decimal.</summary>
    Number,

    /// <summary>Whole, not negative.</summary>
    Count,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    YesNo,

    /// <summary>A day as <c>2026-04-22</c>.</summary>
    Day,

    /// <summary>One of the field's choices.</summary>
    Choice,

    /// <summary>A list of some of the field's choices.</summary>
    Ticks,
}
