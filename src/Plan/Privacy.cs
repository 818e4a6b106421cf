namespace PartyBuilding.Plan;

/// <summary>What must not be kept or said about a report of a kind.</summary>
[Flags]
public enum Privacy
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>No names besides the reporter's.</summary>
    NoNames = 1,

    /// <summary>No free text: no topic, place or story.</summary>
    NoText = 2,

    /// <summary>Answered and reminded of in private, never in a group.</summary>
    OnlyInPrivate = 4,
}
